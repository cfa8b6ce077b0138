import type { Database, Writes } from './database.ts'
import type { Tries } from './tries.ts'

/** Long work, such as reading a document: the chat was told that it has begun. */
export type WorkRow = Tries & {
  readonly id: string
  readonly kind: string
  readonly payload: unknown
}

export const addWork = (
  db: Database,
  work: { readonly id: string; readonly kind: string; readonly payload: unknown },
  at: number,
) =>
  db.query
    .insertInto('work')
    .values({
      id: work.id,
      kind: work.kind,
      payload: JSON.stringify(work.payload),
      created_at: at,
    })
    .onConflict((conflict) => conflict.column('id').doNothing())

/** Takes one waiting piece of work for `leaseMs` of wall time. */
export async function claimWork(
  db: Database,
  claim: { readonly wall: number; readonly leaseMs: number },
): Promise<WorkRow | undefined> {
  const due = db.query
    .selectFrom('work')
    .select('id')
    .where('state', '=', 'waiting')
    .where('lease_until', '<=', claim.wall)
    .orderBy('created_at')
    .limit(1)
  const row = await db.query
    .with('due', () => db.claimable(due))
    .updateTable('work')
    .set((column) => ({
      lease_until: claim.wall + claim.leaseMs,
      attempts: column('attempts', '+', 1),
    }))
    .where('id', 'in', (from) => from.selectFrom('due').select('id'))
    .where('state', '=', 'waiting')
    .returningAll()
    .executeTakeFirst()
  return (
    row && {
      id: row.id,
      kind: row.kind,
      payload: JSON.parse(row.payload),
      attempts: row.attempts,
      failures: row.failures,
    }
  )
}

export const markWorkDone = (db: Database, id: string, wall: number): Writes => [
  db.query
    .updateTable('work')
    .set({ state: 'done', done_at: wall, error: null })
    .where('id', '=', id),
]

export const markWorkFailed = (
  db: Database,
  id: string,
  error: string,
  retryAt: number | null,
): Writes => [
  db.query
    .updateTable('work')
    .set((column) => ({
      ...(retryAt === null ? { state: 'failed' } : { lease_until: retryAt }),
      error,
      failures: column('failures', '+', 1),
    }))
    .where('id', '=', id)
    .where('state', '=', 'waiting'),
]

/** Whether it is still to be done. */
export async function isWorkWaiting(db: Database, id: string): Promise<boolean> {
  const row = await db.query
    .selectFrom('work')
    .select('id')
    .where('id', '=', id)
    .where('state', '=', 'waiting')
    .executeTakeFirst()
  return row !== undefined
}

/** Keeps that there was work, and nothing of what it was about (design §14). */
export const forgetWork = (db: Database, id: string) =>
  db.query.updateTable('work').set({ payload: '{}' }).where('id', '=', id)

/** What waits is not done any more, and nobody can read what it was about. */
export const dropWork = (db: Database, id: string): Writes => [
  forgetWork(db, id),
  db.query
    .updateTable('work')
    .set({ state: 'done' })
    .where('id', '=', id)
    .where('state', '=', 'waiting'),
]
