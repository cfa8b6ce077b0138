import type { Writes } from '../db/database.ts'
import { isDuplicate } from '../db/database.ts'
import {
  claimInbox,
  type InboxRow,
  markEventFailed,
  markHandled,
  recordHandled,
} from '../db/inbox.ts'
import { enqueueAll } from '../db/outbox.ts'
import {
  closeSlot,
  lastRunSlot,
  openSlot,
  skipSlots,
  slotState,
  takeOverSlot,
} from '../db/slots.ts'
import { diedTooOften, isLastFailure, type Tries } from '../db/tries.ts'
import { claimWork, markWorkDone, markWorkFailed, type WorkRow } from '../db/work.ts'
import { giveUpWork, handleEvent, jobs, runWork } from '../handlers/index.ts'
import type { Planned } from '../handlers/types.ts'
import { deliverDue, leaseMs, type Sender } from './deliver.ts'
import { nextSendTime } from './domain/jitter.ts'
import { type JobName, jobNames, latestSlot, type Slot, slotsBetween } from './domain/slots.ts'
import { withFacts } from './log.ts'
import type { Deps } from './ports.ts'

const inboxBatch = 32
/** A download may take 60 s, reading the document 10 s more. */
const workLeaseMs = 90_000
/** Rows of one commit while a slot is filled: nine statements. */
const chunkSize = 108
const maxSkipped = 60
/** An event whose handler fails is tried again after 1 s, 2 s, 4 s … */
const retryMs = ({ failures }: Tries) => 1000 * 2 ** failures

const endedIts = 'the last tries ended with their process'

/** The heartbeat: run the slots that are due, then handle what waits and send what waits. */
export async function tick(sender: Sender): Promise<void> {
  await runDueSlots(sender.deps, sender.wall.now())
  await sweep(sender)
}

/** Handles, works and sends until nothing waits any more. */
export async function sweep(sender: Sender): Promise<void> {
  for (;;) {
    const handled = await handleInbox(sender)
    const sent = (await deliverDue(sender)) ?? 0
    const worked = await doWaitingWork(sender)
    if (handled + sent + worked === 0) return
  }
}

/** Handles stored events until none waits or `most` were taken. @returns how many were taken */
export async function handleInbox(
  sender: Sender,
  most = Number.POSITIVE_INFINITY,
): Promise<number> {
  const { deps, wall, stopping } = sender
  let taken = 0
  while (taken < most && !stopping?.aborted) {
    const take = (limit: number, isAgain: boolean) =>
      claimInbox(deps.db, { wall: wall.now(), leaseMs, limit, isAgain })
    const events = await take(Math.min(inboxBatch, most - taken), false)
    await Promise.all(events.map((event) => handle(event, sender)))
    // What came to no end may have ended its process: alone it takes no other event with it.
    const again = await take(1, true)
    for (const event of again) await handle(event, sender)
    if (events.length + again.length === 0) return taken
    taken += events.length + again.length
  }
  return taken
}

/** Does long work, one after the other, until none waits or `most` is done. @returns how much */
export async function doWaitingWork(
  sender: Sender,
  most = Number.POSITIVE_INFINITY,
): Promise<number> {
  const { deps, wall, stopping } = sender
  let taken = 0
  while (taken < most && !stopping?.aborted) {
    const work = await claimWork(deps.db, { wall: wall.now(), leaseMs: workLeaseMs })
    if (!work) return taken
    taken += 1
    await doWork(work, sender)
  }
  return taken
}

async function handle(event: InboxRow, sender: Sender): Promise<void> {
  const { key, requestId } = event
  const deps = { ...sender.deps, log: withFacts(sender.deps.log, { key, requestId }) }
  const at = deps.clock.now()
  try {
    if (diedTooOften(event)) throw new Error(endedIts)
    const writes = await handleEvent(event, deps)
    await deps.db.atomic([
      recordHandled(deps.db, event, at),
      ...writes,
      markHandled(deps.db, event.key, at),
    ])
    deps.metrics.event(event.kind, 'handled')
    if (writes.length > 0) deps.wake()
  } catch (error) {
    await deps.db.atomic(afterFailure(event, error, deps, sender.wall.now()))
  }
}

function afterFailure(event: InboxRow, error: unknown, deps: Deps, wall: number): Writes {
  if (isDuplicate(error, 'handled_events')) {
    deps.metrics.event(event.kind, 'repeated')
    return [markHandled(deps.db, event.key, wall)]
  }
  const isLast = isLastFailure(event)
  deps.metrics.event(event.kind, isLast ? 'given-up' : 'failed')
  deps.log(isLast ? 'event.given-up' : 'event.failed', {
    kind: event.kind,
    attempts: event.attempts,
    error,
  })
  const retryAt = isLast ? null : wall + retryMs(event)
  return markEventFailed(deps.db, event.key, String(error), retryAt)
}

