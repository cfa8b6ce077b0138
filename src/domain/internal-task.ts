/** 内部事项: a task that is shown to those alone who have to do with it (design §14). */
import type { Task } from './plan.ts'

export type InternalRefusal = 'not-allowed' | 'already-so'

/** Marks a task as internal, or takes the mark back. @param mayMark by the table of roles */
export function markInternal(
  task: Task,
  isInternal: boolean,
  mayMark: boolean,
):
  | { readonly ok: true; readonly task: Task }
  | { readonly ok: false; readonly reason: InternalRefusal } {
  if (!mayMark) return { ok: false, reason: 'not-allowed' }
  if (task.isInternal === isInternal) return { ok: false, reason: 'already-so' }
  return { ok: true, task: { ...task, isInternal, version: task.version + 1 } }
}
