/** 延期, 办结, 有异议, 分解: what a unit asks of the office about a task, and the answer (design §3). */

import { mayAcknowledge } from './acknowledging.ts'
import {
  type Breakdown,
  type BreakdownRefusal,
  breakdownRefusal,
  withBreakdown,
} from './breakdown.ts'
import type { IsoDate } from './draft-plan.ts'
import { compareText } from './order.ts'
import type { Milestone, Plan, Task } from './plan.ts'
import { lastDayOf } from './plan-window.ts'
import { reportTextLimit } from './report-content.ts'
import { type LifeRefusal, lifeRefusal, nextState, type TaskEvent } from './task-life.ts'

export type RequestKind = 'extension' | 'close_out' | 'objection' | 'breakdown'

export type TaskRequest = {
  readonly id: string
  readonly taskId: string
  readonly kind: RequestKind
  /** Of an extension: the node and the date asked for. */
  readonly milestoneId: string | null
  readonly newDueOn: IsoDate | null
  readonly reason: string
  /** The decision that it rests on, such as 会议纪要第3号. */
  readonly reference: string | null
  /** Of a breakdown: what the unit entered. */
  readonly breakdown: Breakdown | null
  /** An open_id. */
  readonly by: string
  /** Epoch ms. */
  readonly at: number
  readonly state: 'open' | 'granted' | 'refused'
  /** The office's words; always there on a refusal. */
  readonly answer: string | null
  readonly decidedBy: string | null
  /** Epoch ms. */
  readonly decidedAt: number | null
  readonly version: number
}

export type Asked =
  | {
      readonly kind: 'extension'
      readonly milestoneId: string
      readonly newDueOn: IsoDate
      readonly reference?: string
    }
  | { readonly kind: 'close_out' }
  | { readonly kind: 'objection' }
  | { readonly kind: 'breakdown'; readonly breakdown: Breakdown }

export type AskRefusal =
  | 'not-your-task'
  | 'plan-not-running'
  | LifeRefusal
  | BreakdownRefusal
  | 'already-asked'
  | 'reason-missing'
  | 'reason-too-long'
  | 'reference-missing'
  | 'no-such-node'
  | 'node-done'
  | 'date-not-later'
  | 'date-beyond-plan'

export type Asking = {
  readonly id: string
  readonly by: string
  readonly at: number
  /** Shanghai date of `at`. */
  readonly today: IsoDate
  readonly reason: string
  /** Requests on the task that the office has not answered. */
  readonly open: readonly Pick<TaskRequest, 'kind' | 'milestoneId'>[]
}

export type AskOutcome =
  | { readonly ok: true; readonly request: TaskRequest; readonly task: Task }
  | { readonly ok: false; readonly reason: AskRefusal }

const refuse = (reason: AskRefusal) => ({ ok: false, reason }) as const

/** Takes a request of the lead unit, its liaison or the responsible person. */
export function askOffice(task: Task, plan: Plan, asked: Asked, asking: Asking): AskOutcome {
  const { by, open } = asking
  if (!mayAcknowledge(task, by)) return refuse('not-your-task')
  if (plan.state !== 'running' || plan.isTrial) return refuse('plan-not-running')
  const state = stateAfter(task, asked.kind)
  if (state === undefined) return refuse(lifeRefusal(task.state, asks[asked.kind]))
  const milestoneId = asked.kind === 'extension' ? asked.milestoneId : null
  if (open.some((one) => one.kind === asked.kind && one.milestoneId === milestoneId)) {
    return refuse('already-asked')
  }
  const reason = asking.reason.trim()
  const wrong = contentRefusal(task, plan, asked, asking.today) ?? reasonRefusal(asked, reason)
  if (wrong) return refuse(wrong)
  return {
    ok: true,
    request: requestOf(task, asked, { ...asking, reason }),
    task: { ...task, state, version: task.version + 1 },
  }
}

function contentRefusal(task: Task, plan: Plan, asked: Asked, today: IsoDate): AskRefusal | null {
  if (asked.kind === 'breakdown') return breakdownRefusal(asked.breakdown, plan)
  return asked.kind === 'extension' ? extensionRefusal(task, plan, asked, today) : null
}

/** A breakdown speaks for itself. */
function reasonRefusal({ kind }: Asked, reason: string): AskRefusal | null {
  if (reason === '' && kind !== 'breakdown') return 'reason-missing'
  return [...reason].length > reportTextLimit ? 'reason-too-long' : null
}

const requestOf = (task: Task, asked: Asked, { id, reason, by, at }: Asking): TaskRequest => ({
  id,
  taskId: task.id,
  kind: asked.kind,
  milestoneId: asked.kind === 'extension' ? asked.milestoneId : null,
  newDueOn: asked.kind === 'extension' ? asked.newDueOn : null,
  reason,
  reference: (asked.kind === 'extension' && asked.reference?.trim()) || null,
  breakdown: asked.kind === 'breakdown' ? asked.breakdown : null,
  by,
  at,
  state: 'open',
  answer: null,
  decidedBy: null,
  decidedAt: null,
  version: 1,
})

/** What somebody may ask about a task now: the kinds whose form would not be refused at once. */
export function requestsOpenTo(task: Task, plan: Plan, openId: string): readonly RequestKind[] {
  if (!mayAcknowledge(task, openId) || plan.state !== 'running' || plan.isTrial) return []
  const hasOpenNode = task.milestones.some(({ doneOn }) => doneOn === null)
  const kinds = (['breakdown', 'objection', 'extension', 'close_out'] as const).filter(
    (kind) => stateAfter(task, kind) !== undefined,
  )
  return kinds.filter((kind) => kind !== 'extension' || hasOpenNode)
}

