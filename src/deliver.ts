import { releaseLease, takeLease } from '../db/leases.ts'
import { claimOutbox, isOutboxDue, putBack, renewOutbox } from '../db/outbox.ts'
import {
  callsSince,
  dropSuperseded,
  type LaneHead,
  laneHeads,
  waitingBulk,
} from '../db/outbox-lanes.ts'
import { doubtBefore, prepare, type Sender, send, type Taken, uuidOf } from './send-row.ts'

export { type Sender, uuidOf }

const senderLease = 'sender'
/** Of the sender and of what it took; both are renewed while they are needed. */
export const leaseMs = 12_000
const renewMs = leaseMs / 3
/** Only what may leave within this time is taken: an answer that comes now waits no longer. */
const aheadMs = 250
/** A row more than this in one claim would be too many parameters for D1. */
const maxClaim = 50
/** Of a minute's thousand calls so many are kept from bulk that would not fit into it anyway. */
const keptForAnswers = 40
/** How long to wait for answers that are out before looking for new rows. Real time. */
const glanceMs = 200
const longestPauseMs = 1_000
const shortestPauseMs = 100
/** As many calls as the pacer remembers. */
const rememberedCalls = 1_960

/**
 * Sends what is due, until nothing is or `maxRows` were settled. One process at a time: another
 * one that calls it meanwhile returns at once.
 * @returns how many rows were settled or put off; `undefined`: another process is sending
 */
export async function deliverDue(sender: Sender, maxRows = 10_000): Promise<number | undefined> {
  const { deps, wall, pacer, holder } = sender
  if (!(await isOutboxDue(deps.db, deps.clock.now(), wall.now()))) return 0
  const lease = keepLease(sender)
  if (!(await lease.take())) return undefined
  const run: Run = { sender, lease, flights: new Map(), taken: 0, failures: [] }
  try {
    const calls = await callsSince(deps.db, pacer.knownUntil(), rememberedCalls)
    pacer.remember(calls.map((call) => ({ at: call.at, receiver: receiverOf(call) })))
    while (run.taken < maxRows && (await mayGoOn(run))) {
      if (!(await step(run, maxRows - run.taken))) break
    }
  } finally {
    while (run.flights.size > 0) {
      await someLanded(run)
      await lease.renewInTime()
    }
    await releaseLease(deps.db, senderLease, holder)
  }
  if (run.failures.length > 0) throw run.failures[0]
  return run.taken
}

/** One call of `deliverDue`. */
type Run = {
  readonly sender: Sender
  readonly lease: Lease
  /** What is on its way, by receiver: one message at a time, so that they keep their order. */
  readonly flights: Map<string, Promise<void>>
  taken: number
  readonly failures: unknown[]
}

const mayGoOn = async ({ sender, lease, failures }: Run): Promise<boolean> =>
  !sender.stopping?.aborted && failures.length === 0 && (await lease.renewInTime())

/** Takes and sends what may leave shortly, or waits until something may. @returns false: all done */
async function step(run: Run, most: number): Promise<boolean> {
  // What lands while we choose may have brought new rows.
  const wasOut = run.flights.size > 0
  const { heads, lookAgainMs } = await choose(run, most)
  if (heads.length > 0) await sendInTurn(run, await take(run, heads))
  else if (run.flights.size > 0) await someLanded(run)
  else if (lookAgainMs !== null) await run.sender.pacer.pause(lookAgainMs)
  else return wasOut
  return true
}

type Choice = {
  readonly heads: readonly LaneHead[]
  /** When to look again for what may not leave yet; null: there is nothing. */
  readonly lookAgainMs: number | null
}

/** Heads of lanes that may leave now: as many as the limits allow, each receiver once. */
async function choose(run: Run, most: number): Promise<Choice> {
  const { deps, wall, pacer } = run.sender
  const room = pacer.room(aheadMs)
  const limit = Math.min(room.calls, most, maxClaim)
  const due = { now: deps.clock.now(), wall: wall.now() }
  // Receivers that are busy or at their limit are some of those that just got something.
  const read = () => laneHeads(deps.db, { ...due, limit: limit + pacer.receivers() + 1 })
  let all = await read()
  if (all.some(({ target }) => target.type === 'patch')) {
    await deps.db.atomic(dropSuperseded(deps.db, due.now, due.wall))
    all = await read()
  }
  let bulkLeft = await bulkThatMayLeave(run, all, room.ofMinute)
  let lookAgainMs = Math.min(longestPauseMs, Math.max(shortestPauseMs, pacer.next().waitMs))
  const heads = new Map<string, LaneHead>()
  for (const head of all) {
    const key = receiverOf(head)
    if (heads.size >= limit || (head.isBulk && bulkLeft <= 0)) break
    if (run.flights.has(key) || heads.has(key)) continue
    const waitMs = pacer.ownWaitMs(key)
    if (waitMs > 0) lookAgainMs = Math.min(lookAgainMs, waitMs)
    else heads.set(key, head)
    if (waitMs === 0 && head.isBulk) bulkLeft -= 1
  }
  return { heads: [...heads.values()], lookAgainMs: all.length > 0 ? lookAgainMs : null }
}

