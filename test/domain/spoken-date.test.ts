import { expect, it } from 'vitest'
import { parseSpokenDate } from '../../src/domain/spoken-date.ts'

it.each([
  ['2026-11-30', '2026-11-30'],
  ['2025/3/1', '2025-03-01'],
  ['2025年3月1日', '2025-03-01'],
  ['11月30日', '2026-11-30'],
  ['１１月３０日', '2026-11-30'],
  ['11-3', '2026-11-03'],
  ['11.30', '2026-11-30'],
  ['11月底前', '2026-11-30'],
  ['2月底', '2026-02-28'],
  ['2024年2月', '2024-02-29'],
  ['2月30日', undefined],
  ['13月', undefined],
  ['明天', undefined],
  ['14', undefined],
  ['', undefined],
])('reads %s as %s', (said, date) => {
  expect(parseSpokenDate(said, 2026)).toBe(date)
})
