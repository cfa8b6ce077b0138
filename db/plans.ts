/** Finds plans and tasks: alone, by what one is after, or with all that a plan ever held. */

import { isSigner } from '../src/domain/duty-holders.ts'
import { groupBy } from '../src/domain/group-by.ts'
import { type Resolver, resolverOf } from '../src/domain/people.ts'
import type { Plan, PlanState, PlanWithTasks, Task } from '../src/domain/plan.ts'
import type { KeptPlan } from '../src/domain/plan-diff.ts'
import type { Database } from './database.ts'
import { loadPeopleFacts } from './people-facts.ts'
import { toPlan } from './plan-rows.ts'
import { type TaskFilter, tasksOf } from './task-filter.ts'
import { type TaskWithParts, tasksWithParts } from './tasks-with-parts.ts'

/** The plan that a document of this digest became, unless it was cancelled. */
export async function findPlanByDigest(db: Database, digest: string): Promise<Plan | undefined> {
  const row = await db.query
    .selectFrom('plans')
    .selectAll()
    .where('source_digest', '=', digest)
    .where('state', '!=', 'cancelled')
    .executeTakeFirst()
  return row && toPlan(row)
}

export async function plansInState(
  db: Database,
  states: readonly PlanState[],
): Promise<readonly Plan[]> {
  if (states.length === 0) return []
  const rows = await db.query
    .selectFrom('plans')
    .selectAll()
    .where('state', 'in', states)
    .orderBy('created_at')
    .orderBy('code')
    .execute()
  return rows.map(toPlan)
}

export async function planCodes(db: Database): Promise<readonly string[]> {
  const rows = await db.query.selectFrom('plans').select('code').execute()
  return rows.map(({ code }) => code)
}

export async function planCodeOf(db: Database, planId: string): Promise<string | undefined> {
  const row = await db.query
    .selectFrom('plans')
    .select('code')
    .where('id', '=', planId)
    .executeTakeFirst()
  return row?.code
}

/** `QH26-14` by subject, of those subjects of the audit trail that are tasks. */
export async function taskNumbers(
  db: Database,
  subjects: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const ids = subjects.flatMap((one) => (one.startsWith('task:') ? [one.slice(5)] : []))
  if (ids.length === 0) return new Map()
  const rows = await db.query
    .selectFrom('tasks')
    .innerJoin('plans', 'plans.id', 'tasks.plan_id')
    .select(['tasks.id', 'tasks.seq', 'plans.code'])
    .where('tasks.id', 'in', ids)
    .execute()
  return new Map(rows.map(({ id, seq, code }) => [`task:${id}`, `${code}-${seq}`]))
}

/**
 * Plans with the tasks that the filter names, in printed order. Cancelled plans are left out.
 * @param now epoch ms: names mean whom they mean then
 * @param known that resolver, where it was made before
 */
export async function loadPlans(
  db: Database,
  filter: TaskFilter,
  now: number,
  known?: Resolver,
): Promise<readonly PlanWithTasks[]> {
  const resolver = known ?? resolverOf(await loadPeopleFacts(db), now)
  const chosen = () => tasksOf(db, filter, resolver).where('tasks.archived_at', 'is', null)
  const [loaded, plans] = await Promise.all([
    tasksWithParts(db, chosen, resolver),
    db.query
      .selectFrom('plans')
      .selectAll()
      .where('id', 'in', chosen().select('tasks.plan_id'))
      .where('state', '!=', 'cancelled')
      .orderBy('created_at')
      .orderBy('code')
      .execute(),
  ])
  const tasks = 'openId' in filter ? loaded.filter(concerns(filter.openId)) : loaded
  const tasksByPlan = groupBy(tasks, ({ task }) => task.planId)
  return plans
    .filter(({ id }) => tasksByPlan.has(id) || !('openId' in filter))
    .map((plan) => ({
      plan: toPlan(plan),
      tasks: (tasksByPlan.get(plan.id) ?? []).map(({ task }) => task),
    }))
}

/** Of the tasks within reach of an account: one printed for a namesake is not its own. */
const concerns =
  (openId: string) =>
  ({ task }: TaskWithParts): boolean =>
    task.duties.some(({ openIds }) => openIds.includes(openId)) || isSigner(task, openId)

/** A plan that is under way with all that it ever held: its tasks in printed order, those archived last. */
export async function loadKeptPlan(
  db: Database,
  planId: string,
  now: number,
): Promise<KeptPlan | undefined> {
  const resolver = resolverOf(await loadPeopleFacts(db), now)
  const [plan, tasks] = await Promise.all([
    db.query
      .selectFrom('plans')
      .selectAll()
      .where('id', '=', planId)
      .where('state', '!=', 'cancelled')
      .executeTakeFirst(),
    tasksWithParts(db, () => tasksOf(db, { planIds: [planId] }, resolver), resolver),
  ])
  if (!plan) return undefined
  const kept = tasks.map(({ task, ...archived }) => ({ ...task, ...archived }))
  return {
    plan: toPlan(plan),
    tasks: [
      ...kept.filter(({ isArchived }) => !isArchived),
      ...kept.filter(({ isArchived }) => isArchived),
    ],
  }
}

/** One task with its plan. */
export async function findTask(
  db: Database,
  taskId: string,
  now: number,
): Promise<{ readonly plan: Plan; readonly task: Task } | undefined> {
  const [found] = await loadPlans(db, { taskId }, now)
  const task = found?.tasks[0]
  return found && task && { plan: found.plan, task }
}
