import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { withAcceptedTicks } from '../../src/domain/accepted-values.ts'
import { summarise } from '../../src/domain/digests.ts'
import { lightOf } from '../../src/domain/lights.ts'
import { ratesOfTask } from '../../src/domain/live-rates.ts'
import type { Report, Task } from '../../src/domain/plan.ts'
import { planReminders } from '../../src/domain/reminders.ts'
import { emptyForm } from '../../src/domain/report-content.ts'
import { submitReport } from '../../src/domain/reporting.ts'
import { stepReport, withdrawReport } from '../../src/domain/review.ts'
import { addDays, atShanghai } from '../../src/domain/time.ts'
import { takeSnapshot } from '../../src/export/snapshot.ts'
import { at, milestone, plan, report, task } from './samples.ts'

const running = plan()
const on = '2021-07-20'
const actor = { by: 'ou_office', isOffice: true, isSigner: false, at: at('2021-07-20T09:00') }

const submit = (
  before: Task,
  milestonesDone: readonly string[],
  corrects: string | null,
  when: number,
) =>
  submitReport(
    before,
    running,
    { ...emptyForm, percent: '60', progress: '主体封顶', milestonesDone, corrects },
    {
      reportId: `r${before.version}`,
      by: 'ou_owner',
      at: when,
      isOffice: false,
      onBehalf: false,
      isRepeat: false,
      signing: { signers: [], isDirect: false },
      earlier: [],
    },
  )

const submitted = (...[before, ticks, corrects]: [Task, readonly string[], string | null]) => {
  const outcome = submit(before, ticks, corrects, at('2021-07-19T10:00'))
  if (!outcome.ok) throw new Error(outcome.reason)
  return outcome.task
}

const accepted = (of: Task): Task => {
  const outcome = stepReport(of, of.lastReport?.id ?? '', { kind: 'accepted' }, actor)
  if (!outcome.ok) throw new Error(outcome.reason)
  return outcome.task
}

/** What others are told of a task. */
const told = (of: Task) => {
  const { rate, nodes } = ratesOfTask(of, running, on)
  const { light, labels, inputs } = lightOf(of, running, 'schedule', on)
  const { overdue, normal, due, rows } = summarise([{ plan: running, task: of }], on)
  const [printed] = takeSnapshot(
    { plan: running, tasks: [of] },
    { asOf: atShanghai(on), edition: 'internal' },
  ).tasks
  return {
    rate: rate.shown,
    nodes,
    light: { light, labels, inputs },
    digest: { overdue, normal, due, standing: rows[0]?.standing },
    printed: printed?.nodes,
    printedRate: printed?.rate,
  }
}

const open = task({ milestones: [milestone('m1', '2021-06-30'), milestone('m2', '2021-12-31')] })
const first = report({ id: 'r0', status: 'accepted', milestonesDone: ['m1'] })
const reviewed: Task = {
  ...open,
  milestones: [milestone('m1', '2021-06-30', '2021-06-20'), milestone('m2', '2021-12-31')],
  lastReport: first,
  lastAccepted: first,
}

