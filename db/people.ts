import type { LarkDepartment, LarkUser } from '../src/ports.ts'
import type { Database, Writes } from './database.ts'
import { insertsOf, lastOfEach, listsOf } from './several.ts'

/** Somebody of the platform's directory. */
export type Account = {
  readonly openId: string
  readonly name: string | null
  readonly isResigned: boolean
  readonly greetedAt: number | null
}

export async function findAccount(db: Database, openId: string): Promise<Account | undefined> {
  const row = await db.query
    .selectFrom('accounts')
    .selectAll()
    .where('open_id', '=', openId)
    .executeTakeFirst()
  return (
    row && {
      openId: row.open_id,
      name: row.name,
      isResigned: row.is_resigned === 1,
      greetedAt: row.greeted_at,
    }
  )
}

/** Names of accounts by open_id, for those that are known. */
export async function accountNames(
  db: Database,
  openIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const rows = await Promise.all(
    listsOf(openIds).map((some) =>
      db.query
        .selectFrom('accounts')
        .select(['open_id', 'name'])
        .where('open_id', 'in', some)
        .execute(),
    ),
  )
  return new Map(
    rows.flat().flatMap(({ open_id, name }) => (name ? [[open_id, name] as const] : [])),
  )
}

/** Copies users of the directory; `null` fields leave what is known. */
export function mirrorAccounts(db: Database, all: readonly LarkUser[], at: number): Writes {
  const users = lastOfEach(all, ({ openId }) => openId)
  const accounts = users.map((user) => ({
    open_id: user.openId,
    name: user.name,
    union_id: user.unionId,
    is_resigned: user.isResigned ? (1 as const) : (0 as const),
    updated_at: at,
  }))
  const placed = users.filter(({ departmentIds }) => departmentIds.length > 0)
  const places = placed.flatMap(({ openId, departmentIds }) =>
    departmentIds.map((id) => ({ open_id: openId, open_department_id: id })),
  )
  return [
    ...insertsOf(accounts).map((rows) =>
      db.query
        .insertInto('accounts')
        .values(rows)
        .onConflict((conflict) =>
          conflict.column('open_id').doUpdateSet(({ fn, lit, ref }) => ({
            name: fn.coalesce('excluded.name', 'accounts.name'),
            union_id: fn.coalesce('excluded.union_id', 'accounts.union_id'),
            is_resigned: ref('excluded.is_resigned'),
            updated_at: ref('excluded.updated_at'),
            gone_at: lit(null),
          })),
        ),
    ),
    ...listsOf(placed.map(({ openId }) => openId)).map((openIds) =>
      db.query.deleteFrom('account_departments').where('open_id', 'in', openIds),
    ),
    ...insertsOf(places).map((rows) =>
      db.query
        .insertInto('account_departments')
        .values(rows)
        .onConflict((conflict) => conflict.doNothing()),
    ),
  ]
}

export const mirrorDepartments = (
  db: Database,
  departments: readonly LarkDepartment[],
  at: number,
): Writes =>
  insertsOf(
    lastOfEach(departments, ({ openDepartmentId }) => openDepartmentId).map((department) => ({
      open_department_id: department.openDepartmentId,
      name: department.name,
      parent_id: department.parentId,
      updated_at: at,
    })),
  ).map((rows) =>
    db.query
      .insertInto('departments')
      .values(rows)
      .onConflict((conflict) =>
        conflict.column('open_department_id').doUpdateSet(({ ref }) => ({
          name: ref('excluded.name'),
          parent_id: ref('excluded.parent_id'),
          updated_at: ref('excluded.updated_at'),
        })),
      ),
  )

/** Departments that the platform has no more, and everybody's place in them. */
export const removeDepartments = (db: Database, ids: readonly string[]): Writes =>
  listsOf(ids).flatMap((some) => [
    db.query.deleteFrom('account_departments').where('open_department_id', 'in', some),
    db.query.deleteFrom('departments').where('open_department_id', 'in', some),
  ])

export async function departmentIds(db: Database): Promise<readonly string[]> {
  const rows = await db.query.selectFrom('departments').select('open_department_id').execute()
  return rows.map(({ open_department_id }) => open_department_id)
}

/** Accounts that stand in some department and have not left. */
export async function placedAccounts(db: Database): Promise<readonly string[]> {
  const rows = await db.query
    .selectFrom('accounts')
    .innerJoin('account_departments', 'account_departments.open_id', 'accounts.open_id')
    .select('accounts.open_id')
    .distinct()
    .where('is_resigned', '=', 0)
    .where('gone_at', 'is', null)
    .execute()
  return rows.map(({ open_id }) => open_id)
}

