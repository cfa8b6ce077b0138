/** Who may see which plans (design §7): bound people those they have duties in, the office all. */
import type { Database } from '../db/database.ts'
import { isOffice } from '../db/people.ts'
import { loadPlans, plansInState } from '../db/plans.ts'
import type { PlanWithTasks } from '../src/domain/plan.ts'

/** The plans that are under way and that an account may see, with all their tasks. */
export async function visiblePlans(
  db: Database,
  openId: string,
): Promise<readonly PlanWithTasks[]> {
  const isOfficeMember = await isOffice(db, openId)
  const planIds = isOfficeMember
    ? (await plansInState(db, ['draft', 'running', 'year_end_check'])).map(({ id }) => id)
    : await visibleRunningPlanIds(db, openId)
  return planIds.length === 0 ? [] : loadPlans(db, { planIds })
}

/**
 * The tasks in which an account has a duty, of plans that were dispatched. Drafts and trials are
 * the office's alone.
 */
export async function ownPlans(db: Database, openId: string): Promise<readonly PlanWithTasks[]> {
  const plans = await loadPlans(db, { openId })
  return plans.filter(
    ({ plan }) => !plan.isTrial && (plan.state === 'running' || plan.state === 'year_end_check'),
  )
}

/** Ids of running plans that an account may see. */
export async function visibleRunningPlanIds(
  db: Database,
  openId: string,
): Promise<readonly string[]> {
  const running = await plansInState(db, ['running', 'year_end_check'])
  if (await isOffice(db, openId)) return running.map(({ id }) => id)
  const own = await loadPlans(db, { openId })
  const ids = new Set(own.map(({ plan }) => plan.id))
  return running.filter(({ id, isTrial }) => ids.has(id) && !isTrial).map(({ id }) => id)
}
