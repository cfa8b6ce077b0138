import type { IsoDate } from '../../domain/draft-plan.ts'
import { asciiDigits } from './spacing.ts'

/** A date as printed, at `[start, end)` of a text. A phrase of several months has several dues. */
export type DateWord = {
  readonly start: number
  readonly end: number
  readonly dues: readonly IsoDate[]
  /** Says an end (底, 前, a day …), so that it is a date wherever it stands in a clause. */
  readonly isFirm: boolean
  /** A doubled character (底底前) was read as one. */
  readonly isTypo: boolean
}

const month = '(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])'
/** 次年 and its like are the year after the plan's, 今年 is the plan's. */
const year = '(?:((?:19|20)\\d{2}|[次明来翌今本当])年)?'
const monthWord = '月(?![度均报薪租供季嫂饼亮子])份?'
const tail =
  '(底+(?![板层部座图数线稿商盘泥价])|末|初(?=[前，,完启开])|上旬|中旬|下旬)?(前(?![期往置景端沿后])|之前|以前|止|起)?'
const notBefore = '(?<![\\d.第])'

const dayPattern = new RegExp(`${notBefore}${year}(${month})月(\\d{1,2})[日号](前|之前|以前)?`, 'y')
/** 2024.6.30, 2024-06-30, 2024/6/30; without a year only before 前: 6.30前. */
const numericPattern = new RegExp(
  `(?<![\\d.])(?:((?:19|20)\\d{2})([.\\-/])(${month})\\2(\\d{1,2})(?!\\d)日?(?:前|之前|以前)?|(${month})\\.(\\d{1,2})(?:前|之前|以前))`,
  'y',
)
/** `4月30日`, `4月 30日`, `4月30` at the end of a word. */
const saidDayPattern = new RegExp(
  `${notBefore}${year}\\s*(\\d{1,2})月(?:\\s*(\\d{1,2})\\s*[日号]|(\\d{1,2})(?=[\\s前，,。；;：:]|$))(?:前|之前|以前)?`,
  'y',
)
/** `6/30` and `6.30`, which only people who type write; `2026-06-31`, to be told of. */
const saidNumericPattern =
  /(?<![\d.])(?:((?:19|20)\d{2})[./-](\d{1,2})[./-]|(\d{1,2})[./])(\d{1,2})(?=[日\s前，,。；;：:]|$)日?前?/y
const rangePattern = new RegExp(
  `${notBefore}${year}${month}(?:月[份底初末]?)?\\s*(?:-|—|–|－|~|～|至|到)+\\s*${year}(${month})${monthWord}${tail}`,
  'y',
)
const monthsPattern = new RegExp(
  `${notBefore}${year}(${month}(?:月?[、和及]${month})*)${monthWord}${tail}`,
  'y',
)
const yearEndPattern = new RegExp(
  `${notBefore}((?:19|20)\\d{2}|[次明来翌今本当])?年(?:底|末|内(?![部河容外控销需涝]))(前|之前|以前)?`,
  'y',
)
const halfYearPattern = new RegExp(`${notBefore}${year}([上下])半年(?!度)(?:底|末)?(前)?`, 'y')
/** 前三季度 ends with the third; 一、二季度 are two. */
const quarterPattern = new RegExp(
  `${notBefore}${year}(?:第|前(?=[二三]))?([一二三四1-4](?:[、和及]第?[一二三四1-4])*)(?:个)?季度(底|末)?(前)?`,
  'y',
)

/** What after a date word shows that it is no due date ("6月底前未完成的"). */
const notADue = /^(?:的|未|以来|至今|后)/

/** Reads the date word that begins at `start`, if one does. Without its own year it has `planYear`. */
export function dateWordAt(text: string, start: number, planYear: number): DateWord | undefined {
  const found =
    readDay(text, start, planYear) ??
    readNumeric(text, start, planYear) ??
    readRange(text, start, planYear) ??
    readMonths(text, start, planYear) ??
    readPartOfYear(text, start, planYear)
  return found && !notADue.test(text.slice(found.end, found.end + 2)) ? found : undefined
}

