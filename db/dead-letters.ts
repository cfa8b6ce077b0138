import { audit } from './audit.ts'
import type { Database, Writes } from './database.ts'

/** A message that did not leave: refused for good, of unknown outcome, or waiting for long. */
export type DeadLetter = {
  readonly id: string
  readonly kind: string
  readonly receiver: { readonly type: string; readonly id: string; readonly name: string | null }
  readonly state: 'failed' | 'unknown' | 'stuck'
  readonly attempts: number
  readonly code: number | null
  readonly reason: string | null
  /** Epoch ms: since when it failed, or could have left. */
  readonly since: number
  /** A process has it at this moment. */
  readonly isOnItsWay: boolean
}

/** A row that could have left this long ago is stuck; a full minute of others may be before it. */
const stuckMs = 10 * 60_000

/** What did not leave, the latest first, or that one of them. @param now epoch ms */
export async function deadLetters(
  db: Database,
  now: number,
  limit: number,
  id?: string,
): Promise<readonly DeadLetter[]> {
  const rows = await db.query
    .selectFrom('outbox')
    .leftJoin('accounts', 'accounts.open_id', 'outbox.receiver_id')
    .leftJoin('chats', 'chats.chat_id', 'outbox.receiver_id')
    .select(['outbox.id', 'outbox.kind', 'receiver_type', 'receiver_id', 'outbox.state'])
    .select(['attempts', 'code', 'reason', 'settled_at', 'not_before'])
    .select(['lease_holder', 'lease_until'])
    .select(['accounts.name as person', 'chats.name as chat'])
    .where(({ or, and, eb }) =>
      or([
        eb('outbox.state', '=', 'failed'),
        and([eb('outbox.state', '=', 'dropped'), eb('reason', '=', 'outcome-unknown')]),
        and([eb('outbox.state', '=', 'waiting'), eb('not_before', '<=', now - stuckMs)]),
      ]),
    )
    .$if(id !== undefined, (query) => query.where('outbox.id', '=', id ?? ''))
    .orderBy(({ fn }) => fn.coalesce('settled_at', 'not_before'), 'desc')
    .orderBy('outbox.id')
    .limit(limit)
    .execute()
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    receiver: { type: row.receiver_type, id: row.receiver_id, name: row.person ?? row.chat },
    state: row.state === 'failed' ? 'failed' : row.state === 'dropped' ? 'unknown' : 'stuck',
    attempts: row.attempts,
    code: row.code,
    reason: row.state === 'dropped' ? null : row.reason,
    since: row.settled_at ?? row.not_before,
    isOnItsWay: row.lease_holder !== null && row.lease_until > now,
  }))
}

/**
 * Puts a message back among those that wait, its tries forgotten, and says so in the trail.
 * @param letter one that is not on its way
 */
export async function retryDeadLetter(
  db: Database,
  letter: DeadLetter,
  now: number,
): Promise<void> {
  const subject = `outbox:${letter.id}`
  const { last } = await db.query
    .selectFrom('audit_events')
    .select(({ fn }) => fn.max('version').as('last'))
    .where('subject', '=', subject)
    .executeTakeFirstOrThrow()
  const { state, attempts, code, reason } = letter
  const writes: Writes = [
    audit(db, {
      subject,
      version: Number(last ?? 0) + 1,
      type: 'outbox.retried',
      actor: 'system',
      at: now,
      via: 'duban outbox retry',
      before: { state, attempts, code, reason },
      after: { state: 'waiting', attempts: 0 },
    }),
    db.query
      .updateTable('outbox')
      .set({
        state: 'waiting',
        attempts: 0,
        failures: 0,
        lease_holder: null,
        lease_until: 0,
        first_attempt_at: null,
        resent_at: null,
        code: null,
        log_id: null,
        reason: null,
        settled_at: null,
      })
      .where('id', '=', letter.id)
      .where('state', '!=', 'sent'),
  ]
  await db.atomic(writes)
}
