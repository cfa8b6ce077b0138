import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Light, type LightProfileName, lightOf } from '../../src/domain/lights.ts'
import type { FigureValue, Indicator, Milestone, Task } from '../../src/domain/plan.ts'
import { addDays } from '../../src/domain/time.ts'
import { indicator, item, plan, report, task } from './samples.ts'

const measured = (target: string, current: FigureValue | null, with_: Partial<Indicator> = {}) =>
  indicator({
    name: '新增泊位',
    unit: '个',
    target,
    current:
      current === null
        ? null
        : {
            value: current,
            said: '',
            reportId: 'r1',
            period: '2021-05',
            authorOpenId: 'ou',
            importId: null,
            at: 1,
          },
    ...with_,
  })
const node = (
  id: string,
  dueOn: string,
  text: string,
  doneOn: string | null = null,
): Milestone => ({
  id,
  item: null,
  dueOn,
  printedDueOn: null,
  text,
  doneOn,
})
const lightAt = (
  on: string,
  with_: Partial<Task>,
  profile: LightProfileName = 'schedule',
  before: readonly Light[] = [],
) =>
  lightOf(
    task({ milestones: [], ...with_ }),
    plan({ effectiveOn: '2021-01-01' }),
    profile,
    on,
    before,
  )
const withIndicator = (one: Indicator, milestones: readonly Milestone[] = []) => ({
  items: [item({ indicators: [one] })],
  milestones,
})
const steps = [
  node('m1', '2021-03-31', '新增泊位20个'),
  node('m2', '2021-06-30', '累计新增泊位60个'),
  node('m3', '2021-12-31', '累计新增泊位100个'),
]

describe('序时达成率', () => {
  it.each<[string, string, Light]>([
    // The target of the last node due, from when its month's report was due on.
    ['2021-07-05', '20', 'green'],
    ['2021-07-06', '54', 'green'],
    ['2021-07-06', '53', 'amber'],
    ['2021-07-06', '42', 'amber'],
    ['2021-07-06', '41', 'red'],
    ['2021-12-01', '54', 'green'],
    // After the last due date, unfinished is 红; finished is not.
    ['2022-01-06', '99', 'red'],
    ['2022-01-06', '100', 'green'],
  ])('steps by the nodes: on %s, at %s of 100, %s', (on, current, light) => {
    expect(lightAt(on, withIndicator(measured('100', current), steps)).light).toBe(light)
  })

  it.each<[string, string, Light]>([
    ['2021-07-06', '45', 'green'],
    ['2021-07-06', '44', 'amber'],
    ['2021-07-06', '34', 'red'],
    // Of June nothing is due before its report is.
    ['2021-07-05', '38', 'green'],
  ])(
    'is the straight share of time without nodes: on %s, at %s of 100, %s',
    (on, current, light) => {
      expect(lightAt(on, withIndicator(measured('100', current, { unit: '万亩' }))).light).toBe(
        light,
      )
    },
  )

  it('leaves green what is less than one piece behind', () => {
    const few = (unit: string) => withIndicator(measured('1', '0', { unit }))
    expect(lightAt('2021-07-06', few('个')).light).toBe('green')
    expect(lightAt('2021-07-06', few('万亩')).light).toBe('red')
  })

  it.each<[LightProfileName, string, Light]>([
    ['points', '50', 'green'],
    ['points', '49', 'amber'],
    ['points', '29', 'red'],
    ['month', '60', 'green'],
    ['month', '59', 'red'],
  ])('%s: at %s of 60 planned and 100 in all, %s', (profile, current, light) => {
    const its = withIndicator(measured('100', current), steps)
    expect(lightAt('2021-07-06', its, profile).light).toBe(light)
  })

  it.each<[string, Partial<Indicator>, FigureValue | null, Light]>([
    ['a limit that is kept', { direction: 'at_most' }, '90', 'green'],
    ['a limit that is broken by half', { direction: 'at_most' }, '150', 'red'],
    [
      'growth of which half is there',
      { direction: 'growth', target: '10', baseline: '100' },
      '105',
      'red',
    ],
    ['what happens once is due at the end', { direction: 'once', target: '1' }, '0', 'green'],
    ['nothing was ever reported', {}, null, 'red'],
  ])('%s', (_, with_, current, light) => {
    const its = withIndicator(measured('100', current, { unit: '%', ...with_ }))
    expect(lightAt('2021-07-06', its).light).toBe(light)
  })

  it('takes the percentage of the last accepted report where there is nothing else', () => {
    const lastAccepted = report({ percent: '40', status: 'accepted' })
    expect(lightAt('2021-07-06', { lastAccepted })).toMatchObject({
      light: 'amber',
      inputs: [{ what: '任务整体', planned: '50', actual: '40', why: '序时达成率 80%' }],
    })
  })
})

