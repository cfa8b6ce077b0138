/**
 * What may leave within a sliding window. The platform allows 50/s and 1000/min over all (page
 * §5.1); we leave at 48/s and, lasting, at 980/min (design §12).
 *
 * The minute is kept by two windows. A window of 980 in one minute would hold back the last twenty
 * of a thousand messages for forty seconds; so one minute may use the platform's whole thousand,
 * and two minutes together 1,960.
 *
 * `leave` counts when a call left. `arrive` counts when the platform may have counted it, which
 * nobody tells us: at the latest when its answer came. Kept so, a limit holds however unevenly the
 * network delays the calls.
 */
const windows = [
  { calls: 48, ms: 1_000, by: 'leave' },
  { calls: 50, ms: 1_000, by: 'arrive' },
  { calls: 1_000, ms: 60_000, by: 'arrive' },
  { calls: 1_960, ms: 120_000, by: 'leave' },
] as const
const minute = windows[2]
/** 5/s to one user, to one chat, to one message that is redrawn (page §5.1). */
const ofReceiver = { calls: 5, ms: 1_000, by: 'arrive' } as const
const longestMs = 120_000

/** Calls leave this far apart, and this many may make up for a pause: even is safer than in heaps. */
const stepMs = 1_000 / 48
const catchUp = 16
/** A call without an answer was counted by then, or never will be. */
const doubtMs = 2_000
/** With more receivers than this in memory the idle ones are forgotten. */
const manyReceivers = 200

type Window = { readonly calls: number; readonly ms: number; readonly by: 'leave' | 'arrive' }
type Call = { at: number; answeredAt: number | null }
type Receiver = { calls: Call[]; heldUntil: number }
type State = {
  /** By the time they left. */
  calls: Call[]
  readonly receivers: Map<string, Receiver>
  heldUntil: number
  /** When the next call would leave if all kept their distance. */
  evenAt: number
  /** The shortest way to an answer so far. */
  shortestMs: number
  knownUntil: number
}

/** When the next call may leave. */
type Turn = {
  /** From now, in ms; 0: at once. */
  readonly waitMs: number
  /** Nothing but an answer that is still out holds it back: look again when one has come. */
  readonly isForAnswer: boolean
}

/** Says when calls may leave, so that no limit of the platform is met. Holds plain values only. */
export type Pacer = {
  /** When a call may leave: to `receiver`, or to anybody who is free. */
  readonly next: (receiver?: string) => Turn
  /** Takes the turn. @returns what to call when the answer has come or failed: says when that was */
  readonly leave: (receiver: string) => () => number
  /** How long this receiver's own limit holds a call back, in ms. */
  readonly ownWaitMs: (receiver: string) => number
  /** How many calls may leave within the next `aheadMs`, and how many the minute has left. */
  readonly room: (aheadMs: number) => { readonly calls: number; readonly ofMinute: number }
  /** Nothing leaves for `ms`: to this receiver, or at all. */
  readonly hold: (ms: number, receiver?: string) => void
  /** Counts calls that others made, at these times. */
  readonly remember: (calls: readonly { readonly at: number; readonly receiver: string }[]) => void
  /** The latest answer that is counted, epoch ms; before it everything is. */
  readonly knownUntil: () => number
  /** How many receivers are in memory. */
  readonly receivers: () => number
  /** Lets that many ms pass. */
  readonly pause: (ms: number) => Promise<void>
}

/** @param now wall time, epoch ms @param pause waits that many ms */
export function createPacer(now: () => number, pause: (ms: number) => Promise<void>): Pacer {
  const state: State = {
    calls: [],
    receivers: new Map(),
    heldUntil: 0,
    evenAt: 0,
    shortestMs: Number.POSITIVE_INFINITY,
    knownUntil: 0,
  }
  return {
    next: (receiver) => nextTurn(state, now(), receiver),
    ownWaitMs: (receiver) => ownTurn(state, now(), receiver).waitMs,
    leave: (receiver) => {
      const at = now()
      tidy(state, at)
      const call: Call = { at, answeredAt: null }
      state.calls.push(call)
      receiverOf(state, receiver, at).calls.push(call)
      state.evenAt = Math.max(state.evenAt, at) + stepMs
      return () => answered(state, call, now())
    },
    room: (aheadMs) => roomWithin(state, now(), aheadMs),
    hold: (ms, receiver) => {
      const at = now()
      const held = receiver === undefined ? state : receiverOf(state, receiver, at)
      held.heldUntil = Math.max(held.heldUntil, at + ms)
    },
    remember: (calls) => remember(state, now(), calls),
    knownUntil: () => Math.max(state.knownUntil, now() - longestMs),
    receivers: () => state.receivers.size,
    pause,
  }
}

