/** 误传清除: what was asked and decided, and the backups that may still hold it. */
import type { Purge } from '../src/domain/purge.ts'
import type { Database, Writes } from './database.ts'
import type { PurgeTable } from './schema/machine.ts'

const toPurge = (row: PurgeTable): Purge => ({
  id: row.id,
  about: row.about,
  target: row.target === null ? null : JSON.parse(row.target),
  since: row.since,
  askedBy: row.asked_by,
  askedAt: row.asked_at,
  state: row.state,
  decidedBy: row.decided_by,
  decidedAt: row.decided_at,
  places: row.places,
  version: row.version,
})

export async function findPurge(db: Database, id: string): Promise<Purge | undefined> {
  const row = await db.query
    .selectFrom('purges')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirst()
  return row && toPurge(row)
}

/** Those that nobody has decided, oldest first. */
export async function openPurges(db: Database): Promise<readonly Purge[]> {
  const rows = await db.query
    .selectFrom('purges')
    .selectAll()
    .where('state', '=', 'open')
    .orderBy('asked_at')
    .execute()
  return rows.map(toPurge)
}

export const insertPurge = (db: Database, purge: Purge): Writes => [
  db.query.insertInto('purges').values({
    id: purge.id,
    about: purge.about,
    target: JSON.stringify(purge.target),
    since: purge.since,
    asked_by: purge.askedBy,
    asked_at: purge.askedAt,
    state: purge.state,
    decided_by: purge.decidedBy,
    decided_at: purge.decidedAt,
    places: purge.places,
    version: purge.version,
  }),
]

/** Decided: what it was about is kept, what was to go is not. */
export const closePurge = (db: Database, purge: Purge): Writes => [
  db.query
    .updateTable('purges')
    .set({
      target: null,
      state: purge.state,
      decided_by: purge.decidedBy,
      decided_at: purge.decidedAt,
      places: purge.places,
      version: purge.version,
    })
    .where('id', '=', purge.id),
]

/** Backups made while the content was here. */
export async function backupsSince(
  db: Database,
  since: number,
): Promise<readonly { readonly at: number; readonly fileName: string }[]> {
  const rows = await db.query
    .selectFrom('backups')
    .selectAll()
    .where('made_at', '>=', since)
    .orderBy('made_at')
    .execute()
  return rows.map(({ made_at, file_name }) => ({ at: made_at, fileName: file_name }))
}
