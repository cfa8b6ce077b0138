/** What accounts are: roles granted to them, and plans in which they have duties. */
import type { GlobalRole, Person } from '../src/domain/roles.ts'
import type { Database } from './database.ts'

/** The roles granted to an account. */
export async function rolesOf(db: Database, openId: string): Promise<readonly GlobalRole[]> {
  const rows = await db.query
    .selectFrom('roles')
    .select('role')
    .where('open_id', '=', openId)
    .orderBy('role')
    .execute()
  return rows.map(({ role }) => role)
}

/** An account as the tables of `src/domain/roles.ts` see it. */
export async function findPerson(db: Database, openId: string): Promise<Person> {
  const [roles, plans] = await Promise.all([
    rolesOf(db, openId),
    db.query
      .selectFrom('plans')
      .innerJoin('tasks', 'tasks.plan_id', 'plans.id')
      .innerJoin('duties', 'duties.task_id', 'tasks.id')
      .innerJoin('bindings', 'bindings.party_id', 'duties.party_id')
      .select('plans.id')
      .distinct()
      .where('bindings.open_id', '=', openId)
      .where('tasks.archived_at', 'is', null)
      .where('plans.is_trial', '=', 0)
      .where('plans.state', 'in', ['running', 'year_end_check'])
      .execute(),
  ])
  return { openId, roles, planIds: plans.map(({ id }) => id) }
}
