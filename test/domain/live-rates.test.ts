import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { withAccepted } from '../../src/domain/accepted-values.ts'
import { groupNodes, groupRate, partsOf, ratesOfTask } from '../../src/domain/live-rates.ts'
import type { AcceptedValue, FigureValue, Indicator, Task } from '../../src/domain/plan.ts'
import type { Direction } from '../../src/domain/rates.ts'
import { indicator, item, milestone, plan, report, task } from './samples.ts'

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
const rateOf = (with_: Partial<Task>, profile: 'default' | 'compilation' = 'default') =>
  ratesOfTask(task(with_), plan({ rateProfile: profile }), '2021-06-30')
const under = (id: string, name: string | null, doneOn: string | null = null) => ({
  ...milestone(id, '2021-06-30', doneOn),
  item: name,
})

describe('the rate of a task', () => {
  it('is the mean of its items, each the mean of its indicators up to 100', () => {
    const items = [
      item({ id: 'a', indicators: [measured('1', '100', '50'), measured('2', '10', '20')] }),
      item({ id: 'b', indicators: [measured('3', '3', '2')] }),
    ]
    const rated = rateOf({ items })
    expect(rated.parts.map(({ rate }) => rate.shown)).toEqual(['75', '66.67'])
    expect(rated.parts[0]?.indicators.map(({ rate }) => rate.shown)).toEqual(['50', '200'])
    expect(rated.rate.shown).toBe('70.84')
    // The compilation drops the decimals of items.
    expect(rateOf({ items }, 'compilation').rate.shown).toBe('70.5')
  })

  it.each<[string, Partial<Indicator>, FigureValue, string | null]>([
    ['a target in words is measured by the percentage done', { target: null }, '40', '40'],
    ['暂无数据 leaves the mean', {}, { none: 'no_data' }, null],
    ['未到期 too', {}, { none: 'not_due' }, null],
    ['未公布 too', {}, { none: 'unpublished' }, null],
    ['不适用 too', {}, { none: 'not_applicable' }, null],
    ['0 counts', {}, '0', '0'],
    ['a proposal enters no rate', { isProposal: true }, '50', null],
    ['an upper limit that is kept', { direction: 'at_most' }, '90', '100'],
    [
      'growth over the baseline',
      { direction: 'growth', target: '10', baseline: '200' },
      '210',
      '50',
    ],
  ])('%s', (_, with_, current, shown) => {
    const one = measured('1', '100', current, with_)
    const rated = rateOf({ items: [item({ indicators: [one] })], milestones: [] })
    expect(rated.rate.shown).toBe(shown)
  })

  it('is that of its nodes, by the items they stand under, where nothing is measured', () => {
    const milestones = [
      under('1', '一期', '2021-05-01'),
      under('2', '一期'),
      under('3', '二期', '2021-05-01'),
    ]
    const rated = rateOf({ milestones })
    expect(rated.parts.map(({ part, rate }) => [part.title, rate.shown])).toEqual([
      ['一期', '50'],
      ['二期', '100'],
    ])
    expect(rated.rate.shown).toBe('75')
    expect(rateOf({ milestones: [...milestones, under('4', null)] }).rate.shown).toBe('50')
  })

  it('takes an item’s nodes where its indicators are proposals still', () => {
    const proposed = item({
      title: '一期',
      indicators: [measured('1', '5', '1', { isProposal: true })],
    })
    const milestones = [under('1', '一期', '2021-05-01'), under('2', '一期')]
    expect(rateOf({ items: [proposed], milestones }).rate.shown).toBe('50')
  })

  it('leaves nodes of no item to 节点达成率, where indicators measure the task', () => {
    const items = [item({ indicators: [measured('1', '100', '80')] })]
    expect(rateOf({ items, milestones: [under('1', null)] })).toMatchObject({
      rate: { shown: '80' },
      nodes: { done: 0, due: 1, rate: '0' },
    })
  })

  it('is what was entered by hand, where there is nothing else', () => {
    const lastAccepted = report({ percent: '66.5', status: 'accepted' })
    expect(rateOf({ milestones: [], lastAccepted }).rate.shown).toBe('66.5')
    expect(rateOf({ milestones: [] }).rate.shown).toBeNull()
  })

  it('is what the office set, with its reason, for an item or for the whole', () => {
    const handSet = { rate: '90', reason: '专项验收', by: 'ou_office', at: 1 }
    const items = [
      item({ id: 'a', handSet, indicators: [measured('1', '100', '50')] }),
      item({ id: 'b', indicators: [measured('2', '100', '50')] }),
    ]
    expect(rateOf({ items }).rate).toMatchObject({ shown: '70' })
    expect(rateOf({ items }).parts[0]?.rate.handSet).toBe('专项验收')
    expect(rateOf({ items, handSet }).rate).toMatchObject({ shown: '90', handSet: '专项验收' })
  })
})

describe('rates of several tasks', () => {
  const rated = (percent: string | null, with_: Partial<Task> = {}) =>
    rateOf({ milestones: [], lastAccepted: report({ percent }), ...with_ })

  it('are the mean of the tasks that have one, and are not taken out', () => {
    const all = [rated('50'), rated('100'), rated(null), rated('0', { state: 'withdrawn' })]
    expect(groupRate(all, plan()).shown).toBe('75')
    expect(groupRate([], plan()).shown).toBeNull()
  })

  it('count due nodes together; those due before the plan took effect are asked for first', () => {
    const nodes = (...milestones: Task['milestones']) => rateOf({ milestones })
    const early = milestone('e', '2021-01-31')
    const all = [
      nodes(under('1', null, '2021-06-01'), under('2', null), early),
      nodes(milestone('later', '2021-12-31', '2021-05-01')),
    ]
    expect(groupNodes(all)).toEqual({ done: 1, due: 2, rate: '50' })
  })
})

