import { findChat } from '../db/chats.ts'
import type { Writes } from '../db/database.ts'
import {
  enqueue,
  markDropped,
  markFailed,
  markForRetry,
  markResent,
  markSent,
  type OutboxRow,
} from '../db/outbox.ts'
import { kindWords, type OutboxKind } from '../db/outbox-content.ts'
import { accountNames, officeMembers } from '../db/people.ts'
import { render } from '../handlers/renderers/index.ts'
import { sha256Hex } from './digest.ts'
import { explain, isRetryable, LarkError } from './lark/errors.ts'
import type { Pacer } from './pacer.ts'
import type { Clock, Deps, LarkSend, SendBody } from './ports.ts'

/** What sending needs beyond what handlers may use. */
export type Sender = {
  readonly deps: Deps
  readonly larkSend: LarkSend
  readonly pacer: Pacer
  /** Wall time: leases and backoff run on it, since the plan's clock can be moved. */
  readonly wall: Clock
  /** Names this process among all that share the database. */
  readonly holder: string
  /** Once aborted, nothing more is taken: what is on its way is settled, then sending ends. */
  readonly stopping?: AbortSignal
}

/** A row taken at `takenAt` (wall time), and for whom it counts at the platform. */
export type Taken = {
  readonly row: OutboxRow
  readonly receiver: string
  readonly takenAt: number
}

/** The platform forgets a `uuid` after an hour (platform page §4.2); earlier is safer. */
const uuidWindowMs = 55 * 60_000
const maxFailures = 50
const maxBackoffMs = 5 * 60_000

/** Of these one too few is better than one too many, when nobody knows whether it arrived. */
const dropWhenUnknown: ReadonlySet<OutboxKind> = new Set(['leader_digest', 'group_digest'])

/** Codes that mean the app as a whole is too fast (§5.3, 11232: all apps are), with HTTP 429. */
const appTooFast = new Set([99991400, 11232, 1000004])
/** Too fast for this receiver, chat or message (§5.4). */
const receiverTooFast = new Set([230020, 11233])
/** The token was refused, a new one too (§5.3): that says nothing against the message. */
const tokenRefused = new Set([99991663, 99991664, 99991665])
/** "A message with this uuid is being sent" says that it may have arrived. */
const beingSent = 230049

/**
 * Makes the message of a row as things stand now.
 * @returns its body, or the writes that settle the row without sending it
 */
export async function prepare(
  taken: Taken,
  sender: Sender,
): Promise<{ readonly body: SendBody } | { readonly writes: Writes }> {
  const { row } = taken
  const { deps, wall } = sender
  const drop = (reason: string) => {
    deps.log('delivery.dropped', { id: row.id, reason })
    deps.metrics.send(row.content.kind, 'dropped', null)
    return { writes: markDropped(deps.db, row.id, reason, wall.now()) }
  }
  try {
    const isUnknown = isOutcomeUnknown(row, wall.now())
    if (isUnknown && (dropWhenUnknown.has(row.content.kind) || row.resentAt !== null)) {
      return drop('outcome-unknown')
    }
    const rendered = await render(row, deps)
    if ('drop' in rendered) return drop(rendered.drop)
    return rendered
  } catch (error) {
    return { writes: await afterFailure(taken, error, doubtBefore(taken), sender) }
  }
}

/** The platform no longer knows the `uuid` of the attempt that nobody saw the end of. */
const isOutcomeUnknown = (row: OutboxRow, now: number): boolean =>
  row.firstAttemptAt !== null && now - row.firstAttemptAt > uuidWindowMs

/**
 * Sends what was prepared; the turn was taken.
 * @param answered to be called when the answer has come or failed: says when that was
 * @returns the writes that settle it or put it off
 */
export async function send(
  taken: Taken,
  body: SendBody,
  answered: () => number,
  sender: Sender,
): Promise<Writes> {
  const { row } = taken
  const { deps, larkSend, wall } = sender
  let doubtSince = row.firstAttemptAt
  try {
    if (isOutcomeUnknown(row, wall.now())) {
      doubtSince = wall.now()
      await deps.db.atomic([markResent(deps.db, row.id, doubtSince)])
    }
    const sent = await larkSend(row.target, body, await uuidOf(row.id))
    const at = answered()
    deps.log('delivery.sent', { id: row.id, kind: row.content.kind, messageId: sent.messageId })
    deps.metrics.send(row.content.kind, 'sent', 0)
    return markSent(deps.db, row.id, sent, at)
  } catch (error) {
    answered()
    const since = isSurelyUnsent(error) ? doubtBefore(taken) : doubtSince
    return afterFailure(taken, error, since, sender)
  }
}

