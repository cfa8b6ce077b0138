import type { Writes } from '../db/database.ts'
import { releaseLease, takeLease } from '../db/leases.ts'
import {
  claimOutbox,
  enqueue,
  isOutboxDue,
  markDropped,
  markFailed,
  markForRetry,
  markSent,
  type OutboxRow,
} from '../db/outbox.ts'
import type { OutboxKind } from '../db/outbox-content.ts'
import { officeMembers } from '../db/people.ts'
import { render } from '../handlers/renderers/index.ts'
import { sha256Hex } from './digest.ts'
import { shanghaiDate } from './domain/time.ts'
import { explain, isRetryable, LarkError } from './lark/errors.ts'
import type { Pacer } from './pacer.ts'
import type { Clock, Deps, LarkSend } from './ports.ts'

/** What sending needs beyond what handlers may use. */
export type Sender = {
  readonly deps: Deps
  readonly larkSend: LarkSend
  readonly pacer: Pacer
  /** Wall time: leases and backoff run on it, since the plan's clock can be moved. */
  readonly wall: Clock
  /** Names this process among all that share the database. */
  readonly holder: string
}

const senderLease = 'sender'
/** Longer than one send may take (8 s), so that a row is never with two senders. */
export const leaseMs = 12_000
const batchSize = 20
/** The platform forgets a `uuid` after an hour (platform page §4.2); earlier is safer. */
const uuidWindowMs = 55 * 60_000
const maxAttempts = 50
const maxBackoffMs = 5 * 60_000

/** Of these one too few is better than one too many, when nobody knows whether it arrived. */
const dropWhenUnknown: ReadonlySet<OutboxKind> = new Set(['leader_digest', 'group_digest'])

/**
 * Sends what is due, until nothing is or `maxRows` were settled. One process at a time: another
 * one that calls it meanwhile returns at once.
 * @returns how many rows were settled; `undefined`: another process is sending
 */
export async function deliverDue(sender: Sender, maxRows = 10_000): Promise<number | undefined> {
  const { deps, wall, holder } = sender
  if (!(await isOutboxDue(deps.db, deps.clock.now(), wall.now()))) return 0
  if (!(await takeLease(deps.db, senderLease, holder, wall.now(), leaseMs))) return undefined
  let settled = 0
  try {
    while (settled < maxRows) {
      const rows = await claimOutbox(deps.db, {
        holder,
        now: deps.clock.now(),
        wall: wall.now(),
        leaseMs,
        limit: Math.min(batchSize, maxRows - settled),
      })
      if (rows.length === 0) return settled
      await Promise.all(byReceiver(rows).map((lane) => deliverInTurn(lane, sender)))
      settled += rows.length
      if (!(await takeLease(deps.db, senderLease, holder, wall.now(), leaseMs))) return settled
    }
    return settled
  } finally {
    await releaseLease(deps.db, senderLease, holder)
  }
}

/** Messages to one receiver keep their order; receivers do not wait for each other. */
function byReceiver(rows: readonly OutboxRow[]): readonly (readonly OutboxRow[])[] {
  const lanes = new Map<string, OutboxRow[]>()
  for (const row of rows) {
    const key = `${row.target.type}:${row.target.id}`
    lanes.set(key, [...(lanes.get(key) ?? []), row])
  }
  return [...lanes.values()]
}

async function deliverInTurn(rows: readonly OutboxRow[], sender: Sender): Promise<void> {
  for (const row of rows) {
    await sender.deps.db.atomic(await deliver(row, sender))
  }
}

/** Sends one row that was claimed. @returns the writes that settle it or put it off */
async function deliver(row: OutboxRow, sender: Sender): Promise<Writes> {
  const { deps, wall, larkSend, pacer } = sender
  try {
    if (outcomeIsUnknown(row, wall.now()) && dropWhenUnknown.has(row.content.kind)) {
      deps.metrics.send(row.content.kind, 'dropped', null)
      return markDropped(deps.db, row.id, 'outcome-unknown', wall.now())
    }
    const rendered = await render(row, deps)
    if ('drop' in rendered) {
      deps.log('delivery.dropped', { id: row.id, reason: rendered.drop })
      deps.metrics.send(row.content.kind, 'dropped', null)
      return markDropped(deps.db, row.id, rendered.drop, wall.now())
    }
    await pacer.turn(row.target.id)
    const sent = await larkSend(row.target, rendered.body, await uuidOf(row.id))
    deps.log('delivery.sent', { id: row.id, kind: row.content.kind, messageId: sent.messageId })
    deps.metrics.send(row.content.kind, 'sent', 0)
    return markSent(deps.db, row.id, sent, wall.now())
  } catch (error) {
    return settleFailure(row, error, sender)
  }
}

const outcomeIsUnknown = (row: OutboxRow, now: number): boolean =>
  row.attempts > 1 && row.firstAttemptAt !== null && now - row.firstAttemptAt > uuidWindowMs

async function settleFailure(row: OutboxRow, error: unknown, sender: Sender): Promise<Writes> {
  const { deps, wall } = sender
  const code = error instanceof LarkError ? error.code : null
  const facts = { id: row.id, kind: row.content.kind, code, attempts: row.attempts }
  if (mayRetry(error, row.attempts)) {
    const waitMs = backoffMs(row.attempts, error)
    deps.log('delivery.put-off', { ...facts, waitMs })
    deps.metrics.send(row.content.kind, 'put-off', code)
    return markForRetry(deps.db, row.id, { code, reason: explain(error) }, wall.now() + waitMs)
  }
  deps.log('delivery.failed', { ...facts, error })
  deps.metrics.send(row.content.kind, 'failed', code)
  const logId = error instanceof LarkError ? (error.logId ?? null) : null
  return [
    ...markFailed(deps.db, row.id, { code, logId, reason: explain(error) }, wall.now()),
    ...(await tellOffice(row, error, deps)),
  ]
}

/** What is not the platform's refusal (a busy database, a defect of ours) gets a few tries too. */
const mayRetry = (error: unknown, attempts: number): boolean =>
  error instanceof LarkError ? isRetryable(error) && attempts < maxAttempts : attempts < 5

/** The platform's own waiting time, else 1 s, 2 s, 4 s … up to five minutes, with some spread. */
function backoffMs(attempts: number, error: unknown): number {
  const asked = error instanceof LarkError ? error.retryAfterMs : null
  if (asked) return asked
  const exponential = Math.min(maxBackoffMs, 1000 * 2 ** Math.min(attempts - 1, 20))
  return Math.round(exponential * (0.75 + Math.random() * 0.5))
}

/** A refusal for good is shown to the office once per receiver, code and day. */
async function tellOffice(row: OutboxRow, error: unknown, deps: Deps): Promise<Writes> {
  if (row.id.startsWith('undeliverable:') || row.target.type === 'patch') return []
  const code = error instanceof LarkError ? error.code : 0
  const at = deps.clock.now()
  const key = `undeliverable:${row.target.id}:${code}:${shanghaiDate(at)}`
  const text = `有一条消息未能送达（${row.target.type === 'chat_id' ? '群' : '个人'}）：${explain(error)}`
  const office = await officeMembers(deps.db)
  return office
    .filter((openId) => openId !== row.target.id)
    .map((openId) =>
      enqueue(
        deps.db,
        `${key}:${openId}`,
        { type: 'open_id', id: openId },
        { kind: 'text', text },
        at,
      ),
    )
}

/** The platform's `uuid` (at most 50 characters), the same for the same key. */
export const uuidOf = async (key: string): Promise<string> => (await sha256Hex(key)).slice(0, 40)
