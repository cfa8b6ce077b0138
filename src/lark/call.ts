import type { Client } from '@larksuiteoapi/node-sdk'
import type { z } from 'zod'
import type { Log } from '../ports.ts'
import { LarkError } from './errors.ts'
import { once } from './once.ts'
import { createTenantTokens, type KnownToken } from './tenant-token.ts'
import { createTransport } from './transport.ts'

export type LarkSettings = {
  readonly appId: string
  readonly appSecret: string
  /** From `larkBaseUrl`, without a slash at the end. */
  readonly baseUrl: string
  readonly log: Log
  /** Epoch milliseconds. */
  readonly now: () => number
  readonly fetch?: typeof fetch
  /** How long one call may take; 8 s where not given. */
  readonly timeoutMs?: number
  /** Shared by clients that come after each other: what was learnt needs not be asked again. */
  readonly memory?: LarkMemory
}

/** What is known of the app: its token and the bot's own id. */
export type LarkMemory = { token?: KnownToken; botOpenId?: string }

/** One call with a good token, its answer in the shape asked for. */
export type Call = <S extends z.ZodType>(
  shape: S,
  run: (client: Client, options: CallOptions) => Promise<unknown>,
) => Promise<z.infer<S>>

/** What `withTenantToken` of the SDK makes. */
type CallOptions = { readonly headers: Record<string, string> }

/** The token was refused, not the call (§5.3). */
const tokenCodes = new Set([99991663, 99991664, 99991665, 99991668])

/**
 * The SDK with our transport and our token. Only this module imports it, at the first call: it
 * takes 430 ms and 5 MB. A refused token is replaced and the call repeated, exactly once.
 */
export function createCall(settings: LarkSettings): Call {
  const { appId, appSecret, baseUrl, log, now, memory = {} } = settings
  const transport = createTransport({
    fetch: settings.fetch ?? ((...request) => fetch(...request)),
    secrets: [appSecret],
    ...(settings.timeoutMs === undefined ? {} : { timeoutMs: settings.timeoutMs }),
  })
  const tokens = createTenantTokens({ appId, appSecret, baseUrl, transport, now, memory })
  const sdk = once(async () => {
    const { Client, LoggerLevel, withTenantToken } = await import('@larksuiteoapi/node-sdk')
    const client = new Client({
      appId,
      appSecret,
      domain: baseUrl,
      httpInstance: transport,
      // With its cache the SDK would override the token that we pass (§9.1).
      disableTokenCache: true,
      logger: silent,
      loggerLevel: LoggerLevel.error,
    })
    return { client, withTenantToken }
  })

  return async (shape, run) => {
    const attempt = async (isLast: boolean): Promise<unknown> => {
      const [{ client, withTenantToken }, token] = await Promise.all([sdk(), tokens.get()])
      try {
        return await run(client, withTenantToken(token) as CallOptions)
      } catch (error) {
        if (!(error instanceof LarkError) || !tokenCodes.has(error.code)) throw error
        tokens.drop(token)
        if (isLast) throw error
        log('lark.token-refused', { code: error.code, logId: error.logId })
        return attempt(true)
      }
    }
    const parsed = shape.safeParse(await attempt(false))
    if (parsed.success) return parsed.data
    const places = parsed.error.issues.map(({ path }) => path.join('.') || 'all of it')
    throw new LarkError(0, `The answer lacks: ${places.join(', ')}`, { httpStatus: 200 })
  }
}

/** The SDK logs requests with message text, and with the app secret where the token fails. */
const ignore = () => {}
const silent = { error: ignore, warn: ignore, info: ignore, debug: ignore, trace: ignore }
