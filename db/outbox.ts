import type { Selectable } from 'kysely'
import type { SendTarget, Sent } from '../src/ports.ts'
import type { Database, Writes } from './database.ts'
import { OutboxContent } from './outbox-content.ts'
import type { OutboxTable } from './schema/machine.ts'
import type { Schema } from './schema.ts'
import { insertsOf } from './several.ts'

/** Lower leaves first: answers overtake pushes, pushes overtake bulk. */
export const priority = { answer: 0, push: 1, bulk: 2 } as const
export type Priority = keyof typeof priority

export type OutboxRow = {
  /** The dedupe key: what the message is (rule, period, receiver). */
  readonly id: string
  readonly target: SendTarget
  readonly content: OutboxContent
  readonly createdAt: number
  /** How often it was taken, this time included: some of those tries may have died. */
  readonly attempts: number
  /** How many tries ended in a failure. */
  readonly failures: number
  /**
   * Wall time of the first attempt of which nobody knows whether it arrived, this one included; null
   * before it: later than an hour ago, `uuid` no longer helps.
   */
  readonly firstAttemptAt: number | null
  /** Wall time at which it was sent once more although nobody knew. */
  readonly resentAt: number | null
}

/**
 * One message to be sent. Planning the same key twice adds nothing.
 * @param key what the message is; also the source of the platform's `uuid`
 * @param at epoch ms on the plan's clock; the row may leave from `notBefore` on (default: at once)
 */
export function enqueue(
  db: Database,
  key: string,
  target: SendTarget,
  content: OutboxContent,
  at: number,
  options: { readonly priority?: Priority; readonly notBefore?: number } = {},
) {
  return insertRows(db, [rowOf({ key, to: target, content, ...options }, at)])
}

/** One of many messages of one kind. */
export type NewMessage = {
  readonly key: string
  readonly to: SendTarget
  readonly content: OutboxContent
  readonly priority?: Priority
  readonly notBefore?: number
}

/** As `enqueue`, many in one go and in their order: a dozen take one statement. */
export const enqueueAll = (db: Database, messages: readonly NewMessage[], at: number): Writes =>
  insertsOf(messages.map((message) => rowOf(message, at))).map((rows) => insertRows(db, rows))

const rowOf = ({ key, to, content, ...options }: NewMessage, at: number) => ({
  id: key,
  receiver_type: to.type,
  receiver_id: to.id,
  kind: content.kind,
  content: JSON.stringify(content),
  priority: priority[options.priority ?? 'answer'],
  created_at: at,
  not_before: options.notBefore ?? at,
})

/** Behind all that is there, in this order. */
const insertRows = (db: Database, rows: readonly ReturnType<typeof rowOf>[]) =>
  db.query
    .insertInto('outbox')
    .values((row) =>
      rows.map((one, index) => ({
        ...one,
        position: row
          .selectFrom('outbox')
          .select(({ fn, lit }) =>
            row(fn.coalesce(fn.max('position'), lit(0)), '+', lit(index + 1)).as('position'),
          ),
      })),
    )
    .onConflict((conflict) => conflict.column('id').doNothing())

/**
 * Takes these rows for `leaseMs` of wall time, in this order; those that were settled or taken
 * meanwhile are left out. A row whose holder died comes back when its lease is over.
 * @param claim.ids at most fifty
 */
export async function claimOutbox(
  db: Database,
  claim: {
    readonly ids: readonly string[]
    readonly holder: string
    readonly wall: number
    readonly leaseMs: number
  },
): Promise<readonly OutboxRow[]> {
  if (claim.ids.length === 0) return []
  const rows = await db.query
    .updateTable('outbox')
    .set((column) => ({
      lease_holder: claim.holder,
      lease_until: claim.wall + claim.leaseMs,
      attempts: column('attempts', '+', 1),
      first_attempt_at: column.fn.coalesce('first_attempt_at', column.val(claim.wall)),
    }))
    .where('id', 'in', claim.ids)
    .where('state', '=', 'waiting')
    .where('lease_until', '<=', claim.wall)
    .returningAll()
    .execute()
  const byId = new Map(rows.map((row) => [row.id, row]))
  return claim.ids.flatMap((id) => {
    const row = byId.get(id)
    return row ? [toOutboxRow(row)] : []
  })
}

