import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isWorkday } from '../../src/domain/calendar.ts'
import type { PlanWithTasks, Task } from '../../src/domain/plan.ts'
import {
  planReminders,
  reminderReceivers,
  reminderSteps,
  type Snooze,
  stillDue,
} from '../../src/domain/reminders.ts'
import { addDays } from '../../src/domain/time.ts'
import { at, duty, milestone, plan, report, task } from './samples.ts'

const planned = (
  slotDate: string,
  tasks: readonly Task[],
  more: { since?: string | null; snoozes?: readonly Snooze[]; plan?: PlanWithTasks['plan'] } = {},
) =>
  planReminders({
    plans: [{ plan: more.plan ?? plan(), tasks }],
    slotDate,
    since: more.since ?? null,
    snoozes: more.snoozes ?? [],
  })

const rules = (
  slotDate: string,
  tasks: readonly Task[],
  more: Parameters<typeof planned>[2] = {},
): string[] =>
  planned(slotDate, tasks, more).reminders.flatMap(({ openId, items }) =>
    items.map((item) => `${openId} ${item.milestoneId} ${item.rule}`),
  )

const due = (...dates: string[]): Task =>
  task({ milestones: dates.map((date, i) => milestone(`m${i + 1}`, date)) })

describe('the steps of a milestone', () => {
  it.each([
    ['2021-06-30', '2021-06-01', '2021-06-25', '2021-06-30'],
    // A Sunday: on the Friday before.
    ['2021-08-29', '2021-08-02', '2021-08-25', '2021-08-27'],
    // A Sunday off after a worked Saturday.
    ['2021-05-09', '2021-05-06', '2021-05-06', '2021-05-08'],
    // In the holiday: the month's first working day is too late.
    ['2021-10-05', undefined, '2021-09-28', '2021-09-30'],
  ])('due on %s are %s, %s and %s', (dueOn, list, three, day) => {
    const on = Object.fromEntries(reminderSteps(dueOn).map((step) => [step.rule, step.on]))
    expect(on.month_list).toBe(list)
    expect(on.three_days_before).toBe(three)
    expect(on.on_the_day).toBe(day)
  })
})

describe('planReminders', () => {
  it.each([
    ['2021-06-01', ['ou_owner m1 month_list']],
    ['2021-06-25', ['ou_owner m1 three_days_before']],
    ['2021-06-30', ['ou_owner m1 on_the_day']],
    ['2021-06-24', []],
    ['2021-07-01', []],
  ])('on %s says %j', (slotDate, expected) => {
    expect(rules(slotDate, [due('2021-06-30')])).toEqual(expected)
  })

  it('merges everything of a person into one message, nearest first', () => {
    const tasks = [
      { ...due('2021-07-05', '2021-06-30'), id: 'a', seq: 2 },
      { ...due('2021-06-30'), id: 'b', seq: 1 },
    ]
    const { reminders } = planned('2021-06-30', tasks)
    expect(reminders).toHaveLength(1)
    expect(reminders[0]?.items.map(({ taskId, rule }) => `${taskId} ${rule}`)).toEqual([
      'b on_the_day',
      'a on_the_day',
      'a three_days_before',
    ])
  })

  it('reminds owners, else the lead unit, else lists whom nobody can reach', () => {
    const owners = [duty('owner', '甲', ['ou_a']), duty('owner', '乙', ['ou_b'])]
    const others = [
      duty('lead_unit', '区住建局', ['ou_unit']),
      duty('lead_leader', '何某', ['ou_leader']),
      duty('leader_liaison', '李某', ['ou_secretary']),
      duty('co_unit', '区水利局', ['ou_co']),
    ]
    const unbound = [duty('owner', '甲'), duty('lead_unit', '区住建局'), ...others.slice(1)]
    expect(reminderReceivers(task({ duties: [...owners, ...others] }))).toEqual(['ou_a', 'ou_b'])
    expect(reminderReceivers(task({ duties: [duty('owner', '甲'), ...others] }))).toEqual([
      'ou_unit',
    ])
    expect(planned('2021-06-30', [{ ...due('2021-06-30'), duties: unbound }])).toEqual({
      reminders: [],
      unreached: [{ planId: 'p1', taskId: 't1', milestoneId: 'm1', names: ['甲', '区住建局'] }],
    })
  })

  it('catches up what was missed, by the latest step, unless the due date passed', () => {
    const tasks = [due('2021-06-30', '2021-06-11', '2021-07-02')]
    expect(rules('2021-06-28', tasks, { since: '2021-05-31' })).toEqual([
      'ou_owner m1 three_days_before',
    ])
    expect(rules('2021-06-28', tasks, { since: '2021-06-25' })).toEqual([])
  })

  it('is silent outside the plan and its running', () => {
    const tasks = [due('2021-06-30')]
    for (const state of ['draft', 'year_end_check', 'archived', 'cancelled'] as const) {
      expect(rules('2021-06-30', tasks, { plan: plan({ state }) })).toEqual([])
    }
    expect(rules('2021-06-30', tasks, { plan: plan({ effectiveOn: '2021-07-01' }) })).toEqual([])
    expect(rules('2022-01-30', [due('2022-01-31')])).toEqual(['ou_owner m1 on_the_day'])
    expect(rules('2022-02-07', [due('2022-02-10')])).toEqual([])
  })

  it('never asks for what was due before the plan spoke', () => {
    const effective = plan({ effectiveOn: '2021-03-02' })
    expect(rules('2021-03-02', [due('2021-03-01')], { plan: effective })).toEqual([])
    expect(rules('2021-03-02', [due('2021-03-02')], { plan: effective })).toHaveLength(1)
    expect(
      rules('2021-03-02', [due('2021-03-31')], { plan: effective, since: '2021-02-01' }),
    ).toEqual([])
  })

  it.each(['closed', 'suspended', 'withdrawn', 'awaiting_breakdown'] as const)(
    'leaves %s tasks alone',
    (state) => {
      expect(rules('2021-06-30', [{ ...due('2021-06-30'), state }])).toEqual([])
    },
  )

  it('is answered by a report from three working days before on', () => {
    const reported = (when: string) => [
      { ...due('2021-06-30'), lastReport: report({ at: at(when) }) },
    ]
    expect(rules('2021-06-30', reported('2021-06-24T23:59:59'))).toHaveLength(1)
    expect(rules('2021-06-30', reported('2021-06-25T00:00'))).toEqual([])
    expect(rules('2021-06-25', reported('2021-06-25T00:00'))).toEqual([])
    expect(rules('2021-06-25', reported('2021-12-01'))).toEqual([])
    expect(rules('2021-06-01', reported('2021-12-01'))).toEqual(['ou_owner m1 month_list'])
  })
})