/** Some calls of a minute are kept for answers, unless all the bulk that waits fits into it. */
async function bulkThatMayLeave(run: Run, heads: readonly LaneHead[], ofMinute: number) {
  const { deps } = run.sender
  const left = ofMinute - keptForAnswers
  if (left >= maxClaim || !heads.some(({ isBulk }) => isBulk)) return left
  return (await waitingBulk(deps.db, deps.clock.now())) <= ofMinute ? ofMinute : left
}

async function take(run: Run, heads: readonly LaneHead[]): Promise<readonly Taken[]> {
  const { deps, wall, holder } = run.sender
  const takenAt = wall.now()
  const receivers = new Map(heads.map((head) => [head.id, receiverOf(head)]))
  const ids = heads.map(({ id }) => id)
  const rows = await claimOutbox(deps.db, { ids, holder, wall: takenAt, leaseMs })
  run.taken += rows.length
  return rows.map((row) => ({ row, receiver: receivers.get(row.id) ?? row.id, takenAt }))
}

/** Makes the messages side by side, and lets them leave one after the other, each in its turn. */
async function sendInTurn(run: Run, taken: readonly Taken[]): Promise<void> {
  const { sender } = run
  const { db } = sender.deps
  const prepared = taken.map((one) => prepare(one, sender))
  void Promise.allSettled(prepared)
  for (const [index, one] of taken.entries()) {
    const message = await prepared[index]
    if (!message) continue
    if ('writes' in message) {
      await db.atomic(message.writes)
      continue
    }
    if (!(await isTurn(run, one.receiver))) {
      await Promise.allSettled(prepared)
      const left = taken.slice(index)
      run.taken -= left.length
      await db.atomic(left.map((rest) => putBack(db, rest.row.id, doubtBefore(rest))))
      return
    }
    // At once, so that the next in turn reckons with it.
    const answered = sender.pacer.leave(one.receiver)
    depart(run, one.receiver, async () => {
      await db.atomic(await send(one, message.body, answered, sender))
    })
  }
}

function depart({ flights, failures }: Run, receiver: string, flight: () => Promise<void>): void {
  const flown = flight()
    .catch((error) => void failures.push(error))
    .finally(() => flights.delete(receiver))
  flights.set(receiver, flown)
}

/** Waits for the turn. @returns false: it will not come, the process stops or its lease is lost */
async function isTurn(run: Run, receiver: string): Promise<boolean> {
  const { pacer } = run.sender
  for (;;) {
    if (!(await mayGoOn(run))) return false
    const { waitMs, isForAnswer } = pacer.next(receiver)
    if (waitMs === 0) return true
    if (isForAnswer && run.flights.size > 0) await someLanded(run)
    else await pacer.pause(Math.min(waitMs, longestPauseMs))
  }
}

async function someLanded({ flights }: Run): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const glance = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, glanceMs)
  })
  await Promise.race([glance, ...flights.values()])
  clearTimeout(timer)
}

/**
 * For whom a message counts at the platform (§5.1): a user, a chat, the card that is redrawn. A
 * reply counts for its chat; where the event is forgotten that told the chat, for its message.
 */
function receiverOf({ target, chatId }: Pick<LaneHead, 'target' | 'chatId'>): string {
  if (target.type === 'patch') return `patch:${target.id}`
  if (target.type === 'reply') return chatId ?? `reply:${target.id}`
  return target.id
}

type Lease = ReturnType<typeof keepLease>

/** The right to send, and to the rows that were taken: renewed in time, or given up. */
function keepLease({ deps, wall, holder }: Sender) {
  let until = 0
  const take = async (): Promise<boolean> => {
    const at = wall.now()
    const isOurs = await takeLease(deps.db, senderLease, holder, at, leaseMs)
    until = isOurs ? at + leaseMs : 0
    return isOurs
  }
  return {
    take,
    /** @returns whether it is still ours; one that ran out is not taken back */
    renewInTime: async (): Promise<boolean> => {
      const at = wall.now()
      if (at >= until) return false
      if (at < until - leaseMs + renewMs) return true
      if (!(await take())) return false
      await deps.db.atomic([renewOutbox(deps.db, { holder, wall: at, leaseMs })])
      return true
    },
  }
}
