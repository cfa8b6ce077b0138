/** A request on a task, as the office and as who asked sees it. */
import { requestResultCard, taskRequestCard } from '../../cards/tasks/task-request.ts'
import { accountNames } from '../../db/people.ts'
import { findTask } from '../../db/plans.ts'
import { findTaskRequest } from '../../db/task-requests.ts'
import type { Plan, Task } from '../../src/domain/plan.ts'
import type { TaskRequest } from '../../src/domain/task-requests.ts'
import type { Deps } from '../../src/ports.ts'
import { taskRequestView } from '../views/request-views.ts'

export type RequestFound = {
  readonly plan: Plan
  readonly task: Task
  readonly request: TaskRequest
}

export async function findRequest(
  requestId: string,
  deps: Deps,
): Promise<RequestFound | undefined> {
  const request = await findTaskRequest(deps.db, requestId)
  const found = request && (await findTask(deps.db, request.taskId, deps.clock.now()))
  return request && found && { ...found, request }
}

export const viewOf = async (found: RequestFound, deps: Deps) => {
  const names = await accountNames(deps.db, [found.request.by])
  return taskRequestView(found, found.request, names.get(found.request.by) ?? '')
}

/** A request as the office sees it now. */
export async function requestCardOf(requestId: string, deps: Deps) {
  const found = await findRequest(requestId, deps)
  return found && taskRequestCard(await viewOf(found, deps))
}

/** What came of it, as who asked sees it. */
export async function resultCardOf(requestId: string, deps: Deps) {
  const found = await findRequest(requestId, deps)
  return found && requestResultCard(await viewOf(found, deps))
}
