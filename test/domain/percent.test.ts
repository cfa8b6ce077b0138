import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parsePercent } from '../../src/domain/percent.ts'

describe('parsePercent', () => {
  it.each([
    ['', null],
    ['  ', null],
    ['80', '80'],
    ['８０％', '80'],
    [' 66.5 % ', '66.5'],
    ['６６．２５', '66.25'],
    ['80.500', '80.5'],
    ['100.00%', '100'],
    ['0', '0'],
    ['0.01', '0.01'],
    ['007', '7'],
    ['百分之80', '80'],
  ])('reads "%s" as %s', (text, percent) => {
    expect(parsePercent(text)).toEqual({ ok: true, percent })
  })

  it.each([
    ['八成', 'percent-not-a-number'],
    ['NaN', 'percent-not-a-number'],
    ['Infinity', 'percent-not-a-number'],
    ['1e1', 'percent-not-a-number'],
    ['0x10', 'percent-not-a-number'],
    ['8%0', 'percent-not-a-number'],
    ['.', 'percent-not-a-number'],
    ['1,5', 'percent-not-a-number'],
    ['-1', 'percent-out-of-range'],
    ['100.01', 'percent-out-of-range'],
    ['１０１％', 'percent-out-of-range'],
    ['33.333', 'percent-too-precise'],
  ])('refuses "%s" as %s', (text, reason) => {
    expect(parsePercent(text)).toEqual({ ok: false, reason })
  })

  it('keeps every percentage of two decimals, and takes nothing else for one', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10_000 }), (hundredths) => {
        const outcome = parsePercent((hundredths / 100).toFixed(2))
        expect(outcome.ok && Number(outcome.percent)).toBe(hundredths / 100)
      }),
    )
    fc.assert(
      fc.property(fc.string(), (text) => {
        const outcome = parsePercent(text)
        if (outcome.ok && outcome.percent !== null) {
          expect(outcome.percent).toMatch(/^\d{1,3}(\.\d{1,2})?$/)
        }
      }),
    )
  })
})
