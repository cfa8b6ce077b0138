/** 延期, 办结, 有异议: what a unit asks of the office about a task, and the answer (design §3). */
import type { IsoDate } from './draft-plan.ts'
import type { Milestone, Plan, Task } from './plan.ts'
import { lastDayOf } from './plan-window.ts'
import { mayAcknowledge, reportTextLimit } from './reporting.ts'
import { nextState } from './task-life.ts'

export type RequestKind = 'extension' | 'close_out' | 'objection'

export type TaskRequest = {
  readonly id: string
  readonly taskId: string
  readonly kind: RequestKind
  /** Of an extension: the node and the date asked for. */
  readonly milestoneId: string | null
  readonly newDueOn: IsoDate | null
  readonly reason: string
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
  | { readonly kind: 'extension'; readonly milestoneId: string; readonly newDueOn: IsoDate }
  | { readonly kind: 'close_out' }
  | { readonly kind: 'objection' }

export type AskRefusal =
  | 'not-your-task'
  | 'plan-not-running'
  | 'wrong-state'
  | 'already-asked'
  | 'reason-missing'
  | 'reason-too-long'
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
  const { id, by, at, open } = asking
  if (!mayAcknowledge(task, by)) return refuse('not-your-task')
  if (plan.state !== 'running' || plan.isTrial) return refuse('plan-not-running')
  const state = stateAfter(task, asked.kind)
  if (state === undefined) return refuse('wrong-state')
  const milestoneId = asked.kind === 'extension' ? asked.milestoneId : null
  if (open.some((one) => one.kind === asked.kind && one.milestoneId === milestoneId)) {
    return refuse('already-asked')
  }
  const dated = asked.kind === 'extension' ? dateRefusal(task, plan, asked, asking.today) : null
  if (dated) return refuse(dated)
  const reason = asking.reason.trim()
  if (reason === '') return refuse('reason-missing')
  if ([...reason].length > reportTextLimit) return refuse('reason-too-long')
  return {
    ok: true,
    request: {
      id,
      taskId: task.id,
      kind: asked.kind,
      milestoneId,
      newDueOn: asked.kind === 'extension' ? asked.newDueOn : null,
      reason,
      by,
      at,
      state: 'open',
      answer: null,
      decidedBy: null,
      decidedAt: null,
      version: 1,
    },
    task: { ...task, state, version: task.version + 1 },
  }
}

/** What somebody may ask about a task now: the kinds whose form would not be refused at once. */
export function requestsOpenTo(task: Task, plan: Plan, openId: string): readonly RequestKind[] {
  if (!mayAcknowledge(task, openId) || plan.state !== 'running' || plan.isTrial) return []
  const hasOpenNode = task.milestones.some(({ doneOn }) => doneOn === null)
  const kinds = (['objection', 'extension', 'close_out'] as const).filter(
    (kind) => stateAfter(task, kind) !== undefined,
  )
  return kinds.filter((kind) => kind !== 'extension' || hasOpenNode)
}

/** The task's state while the request is open; undefined where it cannot be asked. */
function stateAfter(task: Task, kind: RequestKind): Task['state'] | undefined {
  if (kind === 'close_out') return nextState(task.state, 'close_out_requested')
  if (kind === 'objection') {
    return task.state === 'awaiting_acknowledgement' ? task.state : undefined
  }
  const isUnderWay = task.state === 'awaiting_acknowledgement' || task.state === 'in_progress'
  return isUnderWay ? task.state : undefined
}

function dateRefusal(
  task: Task,
  plan: Plan,
  { milestoneId, newDueOn }: Extract<Asked, { kind: 'extension' }>,
  today: IsoDate,
): AskRefusal | null {
  const milestone = task.milestones.find(({ id }) => id === milestoneId)
  if (!milestone) return 'no-such-node'
  if (milestone.doneOn !== null) return 'node-done'
  if (newDueOn <= milestone.dueOn || newDueOn < today) return 'date-not-later'
  return newDueOn > lastDayOf(plan) ? 'date-beyond-plan' : null
}

export type Decision = {
  readonly by: string
  readonly isOffice: boolean
  readonly at: number
  readonly isGranted: boolean
  /** The office's words; a refusal needs some. */
  readonly answer: string
}

export type DecideRefusal = 'not-office' | 'already-decided' | 'answer-missing' | 'reason-too-long'

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
 * granted close-out closes the task; an objection that is granted leaves the change to the office.
 */
export function decideRequest(task: Task, request: TaskRequest, made: Decision): DecideOutcome {
  if (!made.isOffice) return { ok: false, reason: 'not-office' }
  const state = decidedState(task, request, made.isGranted)
  if (request.state !== 'open' || state === undefined) {
    return { ok: false, reason: 'already-decided' }
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
    task: {
      ...task,
      state,
      version: task.version + 1,
      milestones: task.milestones.map((one) => (moved?.id === one.id ? moved : one)),
    },
    moved,
  }
}

function decidedState(task: Task, request: TaskRequest, isGranted: boolean) {
  if (request.kind !== 'close_out') return task.state
  return nextState(task.state, isGranted ? 'close_out_granted' : 'close_out_refused')
}

function movedMilestone(task: Task, { kind, milestoneId, newDueOn }: TaskRequest) {
  const found = task.milestones.find(({ id }) => id === milestoneId)
  if (kind !== 'extension' || !found || newDueOn === null) return null
  return { ...found, dueOn: newDueOn, printedDueOn: found.printedDueOn ?? found.dueOn }
}

/** 中止, 恢复, 撤项, 重开. */
export type OfficeChange = 'suspended' | 'resumed' | 'withdrawn' | 'reopened'

export type ChangeRefusal = 'not-office' | 'wrong-state' | 'reason-missing' | 'reason-too-long'

/** A change of state that the office makes itself, with its reason and reference (design §3). */
export function changeTask(
  task: Task,
  change: OfficeChange,
  { isOffice, reason }: { readonly isOffice: boolean; readonly reason: string },
):
  | { readonly ok: true; readonly task: Task }
  | { readonly ok: false; readonly reason: ChangeRefusal } {
  if (!isOffice) return { ok: false, reason: 'not-office' }
  const state = nextState(task.state, change)
  if (state === undefined) return { ok: false, reason: 'wrong-state' }
  if (reason.trim() === '') return { ok: false, reason: 'reason-missing' }
  if ([...reason.trim()].length > reportTextLimit) return { ok: false, reason: 'reason-too-long' }
  return { ok: true, task: { ...task, state, version: task.version + 1 } }
}
