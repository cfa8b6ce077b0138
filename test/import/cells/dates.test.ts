import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  dateWordAt,
  firmDateWithin,
  namesNoSuchDay,
  saidDateAt,
} from '../../../src/import/cells/dates.ts'

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

describe('saidDateAt', () => {
  it.each([
    ['6月30日 原因', '2023-06-30'],
    ['6月 30日 原因', '2023-06-30'],
    ['6月30 原因', '2023-06-30'],
    ['6/30 原因', '2023-06-30'],
    ['6.30 原因', '2023-06-30'],
    ['2024-02-29', '2024-02-29'],
    ['明年6月30日前', '2024-06-30'],
    ['6月底前', '2023-06-30'],
  ])('%s', (text, due) => {
    expect(saidDateAt(text, 0, 2023)).toMatchObject({ dues: [due] })
  })

  it.each(['4月31日 天气', '2月 29日', '4月31 天气', '2/30 招标', '2023-06-31', '0.5', '13/1'])(
    'has no day %s',
    (text) => {
      expect(saidDateAt(text, 0, 2023)).toBe('no-such-day')
    },
  )

  it.each(['3.5亿元', '6月3所学校', '招标'])('leaves %s as it is printed', (text) => {
    expect(saidDateAt(text, 0, 2023)).toEqual(dateWordAt(text, 0, 2023))
  })

  it('finds such a day anywhere in a text', () => {
    expect(namesNoSuchDay('招标完成 4月31日前开工', 2023)).toBe(true)
    expect(namesNoSuchDay('4月30日前投资2.31 亿元', 2023)).toBe(false)
  })
})
