import type { Database, Writes } from '../../db/database.ts'
import { skipSlots } from '../../db/slots.ts'
import type { Sender } from '../deliver.ts'
import { workdayOnOrAfter } from '../domain/calendar.ts'
import type { IsoDate } from '../domain/draft-plan.ts'
import { type JobName, jobNames, slotOn, slotsBetween } from '../domain/slots.ts'
import { addDays, atShanghai, dayMs, shanghaiDate, weekdayOf } from '../domain/time.ts'
import { runDueSlots } from '../tick.ts'
import type { AdjustableClock } from './adjustable-clock.ts'
import type { Message, Platform } from './platform/platform.ts'
import { settle } from './settle.ts'

type Parts = {
  readonly clock: AdjustableClock
  readonly sender: Sender
  readonly platform: Platform
}

/** Of a job's slots on the way so many are run; older ones are skipped, as after a pause. */
const maxSlots = 60
/** A year and a month: further no plan goes. */
export const longestMoveMs = 400 * dayMs
/** The jitter is at most nine minutes: by then all of a slot has left. */
const allSentMs = 10 * 60_000

/**
 * Moves the clock of the bot and of the platform forward, and does on the way what would have been
 * done: each slot at its time, each message when it may leave. Nobody sleeps.
 * @param target epoch ms; an earlier one than now is refused
 * @param isUntilSent ends earlier: when the first messages on the way, and those of their slot, left
 * @returns what the bot sent on the way, oldest first
 */
export async function moveClock(
  target: number,
  parts: Parts,
  isUntilSent = false,
): Promise<readonly Message[]> {
  const { clock, platform } = parts
  const start = clock.now()
  if (target <= start) throw new RangeError('the clock goes forward only')
  if (target > start + longestMoveMs) throw new RangeError('the clock goes a year at most')
  const slots = slotTimes(start, target)
  const seen = platform.messages().length
  const sent = () => platform.messages().slice(seen).filter(isFromBot)
  let end = target
  for (let now = start; now < end; ) {
    now = await step(now, end, slots, parts)
    const isFound = isUntilSent && end === target && sent().length > 0
    if (isFound) end = Math.min(target, now + allSentMs)
  }
  return sent()
}

const isFromBot = ({ from }: Message): boolean => from === 'bot'

/** To the next time something happens, and does it. @returns when that was */
async function step(now: number, end: number, slots: readonly number[], parts: Parts) {
  const { clock, sender, platform } = parts
  const next = await nextMoment(now, end, slots, parts)
  await sender.deps.db.atomic(skipMirrors(now, next, sender))
  if (next > clock.now()) clock.moveTo(next)
  platform.store.tell({ kind: 'time' })
  await platform.redeliverDue()
  await runDueSlots(sender.deps, sender.wall.now())
  await settle(sender)
  return next
}

/** Nobody joins or leaves while the clock moves: the directory need not be mirrored each night. */
function skipMirrors(from: number, to: number, { deps, wall }: Sender): Writes {
  const nights = slotsBetween('directory_mirror', from, to, longestMoveMs / dayMs)
  return skipSlots(
    deps.db,
    'directory_mirror',
    nights.map(({ at }) => at),
    wall.now(),
  )
}

/** When a job runs on the way, in order. */
function slotTimes(start: number, target: number): readonly number[] {
  const times = jobNames
    .filter((job) => job !== 'directory_mirror')
    .flatMap((job) => slotsBetween(job, start, target, maxSlots))
  return [...new Set(times.map(({ at }) => at))].sort((one, other) => one - other)
}

/** The next time something happens, or the end. */
async function nextMoment(
  now: number,
  target: number,
  slots: readonly number[],
  { sender, platform }: Parts,
): Promise<number> {
  const after = [
    slots.find((at) => at > now),
    await nextLeaving(sender.deps.db, now),
    platform.nextRetryAt(),
  ].filter((at) => at !== undefined && at > now)
  return Math.min(target, ...after.map(Number))
}

/** When the next message that waits may leave. */
async function nextLeaving(db: Database, now: number): Promise<number | undefined> {
  const { at } = await db.query
    .selectFrom('outbox')
    .select(({ fn }) => fn.min('not_before').as('at'))
    .where('state', '=', 'waiting')
    .where('not_before', '>', now)
    .executeTakeFirstOrThrow()
  return at === null ? undefined : Number(at)
}

/** The moments that the page offers, epoch ms. */
export function clockTargets(now: number) {
  const today = shanghaiDate(now)
  const morning = (date: IsoDate) => atShanghai(date, '08:30')
  return {
    now,
    nextMorning: morning(workdayOnOrAfter(morning(today) > now ? today : addDays(today, 1))),
    nextMonday: morning(addDays(today, 8 - weekdayOf(today))),
    nextDigest: nextOf(['leader_digest', 'group_digest'], now),
  }
}

/** The next slot of these jobs, and when the last of its messages has left. */
function nextOf(jobs: readonly JobName[], now: number) {
  for (let date = shanghaiDate(now); ; date = addDays(date, 1)) {
    const times = jobs
      .flatMap((job) => slotOn(job, date) ?? [])
      .map(({ at }) => at)
      .filter((at) => at > now)
    const slotAt = Math.min(...times)
    if (times.length > 0) return { slotAt, sentBy: slotAt + allSentMs }
  }
}
