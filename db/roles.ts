/** What accounts are: roles granted to them, and plans in which they have duties. */
import type { GlobalRole, Person } from '../src/domain/roles.ts'
import type { Database } from './database.ts'
import { loadPeople, type People } from './known-people.ts'
import { ownTasksOf, plansWith } from './own-tasks.ts'

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
export async function findPerson(
  db: Database,
  openId: string,
  now: number,
  people?: People,
): Promise<Person> {
  const [roles, { resolver }] = await Promise.all([
    rolesOf(db, openId),
    people ?? loadPeople(db, now),
  ])
  const own = await ownTasksOf(db, resolver, openId)
  return { openId, roles, planIds: await plansWith(db, own) }
}

export type RoleHolder = {
  readonly openId: string
  readonly role: GlobalRole
  /** Null where the directory does not tell. */
  readonly name: string | null
}

/** Everybody to whom a role was granted, the longest first. */
export async function roleHolders(db: Database): Promise<readonly RoleHolder[]> {
  const rows = await db.query
    .selectFrom('roles')
    .leftJoin('accounts', 'accounts.open_id', 'roles.open_id')
    .select(['roles.open_id', 'roles.role', 'accounts.name'])
    .orderBy('roles.granted_at')
    .orderBy('roles.open_id')
    .execute()
  return rows.map(({ open_id, role, name }) => ({ openId: open_id, role, name }))
}

export const grantRole = (db: Database, openId: string, role: GlobalRole, at: number) =>
  db.query
    .insertInto('roles')
    .values({ open_id: openId, role, granted_at: at })
    .onConflict((conflict) => conflict.doNothing())

export const revokeRole = (db: Database, openId: string, role: GlobalRole) =>
  db.query.deleteFrom('roles').where('open_id', '=', openId).where('role', '=', role)
