import type { Log } from '../ports.ts'
import type { Env, Run } from './bindings.ts'

/** Calls for a run that sweeps: by the queue, or in this one after its answer where none is bound. */
export type Waker = {
  /** What this run has made waits; further calls say nothing new. */
  readonly wake: () => void
  /** This run sweeps itself: what it makes needs no other. */
  readonly hush: () => void
  /** This run leaves something. Without a queue the next minute's tick finds it. */
  readonly callNext: (delaySeconds?: number) => Promise<void>
}

export function createWaker(
  { WAKE }: Env,
  run: Run,
  log: Log,
  sweepHere: () => Promise<void>,
): Waker {
  let isAwake = false
  return {
    wake: () => {
      if (isAwake) return
      isAwake = true
      const called = WAKE ? WAKE.send({}) : sweepHere()
      // What was lost here is found by the next minute's tick.
      run.waitUntil(called.catch((error) => log('wake.failed', { error })))
    },
    hush: () => {
      isAwake = true
    },
    callNext: async (delaySeconds = 0) => {
      await WAKE?.send({}, { delaySeconds })
    },
  }
}
