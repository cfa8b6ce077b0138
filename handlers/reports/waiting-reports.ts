import { loadPlans } from '../../db/plans.ts'
import type { Deps } from '../../src/ports.ts'
import type { Waiting } from '../views/review-views.ts'

/** Reports that wait in plans under way, without the tasks that were just reviewed. */
export async function waitingReports(
  deps: Deps,
  without: readonly string[] = [],
  awaiting: 'review' | 'sign_off' = 'review',
): Promise<Waiting[]> {
  const plans = await loadPlans(deps.db, { awaiting }, deps.clock.now())
  return plans
    .filter(({ plan }) => plan.state === 'running' || plan.state === 'year_end_check')
    .flatMap(({ plan, tasks }) =>
      tasks.flatMap((task) =>
        task.lastReport && !without.includes(task.id)
          ? [{ plan, task, report: task.lastReport }]
          : [],
      ),
    )
}
