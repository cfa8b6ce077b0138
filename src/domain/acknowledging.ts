/** Who answers for a task, and 签收 by them. */
import type { Task } from './plan.ts'
import { isEnded } from './plan-window.ts'
import { dutyRoles, may } from './roles.ts'
import { nextState } from './task-life.ts'

/** Whether the task's duties let somebody answer for it: 签收, and what is asked of the office. */
export const mayAcknowledge = (task: Task, openId: string): boolean =>
  may(dutyRoles(task, openId), 'acknowledge')

export type AcknowledgeRefusal =
  | 'not-your-task'
  | 'task-ended'
  | 'not-broken-down'
  | 'already-acknowledged'

/** 签收 by the unit: 待签收 → 办理中, once. */
export function acknowledge(
  task: Task,
  by: string,
):
  | { readonly ok: true; readonly task: Task }
  | { readonly ok: false; readonly reason: AcknowledgeRefusal } {
  if (!mayAcknowledge(task, by)) return { ok: false, reason: 'not-your-task' }
  if (isEnded(task)) return { ok: false, reason: 'task-ended' }
  if (task.state === 'awaiting_breakdown') return { ok: false, reason: 'not-broken-down' }
  const state = nextState(task.state, 'acknowledged')
  // 视同签收 is made good by a signature.
  if (task.life.isDeemed) {
    const life = { ...task.life, isDeemed: false }
    return { ok: true, task: { ...task, life, version: task.version + 1 } }
  }
  if (state === undefined) return { ok: false, reason: 'already-acknowledged' }
  return { ok: true, task: { ...task, state, version: task.version + 1 } }
}
