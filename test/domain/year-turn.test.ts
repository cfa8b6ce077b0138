import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  aYearLater,
  exceptFor,
  isUnfinished,
  nextCode,
  nextYearPlan,
  turned,
} from '../../src/domain/year-turn.ts'
import { duty, item, milestone, plan, task } from './samples.ts'

describe('the states of a plan', () => {
  it.each([
    ['running', 'year_end_check', true],
    ['year_end_check', 'archived', true],
    ['running', 'archived', false],
    ['archived', 'year_end_check', false],
    ['draft', 'year_end_check', false],
    ['cancelled', 'archived', false],
  ] as const)('%s to %s: %s', (state, to, isAllowed) => {
    const after = turned(plan({ state, version: 4 }), to)
    expect(after).toEqual(isAllowed ? plan({ state: to, version: 5 }) : undefined)
  })

  it('leaves a trial as it is', () => {
    expect(turned(plan({ state: 'running', isTrial: true }), 'year_end_check')).toBeUndefined()
  })
})

it.each([
  ['2026-06-30', '2027-06-30'],
  ['2027-02-28', '2028-02-29'],
  ['2028-02-29', '2029-02-28'],
  ['2026-03-15', '2027-03-15'],
  ['2028-02-28', '2029-02-28'],
])('%s is %s a year later', (date, later) => {
  expect(aYearLater(date)).toBe(later)
})

const tasks = [
  task({ id: 't1', seq: 1, state: 'closed' }),
  task({
    id: 't2',
    seq: 2,
    duties: [{ ...duty('lead_unit', '区文体局', ['ou_a']), printed: '区体育局' }],
    milestones: [milestone('a', '2021-03-31', '2021-03-20'), milestone('b', '2021-09-30')],
    items: [item()],
    isInternal: true,
    version: 9,
  }),
  task({ id: 't3', seq: 3, state: 'withdrawn' }),
  task({ id: 't4', seq: 4, milestones: [] }),
  task({ id: 't5', seq: 5, state: 'suspended' }),
]
const named = { id: 'p2', code: 'XH22' }
const all = new Set(tasks.map(({ id }) => id))

describe('the next year’s plan', () => {
  it('is a draft with what is unfinished, numbered anew, its open nodes a year later', () => {
    const made = nextYearPlan({ plan: plan(), tasks }, named, all, 'next_year')
    expect(made.plan).toMatchObject({
      id: 'p2',
      code: 'XH22',
      year: 2022,
      title: plan().title.replace('2021', '2022'),
      effectiveOn: '2022-01-01',
      state: 'draft',
      docNo: null,
      version: 1,
    })
    expect(made.tasks.map(({ seq, state }) => [seq, state])).toEqual([
      [1, 'awaiting_acknowledgement'],
      [2, 'awaiting_breakdown'],
      [3, 'awaiting_acknowledgement'],
    ])
    const [first] = made.tasks
    expect(first).toMatchObject({ planId: 'p2', isInternal: true, lastReport: null, version: 1 })
    expect(first?.milestones.map(({ dueOn, doneOn }) => [dueOn, doneOn])).toEqual([
      ['2022-09-30', null],
    ])
    expect(first?.duties).toEqual([duty('lead_unit', '区文体局')])
    expect(first?.items[0]?.indicators[0]?.current).toBeNull()
  })

  it('has tasks without nodes where the lead units break them down anew', () => {
    const made = nextYearPlan({ plan: plan(), tasks }, named, all, 'anew')
    expect(made.tasks.map(({ milestones, state }) => [milestones.length, state])).toEqual([
      [0, 'awaiting_breakdown'],
      [0, 'awaiting_breakdown'],
      [0, 'awaiting_breakdown'],
    ])
  })

  it('holds what was chosen of the unfinished, and shares no id with the old plan', () => {
    fc.assert(
      fc.property(fc.subarray([...all]), (chosen) => {
        const made = nextYearPlan({ plan: plan(), tasks }, named, new Set(chosen), 'next_year')
        const expected = tasks.filter((one) => isUnfinished(one) && chosen.includes(one.id))
        expect(made.tasks.map(({ text }) => text)).toEqual(expected.map(({ text }) => text))
        const ids = made.tasks.flatMap((one) => [one.id, ...one.milestones.map(({ id }) => id)])
        expect(new Set(ids).size).toBe(ids.length)
        expect(ids.every((id) => id.startsWith('p2-'))).toBe(true)
      }),
    )
  })
})

it('proposes the code of the next year', () => {
  expect(nextCode({ code: 'XH21', year: 2021 }, [])).toBe('XH22')
  expect(nextCode({ code: 'XH21', year: 2021 }, ['XH22', 'XH22B'])).toBe('XH22C')
  expect(nextCode({ code: 'XH21B', year: 2021 }, [])).toBe('XH22B')
  expect(nextCode({ code: 'MS', year: 2029 }, [])).toBe('MS30')
})

it('reads the numbers that stay behind', () => {
  expect(exceptFor('除 3,5、12')).toEqual([3, 5, 12])
  expect(exceptFor('')).toEqual([])
})