describe('ticks of a report that nobody accepted yet', () => {
  it('change no rate, light, digest or printed table until it is accepted', () => {
    const pending = submitted(open, ['m1'], null)
    expect(pending.milestones[0]?.doneOn).toBe('2021-07-19')
    expect(told(pending)).toEqual(told(open))
    const after = told(accepted(pending))
    expect(after).toMatchObject({
      rate: '50',
      nodes: { done: 1, due: 1 },
      light: { light: 'green' },
      digest: { overdue: 0 },
      printed: [{ doneOn: '2021-07-19' }, { doneOn: null }],
    })
    expect(told(open)).toMatchObject({
      rate: '0',
      nodes: { done: 0, due: 1 },
      light: { light: 'amber' },
      digest: { overdue: 1 },
      printed: [{ doneOn: null }, { doneOn: null }],
    })
  })

  it.each([
    ['adds one', ['m1', 'm2']],
    ['takes one back', []],
  ])('leave an accepted report what it ticked when its correction %s', (_, ticks) => {
    const pending = submitted(reviewed, ticks, 'r0')
    expect(told(pending)).toEqual(told(reviewed))
    const done = accepted(pending).milestones.filter(({ doneOn }) => doneOn !== null)
    expect(done.map(({ id }) => id)).toEqual(ticks)
    expect(told(accepted(pending))).not.toEqual(told(reviewed))
  })

  it('do not count on the day on which a report before it was accepted either', () => {
    const today = { ...first, milestonesDone: [], at: at('2021-07-19T08:00') }
    const before: Task = { ...open, lastReport: today, lastAccepted: today }
    expect(told(submitted(before, ['m1'], null))).toEqual(told(before))
  })

  it('stop the reminders at once', () => {
    const chased = (of: Task) =>
      planReminders({
        plans: [{ plan: running, tasks: [of] }],
        slotDate: '2021-12-31',
        since: null,
        snoozes: [],
      }).reminders.length
    expect(chased(open)).toBeGreaterThan(0)
    expect(chased(submitted(open, ['m2'], null))).toBe(0)
  })
})

const stepArb = fc.record({
  kind: fc.constantFrom('submit', 'submit', 'correct', 'accepted', 'returned', 'withdrawn'),
  ticks: fc.subarray(['m1', 'm2', 'm3']),
  days: fc.integer({ min: 1, max: 25 }),
} as const)
type Step = typeof stepArb extends fc.Arbitrary<infer One> ? One : never

/** A task in the middle of its life, and its reports, the newest first, without those withdrawn. */
type Story = { readonly task: Task; readonly reports: readonly Report[] }

/** One step on; a step that is refused changes nothing. */
function stepped(story: Story, { kind, ticks }: Step, day: string): Story {
  const { task: of, reports } = story
  const id = of.lastReport?.id ?? ''
  const when = { ...actor, at: atShanghai(day, '10:00') }
  const [, ...earlier] = reports
  if (kind === 'submit' || kind === 'correct') {
    const outcome = submit(of, ticks, kind === 'correct' ? id : null, when.at)
    return outcome.ok ? { task: outcome.task, reports: [outcome.report, ...reports] } : story
  }
  if (kind === 'withdrawn') {
    const outcome = withdrawReport(of, earlier[0] ?? null, { ...when, by: 'ou_owner' })
    return outcome.ok ? { task: outcome.task, reports: earlier } : story
  }
  const event = kind === 'accepted' ? { kind } : { kind, reason: '补照片' }
  const outcome = stepReport(of, id, event, when)
  return outcome.ok ? { task: outcome.task, reports: [outcome.report, ...earlier] } : story
}

const done = ({ milestones }: Task) =>
  milestones.filter(({ doneOn }) => doneOn !== null).map(({ id }) => id)

it('what others see is done changes with an acceptance, and with nothing else', () => {
  const seen = { pending: 0, changed: 0 }
  fc.assert(
    fc.property(fc.array(stepArb, { maxLength: 14 }), (steps) => {
      const milestones = ['m1', 'm2', 'm3'].map((id) => milestone(id, '2021-12-31'))
      let story: Story = { task: task({ milestones }), reports: [] }
      let counting: readonly string[] = []
      let day = '2021-03-03'
      for (const step of steps) {
        day = addDays(day, step.days)
        story = stepped(story, step, day)
        if (story.task.lastReport?.status === 'accepted') {
          counting = done(story.task)
          seen.changed += 1
        } else if (done(story.task).join() !== counting.join()) seen.pending += 1
        const others = withAcceptedTicks(story.task)
        expect(done(others)).toEqual(counting)
        expect(withAcceptedTicks(others)).toEqual(others)
      }
    }),
    { numRuns: 400 },
  )
  expect(Math.min(seen.pending, seen.changed)).toBeGreaterThan(100)
})