describe('a snooze', () => {
  const snooze = (until: string): Snooze => ({ openId: 'ou_owner', milestoneId: 'm1', until })
  const tasks = [due('2021-06-30')]

  it('brings the reminder again on its day', () => {
    const snoozes = [snooze('2021-06-26')]
    expect(rules('2021-06-25', tasks, { snoozes })).toEqual([])
    expect(rules('2021-06-28', tasks, { snoozes, since: '2021-06-25' })).toEqual([
      'ou_owner m1 three_days_before',
    ])
    expect(rules('2021-06-29', tasks, { snoozes, since: '2021-06-28' })).toEqual([])
  })

  it('never reaches past the due date', () => {
    const snoozes = [snooze('2021-07-15')]
    expect(rules('2021-06-29', tasks, { snoozes, since: '2021-06-01' })).toEqual([])
    expect(rules('2021-06-30', tasks, { snoozes, since: '2021-06-29' })).toEqual([
      'ou_owner m1 on_the_day',
    ])
  })

  it('is one person’s', () => {
    const two = [{ ...due('2021-06-30'), duties: [duty('owner', '甲', ['ou_owner', 'ou_other'])] }]
    expect(rules('2021-06-25', two, { snoozes: [snooze('2021-06-28')] })).toEqual([
      'ou_other m1 three_days_before',
    ])
  })
})

const anEntry = fc
  .array(fc.integer({ min: 0, max: 420 }), { minLength: 1, maxLength: 3 })
  .chain((offsets) =>
    fc.record({
      milestones: fc.constant(offsets.map((n) => addDays('2021-01-01', n))),
      owners: fc.subarray(['ou_1', 'ou_2', 'ou_3']),
    }),
  )

const plansOf = (entries: readonly { milestones: string[]; owners: string[] }[]) => [
  {
    plan: plan(),
    tasks: entries.map(({ milestones, owners }, i) =>
      task({
        id: `t${i}`,
        seq: i + 1,
        duties: [duty('owner', '甲', owners), duty('lead_unit', '区住建局', ['ou_unit'])],
        milestones: milestones.map((dueOn, j) => milestone(`t${i}m${j}`, dueOn)),
      }),
    ),
  },
]

/** The working days from the plan's first to well after its last. */
const slotDates = Array.from({ length: 420 }, (_, n) => addDays('2021-01-04', n)).filter((date) =>
  isWorkday(date),
)

