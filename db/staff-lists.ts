import type { StaffEntry } from '../src/domain/staff-list.ts'
import type { Database, Writes } from './database.ts'
import type { StaffListTable } from './schema/people.ts'

/** A staff list that was read, with whom each row is taken for. */
export type StaffList = {
  readonly id: string
  readonly openId: string
  readonly fileName: string
  readonly rows: readonly StaffEntry[]
  readonly state: StaffListTable['state']
  readonly createdAt: number
  readonly version: number
}

export const saveStaffList = (db: Database, list: StaffList): Writes => [
  db.query
    .insertInto('staff_lists')
    .values({
      id: list.id,
      open_id: list.openId,
      file_name: list.fileName,
      rows: JSON.stringify(list.rows),
      state: list.state,
      created_at: list.createdAt,
      version: list.version,
    })
    .onConflict((conflict) =>
      conflict.column('id').doUpdateSet(({ ref }) => ({
        rows: ref('excluded.rows'),
        state: ref('excluded.state'),
        version: ref('excluded.version'),
      })),
    ),
]

export async function findStaffList(db: Database, id: string): Promise<StaffList | undefined> {
  const row = await db.query
    .selectFrom('staff_lists')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirst()
  return row && toList(row)
}

/** The newest list of somebody that waits. */
export async function waitingStaffList(
  db: Database,
  openId: string,
): Promise<StaffList | undefined> {
  const row = await db.query
    .selectFrom('staff_lists')
    .selectAll()
    .where('open_id', '=', openId)
    .where('state', '=', 'waiting')
    .orderBy('created_at', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row && toList(row)
}

const toList = (row: StaffListTable): StaffList => ({
  id: row.id,
  openId: row.open_id,
  fileName: row.file_name,
  rows: JSON.parse(row.rows),
  state: row.state,
  createdAt: row.created_at,
  version: row.version,
})
