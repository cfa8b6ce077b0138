/** Working days by the statutory calendar with 调休. */
import { type CalendarTable, calendarData } from './calendar-data.ts'
import type { IsoDate } from './draft-plan.ts'
import { addDays, startOfMonth, weekdayOf, yearOf } from './time.ts'

export type Calendar = {
  readonly publishedYears: ReadonlySet<number>
  readonly daysOff: ReadonlySet<IsoDate>
  readonly extraWorkdays: ReadonlySet<IsoDate>
}

/** `isPublished` false: the year's notice is not in the calendar; its weekdays count as worked. */
export type DayKind = { readonly isWorkday: boolean; readonly isPublished: boolean }

function datesOf(year: string, ranges: string): IsoDate[] {
  const dateOf = (monthDay: string): IsoDate =>
    `${year}-${monthDay.slice(0, 2)}-${monthDay.slice(2, 4)}`
  return ranges
    .split(' ')
    .filter((range) => range !== '')
    .flatMap((range) => {
      const [first = '', last = first] = range.split('-')
      const dates: IsoDate[] = []
      for (let date = dateOf(first); date <= dateOf(last); date = addDays(date, 1)) dates.push(date)
      return dates
    })
}

export function calendarOf(table: CalendarTable): Calendar {
  const years = Object.entries(table)
  return {
    publishedYears: new Set(years.map(([year]) => Number(year))),
    daysOff: new Set(years.flatMap(([year, { off }]) => datesOf(year, off))),
    extraWorkdays: new Set(years.flatMap(([year, { on }]) => datesOf(year, on))),
  }
}

export const statutoryCalendar: Calendar = calendarOf(calendarData)

export function dayKind(date: IsoDate, calendar: Calendar = statutoryCalendar): DayKind {
  const isWeekday = weekdayOf(date) <= 5
  return {
    isWorkday: calendar.extraWorkdays.has(date) || (isWeekday && !calendar.daysOff.has(date)),
    isPublished: calendar.publishedYears.has(yearOf(date)),
  }
}

export const isWorkday = (date: IsoDate, calendar: Calendar = statutoryCalendar): boolean =>
  dayKind(date, calendar).isWorkday

/** Walks from `date` in steps of one day to the first working day, `date` itself included. */
function seek(date: IsoDate, step: 1 | -1, calendar: Calendar): IsoDate {
  let day = date
  while (!isWorkday(day, calendar)) day = addDays(day, step)
  return day
}

export const workdayOnOrBefore = (date: IsoDate, calendar: Calendar = statutoryCalendar): IsoDate =>
  seek(date, -1, calendar)

export const workdayOnOrAfter = (date: IsoDate, calendar: Calendar = statutoryCalendar): IsoDate =>
  seek(date, 1, calendar)

/** The nth working day strictly before `date`, which itself may be a day off. */
export function workdaysBefore(
  date: IsoDate,
  n: number,
  calendar: Calendar = statutoryCalendar,
): IsoDate {
  let day = date
  for (let left = n; left > 0; left--) day = seek(addDays(day, -1), -1, calendar)
  return day
}

/** The nth working day strictly after `date`. */
export function workdaysAfter(
  date: IsoDate,
  n: number,
  calendar: Calendar = statutoryCalendar,
): IsoDate {
  let day = date
  for (let left = n; left > 0; left--) day = seek(addDays(day, 1), 1, calendar)
  return day
}

/** The first working day of the month that `date` is in. */
export const firstWorkdayOfMonth = (
  date: IsoDate,
  calendar: Calendar = statutoryCalendar,
): IsoDate => seek(startOfMonth(date), 1, calendar)

/** The first working day of the week (Monday to Sunday) of `date`; a holiday may take the whole. */
export function firstWorkdayOfWeek(
  date: IsoDate,
  calendar: Calendar = statutoryCalendar,
): IsoDate | undefined {
  const monday = addDays(date, 1 - weekdayOf(date))
  const first = seek(monday, 1, calendar)
  return first <= addDays(monday, 6) ? first : undefined
}
