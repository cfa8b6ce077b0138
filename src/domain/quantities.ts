import { scales } from './figures.ts'

/**
 * A number with its unit of measure and the words around it. `value` is in the plain unit
 * (1.25万人次 is 12500 人次); `name` is the clause around the number without verbs, a mark for the
 * grade.
 */
export type Quantity = {
  readonly name: string
  /** The size of each thing counted, so that 亿元以上项目 and 10亿元以上项目 are two things. */
  readonly grade: string | null
  /** The words of its clause around it, as printed; between two figures, its side of the 和. */
  readonly words: { readonly before: string; readonly after: string }
  readonly value: number
  readonly unit: string
  readonly printed: string
  readonly bound: 'least' | 'most' | 'exact'
  /** Its clause says that it counts from the start: 累计, 达到, 共. */
  readonly isCumulative: boolean
  /** Its clause is a part of another figure: 其中. */
  readonly isPart: boolean
}

const measure =
  '亿元|万元|元|平方米|立方米|平方公里|公里|千米|米|公顷|人次|人|%|％|个百分点|个|家|名|幢|栋|台|套|条|所|宗|座|场|项|部|件|处|辆|张|份|户|亩|吨|只|批|次|对|支|间|桶|盏|棵|株|册'
const pattern = new RegExp(
  `(\\d+(?:,\\d{3})*(?:\\.\\d+)?)(万|亿|千|百)?(?:多|余)?(${measure})(以上|以内|以下|左右)?`,
  'g',
)
const gradePattern =
  /(\d+(?:,\d{3})*(?:\.\d+)?)?([十百千万亿]*)(元|平方米|吨|亩)(以上|以下)?(?:的|级)?(?=\p{Script=Han})/gu
/** What is counted piece by piece: a sum of money before such a figure is the size of each. */
const counted = /^[个家名幢栋台套条所宗座项部件处辆户只批支间盏棵株]$/
const verbs =
  /其中|累计|总计|共计|完成|达到|超过|不少于|不低于|不超过|实现|打造|新增|建成|培育|培养|招引|引进|力争|争取|确保|组织|开展|集聚|以上|以内|全年|全部/g

const longestSentence = 2000

const asciiDigits = (text: string): string =>
  text.replace(/[\uff10-\uff19]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0xfee0))

/** The quantities of a text, in order. */
export function quantitiesOf(text: string): Quantity[] {
  return asciiDigits(text)
    .split(/[。；;]/)
    .flatMap((sentence) => {
      if (sentence.length > longestSentence) return []
      const clauses = sentence.split(/(?:[，、：:]|,(?!\d{3}(?!\d)))(?![^（(]*[）)])/)
      let isCumulative = false
      return clauses.flatMap((clause) => {
        isCumulative ||= /累计|达到|总计|共计|达\d/.test(clause)
        return readClause(clause, isCumulative)
      })
    })
}

function readClause(clause: string, isCumulative: boolean): Quantity[] {
  if (clause.length > 200) return []
  const matches = [...clause.matchAll(pattern)]
  return matches.flatMap((found, index): Quantity[] => {
    const [printed, digits = '', scale = '', unit = '', bound = ''] = found
    const next = matches[index + 1]
    const end = found.index + printed.length
    if (unit.endsWith('元') && next && next.index > end && counted.test(next[3] ?? '')) return []
    const before = clause.slice(0, found.index)
    const after = clause.slice(end, next?.index ?? clause.length)
    const last = matches[index - 1]
    const own = clause.slice(last ? last.index + last[0].length : 0, found.index)
    return [
      {
        ...nameOf(before + after),
        words: {
          before: last ? own.replace(/^.*[和及与]/u, '') : own,
          after: next ? after.replace(/[和及与].*$/u, '') : after,
        },
        value: toNumber(digits) * (scales[scale] ?? 1),
        unit,
        printed,
        bound: boundOf(before, bound),
        isCumulative,
        isPart: clause.includes('其中'),
      },
    ]
  })
}

const gradeMark = '\u0001'

/** What words around a figure name: the thing without verbs, with a mark in the place of its grade. */
export function nameOf(words: string): Pick<Quantity, 'name' | 'grade'> {
  let grade: string | null = null
  const named = words.replace(gradePattern, (printed, digits = '', scale = '', unit, bound) => {
    if (digits === '' && scale === '') return printed
    const value = [...scale].reduce((product, one) => product * (scales[one] ?? 1), 1)
    const size = (digits === '' ? 1 : toNumber(digits)) * value
    grade = `${size}${unit}${bound === '以下' ? bound : ''}`
    return gradeMark
  })
  return { name: named.replace(verbs, '').replace(/^超|超$|[达共至的]$/g, ''), grade }
}

function toNumber(digits: string): number {
  return Number(digits.replaceAll(',', ''))
}

function boundOf(before: string, after: string): Quantity['bound'] {
  if (after === '以上' || /(?:不少于|不低于|超过?|突破|至少)$/.test(before)) return 'least'
  if (after === '以内' || after === '以下' || /(?:不超过|不高于|控制在)$/.test(before))
    return 'most'
  return 'exact'
}

/** How much of the shorter name is found in one piece in the other: 0 to 1; 0 below two characters. */
export function likeness(one: string, other: string): number {
  const [short, long] = one.length <= other.length ? [one, other] : [other, one]
  let longest = 0
  for (let start = 0; start < short.length; start += 1) {
    while (
      long.includes(short.slice(start, start + longest + 1)) &&
      start + longest < short.length
    ) {
      longest += 1
    }
  }
  return longest < 2 ? 0 : longest / short.length
}