/**
 * The date that begins at `start` of what somebody typed: as documents print it, or `6/30`, `6.30`.
 * A day that its month has not is none, where a document would be read as naming the month.
 */
export function saidDateAt(
  text: string,
  start: number,
  planYear: number,
): DateWord | 'no-such-day' | undefined {
  const inWords = match(saidDayPattern, text, start)
  const found = inWords ?? match(saidNumericPattern, text, start)
  if (!found) return dateWordAt(text, start, planYear)
  const [whole, printedYear, first, second, third] = found
  const [ofMonth, day] = inWords ? [first, second ?? third] : [first ?? second, third]
  const due = isoDate(toYear(printedYear, planYear), Number(ofMonth), Number(day))
  if (!due) return 'no-such-day'
  return { start, end: start + whole.length, dues: [due], isFirm: true, isTypo: false }
}

/** Whether a text names, somewhere, a month and a day that it has not: 4月31日. */
export const namesNoSuchDay = (text: string, planYear: number): boolean =>
  [...text].some((_, start) => {
    const found = match(saidDayPattern, text, start)
    return found !== undefined && saidDateAt(text, start, planYear) === 'no-such-day'
  })

/** The first firm date word that begins within `[from, to)`. */
export function firmDateWithin(
  text: string,
  from: number,
  to: number,
  planYear: number,
): DateWord | undefined {
  for (let start = from; start < to; start += 1) {
    const word = dateWordAt(text, start, planYear)
    if (word?.isFirm) return word
  }
  return undefined
}

function match(pattern: RegExp, text: string, start: number): RegExpExecArray | undefined {
  pattern.lastIndex = start
  return pattern.exec(text) ?? undefined
}

function readDay(text: string, start: number, planYear: number): DateWord | undefined {
  const found = match(dayPattern, text, start)
  if (!found) return undefined
  const [whole, printedYear, printedMonth = '', day = ''] = found
  const due = isoDate(toYear(printedYear, planYear), toMonth(printedMonth), Number(day))
  if (!due) return undefined
  return { start, end: start + whole.length, dues: [due], isFirm: true, isTypo: false }
}

function readNumeric(text: string, start: number, planYear: number): DateWord | undefined {
  const found = match(numericPattern, text, start)
  if (!found) return undefined
  const [whole, printedYear, , inYear, dayOfYear, alone, dayAlone] = found
  const ofMonth = toMonth(inYear ?? alone ?? '')
  const due = isoDate(toYear(printedYear, planYear), ofMonth, Number(dayOfYear ?? dayAlone))
  if (!due) return undefined
  return { start, end: start + whole.length, dues: [due], isFirm: true, isTypo: false }
}

/** A range of months counts to its end. */
function readRange(text: string, start: number, planYear: number): DateWord | undefined {
  const found = match(rangePattern, text, start)
  if (!found) return undefined
  const [whole, first, second, printedMonth = '', part, before] = found
  const due = inMonth(toYear(second ?? first, planYear), toMonth(printedMonth), part)
  return { start, end: start + whole.length, dues: [due], ...form(part, before) }
}

function readMonths(text: string, start: number, planYear: number): DateWord | undefined {
  const found = match(monthsPattern, text, start)
  if (!found) return undefined
  const [whole, printedYear, printedMonths = '', part, before] = found
  const months = printedMonths.split(/月?[、和及]/)
  const dues = months.map((one) => inMonth(toYear(printedYear, planYear), toMonth(one), part))
  return { start, end: start + whole.length, dues, ...form(part, before) }
}

