/**
 * The long connection (platform page §2): we open it, so no public address is needed; the platform
 * sends over it what else comes by webhook, unsealed, since it knows us by our secret.
 */
import type { Log } from '../ports.ts'
import { readEnvelope } from './envelope.ts'
import { LarkError } from './errors.ts'
import { createTransport, type Transport } from './transport.ts'
import type { OpenedEvent } from './verify.ts'

export type ConnectionSettings = {
  readonly appId: string
  readonly appSecret: string
  /** From `larkBaseUrl`, without a slash at the end. */
  readonly baseUrl: string
  readonly log: Log
  /** Epoch milliseconds. */
  readonly now: () => number
  /**
   * Takes in an event or a press; what it resolves to is the answer.
   * @throws when it could not be stored: the platform will deliver it again
   */
  readonly receive: (opened: OpenedEvent) => Promise<unknown>
}

export type LongConnection = {
  readonly isOpen: () => boolean
  /** What kept it from opening, last time, in the platform's words; undefined while it is open. */
  readonly problem: () => string | undefined
  /** Takes nothing more, answers what came, ends the connection. */
  readonly close: () => Promise<void>
}

/** How long the socket may take to open, in ms. */
const handshakeTimeoutMs = 10_000
/**
 * A ping that nothing follows within so many seconds ends the connection, and a new one is made:
 * without this a half-open socket is never noticed. Shorter than the pings are apart (120 s), since
 * each of them starts the wait anew.
 */
const pingTimeoutSeconds = 60

/** Opens the connection, and again whenever it breaks, until it is closed. Loads the SDK. */
export async function openLongConnection(settings: ConnectionSettings): Promise<LongConnection> {
  const { appId, appSecret, baseUrl, log } = settings
  const { WSClient, LoggerLevel } = await import('@larksuiteoapi/node-sdk')
  const underWay = new Set<Promise<unknown>>()
  let problem: string | undefined
  let isClosing = false
  const told = (event: string) => () => {
    problem = undefined
    log(event)
  }
  const client = new WSClient({
    appId,
    appSecret,
    domain: baseUrl,
    httpInstance: tellingTransport(settings, (reason) => {
      problem = reason
    }),
    handshakeTimeoutMs,
    wsConfig: { pingTimeout: pingTimeoutSeconds },
    logger: silent,
    loggerLevel: LoggerLevel.error,
    onReady: told('connection.opened'),
    onReconnecting: () => log('connection.lost'),
    onReconnected: told('connection.opened-again'),
  })
  const invoke = (body: unknown): Promise<unknown> => {
    if (isClosing) throw new Error('the connection is being closed')
    const work = take(body, settings)
    const one: Promise<unknown> = work.catch(() => {}).finally(() => underWay.delete(one))
    underWay.add(one)
    return work
  }
  // All that the client uses of a dispatcher; the SDK's own would judge and answer by itself.
  const eventDispatcher = { invoke } as unknown as Parameters<
    typeof client.start
  >[0]['eventDispatcher']
  void client.start({ eventDispatcher })
  return {
    isOpen: () => client.getConnectionStatus().state === 'connected',
    problem: () => problem,
    close: async () => {
      isClosing = true
      await Promise.all(underWay)
      client.close({ force: false })
    },
  }
}

/** What cannot be read is thrown: answered with a failure, it is seen in the platform's log. */
async function take(body: unknown, { appId, log, now, receive }: ConnectionSettings) {
  const envelope = readEnvelope(body, now())
  if (envelope?.kind !== 'event' || (envelope.appId && envelope.appId !== appId)) {
    log('connection.refused', { reason: envelope ? 'wrong-app' : 'malformed' })
    throw new Error('not an event of ours')
  }
  try {
    return await receive({ ...envelope, ok: true })
  } catch (error) {
    log('connection.failed', { eventId: envelope.eventId, eventType: envelope.eventType, error })
    throw error
  }
}

/** Our transport, that also tells why the platform did not give an address to connect to. */
function tellingTransport({ appSecret, log }: ConnectionSettings, tell: (reason: string) => void) {
  const transport = createTransport({ fetch, secrets: [appSecret] })
  const request: Transport['request'] = async (asked) => {
    try {
      return await transport.request(asked)
    } catch (error) {
      log('connection.not-opened', { error })
      tell(error instanceof LarkError ? error.message : 'unknown')
      throw error
    }
  }
  return { ...transport, request }
}

/** The SDK would log payloads. */
const ignore = () => {}
const silent = { error: ignore, warn: ignore, info: ignore, debug: ignore, trace: ignore }
