import { parseInstant } from '../../src/domain/time.ts'

/** A clock that stands still until the test moves it. */
export type TestClock = ReturnType<typeof testClock>

const instant = (moment: string): number => {
  const at = parseInstant(moment)
  if (at === undefined) throw new Error(`unreadable moment: ${moment}`)
  return at
}

/** @param start ISO 8601; without offset: Shanghai */
export function testClock(start: string) {
  let at = instant(start)
  return {
    now: () => at,
    moveTo: (moment: string) => {
      at = instant(moment)
    },
    /** Lets that many ms pass. */
    pass: (ms: number) => {
      at += ms
    },
  }
}

/** The real time, from another moment. */
export function runningClock(start: string): TestClock & { readonly offset: () => number } {
  let offset = instant(start) - Date.now()
  return {
    now: () => Date.now() + offset,
    /** From the real time, in ms. */
    offset: () => offset,
    moveTo: (moment) => {
      offset = instant(moment) - Date.now()
    },
    pass: (ms) => {
      offset += ms
    },
  }
}
