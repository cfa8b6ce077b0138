import type { Database, Writes } from './database.ts'
import type { Tries } from './tries.ts'

/** A stored event and how often it was tried. */
export type InboxRow = Tries & {
  readonly key: string
  readonly kind: string
  readonly payload: unknown
  readonly receivedAt: number
  /** The request that brought it. */
  readonly requestId: string | null
}

/**
 * Stores an event before it is acknowledged; a second one of that key adds nothing.
 * @param event.lane those of one lane are handled in the order in which they came
 */
export const storeEvent = (
  db: Database,
  event: Pick<InboxRow, 'key' | 'kind' | 'payload'> & {
    readonly requestId?: string
    readonly lane?: string | null
  },
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
      lane: event.lane ?? null,
    })
    .onConflict((conflict) => conflict.column('key').doNothing())

/**
 * Takes waiting events for `leaseMs` of wall time, oldest first, and of each lane only the first:
 * the next one's turn comes when that is done, whichever process has it. One that failed and waits
 * for its next try holds up nobody.
 * @param claim.isAgain true: only those that were taken before, the least tried first; false: only
 * the others
 */
export async function claimInbox(
  db: Database,
  claim: {
    readonly wall: number
    readonly leaseMs: number
    readonly limit: number
    readonly isAgain?: boolean
  },
): Promise<readonly InboxRow[]> {
  const due = db.query
    .selectFrom('inbox as event')
    .select('event.key')
    .where('event.state', '=', 'waiting')
    .where('event.lease_until', '<=', claim.wall)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('inbox as earlier')
            .select('earlier.key')
            .where('earlier.state', '=', 'waiting')
            .where('earlier.error', 'is', null)
            .whereRef('earlier.lane', '=', 'event.lane')
            .where(({ or, and, eb, ref }) =>
              or([
                eb('earlier.received_at', '<', ref('event.received_at')),
                and([
                  eb('earlier.received_at', '=', ref('event.received_at')),
                  eb('earlier.key', '<', ref('event.key')),
                ]),
              ]),
            ),
        ),
      ),
    )
    .$if(claim.isAgain === false, (all) => all.where('event.attempts', '=', 0))
    .$if(claim.isAgain === true, (all) =>
      all.where('event.attempts', '>', 0).orderBy('event.attempts'),
    )
    .orderBy('event.received_at')
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
      failures: row.failures,
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
    .set((column) => ({
      ...(retryAt === null ? { state: 'failed' } : { lease_until: retryAt }),
      error,
      failures: column('failures', '+', 1),
    }))
    .where('key', '=', key)
    .where('state', '=', 'waiting'),
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
