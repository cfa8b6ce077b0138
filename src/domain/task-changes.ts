/** 中止, 恢复, 撤项, 并入, 重开, 视同签收: changes of state that no unit asks for (design §3). */
import { type Calendar, statutoryCalendar, workdaysBefore } from './calendar.ts'
import type { Plan, Task } from './plan.ts'
import { reportTextLimit } from './report-content.ts'
import { type LifeRefusal, lifeRefusal, nextState } from './task-life.ts'
import { atShanghai, shanghaiDate } from './time.ts'

export type OfficeChange = 'suspended' | 'resumed' | 'withdrawn' | 'merged' | 'reopened'

export type ChangeRefusal =
  | 'not-office'
  | LifeRefusal
  | 'reason-missing'
  | 'reason-too-long'
  | 'no-target'
  | 'target-is-itself'
  | 'target-ended'

export type Change = {
  readonly isOffice: boolean
  /** With the reference of the decision. */
  readonly reason: string
  /** Of 并入: the task that takes this one over. */
  readonly into?: Task | undefined
}

/** A change of state that the office makes itself, with its reason and reference (design §3). */
export function changeTask(
  task: Task,
  change: OfficeChange,
  { isOffice, reason, into }: Change,
):
  | { readonly ok: true; readonly task: Task }
  | { readonly ok: false; readonly reason: ChangeRefusal } {
  const refuse = (why: ChangeRefusal) => ({ ok: false, reason: why }) as const
  if (!isOffice) return refuse('not-office')
  const state = nextState(task.state, change, task.life.suspendedFrom)
  if (state === undefined) return refuse(lifeRefusal(task.state, change))
  const wrongTarget = change === 'merged' ? targetRefusal(task, into) : null
  if (wrongTarget) return refuse(wrongTarget)
  if (reason.trim() === '') return refuse('reason-missing')
  if ([...reason.trim()].length > reportTextLimit) return refuse('reason-too-long')
  const life = {
    ...task.life,
    suspendedFrom: change === 'suspended' ? task.state : null,
    mergedInto: change === 'merged' ? (into?.id ?? null) : task.life.mergedInto,
  }
  return { ok: true, task: { ...task, state, life, version: task.version + 1 } }
}

function targetRefusal(task: Task, into: Task | undefined): ChangeRefusal | null {
  if (!into) return 'no-target'
  if (into.id === task.id) return 'target-is-itself'
  return nextState(into.state, 'adjusted') === undefined || into.state === 'closed'
    ? 'target-ended'
    : null
}

/** Working days within which a task is to be acknowledged (design §3). */
const deemWorkdays = 3

/**
 * The task after 视同签收, if it is due: asked for three whole working days, and no answer. An
 * objection is an answer.
 * @param at epoch ms
 */
export function deemAcknowledged(
  task: Task,
  plan: Plan,
  { at, hasObjection }: { readonly at: number; readonly hasObjection: boolean },
  calendar: Calendar = statutoryCalendar,
): Task | undefined {
  const state = nextState(task.state, 'deemed_acknowledged')
  const { awaitingSince } = task.life
  if (state === undefined || awaitingSince === null || hasObjection) return undefined
  if (plan.state !== 'running' || plan.isTrial) return undefined
  const since = workdaysBefore(shanghaiDate(at), deemWorkdays, calendar)
  if (awaitingSince >= atShanghai(since)) return undefined
  return { ...task, state, life: { ...task.life, isDeemed: true }, version: task.version + 1 }
}
