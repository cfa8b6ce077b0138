/** Numbers that look random and are the same for the same seed (mulberry32). */
export type Random = {
  /** From 0 up to 1. */
  readonly next: () => number
  /** A whole number from 0 to `end` - 1. */
  readonly below: (end: number) => number
  readonly between: (from: number, to: number) => number
  readonly pick: <T>(from: readonly T[]) => T
  /** Another course of numbers, so that one part's draws do not move another's. */
  readonly fork: () => Random
}

export function createRandom(seed: number): Random {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const below = (end: number) => Math.floor(next() * end)
  return {
    next,
    below,
    between: (from, to) => from + next() * (to - from),
    pick: (from) => {
      if (from.length === 0) throw new Error('nothing to pick from')
      return from[below(from.length)] as (typeof from)[number]
    },
    fork: () => createRandom(below(2 ** 32)),
  }
}
