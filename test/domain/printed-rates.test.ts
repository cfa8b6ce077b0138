import { describe, expect, it } from 'vitest'
import { ratesOfTask } from '../../src/domain/live-rates.ts'
import type { AcceptedValue, FigureValue, Indicator, Task } from '../../src/domain/plan.ts'
import { printedRates } from '../../src/domain/printed-rates.ts'
import { rateProfiles } from '../../src/domain/rates.ts'
import { indicator, item, plan, task } from './samples.ts'

const value = (figure: FigureValue): AcceptedValue => ({
  value: figure,
  said: String(figure),
  reportId: 'r1',
  period: '2021-06',
  authorOpenId: 'ou_owner',
  importId: null,
  at: 1,
})
const measured = (
  id: string,
  target: string,
  current: FigureValue,
  with_: Partial<Indicator> = {},
) => indicator({ id, name: `指标${id}`, target, current: value(current), ...with_ })
const rateOf = (with_: Partial<Task>) =>
  ratesOfTask(task(with_), plan({ rateProfile: 'default' }), '2021-06-30')
describe('printed rates', () => {
  const verdicts = (with_: Partial<Task>) =>
    printedRates(rateOf({ milestones: [], ...with_ }), rateProfiles.default).map(
      ({ level, verdict }) => `${level} ${verdict}`,
    )
  const one = (printedRate: string | null, target: string, current: string, id = '1') =>
    measured(id, target, current, { printedRate, unit: '个' })

  it.each<[string, Indicator]>([
    ['equal', one('68.76', '121', '83.2')],
    ['equal', one('68', '121', '83.2')],
    ['capped', one('100', '10', '12')],
    ['rounded_twice', one('100.9', '98', '98.83')],
    ['figures_rounded', one('95.24', '50', '47.6')],
    ['unexplained', one('90', '150', '120')],
    ['no_value', measured('1', '10', { none: 'no_data' }, { printedRate: '50' })],
  ])('of an indicator: %s', (verdict, its) => {
    expect(verdicts({ items: [item({ indicators: [its] })] })).toEqual([`indicator ${verdict}`])
  })

  it('of an item: not capped, or the mean of printed rates', () => {
    const half = one(null, '100', '50')
    const double = one(null, '100', '200', '2')
    const said = (printedRate: string, ...indicators: Indicator[]) =>
      verdicts({ items: [item({ printedRate, indicators })] }).at(-1)
    expect(said('125', half, double)).toBe('item not_capped')
    expect(said('75', half, double)).toBe('item equal')
    expect(said('60', { ...half, printedRate: '60' })).toBe('item parts_printed_otherwise')
    expect(said('1', half, double)).toBe('item unexplained')
  })

  it('of a task: the mean of its items as they are printed, or of all its indicators', () => {
    const items = [
      item({ id: 'a', printedRate: '66', indicators: [one(null, '3', '2')] }),
      item({
        id: 'b',
        printedRate: '88',
        indicators: [one(null, '100', '90', '2'), one(null, '100', '90', '3')],
      }),
    ]
    const said = (printedRate: string) => verdicts({ items, printedRate }).at(-1)
    expect(said('77')).toBe('task parts_printed_otherwise')
    expect(said('82.22')).toBe('task mean_of_indicators')
    expect(said('78.34')).toBe('task equal')
    expect(said('10')).toBe('task unexplained')
  })
})