function readPartOfYear(text: string, start: number, planYear: number): DateWord | undefined {
  const yearEnd = match(yearEndPattern, text, start)
  if (yearEnd) {
    const due = inMonth(toYear(yearEnd[1], planYear), 12)
    const isFirm = !yearEnd[0].endsWith('内')
    return { start, end: start + yearEnd[0].length, dues: [due], isFirm, isTypo: false }
  }
  const found = match(halfYearPattern, text, start) ?? match(quarterPattern, text, start)
  if (!found) return undefined
  const [whole, printedYear, part = ''] = found
  const dues = part.split(/[、和及]第?/).map((one) => {
    const lastMonth = { 上: 6, 下: 12, 一: 3, 二: 6, 三: 9, 四: 12 }[one] ?? Number(one) * 3
    return inMonth(toYear(printedYear, planYear), lastMonth)
  })
  const isFirm = /[底末前]$/.test(whole)
  return { start, end: start + whole.length, dues, isFirm, isTypo: false }
}

function form(part = '', before = ''): { isFirm: boolean; isTypo: boolean } {
  return { isFirm: part !== '' || /前|止/.test(before), isTypo: part.startsWith('底底') }
}

function toYear(printed: string | undefined, planYear: number): number {
  if (printed === undefined || /[今本当]/.test(printed)) return planYear
  return /\d/.test(printed) ? Number(printed) : planYear + 1
}

function toMonth(printed: string): number {
  if (/^\d+$/.test(printed)) return Number(printed)
  const digits = '一二三四五六七八九十'
  return printed.length === 2
    ? 10 + digits.indexOf(printed.charAt(1)) + 1
    : digits.indexOf(printed) + 1
}

/** The contract's rule: a month without a day ends on its last day; 上旬 on the 10th, 中旬 on the 20th. */
function inMonth(inYear: number, ofMonth: number, part = ''): IsoDate {
  const last = new Date(Date.UTC(inYear, ofMonth, 0)).getUTCDate()
  const day = part === '上旬' || part === '初' ? 10 : part === '中旬' ? 20 : last
  return `${inYear}-${pad(ofMonth)}-${pad(day)}`
}

const chineseDigits = '〇一二三四五六七八九'

/** 二〇二四 is 2024, 二十 is 20; ASCII digits are themselves. NaN: no number. */
function numberOf(printed: string): number {
  const digits = printed.replace(/[○零O]/g, '〇')
  if (/^\d+$/.test(digits)) return Number(digits)
  const tens = /^([二三])?(十)?([一二三四五六七八九])?$/.exec(digits)
  const ten = tens?.[2] ? 10 : 0
  if (tens && digits.length < 4) {
    const many = tens[1] && ten ? chineseDigits.indexOf(tens[1]) : 1
    const one = tens[3] ?? (ten ? '' : (tens[1] ?? ''))
    return ten * many + (one ? chineseDigits.indexOf(one) : 0)
  }
  const places = [...digits].map((digit) => chineseDigits.indexOf(digit))
  return places.includes(-1) ? Number.NaN : Number(places.join(''))
}

/** The date that a line of its own prints, in digits or in characters. */
export function dateOf(line: string): IsoDate | undefined {
  const numeral = '[\\d〇○零O一二三四五六七八九十]'
  const pattern = new RegExp(`^(${numeral}{4})年(${numeral}{1,3})月(${numeral}{1,3})日$`)
  const [, inYear = '', ofMonth = '', day = ''] = pattern.exec(asciiDigits(line)) ?? []
  if (inYear === '') return undefined
  return isoDate(numberOf(inYear), numberOf(ofMonth), numberOf(day))
}

/** The first year that a text names, in digits or in characters. */
export function yearIn(text: string): number | undefined {
  const found = /((?:19|20)\d{2}|[一二][〇○零O一二三四五六七八九]{3})\s*(?:年|[〕\])）】])/.exec(
    asciiDigits(text),
  )
  return found ? numberOf(found[1] ?? '') : undefined
}

/** A calendar date, or undefined where there is no such day. */
function isoDate(inYear: number, ofMonth: number, day: number): IsoDate | undefined {
  const date = new Date(Date.UTC(inYear, ofMonth - 1, day))
  const exists = date.getUTCMonth() === ofMonth - 1 && date.getUTCDate() === day && inYear >= 1900
  return exists ? `${inYear}-${pad(ofMonth)}-${pad(day)}` : undefined
}

function pad(value: number): string {
  return String(value).padStart(2, '0')
}
