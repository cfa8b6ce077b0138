import { lightsSince, storeLights } from '../../db/lights.ts'
import { loadPlans } from '../../db/plans.ts'
import { lightOf } from '../../src/domain/lights.ts'
import { speaksOn } from '../../src/domain/plan-window.ts'
import { startOfMonth } from '../../src/domain/time.ts'
import type { Job } from '../types.ts'

/**
 * Each Monday's lights of the plans under way, before the digests of that day: with what they were
 * made of, so that any that was printed can be explained (design §5).
 */
export const storeWeeklyLights: Job = async (slot, _context, deps) => {
  const plans = await loadPlans(deps.db, { inState: 'running' }, slot.at)
  const spoken = plans.filter(({ plan }) => speaksOn(plan, slot.date))
  const ids = spoken.flatMap(({ tasks }) => tasks.map(({ id }) => id))
  const before = await lightsSince(deps.db, ids, startOfMonth(slot.date))
  const lights = spoken.flatMap(({ plan, tasks }) =>
    tasks.map((task) => ({
      taskId: task.id,
      light: lightOf(task, plan, plan.lightProfile, slot.date, before.get(task.id)),
    })),
  )
  return { messages: [], writes: storeLights(deps.db, lights) }
}
