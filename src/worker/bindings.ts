import type { D1Binding } from '../../db/d1.ts'

/** What `wrangler.toml` binds, and the settings and secrets beside it. */
export type Env = {
  readonly DB: D1Binding
  /** The queue that only wakes. Without it the Worker sweeps after its answer. */
  readonly WAKE?: WakeQueue
  readonly [setting: string]: unknown
}

type WakeQueue = {
  readonly send: (body: unknown, options?: { readonly delaySeconds?: number }) => Promise<unknown>
}

/** What the runtime gives with each run, by shape. */
export type Run = { readonly waitUntil: (work: Promise<unknown>) => void }
