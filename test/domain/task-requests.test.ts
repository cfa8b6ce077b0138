import { describe, expect, it } from 'vitest'
import type { Plan, Task } from '../../src/domain/plan.ts'
import {
  type Asked,
  type Asking,
  askOffice,
  decideRequest,
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
const later: Asked = {
  kind: 'extension',
  milestoneId: 'm1',
  newDueOn: '2021-09-30',
  reference: '会议纪要第3号',
}
const breakdown: Asked = {
  kind: 'breakdown',
  breakdown: {
    nodes: [
      { dueOn: '2021-12-31', text: '完工' },
      { dueOn: '2021-06-30', text: ' 招标 ' },
    ],
    indicators: [],
    liaison: '王某',
  },
}
const unbroken = { state: 'awaiting_breakdown' as const, milestones: [] }
const office = { by: 'ou_office', isOffice: true, at: now, isGranted: true, answer: '' }

const nodes = (all: readonly (readonly [string, string])[]): Asked => ({
  kind: 'breakdown',
  breakdown: {
    nodes: all.map(([dueOn, text]) => ({ dueOn, text })),
    indicators: [],
    liaison: null,
  },
})

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
    ['on a closed task', { state: 'closed' }, {}, later, {}, 'is-closed'],
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
      'not-acknowledged',
    ],
    ['to object after 签收', {}, {}, { kind: 'objection' }, {}, 'acknowledged'],
    [
      'of 民生实事 without the decision',
      {},
      {},
      { kind: 'extension', milestoneId: 'm1', newDueOn: '2021-09-30' },
      {},
      'reference-missing',
    ],
    ['to break down what has nodes', {}, {}, breakdown, {}, 'broken-down'],
    ['without any node', unbroken, {}, nodes([]), {}, 'no-nodes'],
    [
      'with a node without words',
      unbroken,
      {},
      nodes([['2021-06-30', ' ']]),
      {},
      'node-without-text',
    ],
    ['with a node too late', unbroken, {}, nodes([['2022-02-01', '完工']]), {}, 'date-beyond-plan'],
    [
      'with a node too early',
      unbroken,
      {},
      nodes([['2020-12-31', '完工']]),
      {},
      'date-before-plan',
    ],
    [
      'with too many nodes',
      unbroken,
      {},
      nodes(Array.from({ length: 61 }, () => ['2021-06-30', '一'] as const)),
      {},
      'too-many-nodes',
    ],
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

  it('gives a task its nodes, soonest first, to be acknowledged from then on', () => {
    const { request, task: waiting } = asked(breakdown, task(unbroken))
    expect(waiting.state).toBe('awaiting_breakdown')
    const outcome = decideRequest(waiting, request, office)
    if (!outcome.ok) throw new Error(outcome.reason)
    expect(outcome.task).toMatchObject({
      state: 'awaiting_acknowledgement',
      life: { awaitingSince: now },
    })
    expect(outcome.task.milestones.map(({ dueOn, text }) => [dueOn, text])).toEqual([
      ['2021-06-30', '招标'],
      ['2021-12-31', '完工'],
    ])
    expect(outcome.task.duties.at(-1)).toMatchObject({ role: 'liaison', name: '王某' })
    const back = { ...office, isGranted: false, answer: '请写明个数' }
    expect(decideRequest(waiting, request, back)).toMatchObject({
      task: { state: 'awaiting_breakdown', milestones: [] },
    })
  })

  it('says why it comes too late', () => {
    const { request, task: waiting } = asked({ kind: 'close_out' })
    const gone = { ...waiting, state: 'suspended' as const }
    expect(decideRequest(gone, request, office)).toEqual({ ok: false, reason: 'is-suspended' })
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
