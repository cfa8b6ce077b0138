/** What groups are subscribed to, checked again each time it is asked. */
import { activeSubscriptions, subscriptionsOf } from '../../db/chats.ts'
import type { Database } from '../../db/database.ts'
import { loadPlans, plansInState } from '../../db/plans.ts'
import type { SubscriptionTable } from '../../db/schema/chats.ts'
import type { TaskScope } from '../../db/task-list.ts'
import type { PlanWithTasks } from '../../src/domain/plan.ts'
import type { Subscription } from '../../src/domain/subscription.ts'
import type { Deps } from '../../src/ports.ts'
import { visibleRunningPlanIds } from '../visibility.ts'

/** A group gets what its subscriber may see, or all that runs once the office agreed. */
async function inForce(db: Database, row: SubscriptionTable, now: number): Promise<Subscription> {
  const running = await plansInState(db, ['running', 'year_end_check'])
  const seen = row.is_office_approved
    ? running.map(({ id }) => id)
    : await visibleRunningPlanIds(db, row.subscriber_open_id, now)
  const planIds = running.filter(({ id }) => seen.includes(id)).map(({ id }) => id)
  return { chatId: row.chat_id, planIds, filter: { kind: 'all' } }
}

/** Every active subscription with the plans that it covers now, trials among them. */
export async function subscriptionsInForce(
  db: Database,
  now: number,
): Promise<readonly Subscription[]> {
  return Promise.all((await activeSubscriptions(db)).map((row) => inForce(db, row, now)))
}

/** As `coveredPlans`, as a scope of lists. */
export async function coveredScope(chatId: string, deps: Deps): Promise<TaskScope> {
  const chat = await deps.larkRead.chat(chatId)
  if (chat.isExternal || chat.isDissolved) return { kind: 'covered', parts: [] }
  const rows = (await subscriptionsOf(deps.db, chatId)).filter(({ state }) => state === 'active')
  const scopes = await Promise.all(rows.map((row) => inForce(deps.db, row, deps.clock.now())))
  return {
    kind: 'covered',
    parts: scopes.map(({ planIds }) => ({ planIds, condition: { kind: 'all' } })),
  }
}

/**
 * What a group may read: no trials, no 内部事项 (design §14), and nothing once strangers can read
 * along.
 */
export async function coveredPlans(chatId: string, deps: Deps): Promise<readonly PlanWithTasks[]> {
  const chat = await deps.larkRead.chat(chatId)
  if (chat.isExternal || chat.isDissolved) return []
  const rows = (await subscriptionsOf(deps.db, chatId)).filter(({ state }) => state === 'active')
  const scopes = await Promise.all(rows.map((row) => inForce(deps.db, row, deps.clock.now())))
  const planIds = [...new Set(scopes.flatMap((scope) => scope.planIds))]
  const plans = planIds.length === 0 ? [] : await loadPlans(deps.db, { planIds }, deps.clock.now())
  return plans
    .filter(({ plan }) => !plan.isTrial)
    .map(({ plan, tasks }) => ({ plan, tasks: tasks.filter(({ isInternal }) => !isInternal) }))
}
