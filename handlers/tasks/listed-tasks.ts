import type { People } from '../../db/known-people.ts'
import { loadPlans } from '../../db/plans.ts'
import type { TaskPage } from '../../db/task-list.ts'
import type { PlanTask } from '../../src/domain/digests.ts'
import type { Deps } from '../../src/ports.ts'

/** The tasks of a page of a list, whole, in its order. */
export async function loadListed(
  { taskIds }: Pick<TaskPage, 'taskIds'>,
  { resolver }: People,
  deps: Deps,
): Promise<readonly PlanTask[]> {
  if (taskIds.length === 0) return []
  const plans = await loadPlans(deps.db, { taskIds }, deps.clock.now(), resolver)
  const byId = new Map(
    plans.flatMap(({ plan, tasks }) => tasks.map((task) => [task.id, { plan, task }] as const)),
  )
  return taskIds.flatMap((id) => byId.get(id) ?? [])
}
