import { isWorkday as isListedWorkday } from 'chinese-days'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  calendarOf,
  dayKind,
  firstWorkdayOfMonth,
  firstWorkdayOfWeek,
  isWorkday,
  workdayOnOrAfter,
  workdayOnOrBefore,
  workdaysAfter,
  workdaysBefore,
} from '../../src/domain/calendar.ts'
import { addDays, daysBetween, weekdayOf } from '../../src/domain/time.ts'

const days = (from: string, to: string): string[] =>
  Array.from({ length: daysBetween(from, to) + 1 }, (_, i) => addDays(from, i))

const aDate = fc.integer({ min: 0, max: 2800 }).map((n) => addDays('2020-01-01', n))

describe('the statutory calendar', () => {
  it('agrees day by day with an independent list', () => {
    const differing = days('2020-01-01', '2026-12-31').filter(
      (date) => isWorkday(date) !== isListedWorkday(date),
    )
    expect(differing).toEqual([])
  })

  it('says so where a year is not published, and takes its weekdays for worked', () => {
    expect(dayKind('2027-02-08')).toEqual({ isWorkday: true, isPublished: false })
    expect(dayKind('2027-02-07')).toEqual({ isWorkday: false, isPublished: false })
    expect(dayKind('2026-02-17')).toEqual({ isWorkday: false, isPublished: true })
    expect(dayKind('2019-12-31').isPublished).toBe(false)
  })

  it('can be replaced', () => {
    const own = calendarOf({ 2027: { off: '0101-0103', on: '0109' } })
    expect(dayKind('2027-01-01', own)).toEqual({ isWorkday: false, isPublished: true })
    expect(isWorkday('2027-01-09', own)).toBe(true)
  })
})

describe('working days', () => {
  it.each([
    ['2021-02-28', 1, '2021-02-26'],
    ['2021-10-08', 1, '2021-09-30'],
    ['2021-02-18', 3, '2021-02-08'],
    ['2021-06-30', 3, '2021-06-25'],
  ])('before %s, number %i is %s', (date, n, expected) => {
    expect(workdaysBefore(date, n)).toBe(expected)
  })

  it('know that a worked Sunday is one', () => {
    expect(workdayOnOrBefore('2021-09-26')).toBe('2021-09-26')
    expect(workdayOnOrBefore('2021-10-07')).toBe('2021-09-30')
    expect(workdayOnOrAfter('2021-10-01')).toBe('2021-10-08')
  })

  it('count the same both ways', () => {
    fc.assert(
      fc.property(aDate, fc.integer({ min: 1, max: 30 }), (date, n) => {
        const before = workdaysBefore(date, n)
        const between = days(before, addDays(date, -1)).filter((day) => isWorkday(day))
        expect(between).toHaveLength(n)
        expect(isWorkday(before)).toBe(true)
        const start = workdayOnOrBefore(date)
        expect(workdaysBefore(workdaysAfter(start, n), n)).toBe(start)
      }),
    )
  })

  it('begin months and weeks', () => {
    expect(firstWorkdayOfMonth('2021-10-20')).toBe('2021-10-08')
    expect(firstWorkdayOfMonth('2021-05-31')).toBe('2021-05-06')
    expect(firstWorkdayOfWeek('2021-06-18')).toBe('2021-06-15')
    expect(firstWorkdayOfWeek('2026-02-18')).toBeUndefined()
    fc.assert(
      fc.property(aDate, (date) => {
        const first = firstWorkdayOfWeek(date)
        const week = days(addDays(date, 1 - weekdayOf(date)), addDays(date, 7 - weekdayOf(date)))
        expect(first).toBe(week.find((day) => isWorkday(day)))
      }),
    )
  })
})