describe('nodes without figures', () => {
  const nodes = [node('m1', '2021-03-31', '完成招标'), node('m2', '2021-09-30', '主体封顶')]
  it.each<[string, Light, readonly string[]]>([
    ['2021-03-25', 'green', []],
    ['2021-03-26', 'green', ['due_soon']],
    ['2021-03-31', 'green', ['due_soon']],
    ['2021-04-01', 'green', ['to_report']],
    ['2021-04-06', 'green', ['to_report']],
    ['2021-04-07', 'amber', []],
    ['2021-05-06', 'amber', []],
    ['2021-05-07', 'red', []],
  ])('on %s: %s, %j', (on, light, labels) => {
    expect(lightAt(on, { milestones: nodes })).toMatchObject({ light, labels })
  })

  it('are 红 at once when the last one is missed, and at any one by the month', () => {
    const last = [{ ...nodes[0], doneOn: '2021-03-30' } as Milestone, nodes[1] as Milestone]
    expect(lightAt('2021-10-09', { milestones: last }).light).toBe('red')
    expect(lightAt('2021-04-07', { milestones: nodes }, 'month').light).toBe('red')
  })

  it('have no light before the plan took effect', () => {
    const late = plan({ effectiveOn: '2021-04-01' })
    expect(lightOf(task({ milestones: nodes }), late, 'schedule', '2021-06-01').light).toBe('green')
  })
})

describe('without a colour', () => {
  it.each<[Partial<Task>, Light, string]>([
    [{ state: 'awaiting_breakdown' }, 'grey', '待分解'],
    [{ state: 'suspended' }, 'grey', '已中止'],
    [{ state: 'withdrawn' }, 'grey', '已撤项'],
    [{}, 'grey', '没有节点和数据'],
    [withIndicator(measured('100', { none: 'unpublished' })), 'grey', '未公布'],
    [{ state: 'closed', milestones: steps }, 'done', ''],
  ])('%j is %s', (with_, light, why) => {
    expect(lightAt('2021-10-01', with_)).toMatchObject({ light, why })
  })

  it('keeps looking at the nodes that an indicator without a value would measure', () => {
    const its = withIndicator(measured('100', { none: 'no_data' }), steps)
    expect(lightAt('2021-04-07', its).light).toBe('amber')
  })
})

it('marks one made good in its month as 已转绿', () => {
  const good = withIndicator(measured('100', '60'), steps)
  expect(lightAt('2021-07-12', good, 'schedule', ['green', 'amber'])).toMatchObject({
    light: 'green',
    labels: ['turned_green'],
  })
  expect(lightAt('2021-07-12', good, 'schedule', ['green']).labels).toEqual([])
})

const day = fc.integer({ min: 0, max: 450 }).map((n) => addDays('2021-01-01', n))
const anyNode = fc.record({
  dueOn: day,
  doneOn: fc.option(day),
  target: fc.option(fc.integer({ min: 0, max: 200 })),
})
const anyTask = fc
  .record({
    nodes: fc.array(anyNode, { maxLength: 5 }),
    indicators: fc.array(
      fc.record({
        target: fc.integer({ min: 0, max: 200 }),
        current: fc.option(fc.integer({ min: -10, max: 300 })),
        direction: fc.constantFrom('at_least', 'at_most', 'equal', 'once', 'growth'),
        unit: fc.constantFrom('个', '万亩', '%'),
      }),
      { maxLength: 3 },
    ),
    percent: fc.option(fc.integer({ min: 0, max: 100 })),
  })
  .map(
    ({ nodes, indicators, percent }): Partial<Task> => ({
      milestones: nodes.map(({ dueOn, doneOn, target }, n) =>
        node(`m${n}`, dueOn, target === null ? '完成招标' : `累计新增泊位${target}个`, doneOn),
      ),
      items: [
        item({
          indicators: indicators.map(({ target, current, direction, unit }, n) =>
            measured(String(target), current === null ? null : String(current), {
              id: `n${n}`,
              direction,
              unit,
              baseline: '50',
            }),
          ),
        }),
      ],
      lastAccepted: percent === null ? null : report({ percent: String(percent) }),
    }),
  )
const order: readonly Light[] = ['grey', 'green', 'amber', 'red']

describe('whatever the facts', () => {
  it.each(['schedule', 'points', 'month'] as const)(
    'time alone improves no light (%s)',
    (profile) => {
      fc.assert(
        fc.property(anyTask, day, fc.integer({ min: 1, max: 200 }), (with_, on, days) => {
          const now = lightAt(on, with_, profile).light
          const later = lightAt(addDays(on, days), with_, profile).light
          expect(order.indexOf(later)).toBeGreaterThanOrEqual(order.indexOf(now))
        }),
        { numRuns: 1000 },
      )
    },
  )
})
