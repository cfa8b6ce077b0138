import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type Direction,
  equalsPrinted,
  explainRate,
  handSetRate,
  indicatorRate,
  itemRate,
  type MeasuredIndicator,
  meanRate,
  milestoneRate,
  type RateProfile,
  rateProfiles,
  taskRate,
} from '../../src/domain/rates.ts'

const indicator = (
  current: MeasuredIndicator['current'],
  target: string,
  direction: Direction = 'at_least',
  baseline?: string,
): MeasuredIndicator => ({ name: '茶园面积', direction, target, current, baseline })

describe('an indicator', () => {
  it.each<[Direction, string, string, string | undefined, string]>([
    ['at_least', '83.2', '121', undefined, '68.76'],
    ['at_least', '142.1', '136.7', undefined, '103.95'],
    ['at_least', '0', '20', undefined, '0'],
    ['at_least', '-3', '20', undefined, '0'],
    ['at_least', '-3', '-5', undefined, '100'],
    ['at_least', '-6', '-5', undefined, '0'],
    ['at_most', '26.4', '33.5', undefined, '100'],
    ['at_most', '40', '33.5', undefined, '83.75'],
    ['at_most', '0', '0', undefined, '100'],
    ['at_most', '1', '0', undefined, '0'],
    ['equal', '20', '20.0', undefined, '100'],
    ['equal', '21', '20', undefined, '0'],
    ['once', '1', '1', undefined, '100'],
    ['once', '0', '1', undefined, '0'],
    ['growth', '107', '7', '100', '100'],
    ['growth', '103.5', '7', '100', '50'],
    ['growth', '90', '7', '100', '0'],
    ['growth', '120', '-2', '100', '100'],
  ])('%s: %s of %s (from %s) is %s', (direction, current, target, baseline, expected) => {
    expect(indicatorRate(indicator(current, target, direction, baseline)).shown).toBe(expected)
  })

  it('has no growth without a baseline', () => {
    expect(indicatorRate(indicator('107', '7', 'growth')).shown).toBeNull()
    expect(indicatorRate(indicator('107', '7', 'growth', '0')).shown).toBeNull()
  })

  it('says from what and how it was made', () => {
    const rate = indicatorRate(indicator('83.2', '121'))
    expect(explainRate(rate)).toBe(
      '完成率 68.76%。算法：茶园面积：83.2 ÷ 121 × 100 = 68.76。数据：目标 121，当前 83.2。',
    )
  })
})

describe('an item', () => {
  it('is the mean of its indicators, each capped', () => {
    const indicators = [indicator('35', '35'), indicator('140', '70'), indicator('0', '20')]
    expect(itemRate({ title: '', indicators }).shown).toBe('66.67')
    expect(itemRate({ title: '', indicators }, rateProfiles.compilation).shown).toBe('66')
  })

  it.each(['no_data', 'not_due', 'unpublished', 'not_applicable'] as const)(
    'leaves an indicator without a figure out of the mean: %s',
    (none) => {
      const indicators = [indicator('1', '2'), indicator({ none }, '2')]
      const rate = itemRate({ title: '', indicators })
      expect(rate.shown).toBe('50')
      expect(rate.inputs.at(-1)?.value).toBe('不计入')
      expect(itemRate({ title: '', indicators: indicators.slice(1) }).shown).toBeNull()
    },
  )

  it('counts milestones where it has no indicators, else what was entered', () => {
    const bare = { title: '', indicators: [] }
    expect(itemRate({ ...bare, milestones: { done: 1, all: 3 }, entered: '80' }).shown).toBe(
      '33.33',
    )
    expect(itemRate({ ...bare, milestones: { done: 0, all: 0 }, entered: '80' }).shown).toBe('80')
    expect(itemRate({ ...bare, entered: '130' }).shown).toBe('100')
    expect(itemRate(bare).shown).toBeNull()
  })

  it('truncates no whole number that sevenths add up to', () => {
    const parts = ['1', '2', '4', '7'].map((current) => indicator(current, '7'))
    expect(itemRate({ title: '', indicators: parts }, rateProfiles.compilation).shown).toBe('50')
  })
})

