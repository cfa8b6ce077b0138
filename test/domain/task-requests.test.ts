import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Plan, Task, TaskState } from '../../src/domain/plan.ts'
import { nextState, type TaskEvent } from '../../src/domain/task-life.ts'
import {
  type Asked,
  type Asking,
  askOffice,
  changeTask,
  decideRequest,
  type OfficeChange,
  requestsOpenTo,
  type TaskRequest,
} from '../../src/domain/task-requests.ts'
import { at, milestone, plan, task } from './samples.ts'

const now = at('2021-06-22T09:00')
const asking: Asking = {
  id: 'q1',
  by: 'ou_owner',
  at: now,
  today: '2021-06-22',
  reason: '用地手续未批',
  open: [],
}
const later: Asked = { kind: 'extension', milestoneId: 'm1', newDueOn: '2021-09-30' }
const office = { by: 'ou_office', isOffice: true, at: now, isGranted: true, answer: '' }

const asked = (what: Asked, of: Task = task()): { request: TaskRequest; task: Task } => {
  const outcome = askOffice(of, plan(), what, asking)
  if (!outcome.ok) throw new Error(outcome.reason)
  return outcome
}

describe('asking the office', () => {
  it('keeps the task as it is while an extension waits', () => {
    expect(asked(later)).toMatchObject({
      request: { kind: 'extension', state: 'open', newDueOn: '2021-09-30', by: 'ou_owner' },
      task: { state: 'in_progress', version: 4, milestones: [{ dueOn: '2021-06-30' }] },
    })
  })

  it('takes it from the lead unit too, and after the due date', () => {
    const late = { ...asking, by: 'ou_unit', today: '2021-07-02', at: at('2021-07-02T09:00') }
    expect(askOffice(task(), plan(), later, late).ok).toBe(true)
  })

  it.each<[string, Partial<Task>, Partial<Plan>, Asked, Partial<Asking>, string]>([
    ['of a leader', {}, {}, later, { by: 'ou_leader' }, 'not-your-task'],
    ['in a draft', {}, { state: 'draft' }, later, {}, 'plan-not-running'],
    ['in a trial', {}, { isTrial: true }, later, {}, 'plan-not-running'],
    ['on a closed task', { state: 'closed' }, {}, later, {}, 'wrong-state'],
    ['without a reason', {}, {}, later, { reason: ' ' }, 'reason-missing'],
    ['with an endless reason', {}, {}, later, { reason: '长'.repeat(1001) }, 'reason-too-long'],
    ['for no node', {}, {}, { ...later, milestoneId: 'mx' }, {}, 'no-such-node'],
    [
      'for a node that is done',
      { milestones: [milestone('m1', '2021-06-30', '2021-06-20')] },
      {},
      later,
      {},
      'node-done',
    ],
    ['to the same date', {}, {}, { ...later, newDueOn: '2021-06-30' }, {}, 'date-not-later'],
    [
      'to a date gone by',
      {},
      {},
      { ...later, newDueOn: '2021-07-01' },
      { today: '2021-07-02' },
      'date-not-later',
    ],
    ['beyond the plan', {}, {}, { ...later, newDueOn: '2022-02-01' }, {}, 'date-beyond-plan'],
    ['twice', {}, {}, later, { open: [{ kind: 'extension', milestoneId: 'm1' }] }, 'already-asked'],
    [
      'to close what nobody acknowledged',
      { state: 'awaiting_acknowledgement' },
      {},
      { kind: 'close_out' },
      {},
      'wrong-state',
    ],
    ['to object after 签收', {}, {}, { kind: 'objection' }, {}, 'wrong-state'],
  ])('refuses it %s', (_, of, inPlan, what, with_, reason) => {
    const outcome = askOffice(task(of), plan(inPlan), what, { ...asking, ...with_ })
    expect(outcome).toEqual({ ok: false, reason })
  })

  it('offers what would be taken', () => {
    expect(requestsOpenTo(task(), plan(), 'ou_owner')).toEqual(['extension', 'close_out'])
    const waiting = task({ state: 'awaiting_acknowledgement', milestones: [] })
    expect(requestsOpenTo(waiting, plan(), 'ou_unit')).toEqual(['objection'])
    expect(requestsOpenTo(task(), plan(), 'ou_leader')).toEqual([])
  })
})

