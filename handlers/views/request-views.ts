/** From a request on a task to what its cards show. */
import type { FormKind, RequestFormView, TaskRequestView } from '../../cards/tasks/task-request.ts'
import type { Plan, Task } from '../../src/domain/plan.ts'
import { needsReference, openNodes, type TaskRequest } from '../../src/domain/task-requests.ts'
import { chineseDate, shanghaiDate } from '../../src/domain/time.ts'
import { nodeRef, taskRef } from './task-views.ts'

type Found = { readonly plan: Plan; readonly task: Task }

export function requestFormView(
  { plan, task }: Found,
  kind: FormKind,
  at: number,
): RequestFormView {
  const open = openNodes(task)
  const isExtension = kind === 'extension'
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
    needsReference: isExtension && needsReference(task, plan),
    isLate: isExtension && (open[0]?.dueOn ?? '9999') < shanghaiDate(at),
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
    reference: request.reference,
    lines: breakdownLines(request),
    answer: request.answer,
    decidedAt: request.decidedAt,
  }
}

/** What a unit entered, a line each. */
const breakdownLines = ({ breakdown }: TaskRequest): readonly string[] =>
  breakdown
    ? [
        ...breakdown.nodes.map(({ dueOn, text }) => `${chineseDate(dueOn)}　${text}`),
        ...breakdown.indicators.map(({ name, target, unit }) => `指标：${name} ${target}${unit}`),
        ...(breakdown.liaison ? [`联络员：${breakdown.liaison}`] : []),
      ]
    : []
