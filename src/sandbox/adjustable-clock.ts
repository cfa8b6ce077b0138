import type { Clock } from '../ports.ts'

export type AdjustableClock = Clock & {
  /** Goes on from that moment, at the speed of the real one. */
  readonly moveTo: (moment: number) => void
}

/** A clock that runs as the real one does, from a moment that can be moved. */
export function adjustableClock(startAt: number): AdjustableClock {
  let offset = startAt - Date.now()
  return {
    now: () => Date.now() + offset,
    moveTo: (moment) => {
      offset = moment - Date.now()
    },
  }
}
