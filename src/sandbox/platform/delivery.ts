import { encrypt, newNonce, signature } from './crypto.ts'
import { LongConnections } from './long-connection.ts'
import type { LoggedEvent, Store } from './store.ts'

/** What may be forged in one delivery. */
export type Seal = {
  readonly encryptKey?: string
  readonly timestamp?: string
  readonly nonce?: string
  readonly signature?: string
}

export type Sealed = { readonly body: string; readonly headers: Record<string, string> }

export type Header = {
  readonly event_id?: string
  readonly create_time?: string
  readonly token?: string
  readonly app_id?: string
  readonly tenant_key?: string
}

/** What the webhook answered. Without a status no answer came: `failure` says why. */
export type Answered = {
  readonly status?: number
  readonly body: string
  readonly failure?: 'no-url' | 'timeout' | 'connect' | 'dns'
}

export type Delivered = Answered & {
  readonly eventId: string
  readonly type: string
  /** How often it was sent so far. */
  readonly attempts: number
  readonly isDone: boolean
}

type Event = { readonly logged: LoggedEvent; attempts: number; dueAt?: number }

/** 15 s, 5 min, 1 h, 6 h, each after the one before: event-subscription-guide, 4 retries at most. */
const retryMs = [15_000, 300_000, 3_600_000, 21_600_000] as const

export type Schedule = (at: number, run: () => void) => void

function failureOf(error: unknown): 'timeout' | 'connect' | 'dns' {
  const cause = error instanceof Error ? error.cause : undefined
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : ''
  if (error instanceof Error && error.name === 'TimeoutError') return 'timeout'
  return code === 'ENOTFOUND' || code === 'EAI_AGAIN' ? 'dns' : 'connect'
}

/** Sends events and callbacks to the bot, sealed as the platform seals them. */
export class Deliveries {
  webhookBase: string
  /** 事件配置: to the webhook's address, or over the long connection. */
  eventMode: 'webhook' | 'websocket' = 'webhook'
  readonly connections: LongConnections
  /** How often each event comes once more although it was answered. */
  duplicates = 0
  readonly #store: Store
  readonly #schedule: Schedule | undefined
  readonly #events = new Map<string, Event>()

  constructor(store: Store, webhookBase: string, schedule?: Schedule) {
    this.#store = store
    this.webhookBase = webhookBase
    this.#schedule = schedule
    this.connections = new LongConnections(store)
  }

  /** Encrypted and signed with the app's keys, or with forged ones. */
  sealed(body: unknown, seal: Seal = {}): Sealed {
    const { app, now } = this.#store
    const key = seal.encryptKey ?? app.encryptKey
    const plain = typeof body === 'string' ? body : JSON.stringify(body)
    const text = key === '' ? plain : JSON.stringify({ encrypt: encrypt(plain, key) })
    const timestamp = seal.timestamp ?? String(Math.floor(now() / 1000))
    const nonce = seal.nonce ?? newNonce()
    const headers = {
      'content-type': 'application/json; charset=utf-8',
      'x-lark-request-timestamp': timestamp,
      'x-lark-request-nonce': nonce,
      // Without an Encrypt Key nothing is signed.
      ...(key === ''
        ? {}
        : { 'x-lark-signature': seal.signature ?? signature(timestamp, nonce, key, text) }),
    }
    return { body: text, headers }
  }

  /** The envelope of schema 2.0. */
  envelope(type: string, event: object, header: Header = {}) {
    const { app, now } = this.#store
    const full = {
      event_id: this.#store.nextId(''),
      event_type: type,
      create_time: String(now()),
      token: app.verificationToken,
      app_id: app.appId,
      tenant_key: app.tenantKey,
      ...header,
    }
    return { schema: '2.0', header: full, event }
  }