const directions: readonly Direction[] = ['at_least', 'at_most', 'once', 'growth']
const figure = fc.integer({ min: -50, max: 3000 }).map((n) => String(n / 10))
const anyIndicator = fc.record({
  direction: fc.constantFrom(...directions),
  target: fc.integer({ min: 0, max: 2000 }).map((n) => String(n / 10)),
  current: figure,
  isEmpty: fc.boolean(),
})
const anyItems = fc.array(fc.array(anyIndicator, { minLength: 1, maxLength: 4 }), {
  minLength: 1,
  maxLength: 4,
})
type Drawn = typeof anyItems extends fc.Arbitrary<infer Value> ? Value : never
const taskOf = (drawn: Drawn, change: (at: string, current: string) => string = (_, now) => now) =>
  task({
    milestones: [],
    items: drawn.map((indicators, i) =>
      item({
        id: `i${i}`,
        title: `项目${i}`,
        indicators: indicators.map(({ direction, target, current, isEmpty }, n) =>
          measured(
            `${i}-${n}`,
            target,
            isEmpty ? { none: 'no_data' } : change(`${i}-${n}`, current),
            {
              direction,
              baseline: '100',
            },
          ),
        ),
      }),
    ),
  })
const profileNames = ['default', 'compilation'] as const

describe('whatever the values', () => {
  it.each(profileNames)('rates are within 0 and 100 after capping (%s)', (rateProfile) => {
    fc.assert(
      fc.property(anyItems, (drawn) => {
        const rated = ratesOfTask(taskOf(drawn), plan({ rateProfile }), '2021-06-30')
        const group = groupRate([rated, rated], plan({ rateProfile }))
        for (const { shown } of [rated.rate, group, ...rated.parts.map(({ rate }) => rate)]) {
          if (shown !== null) expect(Number(shown)).toBeGreaterThanOrEqual(0)
          if (shown !== null) expect(Number(shown)).toBeLessThanOrEqual(100)
        }
      }),
    )
  })

  it.each(profileNames)('a better value never lowers a rate (%s)', (rateProfile) => {
    fc.assert(
      fc.property(anyItems, fc.nat(), fc.integer({ min: 1, max: 500 }), (drawn, pick, by) => {
        const places = drawn.flatMap((all, i) => all.map((one, n) => ({ one, at: `${i}-${n}` })))
        const picked = places[pick % places.length]
        const step = picked?.one.direction === 'at_most' ? -by : by
        const better = taskOf(drawn, (at, now) =>
          at === picked?.at ? String(Number(now) + step) : now,
        )
        const shown = (one: Task) => {
          const rated = ratesOfTask(one, plan({ rateProfile }), '2021-06-30')
          return [
            rated.rate,
            ...rated.parts.map(({ rate }) => rate),
            groupRate([rated], plan({ rateProfile })),
          ]
        }
        const before = shown(taskOf(drawn))
        for (const [place, { shown: now }] of shown(better).entries()) {
          expect(Number(now)).toBeGreaterThanOrEqual(Number(before[place]?.shown))
        }
      }),
    )
  })

  it('the order of reports does not matter', () => {
    const anyReport = fc.record({
      period: fc.constantFrom('2021-04', '2021-05', '2021-06'),
      at: fc.integer({ min: 1, max: 9 }),
      values: fc.array(fc.record({ place: fc.nat({ max: 15 }), value: figure }), { maxLength: 5 }),
    })
    fc.assert(
      fc.property(anyItems, fc.array(anyReport, { maxLength: 6 }), (drawn, drawnReports) => {
        const empty = taskOf(drawn.map((all) => all.map((one) => ({ ...one, isEmpty: true }))))
        const fresh: Task = {
          ...empty,
          items: empty.items.map((one) => ({
            ...one,
            indicators: one.indicators.map((each) => ({ ...each, current: null })),
          })),
        }
        const ids = fresh.items.flatMap(({ indicators }) => indicators.map(({ id }) => id))
        const reports = drawnReports.map(({ values, ...rest }, n) =>
          report({
            ...rest,
            id: `r${n}`,
            values: [
              ...new Map(values.map((one) => [ids[one.place % ids.length] ?? '', one.value])),
            ].map(([indicatorId, figureText]) => ({
              indicatorId,
              value: figureText,
              said: figureText,
            })),
          }),
        )
        const told = (all: typeof reports) =>
          ratesOfTask(all.reduce(withAccepted, fresh), plan(), '2021-06-30').rate
        expect(told([...reports].reverse())).toEqual(told(reports))
      }),
    )
  })
})

it('finds a part for each item and each name of nodes, and the whole for the rest', () => {
  const milestones = [under('1', '一期'), under('2', null), under('3', '二期')]
  const parts = (items: Task['items']) =>
    partsOf(task({ items, milestones })).map(({ title, item: its, milestones: nodes }) => [
      title,
      its !== null,
      nodes.map(({ id }) => id),
    ])
  expect(
    parts([item({ title: '二期', indicators: [] }), item({ title: '', indicators: [] })]),
  ).toEqual([
    ['二期', true, ['3']],
    [null, true, ['2']],
    ['一期', false, ['1']],
  ])
})
