import type { Database, Writes } from './database.ts'

/** A stored event and how often it was tried. */
export type InboxRow = {
  readonly key: string
  readonly kind: string
  readonly payload: unknown
  readonly receivedAt: number
  readonly attempts: number
  /** The request that brought it. */
  readonly requestId: string | null
}

/** An event is run at most this often, then it is put aside as failed (design §12). */
export const maxInboxAttempts = 5

/** Stores an event before it is acknowledged; a second one of that key adds nothing. */
export const storeEvent = (
  db: Database,
  event: Pick<InboxRow, 'key' | 'kind' | 'payload'> & { readonly requestId?: string },
  at: number,
) =>
  db.query
    .insertInto('inbox')
    .values({
      key: event.key,
      kind: event.kind,
      payload: JSON.stringify(event.payload),
      received_at: at,
      request_id: event.requestId ?? null,
    })
    .onConflict((conflict) => conflict.column('key').doNothing())

/** Takes waiting events for `leaseMs` of wall time, oldest first. */
export async function claimInbox(
  db: Database,
  claim: { readonly wall: number; readonly leaseMs: number; readonly limit: number },
): Promise<readonly InboxRow[]> {
  const due = db.query
    .selectFrom('inbox')
    .select('key')
    .where('state', '=', 'waiting')
    .where('lease_until', '<=', claim.wall)
    .orderBy('received_at')
    .limit(claim.limit)
  const rows = await db.query
    .with('due', () => db.claimable(due))
    .updateTable('inbox')
    .set((column) => ({
      lease_until: claim.wall + claim.leaseMs,
      attempts: column('attempts', '+', 1),
    }))
    .where('key', 'in', (from) => from.selectFrom('due').select('key'))
    .where('state', '=', 'waiting')
    .returningAll()
    .execute()
  return rows
    .sort((a, b) => a.received_at - b.received_at)
    .map((row) => ({
      key: row.key,
      kind: row.kind,
      payload: JSON.parse(row.payload),
      receivedAt: row.received_at,
      attempts: row.attempts,
      requestId: row.request_id,
    }))
}

export const markHandled = (db: Database, key: string, at: number) =>
  db.query
    .updateTable('inbox')
    .set({ state: 'done', handled_at: at, error: null })
    .where('key', '=', key)

/** Keeps that an event came, and nothing of what it said (design §14). */
export const forgetEvent = (db: Database, key: string) =>
  db.query.updateTable('inbox').set({ payload: '{}' }).where('key', '=', key)

/** Failed for now (`retryAt`, wall time) or for good (`retryAt` null). */
export const markEventFailed = (
  db: Database,
  key: string,
  error: string,
  retryAt: number | null,
): Writes => [
  db.query
    .updateTable('inbox')
    .set(retryAt === null ? { state: 'failed', error } : { lease_until: retryAt, error })
    .where('key', '=', key),
]

/** The mark that an event or a press was handled. It heads its writes and is their lock. */
export const recordHandled = (
  db: Database,
  event: { readonly key: string; readonly kind: string },
  at: number,
) => db.query.insertInto('handled_events').values({ key: event.key, kind: event.kind, at })

/** Forgets what the platform can no longer repeat. `before`: epoch ms, at least a day ago. */
export const pruneHandled = (db: Database, before: number): Writes => [
  db.query.deleteFrom('handled_events').where('at', '<', before),
  db.query.deleteFrom('inbox').where('state', '=', 'done').where('received_at', '<', before),
]