/** Keeps for `leaseMs` more what `holder` has not settled yet. */
export const renewOutbox = (
  db: Database,
  { holder, wall, leaseMs }: { holder: string; wall: number; leaseMs: number },
) =>
  db.query
    .updateTable('outbox')
    .set({ lease_until: wall + leaseMs })
    .where('state', '=', 'waiting')
    .where('lease_holder', '=', holder)
    .where('lease_until', '>', wall)

/**
 * Whether a row is due by `now` (the plan's clock).
 * @param wall leave out rows that are leased or put off at this wall time; without it all count
 */
export async function isOutboxDue(db: Database, now: number, wall?: number): Promise<boolean> {
  const due = db.query
    .selectFrom('outbox')
    .select('id')
    .where('state', '=', 'waiting')
    .where('not_before', '<=', now)
  const free = wall === undefined ? due : due.where('lease_until', '<=', wall)
  return (await free.limit(1).executeTakeFirst()) !== undefined
}

export const markSent = (db: Database, id: string, sent: Sent, wall: number): Writes => [
  settle(db, id, {
    state: 'sent',
    message_id: sent.messageId,
    chat_id: sent.chatId,
    settled_at: wall,
    reason: null,
    code: null,
  }),
]

/** Not sent, and never will be: `reason` says why (reported meanwhile, group left …). */
export const markDropped = (db: Database, id: string, reason: string, wall: number): Writes => [
  settle(db, id, { state: 'dropped', reason, settled_at: wall }),
]

/** Refused for good by the platform. */
export const markFailed = (
  db: Database,
  id: string,
  failure: { readonly code: number | null; readonly logId: string | null; readonly reason: string },
  wall: number,
): Writes => [
  settle(db, id, {
    state: 'failed',
    code: failure.code,
    log_id: failure.logId,
    reason: failure.reason,
    settled_at: wall,
  }),
]

/**
 * To be tried again from `retryAt` (wall time) on.
 * @param failure.doubtSince when nobody knows whether it arrived: since when; null: it did not
 */
export const markForRetry = (
  db: Database,
  id: string,
  failure: {
    readonly code: number | null
    readonly reason: string
    readonly doubtSince: number | null
  },
  retryAt: number,
): Writes => [
  settle(db, id, {
    lease_until: retryAt,
    code: failure.code,
    reason: failure.reason,
    first_attempt_at: failure.doubtSince,
  }).set((column) => ({ failures: column('failures', '+', 1) })),
]

/** Puts back a row that was taken and not tried. */
export const putBack = (db: Database, id: string, doubtSince: number | null) =>
  settle(db, id, { lease_until: 0, first_attempt_at: doubtSince }).set((column) => ({
    attempts: column('attempts', '-', 1),
  }))

/** Begins another hour of the platform's `uuid`: it is sent once more, nobody knowing. */
export const markResent = (db: Database, id: string, wall: number) =>
  db.query
    .updateTable('outbox')
    .set({ resent_at: wall, first_attempt_at: wall })
    .where('id', '=', id)

/** A message that left stays sent, whatever another process thought of its row meanwhile. */
const settle = (db: Database, id: string, set: Partial<Selectable<Schema['outbox']>>) =>
  db.query
    .updateTable('outbox')
    .set({ ...set, lease_holder: null })
    .where('id', '=', id)
    .where('state', 'in', set.state === 'sent' ? ['waiting', 'dropped', 'failed'] : ['waiting'])

/** The row whose message this is; undefined for messages that were never ours. */
export async function findByMessageId(
  db: Database,
  messageId: string,
): Promise<OutboxRow | undefined> {
  const row = await db.query
    .selectFrom('outbox')
    .selectAll()
    .where('message_id', '=', messageId)
    .limit(1)
    .executeTakeFirst()
  return row && toOutboxRow(row)
}

function toOutboxRow(row: OutboxTable): OutboxRow {
  return {
    id: row.id,
    target: { type: row.receiver_type, id: row.receiver_id },
    content: OutboxContent.parse(JSON.parse(row.content)),
    createdAt: row.created_at,
    attempts: row.attempts,
    failures: row.failures,
    firstAttemptAt: row.first_attempt_at,
    resentAt: row.resent_at,
  }
}
