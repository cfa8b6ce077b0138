import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { withAccepted } from '../../src/domain/accepted-values.ts'
import type { DraftIndicator } from '../../src/domain/draft-plan.ts'
import { periodOf } from '../../src/domain/imported-report.ts'
import { indicatorsOf } from '../../src/domain/item-matching.ts'
import type { Indicator, Report, Task } from '../../src/domain/plan.ts'
import { planFromDraft } from '../../src/domain/plan-from-draft.ts'
import { at, draftPlan, draftTask, report, task } from './samples.ts'

const named = { id: 'p1', code: 'QH26', today: '2026-10-20' }
const imported = { importId: 'i1', by: 'ou_office', at: at('2026-10-20T09:00') }

const printed = (...indicators: DraftIndicator[]) =>
  draftPlan([
    draftTask({
      milestones: [],
      rate: 80,
      highlights: '率先完成',
      problems: '资金紧张',
      items: [{ title: '稳定生猪生产', rate: 80, indicators }],
    }),
  ])
const only = (one: DraftIndicator): Indicator => {
  const [made] = indicatorsOf(planFromDraft(printed(one), named, imported).tasks[0]?.items ?? [])
  if (!made) throw new Error('no indicator')
  return made
}

describe('a plan from a compilation', () => {
  it('has the printed values as an accepted report of the import', () => {
    const [made] = planFromDraft(
      printed({ name: '生猪存栏', target: '121万头', current: '83.2万头', rate: 68.76 }),
      named,
      imported,
    ).tasks
    const values = [{ indicatorId: 'p1-1-i1-1', value: '83.2', said: '83.2万头' }]
    expect(made?.lastReport).toEqual(made?.lastAccepted)
    expect(made).toMatchObject({
      state: 'awaiting_acknowledgement',
      printedRate: '80',
      lastAccepted: {
        importId: 'i1',
        status: 'accepted',
        percent: '80',
        values,
        highlights: '率先完成',
        problems: '资金紧张',
      },
      items: [{ printedRate: '80', indicators: [{ unit: '万头', target: '121' }] }],
    })
  })

  it('reports nothing before somebody confirmed it', () => {
    const draft = printed({ name: '存栏', target: '121万头', current: '83万头', rate: 68 })
    expect(planFromDraft(draft, named).tasks[0]).toMatchObject({
      lastReport: null,
      items: [{ indicators: [{ current: null }] }],
    })
  })

  it.each<[DraftIndicator, string | object, string]>([
    // A bare number is in the unit of the target, unless the printed rate says otherwise.
    [{ name: '面积', target: '70万亩', current: '35', rate: 50 }, '35', 'at_least'],
    [{ name: '长度', target: '2公里', current: '1500', rate: 75 }, '1.5', 'at_least'],
    [{ name: '投资', target: '1.2亿元', current: '6000万元', rate: 50 }, '0.6', 'at_least'],
    // Only an upper limit gives the printed rate.
    [{ name: '失业率', target: '4%', current: '5%', rate: 80 }, '5', 'at_most'],
    [{ name: '事故', target: '不超过5起', current: '3起', rate: 100 }, '3', 'at_most'],
    [{ name: '印发方案', target: '完成', current: '已完成', rate: 100 }, '1', 'once'],
    [
      { name: '增速', target: '8%', current: '未公布', rate: null },
      { none: 'unpublished' },
      'at_least',
    ],
    [
      { name: '增速', target: '8%', current: '正在核算', rate: null },
      { none: 'no_data' },
      'at_least',
    ],
    // A target in words: the percentage done is reported.
    [{ name: '主体工程', target: '完成主体工程施工', current: '在建', rate: 60 }, '60', 'at_least'],
  ])('reads %j', (one, value, direction) => {
    const made = only(one)
    expect([made.current?.value, made.direction, made.current?.said]).toEqual([
      value,
      direction,
      one.current,
    ])
  })

  it.each([
    ['2026年重点工作三季度完成情况汇编', null, '2026-09'],
    ['2026年重点工作上半年进展表', '2026-07-05', '2026-06'],
    ['2026年1—9月重点工作进展', null, '2026-09'],
    ['2026年重点工作分解表', '2026-03-02', '2026-03'],
    ['2026年重点工作分解表', null, '2026-10'],
    // Nothing is told of months to come.
    ['2026年重点工作全年进展', null, '2026-10'],
  ])('%s speaks of %s %s', (title, issuedOn, period) => {
    const draft = draftPlan([])
    expect(periodOf({ ...draft, plan: { ...draft.plan, title, issuedOn } }, named.today)).toBe(
      period,
    )
  })
})

describe('accepted values', () => {
  const indicator = only({ name: '存栏', target: '100头', current: null, rate: null })
  const empty = task({
    items: [{ id: 'i', title: '生产', printedRate: null, handSet: null, indicators: [indicator] }],
  })
  const current = (after: Task) => indicatorsOf(after.items)[0]?.current

  it('do not depend on the order of the reports', () => {
    const anyReport = fc
      .record({
        period: fc.constantFrom('2026-07', '2026-08', '2026-09'),
        at: fc.integer({ min: 1, max: 5 }),
        value: fc.option(fc.integer({ min: 0, max: 200 }).map(String)),
      })
      .map(({ period, at: ms, value }): Report => {
        const values = value === null ? [] : [{ indicatorId: indicator.id, value, said: value }]
        return report({ period, at: ms, values })
      })
    fc.assert(
      fc.property(fc.array(anyReport, { maxLength: 8 }), fc.array(fc.nat()), (reports, keys) => {
        const named = reports.map((one, n) => ({ ...one, id: `r${n}` }))
        const shuffled = named
          .map((one, n) => ({ one, key: keys[n] ?? 0 }))
          .sort((a, b) => a.key - b.key)
          .map(({ one }) => one)
        const all = (list: readonly Report[]) => current(list.reduce(withAccepted, empty))
        expect(all(shuffled)).toEqual(all(named))
      }),
    )
  })

  it('are of the latest period that speaks of them', () => {
    const of = (id: string, period: string, ms: number, value: string) =>
      report({ id, period, at: ms, values: [{ indicatorId: indicator.id, value, said: value }] })
    const after = [of('a', '2026-08', 9, '40'), of('b', '2026-07', 10, '35')].reduce(
      withAccepted,
      empty,
    )
    expect(current(after)).toMatchObject({ value: '40', reportId: 'a', period: '2026-08' })
  })
})