describe('the office answers', () => {
  it('moves the date of a granted extension and keeps the first printed one', () => {
    const first = asked(later)
    const once = decideRequest(first.task, first.request, office)
    if (!once.ok) throw new Error('granted')
    expect(once.moved).toMatchObject({ dueOn: '2021-09-30', printedDueOn: '2021-06-30' })
    const again = asked({ ...later, newDueOn: '2021-10-31' }, once.task)
    expect(decideRequest(again.task, again.request, office)).toMatchObject({
      moved: { dueOn: '2021-10-31', printedDueOn: '2021-06-30' },
    })
  })

  it('closes, or sends back with words', () => {
    const { request, task: waiting } = asked({ kind: 'close_out' })
    expect(waiting.state).toBe('close_out_requested')
    expect(decideRequest(waiting, request, office)).toMatchObject({ task: { state: 'closed' } })
    const back = { ...office, isGranted: false, answer: '缺验收报告' }
    expect(decideRequest(waiting, request, back)).toMatchObject({
      task: { state: 'in_progress' },
      request: { state: 'refused', answer: '缺验收报告' },
      moved: null,
    })
  })

  it.each([
    ['somebody else', { isOffice: false }, {}, 'not-office'],
    ['a refusal without words', { isGranted: false, answer: ' ' }, {}, 'answer-missing'],
    ['a second answer', {}, { state: 'granted' as const }, 'already-decided'],
  ])('refuses %s', (_, made, of, reason) => {
    const { request, task: waiting } = asked(later)
    const outcome = decideRequest(waiting, { ...request, ...of }, { ...office, ...made })
    expect(outcome).toEqual({ ok: false, reason })
  })
})

describe('中止, 恢复, 撤项, 重开', () => {
  it.each<[TaskState, OfficeChange, TaskState | undefined]>([
    ['in_progress', 'suspended', 'suspended'],
    ['suspended', 'resumed', 'in_progress'],
    ['suspended', 'withdrawn', 'withdrawn'],
    ['closed', 'reopened', 'in_progress'],
    ['closed', 'suspended', undefined],
    ['withdrawn', 'resumed', undefined],
    ['in_progress', 'resumed', undefined],
  ])('%s, %s: %s', (state, change, after) => {
    const outcome = changeTask(task({ state }), change, { isOffice: true, reason: '会议纪要' })
    expect(outcome.ok ? outcome.task.state : undefined).toBe(after)
  })

  it('is the office’s, and never without a reason', () => {
    const refusal = (isOffice: boolean, reason: string) =>
      changeTask(task(), 'suspended', { isOffice, reason })
    expect(refusal(false, '理由')).toEqual({ ok: false, reason: 'not-office' })
    expect(refusal(true, ' ')).toEqual({ ok: false, reason: 'reason-missing' })
  })
})

describe('the states', () => {
  const events: readonly TaskEvent[] = [
    'acknowledged',
    'reported',
    'close_out_requested',
    'close_out_granted',
    'close_out_refused',
    'suspended',
    'resumed',
    'withdrawn',
    'reopened',
  ]
  const states: ReadonlySet<string> = new Set<TaskState>([
    'awaiting_breakdown',
    'awaiting_acknowledgement',
    'in_progress',
    'close_out_requested',
    'closed',
    'suspended',
    'withdrawn',
  ])

  it('are never left by any sequence of events, and a withdrawn task stays so', () => {
    const begin = fc.constantFrom<TaskState>('awaiting_breakdown', 'awaiting_acknowledgement')
    fc.assert(
      fc.property(begin, fc.array(fc.constantFrom(...events)), (first, all) => {
        let state: TaskState = first
        for (const event of all) {
          const next: TaskState | undefined = nextState(state, event)
          if (state === 'withdrawn') expect(next).toBeUndefined()
          if (event === 'close_out_granted' && next) expect(state).toBe('close_out_requested')
          state = next ?? state
          expect(states.has(state)).toBe(true)
        }
      }),
    )
  })
})