/** Whether the platform said no: without an answer, or with one of its own failures, who knows. */
const isSurelyUnsent = (error: unknown): boolean =>
  error instanceof LarkError &&
  error.httpStatus !== undefined &&
  error.httpStatus < 500 &&
  error.code !== 0 &&
  error.code !== beingSent

/** @param doubtSince since when nobody knows whether it arrived; null: it did not */
async function afterFailure(
  taken: Taken,
  error: unknown,
  doubtSince: number | null,
  sender: Sender,
): Promise<Writes> {
  const { row } = taken
  const { deps, wall } = sender
  const code = error instanceof LarkError ? error.code : null
  const facts = { id: row.id, kind: row.content.kind, code, attempts: row.attempts }
  // A try that died with its process says nothing against the row.
  const failures = row.failures + 1
  if (mayRetry(error, failures)) {
    const waitMs = backoffMs(failures, error)
    slowDown(taken, error, waitMs, sender)
    deps.log('delivery.put-off', { ...facts, waitMs })
    deps.metrics.send(row.content.kind, 'put-off', code)
    const reason = explain(error)
    return markForRetry(deps.db, row.id, { code, reason, doubtSince }, wall.now() + waitMs)
  }
  deps.log('delivery.failed', { ...facts, error })
  deps.metrics.send(row.content.kind, 'failed', code)
  const logId = error instanceof LarkError ? (error.logId ?? null) : null
  return [
    ...markFailed(deps.db, row.id, { code, logId, reason: explain(error) }, wall.now()),
    ...(await tellOffice(row, error, deps)),
  ]
}

/** Since when it was unknown whether the row arrived, before it was taken this time. */
export const doubtBefore = ({ row, takenAt }: Taken): number | null =>
  row.firstAttemptAt === takenAt ? null : row.firstAttemptAt

/** A limit of the app stops all sending until then, one of a receiver only what goes there. */
function slowDown({ receiver }: Taken, error: unknown, waitMs: number, { pacer }: Sender): void {
  if (!(error instanceof LarkError)) return
  if (error.httpStatus === 429 || appTooFast.has(error.code)) pacer.hold(waitMs)
  else if (receiverTooFast.has(error.code)) pacer.hold(waitMs, receiver)
}

/** What is not the platform's refusal (a busy database, a defect of ours) gets a few tries too. */
function mayRetry(error: unknown, failures: number): boolean {
  if (!(error instanceof LarkError)) return failures < 5
  return (isRetryable(error) || tokenRefused.has(error.code)) && failures < maxFailures
}

/** The platform's own waiting time, else 1 s, 2 s, 4 s … up to five minutes, with some spread. */
function backoffMs(failures: number, error: unknown): number {
  const asked = error instanceof LarkError ? error.retryAfterMs : null
  if (asked) return asked
  const exponential = Math.min(maxBackoffMs, 1000 * 2 ** Math.min(failures - 1, 20))
  return Math.round(exponential * (0.75 + Math.random() * 0.5))
}

/** A refusal for good is shown to the office once per receiver and code. */
async function tellOffice(row: OutboxRow, error: unknown, deps: Deps): Promise<Writes> {
  if (row.id.startsWith('undeliverable:') || row.target.type === 'patch') return []
  const code = error instanceof LarkError ? error.code : 0
  const key = `undeliverable:${row.target.id}:${code}`
  const who = await receiverName(row, deps)
  const text = `发给${who}的${kindWords[row.content.kind]}未能送达：${explain(error)}`
  const office = await officeMembers(deps.db)
  return office
    .filter((openId) => openId !== row.target.id)
    .map((openId) => {
      const to = { type: 'open_id', id: openId } as const
      return enqueue(deps.db, `${key}:${openId}`, to, { kind: 'text', text }, deps.clock.now())
    })
}

async function receiverName({ target }: OutboxRow, deps: Deps): Promise<string> {
  if (target.type === 'chat_id')
    return `群“${(await findChat(deps.db, target.id))?.name ?? target.id}”`
  if (target.type !== 'open_id') return '群里的提问'
  const names = await accountNames(deps.db, [target.id])
  return `“${names.get(target.id) ?? target.id}”`
}

/** The platform's `uuid` (at most 50 characters), the same for the same key. */
export const uuidOf = async (key: string): Promise<string> => (await sha256Hex(key)).slice(0, 40)