async function doWork(work: WorkRow, { deps, wall }: Sender): Promise<void> {
  try {
    if (diedTooOften(work)) throw new Error(endedIts)
    const writes = await runWork(work, deps)
    await deps.db.atomic([
      recordHandled(deps.db, { key: `work:${work.id}`, kind: work.kind }, deps.clock.now()),
      ...writes,
      ...markWorkDone(deps.db, work.id, wall.now()),
    ])
    deps.wake()
  } catch (error) {
    if (isDuplicate(error, 'handled_events')) {
      await deps.db.atomic(markWorkDone(deps.db, work.id, wall.now()))
      return
    }
    const isLast = isLastFailure(work)
    deps.log(isLast ? 'work.given-up' : 'work.failed', { id: work.id, kind: work.kind, error })
    const retryAt = isLast ? null : wall.now() + retryMs(work)
    const told = isLast ? await giveUpWork(work, deps) : []
    await deps.db.atomic([...markWorkFailed(deps.db, work.id, String(error), retryAt), ...told])
  }
}

/**
 * Runs each job's latest slot that is due and was not run; older missed ones are recorded as
 * skipped. Running it again finds nothing to do; of two processes one runs a slot.
 * @param isImmediate rows may leave at once, without jitter (`duban schedule run`)
 * @returns how many messages were planned
 */
export async function runDueSlots(deps: Deps, wall: number, isImmediate = false): Promise<number> {
  let planned = 0
  const failures: unknown[] = []
  for (const job of jobNames) {
    const slot = latestSlot(job, deps.clock.now())
    if (!isImmediate && isTooLate(slot, deps.clock.now())) continue
    try {
      planned += await runSlot(slot, deps, wall, isImmediate)
    } catch (error) {
      // One job that fails must not keep the others from running; its slot is taken up again.
      failures.push(error)
      deps.log('slot.failed', { job, at: new Date(slot.at).toISOString(), error })
    }
  }
  if (failures.length > 0) throw failures[0]
  return planned
}

/** @returns how many messages were planned; none where another process has the slot */
async function runSlot(
  slot: Slot,
  deps: Deps,
  wall: number,
  isImmediate: boolean,
): Promise<number> {
  if (!(await takeSlot(slot, deps, wall))) return 0
  const { job } = slot
  const { messages, writes = [] } = await planSlot(slot, deps, isImmediate)
  for (let start = 0; start < messages.length; start += chunkSize) {
    const chunk = messages.slice(start, start + chunkSize)
    await deps.db.atomic(enqueueAll(deps.db, chunk.map(asBulk), deps.clock.now()))
  }
  await deps.db.atomic([...writes, ...closeSlot(deps.db, job, slot.at, wall)])
  deps.log('slot.closed', { job, at: new Date(slot.at).toISOString(), planned: messages.length })
  return messages.length
}

/** What could leave only after the job's next slot is left to that one, which catches up. */
export const isTooLate = (slot: Slot, now: number): boolean =>
  slot.job !== 'directory_mirror' && latestSlot(slot.job, nextSendTime(now)).at !== slot.at

/** What the due slots would send, and nothing done. */
export async function previewDueSlots(
  deps: Deps,
): Promise<readonly (Planned & { job: JobName })[]> {
  const previews: (Planned & { job: JobName })[] = []
  for (const job of jobNames) {
    const slot = latestSlot(job, deps.clock.now())
    if (await slotState(deps.db, job, slot.at)) continue
    const { messages } = await planSlot(slot, deps, true)
    previews.push(...messages.map((message) => ({ ...message, job })))
  }
  return previews
}

async function planSlot(slot: Slot, deps: Deps, isImmediate: boolean) {
  const since = (await lastRunSlot(deps.db, slot.job, slot.at)) ?? null
  return jobs[slot.job](slot, { since, isImmediate }, deps)
}

const asBulk = (message: Planned) => ({ ...message, priority: 'bulk' as const })

/** @returns whether this process has the slot now */
async function takeSlot(slot: Slot, deps: Deps, wall: number): Promise<boolean> {
  const state = await slotState(deps.db, slot.job, slot.at)
  if (state?.state === 'open') return takeOverSlot(deps.db, slot.job, slot.at, wall, leaseMs)
  if (state) return false
  const last = await lastRunSlot(deps.db, slot.job, slot.at)
  const missed = last === undefined ? [] : slotsBetween(slot.job, last, slot.at - 1, maxSkipped)
  try {
    await deps.db.atomic([
      ...openSlot(deps.db, slot.job, slot.at, wall, leaseMs),
      ...skipSlots(
        deps.db,
        slot.job,
        missed.map(({ at }) => at),
        wall,
      ),
    ])
    return true
  } catch (error) {
    if (isDuplicate(error, 'slots')) return false
    throw error
  }
}