/** A full mirror did not meet them: they come into question for nothing, until met again. */
export const markGone = (db: Database, openIds: readonly string[], at: number): Writes =>
  listsOf(openIds, 1).flatMap((some) => [
    db.query.updateTable('accounts').set({ gone_at: at }).where('open_id', 'in', some),
    db.query.deleteFrom('account_departments').where('open_id', 'in', some),
  ])

/** Everybody of the directory who has a name and has not left. */
export async function presentAccounts(
  db: Database,
): Promise<readonly { readonly openId: string; readonly name: string }[]> {
  const rows = await db.query
    .selectFrom('accounts')
    .select(['open_id', 'name'])
    .where('is_resigned', '=', 0)
    .where('gone_at', 'is', null)
    .execute()
  return rows.flatMap(({ open_id, name }) => (name ? [{ openId: open_id, name }] : []))
}

export const markGreeted = (db: Database, openId: string, at: number): Writes => [
  db.query
    .insertInto('accounts')
    .values({ open_id: openId, union_id: null, name: null, greeted_at: at, updated_at: at })
    .onConflict((conflict) => conflict.column('open_id').doUpdateSet({ greeted_at: at })),
]

/** 文本模式: whether somebody is sent plain text in the place of cards. */
export async function isInTextMode(db: Database, openId: string): Promise<boolean> {
  const row = await db.query
    .selectFrom('accounts')
    .select('text_mode')
    .where('open_id', '=', openId)
    .executeTakeFirst()
  return row?.text_mode === 1
}

export const setTextMode = (db: Database, openId: string, isText: boolean, at: number): Writes => [
  db.query
    .insertInto('accounts')
    .values({
      open_id: openId,
      union_id: null,
      name: null,
      updated_at: at,
      text_mode: isText ? 1 : 0,
    })
    .onConflict((conflict) =>
      conflict.column('open_id').doUpdateSet({ text_mode: isText ? 1 : 0 }),
    ),
]

/** Department names of an account, for telling two people of one name apart. */
export async function departmentNames(db: Database, openId: string): Promise<readonly string[]> {
  const rows = await db.query
    .selectFrom('account_departments')
    .innerJoin(
      'departments',
      'departments.open_department_id',
      'account_departments.open_department_id',
    )
    .select('departments.name')
    .where('account_departments.open_id', '=', openId)
    .orderBy('account_departments.open_department_id')
    .execute()
  return rows.map(({ name }) => name)
}

// Roles

export async function officeMembers(db: Database): Promise<readonly string[]> {
  const rows = await db.query
    .selectFrom('roles')
    .select('open_id')
    .where('role', '=', 'office')
    .orderBy('granted_at')
    .orderBy('open_id')
    .execute()
  return rows.map(({ open_id }) => open_id)
}

export async function isOffice(db: Database, openId: string): Promise<boolean> {
  const row = await db.query
    .selectFrom('roles')
    .select('role')
    .where('open_id', '=', openId)
    .where('role', '=', 'office')
    .executeTakeFirst()
  return row !== undefined
}

export const grantOffice = (db: Database, openId: string, at: number) =>
  db.query
    .insertInto('roles')
    .values({ open_id: openId, role: 'office', granted_at: at })
    .onConflict((conflict) => conflict.doNothing())

// Settings

export async function readSetting(db: Database, key: string): Promise<string | undefined> {
  const row = await db.query
    .selectFrom('settings')
    .select('value')
    .where('key', '=', key)
    .executeTakeFirst()
  return row?.value
}

export const writeSetting = (db: Database, key: string, value: string) =>
  db.query
    .insertInto('settings')
    .values({ key, value })
    .onConflict((conflict) => conflict.column('key').doUpdateSet({ value }))

/** Puts `value` in the place of `old`; where another value is there meanwhile, that one stays. */
export const replaceSetting = (
  db: Database,
  key: string,
  old: string | undefined,
  value: string,
): Writes => [
  ...(old === undefined
    ? []
    : [db.query.deleteFrom('settings').where('key', '=', key).where('value', '=', old)]),
  db.query
    .insertInto('settings')
    .values({ key, value })
    .onConflict((conflict) => conflict.doNothing()),
]

export const removeSetting = (db: Database, key: string) =>
  db.query.deleteFrom('settings').where('key', '=', key)
