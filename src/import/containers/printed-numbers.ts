const digits = '〇一二三四五六七八九'
const formalDigits = '零壹贰叁肆伍陆柒捌玖'
const stems = '甲乙丙丁戊己庚辛壬癸'
const branches = '子丑寅卯辰巳午未申酉戌亥'

const code = (base: number, last: number) => (value: number) =>
  value >= 1 && value <= last ? String.fromCodePoint(base + value - 1) : String(value)

/** How Word prints a counter, by `w:numFmt` (ECMA-376 part 1, 17.18.59). Others print as decimal. */
const formats: Readonly<Record<string, (value: number) => string>> = {
  none: () => '',
  bullet: () => '',
  decimalZero: (value) => String(value).padStart(2, '0'),
  upperLetter: (value) => letters(value).toUpperCase(),
  lowerLetter: (value) => letters(value),
  upperRoman: (value) => roman(value),
  lowerRoman: (value) => roman(value).toLowerCase(),
  chineseCounting: (value) => counting(value),
  chineseCountingThousand: (value) => spoken(value, digits, '十百千'),
  japaneseCounting: (value) => spoken(value, digits, '十百千'),
  taiwaneseCounting: (value) => counting(value),
  taiwaneseCountingThousand: (value) => spoken(value, digits, '十百千'),
  chineseLegalSimplified: (value) => spoken(value, formalDigits, '拾佰仟'),
  ideographLegalTraditional: (value) => spoken(value, formalDigits, '拾佰仟'),
  ideographDigital: (value) => byDigit(value),
  japaneseDigitalTenThousand: (value) => byDigit(value),
  taiwaneseDigital: (value) => byDigit(value),
  ideographTraditional: (value) => stems[value - 1] ?? String(value),
  ideographZodiac: (value) => branches[value - 1] ?? String(value),
  decimalEnclosedCircle: circled,
  decimalEnclosedCircleChinese: circled,
  decimalEnclosedParen: code(0x2474, 20),
  decimalEnclosedFullstop: code(0x2488, 20),
  ideographEnclosedCircle: code(0x3280, 10),
  decimalFullWidth: (value) =>
    String(value).replace(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0)),
}

/** A counter's value in Word's number format `format`. */
export function printNumber(value: number, format: string): string {
  return formats[format]?.(value) ?? String(value)
}

function circled(value: number): string {
  if (value <= 20) return code(0x2460, 20)(value)
  return value <= 35 ? code(0x3251, 15)(value - 20) : String(value)
}

function byDigit(value: number): string {
  return String(value).replace(/\d/g, (digit) => digits.charAt(Number(digit)))
}

/** 十二, 二十; from a hundred on digit by digit, as Word's plain Chinese counting does. */
function counting(value: number): string {
  return value < 100 ? spoken(value, digits, '十百千') : byDigit(value).replaceAll('〇', '○')
}

/** Below ten thousand: 一百二十三, 一百零三; ten is 十 alone in the common digits. */
function spoken(value: number, names: string, units: string): string {
  if (value <= 0 || value >= 10_000) return value === 0 ? names.charAt(0) : String(value)
  let words = ''
  for (let power = 3; power >= 0; power -= 1) {
    const digit = Math.floor(value / 10 ** power) % 10
    if (digit > 0) words += names.charAt(digit) + (power > 0 ? units.charAt(power - 1) : '')
    else if (words !== '' && !words.endsWith('零') && value % 10 ** power > 0) words += '零'
  }
  return words.replace(/^一十/, '十')
}

/** a … z, aa, bb: Word repeats the letter. */
function letters(value: number): string {
  if (value < 1 || value > 780) return String(value)
  return String.fromCharCode(97 + ((value - 1) % 26)).repeat(Math.ceil(value / 26))
}

const romans: readonly (readonly [number, string])[] = [
  [1000, 'M'],
  [900, 'CM'],
  [500, 'D'],
  [400, 'CD'],
  [100, 'C'],
  [90, 'XC'],
  [50, 'L'],
  [40, 'XL'],
  [10, 'X'],
  [9, 'IX'],
  [5, 'V'],
  [4, 'IV'],
  [1, 'I'],
]

function roman(value: number): string {
  if (value < 1 || value > 3999) return String(value)
  let rest = value
  let words = ''
  for (const [worth, sign] of romans) {
    while (rest >= worth) {
      words += sign
      rest -= worth
    }
  }
  return words
}
