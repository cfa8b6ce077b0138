import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isWorkday } from '../../src/domain/calendar.ts'
import { jitterMs, nextSendTime, withinHours } from '../../src/domain/jitter.ts'
import { jobNames, latestSlot, slotsBetween } from '../../src/domain/slots.ts'
import { clockTime, shanghaiDate, shanghaiParts } from '../../src/domain/time.ts'
import { at } from './samples.ts'

const anInstant = fc.integer({ min: at('2020-02-01'), max: at('2026-12-31') })

describe('latestSlot', () => {
  it.each([
    ['reminders', '2021-06-28T08:40', '2021-06-28T08:40'],
    ['reminders', '2021-06-28T08:39:59', '2021-06-25T08:40'],
    ['reminders', '2021-09-26T12:00', '2021-09-26T08:40'],
    ['leader_digest', '2021-06-30T12:00', '2021-06-28T08:10'],
    ['group_digest', '2021-06-18T12:00', '2021-06-15T08:10'],
    ['leader_digest', '2026-02-20T12:00', '2026-02-09T08:10'],
    ['directory_mirror', '2021-10-03T01:00', '2021-10-02T02:30'],
  ] as const)('of %s at %s is %s', (job, now, expected) => {
    expect(latestSlot(job, at(now)).at).toBe(at(expected))
  })

  it('is the newest of the slots until now', () => {
    fc.assert(
      fc.property(fc.constantFrom(...jobNames), anInstant, (job, now) => {
        const slot = latestSlot(job, now)
        expect(slot.at).toBeLessThanOrEqual(now)
        expect(slot.date).toBe(shanghaiDate(slot.at))
        expect(slotsBetween(job, slot.at, now, 9)).toEqual([])
        expect(slotsBetween(job, slot.at - 1, now, 9)).toEqual([slot])
      }),
    )
  })
})

describe('slotsBetween', () => {
  it('takes no slot twice and leaves none out when a span is cut', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...jobNames),
        anInstant,
        fc.integer({ min: 0, max: 40 * 86_400_000 }),
        fc.integer({ min: 0, max: 40 * 86_400_000 }),
        (job, from, a, b) => {
          const whole = slotsBetween(job, from, from + a + b, 200)
          const cut = [
            ...slotsBetween(job, from, from + a, 200),
            ...slotsBetween(job, from + a, from + a + b, 200),
          ]
          expect(cut).toEqual(whole)
          expect(slotsBetween(job, from, from + a + b, 3)).toEqual(whole.slice(-3))
        },
      ),
    )
  })

  it('gives a week of reminders', () => {
    const slots = slotsBetween('reminders', at('2021-06-11'), at('2021-06-19'), 100)
    expect(slots.map(({ date }) => date)).toEqual([
      '2021-06-11',
      '2021-06-15',
      '2021-06-16',
      '2021-06-17',
      '2021-06-18',
    ])
  })
})

describe('jitter', () => {
  it('is 1 to 9 minutes, the same each time, never to a round time', () => {
    fc.assert(
      fc.property(fc.string(), anInstant, (receiver, slotAt) => {
        const jitter = jitterMs(receiver, slotAt)
        expect(jitter % 60_000).toBe(0)
        expect(jitter).toBeGreaterThanOrEqual(60_000)
        expect(jitter).toBeLessThanOrEqual(9 * 60_000)
        expect(jitterMs(receiver, slotAt)).toBe(jitter)
        expect(shanghaiParts(slotAt + jitter).minute % 30).not.toBe(0)
      }),
    )
  })

  it('spreads receivers over all minutes', () => {
    const slotAt = at('2021-06-28T08:40')
    const counts = new Map<number, number>()
    for (let i = 0; i < 900; i++) {
      const jitter = jitterMs(`ou_${i}`, slotAt)
      counts.set(jitter, (counts.get(jitter) ?? 0) + 1)
    }
    expect(counts.size).toBe(9)
    expect(Math.min(...counts.values())).toBeGreaterThan(50)
  })
})

describe('nextSendTime', () => {
  it.each([
    ['2021-06-28T07:00', '2021-06-28T08:40'],
    ['2021-06-28T08:43', '2021-06-28T08:43'],
    ['2021-06-28T09:00', '2021-06-28T09:01'],
    ['2021-06-28T12:00', '2021-06-28T14:01'],
    ['2021-06-28T17:30', '2021-06-29T08:40'],
    ['2021-06-25T20:00', '2021-06-28T08:40'],
  ])('from %s is %s', (from, expected) => {
    expect(nextSendTime(at(from))).toBe(at(expected))
  })

  it('is within hours, on a working day, off the round minutes, and not before', () => {
    fc.assert(
      fc.property(anInstant, (ms) => {
        const time = nextSendTime(ms)
        expect(time).toBeGreaterThanOrEqual(ms)
        expect(withinHours(time)).toBe(true)
        expect(isWorkday(shanghaiDate(time))).toBe(true)
        expect(['00', '30']).not.toContain(clockTime(time).slice(3))
      }),
    )
  })
})
