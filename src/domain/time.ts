/** Instants and calendar dates in Asia/Shanghai: UTC+8 all year, whatever the machine says. */
import type { IsoDate } from './draft-plan.ts'

const minuteMs = 60_000
export const dayMs = 86_400_000
const offsetMs = 8 * 60 * minuteMs

export type ShanghaiParts = {
  readonly date: IsoDate
  readonly year: number
  readonly month: number
  readonly day: number
  readonly hour: number
  readonly minute: number
  readonly second: number
  /** 1 is Monday, 7 is Sunday. */
  readonly weekday: number
}

const two = (n: number): string => String(n).padStart(2, '0')

const isoDateOf = (utc: Date): IsoDate =>
  `${String(utc.getUTCFullYear()).padStart(4, '0')}-${two(utc.getUTCMonth() + 1)}-${two(utc.getUTCDate())}`

/** Midnight UTC of a date: dates are counted there, where every day has 24 hours. */
const utcMs = (date: IsoDate): number => Date.parse(`${date}T00:00:00Z`)

export const shanghaiDate = (ms: number): IsoDate => isoDateOf(new Date(ms + offsetMs))

export function shanghaiParts(ms: number): ShanghaiParts {
  const local = new Date(ms + offsetMs)
  return {
    date: isoDateOf(local),
    year: local.getUTCFullYear(),
    month: local.getUTCMonth() + 1,
    day: local.getUTCDate(),
    hour: local.getUTCHours(),
    minute: local.getUTCMinutes(),
    second: local.getUTCSeconds(),
    weekday: local.getUTCDay() || 7,
  }
}

/** The instant of `time` (`HH:mm`) on `date`, in epoch ms. */
export function atShanghai(date: IsoDate, time = '00:00'): number {
  return Date.parse(`${date}T${time}:00Z`) - offsetMs
}

/** A date that exists, written `YYYY-MM-DD`. */
export function isIsoDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false
  const ms = utcMs(text)
  return Number.isFinite(ms) && isoDateOf(new Date(ms)) === text
}

export const addDays = (date: IsoDate, days: number): IsoDate =>
  isoDateOf(new Date(utcMs(date) + days * dayMs))

/** Days from `from` to `to`; negative if `to` comes first. */
export const daysBetween = (from: IsoDate, to: IsoDate): number =>
  Math.round((utcMs(to) - utcMs(from)) / dayMs)

/** 1 is Monday, 7 is Sunday. */
export const weekdayOf = (date: IsoDate): number => new Date(utcMs(date)).getUTCDay() || 7

/** `YYYY-MM`. */
export const monthOf = (date: IsoDate): string => date.slice(0, 7)

export const yearOf = (date: IsoDate): number => Number(date.slice(0, 4))

export const startOfMonth = (date: IsoDate): IsoDate => `${monthOf(date)}-01`

export function endOfMonth(date: IsoDate): IsoDate {
  return isoDateOf(new Date(Date.UTC(yearOf(date), Number(date.slice(5, 7)), 0)))
}

/** The same day of another month, or its last one. */
export function addMonths(date: IsoDate, months: number): IsoDate {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number)
  const first = isoDateOf(new Date(Date.UTC(year, month - 1 + months, 1)))
  return earlierOf(addDays(first, day - 1), endOfMonth(first))
}

/** The later of two dates. */
export const laterOf = (a: IsoDate, b: IsoDate): IsoDate => (a > b ? a : b)

/** The earlier of two dates. */
export const earlierOf = (a: IsoDate, b: IsoDate): IsoDate => (a < b ? a : b)

const instant =
  /^(\d{4}-\d{2}-\d{2})(?:[Tt ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?\s*(?:([Zz])|([+-])(\d{2}):?(\d{2})?)?)?$/

/** Reads ISO 8601. Without an offset it is Shanghai time, a date alone is its 00:00. */
export function parseInstant(text: string): number | undefined {
  const match = instant.exec(text.trim())
  if (!match) return undefined
  const [, date = '', hour = '00', minute = '00', second = '00', fraction = ''] = match
  const [zulu, sign, offsetHour = '00', offsetMinute = '00'] = match.slice(6)
  if (!isIsoDate(date) || Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) {
    return undefined
  }
  if (Number(offsetHour) > 14 || Number(offsetMinute) > 59) return undefined
  const wallMs =
    utcMs(date) +
    (Number(hour) * 60 + Number(minute)) * minuteMs +
    Number(second) * 1000 +
    Number(fraction.padEnd(3, '0').slice(0, 3))
  if (zulu) return wallMs
  if (!sign) return wallMs - offsetMs
  const givenMs = (Number(offsetHour) * 60 + Number(offsetMinute)) * minuteMs
  return sign === '+' ? wallMs - givenMs : wallMs + givenMs
}

/** `6月25日` */
export const chineseMonthDay = (date: IsoDate): string =>
  `${Number(date.slice(5, 7))}月${Number(date.slice(8, 10))}日`

/** `2021年3月2日` */
export const chineseDate = (date: IsoDate): string => `${yearOf(date)}年${chineseMonthDay(date)}`

/** `6月25日18时`; minutes are said only where there are any: `6月28日8时10分`. */
export function chineseHour(ms: number): string {
  const { date, hour, minute } = shanghaiParts(ms)
  return `${chineseMonthDay(date)}${hour}时${minute === 0 ? '' : `${minute}分`}`
}

/** `HH:mm` */
export function clockTime(ms: number): string {
  const { hour, minute } = shanghaiParts(ms)
  return `${two(hour)}:${two(minute)}`
}
