import { Refusal } from './refusal.ts'
import type { Store } from './store.ts'

const lifeMs = 7200_000
const renewMs = 1800_000

/** tenant_access_token: ukTMukTMukTM/ukDNz4SO0MjL5QzM/auth-v3/auth/tenant_access_token_internal */
export class Tokens {
  readonly #store: Store
  #issued: { token: string; until: number }[] = []

  constructor(store: Store) {
    this.#store = store
  }

  /** The same token while 30 minutes or more remain, then a new one beside the old. */
  issue(appId: unknown, appSecret: unknown): { token: string; expire: number } {
    const { app } = this.#store
    if (typeof appId !== 'string' || typeof appSecret !== 'string' || !appId || !appSecret)
      throw new Refusal(10003)
    if (appId !== app.appId) throw new Refusal(10003)
    if (appSecret !== app.appSecret) throw new Refusal(10014)
    const now = this.#store.wall()
    this.#issued = this.#issued.filter(({ until }) => until > now)
    let last = this.#issued.at(-1)
    if (!last || last.until - now < renewMs) {
      last = { token: this.#store.nextId('t-', 40), until: now + lifeMs }
      this.#issued.push(last)
    }
    return { token: last.token, expire: Math.floor((last.until - now) / 1000) }
  }

  /** The general codes of a missing, odd or expired token: ukTMukTMukTM/ugjM14COyUjL4ITN. */
  check(authorization: string | undefined): void {
    const token = authorization?.replace(/^Bearer\s+/i, '').trim()
    if (!token || token === 'Bearer') throw new Refusal(99991661)
    if (!/^[tu]-/.test(token)) throw new Refusal(99991671)
    const now = this.#store.wall()
    if (!this.#issued.some((entry) => entry.token === token && entry.until > now))
      throw new Refusal(99991663)
  }

  /** Makes every token invalid, as an administrator's reset of the secret would. */
  revoke(): void {
    this.#issued = []
  }
}
