import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  addDays,
  atShanghai,
  chineseDate,
  chineseHour,
  chineseMonthDay,
  clockTime,
  daysBetween,
  endOfMonth,
  isIsoDate,
  monthOf,
  parseInstant,
  shanghaiDate,
  shanghaiParts,
  weekdayOf,
} from '../../src/domain/time.ts'

/** China had summer time until 1991; since then Shanghai is UTC+8. */
const anInstant = fc.integer({ min: Date.UTC(1992, 0, 1), max: Date.UTC(2099, 11, 31) })
const aDate = anInstant.map(shanghaiDate)

const intl = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Asia/Shanghai',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  weekday: 'short',
  hourCycle: 'h23',
})

describe('instants in Shanghai', () => {
  it('agree with Intl', () => {
    fc.assert(
      fc.property(anInstant, (ms) => {
        const given = Object.fromEntries(intl.formatToParts(ms).map((p) => [p.type, p.value]))
        const parts = shanghaiParts(ms)
        expect(parts.date).toBe(`${given.year}-${given.month}-${given.day}`)
        expect(clockTime(ms)).toBe(`${given.hour}:${given.minute}`)
        expect(parts.second).toBe(Number(given.second))
        expect(['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'][parts.weekday - 1]).toBe(
          given.weekday,
        )
        expect(weekdayOf(parts.date)).toBe(parts.weekday)
      }),
    )
  })

  it('come back from date and time', () => {
    fc.assert(
      fc.property(anInstant, (ms) => {
        const minute = ms - (((ms % 60_000) + 60_000) % 60_000)
        expect(atShanghai(shanghaiDate(ms), clockTime(ms))).toBe(minute)
      }),
    )
  })
})

describe('dates', () => {
  it('count days both ways', () => {
    fc.assert(
      fc.property(aDate, fc.integer({ min: -4000, max: 4000 }), (date, days) => {
        expect(daysBetween(date, addDays(date, days))).toBe(days)
      }),
    )
  })

  it('end their month on the day before another month begins', () => {
    fc.assert(
      fc.property(aDate, (date) => {
        const end = endOfMonth(date)
        expect(monthOf(end)).toBe(monthOf(date))
        expect(addDays(end, 1).slice(8)).toBe('01')
      }),
    )
    expect(endOfMonth('2024-02-01')).toBe('2024-02-29')
  })

  it.each(['2021-02-29', '2021-13-01', '2021-1-1', 'x'])('know that %s is none', (text) => {
    expect(isIsoDate(text)).toBe(false)
  })
})

describe('parseInstant', () => {
  it.each([
    ['2021-06-25', '2021-06-24T16:00:00.000Z'],
    ['2021-06-25T18:00', '2021-06-25T10:00:00.000Z'],
    ['2021-06-25 18:00:30', '2021-06-25T10:00:30.000Z'],
    ['2021-06-25T18:00:00.25Z', '2021-06-25T18:00:00.250Z'],
    ['2021-06-25T18:00+08:00', '2021-06-25T10:00:00.000Z'],
    ['2021-06-25T18:00-0530', '2021-06-25T23:30:00.000Z'],
    ['2021-06-25T18:00+08', '2021-06-25T10:00:00.000Z'],
  ])('reads %s', (text, expected) => {
    expect(new Date(parseInstant(text) ?? 0).toISOString()).toBe(expected)
  })

  it.each([
    '',
    '25/06/2021',
    '2021-02-30',
    '2021-06-25T24:00',
    '2021-06-25T18:60',
    '2021-06-25Z',
    '2021-06-25T18:00+99:00',
    '2021-06',
  ])('does not read "%s"', (text) => {
    expect(parseInstant(text)).toBeUndefined()
  })

  it('reads what the platform prints', () => {
    fc.assert(
      fc.property(anInstant, (ms) => {
        expect(parseInstant(new Date(ms).toISOString())).toBe(ms)
      }),
    )
  })
})

it('writes dates in Chinese without padding', () => {
  expect(chineseMonthDay('2021-06-05')).toBe('6月5日')
  expect(chineseDate('2021-03-02')).toBe('2021年3月2日')
  expect(chineseHour(atShanghai('2021-06-25', '18:00'))).toBe('6月25日18时')
  expect(chineseHour(atShanghai('2021-06-28', '08:10'))).toBe('6月28日8时10分')
})
