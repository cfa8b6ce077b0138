import { z } from 'zod'
import { LarkError } from './errors.ts'
import type { Transport } from './transport.ts'

export type TenantTokens = {
  /** A token that is good for some minutes yet. */
  readonly get: () => Promise<string>
  /** Forgets this token, unless a newer one has taken its place. */
  readonly drop: (token: string) => void
}

export type TokenSettings = {
  readonly appId: string
  readonly appSecret: string
  readonly baseUrl: string
  readonly transport: Transport
  readonly now: () => number
  /** Where the token is kept. */
  readonly memory: { token?: KnownToken }
}

export type KnownToken = { readonly value: string; readonly renewAt: number }

const renewBeforeMs = 3 * 60_000
const longestLifeMs = 2 * 3_600_000

const tokenAnswer = z.object({
  tenant_access_token: z.string().min(1),
  /** Seconds left, not always the full 7200. */
  expire: z.number().positive().catch(0),
})

/**
 * The app's token (§4.1): one request however many wait for it, since the SDK would make one for
 * each, and a new one three minutes before the end.
 */
export function createTenantTokens(settings: TokenSettings): TenantTokens {
  const { appId, appSecret, baseUrl, transport, now, memory } = settings
  let pending: Promise<string> | undefined

  const fetchToken = async (): Promise<string> => {
    const url = `${baseUrl}/open-apis/auth/v3/tenant_access_token/internal`
    const askedAt = now()
    const answer = await transport.post(url, { app_id: appId, app_secret: appSecret })
    const parsed = tokenAnswer.safeParse(answer)
    if (!parsed.success) {
      throw new LarkError(0, 'The token answer holds no token', { httpStatus: 200 })
    }
    const { tenant_access_token: value, expire } = parsed.data
    const lifeMs = Math.min(expire * 1000, longestLifeMs)
    const renewAt = askedAt + lifeMs - Math.min(renewBeforeMs, lifeMs / 2)
    memory.token = { value, renewAt }
    return value
  }

  return {
    get: async () => {
      const { token } = memory
      if (token && now() < token.renewAt) return token.value
      pending ??= fetchToken().finally(() => {
        pending = undefined
      })
      return pending
    },
    drop: (token) => {
      if (memory.token?.value === token) delete memory.token
    },
  }
}