/** When the platform counted the call at the latest. */
function countedAt(call: Call, window: Window, state: State, at: number): number {
  if (window.by === 'leave') return call.at
  // Every call takes the shortest way's time: only what is beyond it is in doubt.
  const seen = call.answeredAt === null ? at : call.answeredAt - state.shortestMs
  return Math.max(call.at, Math.min(seen, call.at + doubtMs))
}

/** When those calls were counted that are in the window at `soon`, from what is known at `at`. */
function counted(
  calls: readonly Call[],
  window: Window,
  state: State,
  at: number,
  soon = at,
): readonly number[] {
  const first = calls.findIndex((call) => call.at > soon - window.ms - doubtMs)
  if (first < 0) return []
  return calls
    .slice(first)
    .map((call) => countedAt(call, window, state, at))
    .filter((time) => time > soon - window.ms)
}

function waitFor(calls: readonly Call[], window: Window, state: State, at: number): Turn {
  const times = counted(calls, window, state, at)
  if (times.length < window.calls) return atOnce
  const blocking = times.toSorted((a, b) => a - b)[times.length - window.calls] ?? at
  const isAnyOut = calls.some(({ answeredAt }) => answeredAt === null)
  return {
    waitMs: blocking + window.ms - at,
    isForAnswer: window.by === 'arrive' && isAnyOut && blocking >= at,
  }
}

const atOnce: Turn = { waitMs: 0, isForAnswer: false }

function nextTurn(state: State, at: number, receiver: string | undefined): Turn {
  tidy(state, at)
  const evenly = state.evenAt - (catchUp - 1) * stepMs
  const turns: readonly Turn[] = [
    { waitMs: Math.floor(Math.max(state.heldUntil, evenly) - at), isForAnswer: false },
    ...windows.map((window) => waitFor(state.calls, window, state, at)),
    ...(receiver === undefined ? [] : [ownTurn(state, at, receiver)]),
  ]
  return turns.reduce(later, atOnce)
}

function ownTurn(state: State, at: number, receiver: string): Turn {
  const own = state.receivers.get(receiver)
  if (!own) return atOnce
  const held = { waitMs: own.heldUntil - at, isForAnswer: false }
  return [held, waitFor(own.calls, ofReceiver, state, at)].reduce(later, atOnce)
}

const later = (a: Turn, b: Turn): Turn => (b.waitMs > a.waitMs ? b : a)

function roomWithin(state: State, at: number, aheadMs: number) {
  tidy(state, at)
  const soon = at + aheadMs
  const ofMinute = minute.calls - counted(state.calls, minute, state, at).length
  if (state.heldUntil > soon) return { calls: 0, ofMinute }
  const even = Math.floor((soon - Math.max(state.evenAt, at)) / stepMs) + catchUp
  const free = windows.map(
    (window) => window.calls - counted(state.calls, window, state, at, soon).length,
  )
  return { calls: Math.max(0, Math.min(even, ...free)), ofMinute }
}

function answered(state: State, call: Call, at: number): number {
  call.answeredAt ??= Math.max(at, call.at)
  state.shortestMs = Math.min(state.shortestMs, call.answeredAt - call.at)
  state.knownUntil = Math.max(state.knownUntil, call.answeredAt)
  return call.answeredAt
}

function remember(
  state: State,
  now: number,
  calls: readonly { readonly at: number; readonly receiver: string }[],
): void {
  for (const { at, receiver } of calls) {
    const call: Call = { at: Math.min(at, now), answeredAt: Math.min(at, now) }
    state.calls.push(call)
    receiverOf(state, receiver, now).calls.push(call)
    state.knownUntil = Math.max(state.knownUntil, call.at)
  }
  if (calls.length > 0) state.calls.sort((a, b) => a.at - b.at)
}

/** Forgets what no window reaches any more; a clock that was set back must not block for long. */
function tidy(state: State, at: number): void {
  if ((state.calls.at(-1)?.at ?? 0) > at) {
    for (const call of state.calls) call.at = Math.min(call.at, at)
  }
  state.evenAt = Math.min(state.evenAt, at + catchUp * stepMs)
  const kept = state.calls.findIndex((call) => call.at > at - longestMs - doubtMs)
  if (kept !== 0) state.calls = kept < 0 ? [] : state.calls.slice(kept)
  if (state.receivers.size <= manyReceivers) return
  for (const [key, { calls, heldUntil }] of state.receivers) {
    const isIdle = heldUntil <= at && counted(calls, ofReceiver, state, at).length === 0
    if (isIdle) state.receivers.delete(key)
  }
}

function receiverOf(state: State, key: string, at: number): Receiver {
  const receiver = state.receivers.get(key) ?? { calls: [], heldUntil: 0 }
  receiver.calls = receiver.calls.filter((call) => call.at > at - ofReceiver.ms - doubtMs)
  state.receivers.set(key, receiver)
  return receiver
}