  /** One POST, as it is. Redirects count as answers, not as ways. */
  async post(path: string, { body, headers }: Sealed): Promise<Answered> {
    if (!/^https?:\/\//.test(this.webhookBase)) return { body: '', failure: 'no-url' }
    try {
      const response = await fetch(`${this.webhookBase.replace(/\/$/, '')}${path}`, {
        method: 'POST',
        body,
        headers,
        redirect: 'manual',
        signal: AbortSignal.timeout(this.#store.limits.answerMs),
      })
      return { status: response.status, body: await response.text() }
    } catch (error) {
      return { body: '', failure: failureOf(error) }
    }
  }

  /** An event, delivered at least once; what fails is tried again later. */
  async send(type: string, event: object, header: Header = {}): Promise<Delivered> {
    const logged = this.#log(type, event, header)
    const entry: Event = { logged, attempts: 0 }
    this.#events.set(logged.eventId, entry)
    const delivered = await this.#attempt(entry)
    for (let more = 0; more < this.duplicates; more++) await this.redeliver(logged.eventId)
    return delivered
  }

  /** A callback: its answer counts at once, and it never comes again. */
  async call(type: string, event: object, header: Header = {}): Promise<Answered> {
    return this.#deliver(this.#log(type, event, header), '/webhook/card')
  }

  #log(type: string, event: object, header: Header): LoggedEvent {
    const body = this.envelope(type, event, header)
    const at = this.#store.now()
    const logged = { eventId: body.header.event_id, type, at, body, answers: [] }
    this.#store.events.push(logged)
    return logged
  }

  async #deliver(logged: LoggedEvent, path = '/webhook/event'): Promise<Answered> {
    const at = this.#store.now()
    const answer =
      this.eventMode === 'websocket'
        ? await this.connections.deliver(logged.eventId, JSON.stringify(logged.body))
        : await this.post(path, this.sealed(logged.body))
    logged.answers.push({ at, ms: this.#store.now() - at, ...answer })
    this.#store.tell({ kind: 'event', event: logged })
    return answer
  }

  /** The same event once more, whatever came of it. */
  async redeliver(eventId: string): Promise<Answered> {
    const entry = this.#events.get(eventId)
    if (!entry) throw new Error(`no event ${eventId}`)
    return this.#deliver(entry.logged)
  }

  /** Retries what is due by now; answers with what was sent. */
  async redeliverDue(now = this.#store.now()): Promise<Delivered[]> {
    const done: Delivered[] = []
    for (const entry of this.#events.values())
      if (entry.dueAt !== undefined && entry.dueAt <= now) done.push(await this.#attempt(entry))
    return done
  }

  /** Forgets what waits to be tried again. */
  startAnew(): void {
    this.#events.clear()
  }

  /** When the next retry is due. */
  get nextRetryAt(): number | undefined {
    const due = [...this.#events.values()].flatMap(({ dueAt }) => dueAt ?? [])
    return due.length > 0 ? Math.min(...due) : undefined
  }

  /** The check of the request URL, unsigned, 1 s: request-url-configuration-case. */
  async urlCheck(path = '/webhook/event'): Promise<Answered & { readonly isPassed: boolean }> {
    const challenge = this.#store.nextId('', 32)
    const token = this.#store.app.verificationToken
    const { body } = this.sealed({ challenge, token, type: 'url_verification' })
    const answer = await this.post(path, { body, headers: { 'content-type': 'application/json' } })
    const echoed = parsed(answer.body)
    const isPassed =
      answer.status === 200 &&
      typeof echoed === 'object' &&
      echoed !== null &&
      'challenge' in echoed &&
      echoed.challenge === challenge
    return { ...answer, isPassed }
  }

  async #attempt(entry: Event): Promise<Delivered> {
    delete entry.dueAt
    entry.attempts += 1
    const answer = await this.#deliver(entry.logged)
    const isDone = answer.status === 200
    const wait = retryMs[entry.attempts - 1]
    if (!isDone && wait !== undefined) {
      entry.dueAt = this.#store.now() + wait
      this.#schedule?.(entry.dueAt, () => void this.redeliverDue(entry.dueAt))
    }
    const { eventId, type } = entry.logged
    return { ...answer, eventId, type, attempts: entry.attempts, isDone }
  }
}

/** JSON, or undefined. */
export function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