/** The event whose refusal says why a request cannot be made. */
const asks: Readonly<Record<RequestKind, TaskEvent>> = {
  close_out: 'close_out_requested',
  breakdown: 'broken_down',
  objection: 'acknowledged',
  extension: 'close_out_requested',
}

/** The task's state while the request is open; undefined where it cannot be asked. */
function stateAfter(task: Task, kind: RequestKind): Task['state'] | undefined {
  if (kind === 'close_out') return nextState(task.state, 'close_out_requested')
  if (kind === 'breakdown') return task.state === 'awaiting_breakdown' ? task.state : undefined
  if (kind === 'objection') {
    return task.state === 'awaiting_acknowledgement' ? task.state : undefined
  }
  const isUnderWay = task.state === 'awaiting_acknowledgement' || task.state === 'in_progress'
  return isUnderWay ? task.state : undefined
}

/** The nodes that may be put off, soonest first. */
export const openNodes = (task: Task): readonly Milestone[] =>
  task.milestones
    .filter(({ doneOn }) => doneOn === null)
    .toSorted((a, b) => compareText(a.dueOn, b.dueOn))

/** 民生实事: an extension needs the reference of the decision that allows it (design §3). */
export const needsReference = (task: Task, plan: Plan): boolean =>
  [plan.title, ...task.section].some((heading) => heading.includes('民生实事'))

function extensionRefusal(
  task: Task,
  plan: Plan,
  { milestoneId, newDueOn, reference = '' }: Extract<Asked, { kind: 'extension' }>,
  today: IsoDate,
): AskRefusal | null {
  const milestone = task.milestones.find(({ id }) => id === milestoneId)
  if (!milestone) return 'no-such-node'
  if (milestone.doneOn !== null) return 'node-done'
  if (newDueOn <= milestone.dueOn || newDueOn < today) return 'date-not-later'
  if (newDueOn > lastDayOf(plan)) return 'date-beyond-plan'
  return needsReference(task, plan) && reference.trim() === '' ? 'reference-missing' : null
}

export type Decision = {
  readonly by: string
  readonly isOffice: boolean
  readonly at: number
  readonly isGranted: boolean
  /** The office's words; a refusal needs some. */
  readonly answer: string
}

export type DecideRefusal =
  | 'not-office'
  | 'already-decided'
  | LifeRefusal
  | 'answer-missing'
  | 'reason-too-long'

export type DecideOutcome =
  | {
      readonly ok: true
      readonly request: TaskRequest
      readonly task: Task
      /** The node whose date moved. */
      readonly moved: Milestone | null
    }
  | { readonly ok: false; readonly reason: DecideRefusal }

/**
 * The office's answer. A granted extension moves the node's date and keeps the printed one; a
 * granted close-out closes the task; an approved breakdown gives it its nodes, to be acknowledged.
 * An objection is granted by 改派 (`task-edits.ts`).
 */
export function decideRequest(task: Task, request: TaskRequest, made: Decision): DecideOutcome {
  if (!made.isOffice) return { ok: false, reason: 'not-office' }
  if (request.state !== 'open') return { ok: false, reason: 'already-decided' }
  const event = decides(request.kind, made.isGranted)
  const state = event ? nextState(task.state, event) : task.state
  if (event && state === undefined) {
    return { ok: false, reason: lifeRefusal(task.state, event) }
  }
  const answer = made.answer.trim()
  if (!made.isGranted && answer === '') return { ok: false, reason: 'answer-missing' }
  if ([...answer].length > reportTextLimit) return { ok: false, reason: 'reason-too-long' }
  const moved = made.isGranted ? movedMilestone(task, request) : null
  return {
    ok: true,
    request: {
      ...request,
      state: made.isGranted ? 'granted' : 'refused',
      answer: answer === '' ? null : answer,
      decidedBy: made.by,
      decidedAt: made.at,
      version: request.version + 1,
    },
    task: { ...changed(task, request, made, moved), state: state ?? task.state },
    moved,
  }
}

function changed(task: Task, { breakdown }: TaskRequest, made: Decision, moved: Milestone | null) {
  const next = { ...task, version: task.version + 1 }
  if (breakdown && made.isGranted) {
    return { ...withBreakdown(next, breakdown), life: { ...task.life, awaitingSince: made.at } }
  }
  return {
    ...next,
    milestones: task.milestones.map((one) => (moved?.id === one.id ? moved : one)),
  }
}

/** What a decision does to the task's state; undefined: nothing. */
function decides(kind: RequestKind, isGranted: boolean): TaskEvent | undefined {
  if (kind === 'close_out') return isGranted ? 'close_out_granted' : 'close_out_refused'
  if (!isGranted) return undefined
  return kind === 'breakdown' ? 'broken_down' : 'adjusted'
}

function movedMilestone(task: Task, { kind, milestoneId, newDueOn }: TaskRequest) {
  const found = task.milestones.find(({ id }) => id === milestoneId)
  if (kind !== 'extension' || !found || newDueOn === null) return null
  return { ...found, dueOn: newDueOn, printedDueOn: found.printedDueOn ?? found.dueOn }
}
