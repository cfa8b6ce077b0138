/** Who may see which tasks (design §7), by the table of `src/domain/roles.ts`. */
import type { Database } from '../db/database.ts'
import type { People } from '../db/known-people.ts'
import { ownTasksOf, plansWith } from '../db/own-tasks.ts'
import { loadPlans, plansInState } from '../db/plans.ts'
import { findPerson, rolesOf } from '../db/roles.ts'
import type { TaskScope } from '../db/task-list.ts'
import type { Plan, PlanState, PlanWithTasks, Task } from '../src/domain/plan.ts'
import { type Person, sees, seesTask } from '../src/domain/roles.ts'

const underWay: readonly PlanState[] = ['running', 'year_end_check']

/**
 * The plans that are under way and that an account may see, with the tasks that it may see.
 * @param code a plan of that code is among them after 归档 too, for who sees whole plans
 */
export async function visiblePlans(
  db: Database,
  openId: string,
  now: number,
  code: string | null = null,
): Promise<readonly PlanWithTasks[]> {
  const person = await findPerson(db, openId, now)
  const states = sees(person.roles, 'unreleased_plan')
    ? (['draft', ...underWay] as const)
    : underWay
  const [open, archived] = await Promise.all([
    visibleOf(db, person, states),
    code !== null && sees(person.roles, 'whole_plan') ? visibleOf(db, person, ['archived']) : [],
  ])
  const planIds = [...open, ...archived.filter((plan) => plan.code === code)].map(({ id }) => id)
  const plans = planIds.length === 0 ? [] : await loadPlans(db, { planIds }, now)
  return plans
    .map(({ plan, tasks }) => ({ plan, tasks: tasks.filter((task) => seesTask(task, person)) }))
    .filter(({ tasks }) => tasks.length > 0)
}

/** Whether an account may see one task, of a plan that is under way. */
export async function isVisible(
  db: Database,
  { plan, task }: { readonly plan: Plan; readonly task: Task },
  openId: string,
  now: number,
): Promise<boolean> {
  const person = await findPerson(db, openId, now)
  const isReleased = underWay.includes(plan.state) && !plan.isTrial
  return (
    (isReleased || (sees(person.roles, 'unreleased_plan') && isOpen(plan))) &&
    seesTask(task, person)
  )
}

/** Not archived, not cancelled. */
const isOpen = ({ state }: Plan): boolean => state === 'draft' || underWay.includes(state)

async function visibleOf(
  db: Database,
  { roles, planIds }: Person,
  states: readonly PlanState[],
): Promise<readonly Plan[]> {
  const plans = await plansInState(db, states)
  return plans.filter(
    ({ id, isTrial, state }) =>
      (sees(roles, 'whole_plan') || planIds.includes(id)) &&
      (sees(roles, 'unreleased_plan') || (!isTrial && state !== 'draft')),
  )
}

/**
 * The tasks in which an account has a duty, of plans that were dispatched. Drafts and trials are
 * the office's alone.
 */
export async function ownPlans(
  db: Database,
  openId: string,
  now: number,
): Promise<readonly PlanWithTasks[]> {
  const plans = await loadPlans(db, { openId }, now)
  return plans.filter(({ plan }) => !plan.isTrial && underWay.includes(plan.state))
}

/** Ids of running plans that an account may see. */
export async function visibleRunningPlanIds(
  db: Database,
  openId: string,
  now: number,
): Promise<readonly string[]> {
  const person = await findPerson(db, openId, now)
  return (await visibleOf(db, person, underWay)).map(({ id }) => id)
}

/** The same as `ownPlans`, as a scope of lists. */
export const ownScope = async (
  db: Database,
  openId: string,
  { resolver }: People,
): Promise<TaskScope> => ({ kind: 'own', own: await ownTasksOf(db, resolver, openId) })

/** The same as `visiblePlans`, as a scope of lists. */
export async function seenScope(
  db: Database,
  openId: string,
  { resolver }: People,
): Promise<TaskScope> {
  const [roles, own] = await Promise.all([rolesOf(db, openId), ownTasksOf(db, resolver, openId)])
  return {
    kind: 'seen',
    own,
    planIds: sees(roles, 'whole_plan') ? null : await plansWith(db, own),
    seesUnreleased: sees(roles, 'unreleased_plan'),
    seesInternal: sees(roles, 'internal_task'),
  }
}
