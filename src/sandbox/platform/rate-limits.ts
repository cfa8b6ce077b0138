import { Refusal } from './refusal.ts'
import type { Store } from './store.ts'

/** Counts calls in sliding windows of the emulator's clock, which may be put back. */
export class RateLimits {
  readonly #store: Store
  readonly #calls = new Map<string, number[]>()
  readonly #targets = new Map<string, number[]>()
  readonly #months = new Map<string, number>()

  constructor(store: Store) {
    this.#store = store
  }

  /** 50/s and 1000/min per API: HTTP 429 with the seconds to wait (uUzN04SN3QjL1cDN). */
  countCall(api: string): void {
    const now = this.#store.now()
    const { perSecond, perMinute } = this.#store.limits
    const calls = (this.#calls.get(api) ?? []).filter((at) => at > now - 60_000 && at <= now)
    const lastSecond = calls.filter((at) => at > now - 1000)
    if (calls.length >= perMinute) throttle(perMinute, (calls[0] ?? now) + 60_000 - now)
    if (lastSecond.length >= perSecond) throttle(perSecond, (lastSecond[0] ?? now) + 1000 - now)
    this.#countMonth(api, now)
    this.#calls.set(api, [...calls, now])
  }

  /** The monthly quota of the free edition, over all APIs but those of contacts: 99991403. */
  #countMonth(api: string, now: number): void {
    if (api.includes(' /contact/')) return
    const month = new Date(now + 8 * 3_600_000).toISOString().slice(0, 7)
    const count = (this.#months.get(month) ?? 0) + 1
    if (count > this.#store.limits.perMonth) throw new Refusal(99991403)
    this.#months.set(month, count)
  }

  /** 5/s per receiver, per chat and per patched message: im-v1/message/create, im-v1/message/patch. */
  countTarget(target: string): void {
    const now = this.#store.now()
    const sent = (this.#targets.get(target) ?? []).filter((at) => at > now - 1000 && at <= now)
    if (sent.length >= this.#store.limits.perTarget) throw new Refusal(230020)
    this.#targets.set(target, [...sent, now])
  }
}

function throttle(limit: number, waitMs: number): never {
  throw new Refusal(99991400, {
    status: 429,
    headers: {
      'x-ogw-ratelimit-limit': String(limit),
      'x-ogw-ratelimit-reset': String(Math.max(1, Math.ceil(waitMs / 1000))),
    },
  })
}
