import { describe, expect, it } from 'vitest'
import type { Report, Task } from '../../src/domain/plan.ts'
import { nothingNewText, reportDoubts } from '../../src/domain/plausibility.ts'
import { at, indicator, item, milestone, report, task } from './samples.ts'

const before = report({ id: 'r0', status: 'accepted', percent: '60', progress: '已开工' })
const doubts = (
  with_: Partial<Report>,
  {
    of = {},
    earlier = [before],
    last = before,
  }: { of?: Partial<Task>; earlier?: readonly Report[]; last?: Report | null } = {},
) => {
  const said = report({ progress: '已封顶', ...with_ })
  return reportDoubts(said, { task: task({ lastReport: said, ...of }), before: last, earlier })
}
const kinds = (...asked: Parameters<typeof doubts>) => doubts(...asked).map(({ kind }) => kind)

describe('what is asked about a percentage', () => {
  it.each<[string, Partial<Report>, Report | null, string[]]>([
    ['a plausible one', { percent: '70' }, before, []],
    ['the first one', { percent: '70' }, null, []],
    ['none', { percent: null }, before, []],
    ['a lower value', { percent: '59.99' }, before, ['percent-fell']],
    ['a lower value that puts the report right', { percent: '5', corrects: 'r0' }, before, []],
    ['a leap', { percent: '80' }, { ...before, percent: '20' }, ['percent-jumped']],
    ['ten times as much', { percent: '50' }, { ...before, percent: '5' }, ['percent-jumped']],
    ['100 with an open node', { percent: '100.0' }, before, ['full-with-open-node']],
  ])('%s', (_, of, last, expected) => {
    expect(kinds(of, { last })).toEqual(expected)
  })

  it('says both figures', () => {
    expect(doubts({ percent: '40' })).toEqual([{ kind: 'percent-fell', about: '60% → 40%' }])
  })

  it('takes 100 with all nodes done', () => {
    const of = { milestones: [milestone('m1', '2021-06-30', '2021-06-20')] }
    expect(kinds({ percent: '100' }, { of })).toEqual([])
  })
})

describe('what is asked about an indicator', () => {
  const of = { items: [item({ indicators: [indicator({ id: 'n1', name: '项目', unit: '个' })] })] }
  const said = (value: string, words = value) => [{ indicatorId: 'n1', value, said: words }]
  const last = { ...before, values: said('12', '12个') }
  it.each<[string, string, string | undefined, string[]]>([
    ['more', '15', undefined, []],
    ['less, of what is counted from the start', '11', undefined, ['value-fell']],
    ['ten times as much', '120', undefined, ['value-jumped']],
    ['another unit', '15', '15家', ['unit-changed']],
    ['the same unit', '15', '15个', []],
  ])('%s', (_, value, words, expected) => {
    expect(kinds({ values: said(value, words), percent: null }, { of, last })).toEqual(expected)
  })

  it('lets fall what shall be low', () => {
    const low = [indicator({ id: 'n1', direction: 'at_most' })]
    const items = [item({ indicators: low })]
    expect(kinds({ values: said('11'), percent: null }, { of: { items }, last })).toEqual([])
  })
})

describe('what is asked about words', () => {
  const same = (times: number) =>
    kinds(
      { progress: '推进中' },
      { earlier: Array.from({ length: times }, () => report({ progress: '推进中' })) },
    )
  it('asks the third time running, not the second', () => {
    expect(same(1)).toEqual([])
    expect(same(2)).toEqual(['same-words'])
  })
  it('lets 无新增 be said again and again', () => {
    const earlier = [report({ progress: nothingNewText }), report({ progress: nothingNewText })]
    expect(kinds({ progress: nothingNewText }, { earlier })).toEqual([])
  })
})

it('leaves the correction of a month that stands to the office', () => {
  const of = { corrects: 'r0', period: '2021-06' }
  expect(kinds({ ...of, at: at('2021-07-05T17:00') })).toEqual([])
  expect(kinds({ ...of, at: at('2021-07-06T09:00') })).toEqual(['after-freeze'])
})
