import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dateWordAt, firmDateWithin } from '../../../src/import/cells/dates.ts'

describe('dateWordAt', () => {
  it.each([
    ['2月底前', ['2023-02-28'], 4],
    ['2月底', ['2023-02-28'], 3],
    ['2月', ['2023-02-28'], 2],
    ['12月末', ['2023-12-31'], 4],
    ['4月底底前', ['2023-04-30'], 5],
    ['2024年2月底前', ['2024-02-29'], 9],
    ['5月15日前', ['2023-05-15'], 6],
    ['3—5月', ['2023-05-31'], 4],
    ['3月至5月底前', ['2023-05-31'], 7],
    ['2023年11月至2024年2月', ['2024-02-29'], 16],
    ['3、6、9月底前', ['2023-03-31', '2023-06-30', '2023-09-30'], 8],
    ['6月和12月', ['2023-06-30', '2023-12-31'], 6],
    ['年底前', ['2023-12-31'], 3],
    ['2024年底', ['2024-12-31'], 6],
    ['上半年', ['2023-06-30'], 3],
    ['三季度末', ['2023-09-30'], 4],
    ['十一月底前', ['2023-11-30'], 5],
    ['6月上旬', ['2023-06-10'], 4],
    ['6月中旬前', ['2023-06-20'], 5],
    ['11月底均完成', ['2023-11-30'], 4],
    ['6月前期工作', ['2023-06-30'], 2],
    ['6月底板浇筑', ['2023-06-30'], 2],
    ['4月初步设计', ['2023-04-30'], 2],
  ])('reads %s', (text, dues, end) => {
    expect(dateWordAt(text, 0, 2023)).toMatchObject({ dues, end })
  })

  it.each(['13月底前', '0月', '2个月', '月底前', '6月底前未完成的', '半年度', '5月32日', '6月度'])(
    'does not take %s for a due date of a clause',
    (text) => {
      expect(dateWordAt(text, 0, 2023)?.isFirm ?? false).toBe(false)
    },
  )

  it('sees a doubled character as a slip', () => {
    expect(dateWordAt('4月底底前', 0, 2023)?.isTypo).toBe(true)
    expect(dateWordAt('4月底前', 0, 2023)?.isTypo).toBe(false)
  })

  it('finds a firm date behind a subject, not a bare month', () => {
    expect(firmDateWithin('北湖绿道2月底前开工', 1, 10, 2023)).toMatchObject({ start: 4, end: 8 })
    expect(firmDateWithin('北湖绿道2月开工', 1, 10, 2023)).toBeUndefined()
  })

  it('gives only real dates', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(...'0123456789年月日底前至、上半') }),
        (text) => {
          for (const due of dateWordAt(text, 0, 2023)?.dues ?? []) {
            expect(new Date(`${due}T00:00:00Z`).toISOString().slice(0, 10)).toBe(due)
          }
        },
      ),
    )
  })
})