describe('a task', () => {
  const items = [
    { title: '一', indicators: [indicator('2', '3')] },
    { title: '二', indicators: [indicator('1', '3'), indicator('1', '1')] },
  ]

  it('is the mean of its items as they are shown', () => {
    expect(taskRate(items).shown).toBe('66.67')
    expect(taskRate(items, rateProfiles.compilation).shown).toBe('66')
  })

  it('can be made over all indicators, or of rates that were not cut', () => {
    const uneven = [
      { title: '一', indicators: [indicator('0', '1')] },
      { title: '二', indicators: [indicator('1', '1'), indicator('1', '1')] },
    ]
    expect(taskRate(uneven).shown).toBe('50')
    expect(taskRate(uneven, { ...rateProfiles.default, taskOver: 'indicators' }).shown).toBe(
      '66.67',
    )
    expect(taskRate(items, { ...rateProfiles.compilation, taskFrom: 'raw' }).shown).toBe('66.67')
  })

  it('keeps a rate set by hand with its reason', () => {
    const rate = handSetRate(taskRate(items), '70', '区政府专题会议纪要〔2025〕3号')
    expect(rate).toMatchObject({ shown: '70', handSet: '区政府专题会议纪要〔2025〕3号' })
    expect(explainRate(rate)).toContain('按公式为 66.67')
    expect(meanRate('group', [{ label: '', rate }]).shown).toBe('70')
  })
})

it('has no rate of milestones where none is due', () => {
  expect(milestoneRate(2, 3)).toBe('66.67')
  expect(milestoneRate(0, 0)).toBeNull()
})

it.each([
  ['66.6666', '66', true],
  ['66.6666', '67', true],
  ['66.6666', '66.67', true],
  ['66.6666', '66.66', true],
  ['66.6666', '66.7', true],
  ['66.6666', '66.65', false],
  ['66.6666', '65', false],
  ['57.555', '57.56', true],
  ['100', '100.00', true],
])('%s and the printed %s', (rate, printed, expected) => {
  expect(equalsPrinted(rate, printed)).toBe(expected)
})

const decimal = (min: number, max: number) =>
  fc.integer({ min: min * 100, max: max * 100 }).map((cents) => (cents / 100).toFixed(2))
const measured = fc.record({
  name: fc.constant('一项'),
  direction: fc.constantFrom<Direction>('at_least', 'at_most', 'equal', 'once', 'growth'),
  target: decimal(-20, 1000),
  current: fc.oneof(
    decimal(-50, 3000),
    fc.record({ none: fc.constantFrom('not_due' as const, 'unpublished' as const) }),
  ),
  baseline: decimal(0, 500),
})
const measuredItem = fc.record({
  title: fc.constant('一目'),
  indicators: fc.array(measured, { maxLength: 5 }),
  milestones: fc.option(
    fc
      .integer({ min: 0, max: 9 })
      .chain((all) => fc.integer({ min: 0, max: all }).map((done) => ({ done, all }))),
    { nil: undefined },
  ),
  entered: fc.option(decimal(-10, 200), { nil: undefined }),
})
const anyProfile = fc.constantFrom<RateProfile>(...Object.values(rateProfiles), {
  ...rateProfiles.default,
  taskOver: 'indicators',
  itemFrom: 'displayed',
  taskFrom: 'raw',
})

describe('whatever the figures', () => {
  it('items and tasks lie between 0 and 100', () => {
    fc.assert(
      fc.property(fc.array(measuredItem, { maxLength: 6 }), anyProfile, (items, profile) => {
        for (const rate of [taskRate(items, profile), ...items.map((i) => itemRate(i, profile))]) {
          if (rate.shown === null) continue
          expect(Number(rate.shown)).toBeGreaterThanOrEqual(0)
          expect(Number(rate.shown)).toBeLessThanOrEqual(100)
        }
      }),
    )
  })

  it('a better value never lowers a rate', () => {
    fc.assert(
      fc.property(
        measured,
        decimal(-50, 3000),
        decimal(-50, 3000),
        anyProfile,
        (one, first, second, profile) => {
          fc.pre(one.direction !== 'equal')
          const [low, high] = Number(first) <= Number(second) ? [first, second] : [second, first]
          const [worse, better] = one.direction === 'at_most' ? [high, low] : [low, high]
          const rateAt = (current: string) =>
            Number(itemRate({ title: '', indicators: [{ ...one, current }] }, profile).shown)
          expect(rateAt(better)).toBeGreaterThanOrEqual(rateAt(worse))
        },
      ),
    )
  })

  it('the order of indicators and items does not matter', () => {
    fc.assert(
      fc.property(fc.array(measuredItem, { maxLength: 6 }), anyProfile, (items, profile) => {
        const turned = items
          .map((item) => ({ ...item, indicators: item.indicators.toReversed() }))
          .toReversed()
        expect(taskRate(turned, profile).shown).toBe(taskRate(items, profile).shown)
      }),
    )
  })

  it('a rate equals what it prints, rounded or truncated', () => {
    fc.assert(
      fc.property(measured, anyProfile, (one, profile) => {
        const { raw, shown } = indicatorRate(one, profile)
        if (raw !== null && shown !== null) expect(equalsPrinted(raw, shown)).toBe(true)
      }),
    )
  })
})
