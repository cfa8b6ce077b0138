/** What accounts are: roles granted to them, and plans in which they have duties. */
import type { GlobalRole, Person } from '../src/domain/roles.ts'
import type { Database } from './database.ts'
import { loadPlans } from './plans.ts'

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

/**
 * An account as the tables of `src/domain/roles.ts` see it.
 * @param now epoch ms: duties are those that it has then
 */
export async function findPerson(db: Database, openId: string, now: number): Promise<Person> {
  const [roles, own] = await Promise.all([rolesOf(db, openId), loadPlans(db, { openId }, now)])
  const underWay = own.filter(
    ({ plan }) => !plan.isTrial && (plan.state === 'running' || plan.state === 'year_end_check'),
  )
  return { openId, roles, planIds: underWay.map(({ plan }) => plan.id) }
}
