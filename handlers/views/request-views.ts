/** From a request on a task to what its cards show. */
import type { RequestFormView, TaskRequestView } from '../../cards/tasks/task-request.ts'
import type { Plan, Task } from '../../src/domain/plan.ts'
import type { RequestKind, TaskRequest } from '../../src/domain/task-requests.ts'
import { shanghaiDate } from '../../src/domain/time.ts'
import { nodeRef, taskRef } from './task-views.ts'

type Found = { readonly plan: Plan; readonly task: Task }

const openNodes = (task: Task) => task.milestones.filter(({ doneOn }) => doneOn === null)

export function requestFormView(
  { plan, task }: Found,
  kind: RequestKind,
  at: number,
): RequestFormView {
  const open = openNodes(task).toSorted((a, b) => a.dueOn.localeCompare(b.dueOn))
  return {
    ...taskRef(plan, task),
    kind,
    at,
    milestones: open.map(({ id, item, dueOn, text }) => ({
      id,
      dueOn,
      text: item ? `${item}：${text}` : text,
    })),
    openNodes: open.length,
  }
}

/** `by`: the name of who asked. A node that was moved meanwhile is shown with its printed date. */
export function taskRequestView(
  { plan, task }: Found,
  request: TaskRequest,
  by: string,
): TaskRequestView {
  const node = task.milestones.find(({ id }) => id === request.milestoneId) ?? null
  const before =
    node && request.state === 'granted' ? (node.printedDueOn ?? node.dueOn) : node?.dueOn
  return {
    ...taskRef(plan, task),
    requestId: request.id,
    kind: request.kind,
    state: request.state,
    by,
    at: request.at,
    reason: request.reason,
    node: node && nodeRef({ ...node, dueOn: before ?? node.dueOn }),
    newDueOn: request.newDueOn,
    isLate: before !== undefined && before < shanghaiDate(request.at),
    openNodes: openNodes(task).length,
    answer: request.answer,
    decidedAt: request.decidedAt,
  }
}
