/** Limits of the platform, with a margin (design §12; platform page §5.1). */
const perSecond = 48
const perMinute = 980
const perSecondAndReceiver = 5

/** Hands out turns to send, so that no limit of the platform is met. */
export type Pacer = {
  /** Resolves when the next message to `receiver` may leave. */
  readonly turn: (receiver: string) => Promise<void>
}

/** @param now wall time, epoch ms @param sleep waits that many ms */
export function createPacer(now: () => number, sleep: (ms: number) => Promise<void>): Pacer {
  const all: number[] = []
  const byReceiver = new Map<string, number[]>()

  const earliest = (times: readonly number[], count: number, windowMs: number): number => {
    const blocking = times[times.length - count]
    return blocking === undefined ? 0 : blocking + windowMs
  }
  const forget = (times: number[], before: number) => {
    while (times.length > 0 && (times[0] as number) < before) times.shift()
  }

  return {
    turn: async (receiver) => {
      const at = now()
      forget(all, at - 60_000)
      if (byReceiver.size > 10_000) byReceiver.clear()
      const own = byReceiver.get(receiver) ?? []
      forget(own, at - 1_000)
      byReceiver.set(receiver, own)
      const turn = Math.max(
        at,
        earliest(all, perSecond, 1_000),
        earliest(all, perMinute, 60_000),
        earliest(own, perSecondAndReceiver, 1_000),
      )
      // The turn is taken before the wait, so that the next caller reckons with it.
      all.push(turn)
      own.push(turn)
      if (turn > at) await sleep(turn - at)
    },
  }
}