describe('a year of slots', () => {
  it('says each step of each milestone exactly once, however many slots were missed', () => {
    fc.assert(
      fc.property(
        fc.array(anEntry, { minLength: 1, maxLength: 4 }),
        fc.infiniteStream(fc.integer({ min: 0, max: 5 })),
        fc.boolean(),
        (entries, pauses, isSteady) => {
          const plans = plansOf(entries)
          const said: string[] = []
          let since: string | null = null
          for (let i = 0; i < slotDates.length; i++) {
            if (!isSteady) i += pauses.next().value ?? 0
            const slotDate = slotDates[i]
            if (slotDate === undefined) break
            const { reminders } = planReminders({ plans, slotDate, since, snoozes: [] })
            since = slotDate
            for (const { openId, items } of reminders) {
              expect(new Set(items.map((item) => item.milestoneId)).size).toBe(items.length)
              for (const item of items) {
                expect(item.dueOn >= slotDate && item.dueOn >= '2021-03-02').toBe(true)
                expect(slotDate >= '2021-03-02' && slotDate <= '2022-01-31').toBe(true)
                said.push(`${openId} ${item.milestoneId} ${item.rule}`)
              }
            }
          }
          expect(new Set(said).size).toBe(said.length)
          if (isSteady) expect(new Set(said)).toEqual(expectedOf(plans))
        },
      ),
      { numRuns: 40 },
    )
  })

  function expectedOf(plans: readonly PlanWithTasks[]): Set<string> {
    const expected = new Set<string>()
    for (const one of plans.flatMap(({ tasks }) => tasks)) {
      for (const { id, dueOn } of one.milestones) {
        if (dueOn < '2021-03-02') continue
        const steps = reminderSteps(dueOn).filter(
          ({ on }) => on >= '2021-03-02' && on <= '2022-01-31',
        )
        for (const { rule, on } of steps) {
          // Two steps on one day are one, by the more urgent.
          if (steps.findLast((other) => other.on === on)?.rule !== rule) continue
          for (const openId of reminderReceivers(one)) expected.add(`${openId} ${id} ${rule}`)
        }
      }
    }
    return expected
  }

  it('does not depend on the order of tasks, milestones and duties', () => {
    fc.assert(
      fc.property(
        fc.array(anEntry, { minLength: 1, maxLength: 5 }),
        fc.constantFrom(...slotDates),
        (entries, slotDate) => {
          const plans = plansOf(entries)
          const turned = plans.map(({ plan: one, tasks }) => ({
            plan: one,
            tasks: tasks.toReversed().map((each) => ({
              ...each,
              milestones: each.milestones.toReversed(),
              duties: each.duties.toReversed(),
            })),
          }))
          const planning = { slotDate, since: addDays(slotDate, -20), snoozes: [] }
          expect(planReminders({ ...planning, plans: turned })).toEqual(
            planReminders({ ...planning, plans }),
          )
        },
      ),
    )
  })

  it('says nothing of a milestone once it is done', () => {
    fc.assert(
      fc.property(anEntry, fc.constantFrom(...slotDates), (entry, slotDate) => {
        const plans = plansOf([entry]).map(({ plan: one, tasks }) => ({
          plan: one,
          tasks: tasks.map((each) => ({
            ...each,
            milestones: each.milestones.map((m) => ({ ...m, doneOn: '2021-03-02' })),
          })),
        }))
        const since = addDays(slotDate, -60)
        expect(planReminders({ plans, slotDate, since, snoozes: [] })).toEqual({
          reminders: [],
          unreached: [],
        })
      }),
    )
  })
})

describe('stillDue', () => {
  const item = {
    planId: 'p1',
    taskId: 't1',
    milestoneId: 'm1',
    rule: 'three_days_before',
    dueOn: '2021-06-30',
  } as const
  const leaving = {
    openId: 'ou_owner',
    now: at('2021-06-25T08:44'),
    plannedAt: at('2021-06-25T08:40'),
    snoozes: [],
  }

  it('lets an item leave whose reasons still hold', () => {
    expect(stillDue(item, task(), plan(), leaving)).toEqual({ ok: true })
  })

  it.each([
    ['not_running', task(), plan({ state: 'archived' }), {}],
    ['task_ended', task({ state: 'closed' }), plan(), {}],
    ['gone', task({ milestones: [] }), plan(), {}],
    ['gone', task({ milestones: [milestone('m1', '2021-07-31')] }), plan(), {}],
    ['done', task({ milestones: [milestone('m1', '2021-06-30', '2021-06-25')] }), plan(), {}],
    ['past_due', task(), plan(), { now: at('2021-07-01T08:44') }],
    ['not_theirs', task(), plan(), { openId: 'ou_leader' }],
    ['reported', task({ lastReport: report({ at: at('2021-06-25T08:42') }) }), plan(), {}],
    [
      'snoozed',
      task(),
      plan(),
      { snoozes: [{ openId: 'ou_owner', milestoneId: 'm1', until: '2021-06-28' }] },
    ],
  ] as const)('keeps back what is %s', (reason, one, itsPlan, change) => {
    expect(stillDue(item, one, itsPlan, { ...leaving, ...change })).toEqual({ ok: false, reason })
  })

  it('takes a report after planning as an answer to the month’s list, an older one not', () => {
    const list = { ...item, rule: 'month_list' } as const
    const after = task({ lastReport: report({ at: at('2021-06-25T08:41') }) })
    const before = task({ lastReport: report({ at: at('2021-06-25T08:39') }) })
    expect(stillDue(list, after, plan(), leaving).ok).toBe(false)
    expect(stillDue(list, before, plan(), leaving).ok).toBe(true)
  })
})
