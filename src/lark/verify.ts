import { createDecipheriv, createHash, timingSafeEqual } from 'node:crypto'
import { type Envelope, readEnvelope } from './envelope.ts'

export type VerifierSettings = {
  readonly appId: string
  readonly encryptKey: string
  readonly verificationToken: string
}

/** One delivery as it arrived. */
type WebhookRequest = {
  /** The exact bytes: the signature covers them, not their meaning. */
  readonly rawBody: Uint8Array
  readonly headers: SignatureHeaders
  /** Epoch milliseconds. */
  readonly now: number
}

type SignatureHeaders = {
  /** `X-Lark-Request-Timestamp` */
  readonly timestamp: string | null | undefined
  /** `X-Lark-Request-Nonce` */
  readonly nonce: string | null | undefined
  /** `X-Lark-Signature` */
  readonly signature: string | null | undefined
}

export type OpenedEvent = {
  readonly ok: true
  readonly kind: 'event'
  /** `header.event_id`, or `uuid` of a 1.0 event. */
  readonly eventId: string
  readonly eventType: string
  /** Epoch milliseconds. */
  readonly createTime: number
  readonly appId: string
  readonly tenantKey: string | null
  readonly event: unknown
}

type Opened =
  | { readonly ok: true; readonly kind: 'challenge'; readonly challenge: string }
  | OpenedEvent

type RefusalReason =
  | 'bad-signature'
  | 'missing-signature'
  | 'plain-body'
  | 'undecipherable'
  | 'wrong-token'
  | 'wrong-app'
  /** Outside the accepted time: older than the limit, or more than five minutes ahead. */
  | 'too-old'
  | 'malformed'

type Refused = { readonly ok: false; readonly reason: RefusalReason }

export type Verifier = {
  readonly openRequest: (request: WebhookRequest) => Opened | Refused
}

/** A press is never delivered again; an event is, up to 7 h 5 min later (§1.4, §1.8). */
const pressAgeLimitMs = 5 * 60_000
const eventAgeLimitMs = 8 * 3_600_000
const aheadLimitMs = 5 * 60_000

/**
 * Opens webhook deliveries: signature, decryption, token, app, age (§1.1 to §1.4).
 * The reason of a refusal is for the log. Answer all of them alike: telling 'undecipherable' from
 * 'missing-signature' to a stranger would help to decrypt what was overheard.
 */
export function createVerifier(settings: VerifierSettings): Verifier {
  const { appId, encryptKey, verificationToken } = settings
  if (!appId || !encryptKey || !verificationToken) {
    throw new Error('A webhook needs an app id, an encrypt key and a verification token')
  }
  const aesKey = createHash('sha256').update(encryptKey, 'utf8').digest()
  const token = Buffer.from(verificationToken, 'utf8')

  const admit = (
    envelope: Envelope,
    signedAt: number | undefined,
    now: number,
  ): Opened | Refused => {
    const isChallenge = envelope.kind === 'challenge'
    if (!isChallenge && signedAt === undefined) return refuse('missing-signature')
    if (!isSame(envelope.token, token)) return refuse('wrong-token')
    if (isChallenge) return { ok: true, kind: 'challenge', challenge: envelope.challenge }
    if (envelope.appId !== appId) return refuse('wrong-app')
    const isPress = envelope.eventType === 'card.action.trigger'
    const age = now - (signedAt ?? now)
    if (age > (isPress ? pressAgeLimitMs : eventAgeLimitMs) || age < -aheadLimitMs) {
      return refuse('too-old')
    }
    const { kind, eventId, eventType, createTime, tenantKey, event } = envelope
    return { ok: true, kind, eventId, eventType, createTime, appId, tenantKey, event }
  }

  const openRequest = ({ rawBody, headers, now }: WebhookRequest): Opened | Refused => {
    const { timestamp, nonce, signature } = headers
    // The URL check carries no signature, so its absence is judged after reading (§1.1).
    const isSigned = Boolean(timestamp && nonce && signature)
    if (isSigned) {
      const hash = createHash('sha256').update(`${timestamp}${nonce}${encryptKey}`).update(rawBody)
      if (!isSame(signature as string, Buffer.from(hash.digest('hex')))) {
        return refuse('bad-signature')
      }
    }
    const signedAt = isSigned ? headerTime(timestamp as string) : undefined
    if (isSigned && signedAt === undefined) return refuse('malformed')

    const sealed = sealedText(rawBody)
    if (typeof sealed !== 'string') return sealed
    const opened = unseal(sealed, aesKey)
    if (opened === undefined) return refuse('undecipherable')
    const envelope = readEnvelope(opened.body, signedAt ?? now)
    if (envelope) return admit(envelope, signedAt, now)
    return refuse(isSigned ? 'malformed' : 'missing-signature')
  }

  return { openRequest }
}

const refuse = (reason: RefusalReason): Refused => ({ ok: false, reason })

/** Seconds or milliseconds: the documents do not say which (§1.4). */
function headerTime(timestamp: string): number | undefined {
  if (!/^(\d{10}|\d{13})$/.test(timestamp)) return undefined
  return Number(timestamp) * (timestamp.length === 10 ? 1000 : 1)
}

function sealedText(rawBody: Uint8Array): string | Refused {
  const bytes = Buffer.from(rawBody.buffer, rawBody.byteOffset, rawBody.byteLength)
  let body: unknown
  try {
    body = JSON.parse(bytes.toString('utf8'))
  } catch {
    return refuse('malformed')
  }
  if (typeof body !== 'object' || body === null) return refuse('malformed')
  const sealed = (body as { encrypt?: unknown }).encrypt
  if (sealed === undefined) return refuse('plain-body')
  return typeof sealed === 'string' ? sealed : refuse('malformed')
}

/** AES-256-CBC, the vector in the first 16 bytes, PKCS#7 (§1.3). */
function unseal(sealed: string, aesKey: Buffer): { readonly body: unknown } | undefined {
  const bytes = Buffer.from(sealed, 'base64')
  if (bytes.length < 32 || bytes.length % 16 !== 0) return undefined
  try {
    const decipher = createDecipheriv('aes-256-cbc', aesKey, bytes.subarray(0, 16))
    const plain = Buffer.concat([decipher.update(bytes.subarray(16)), decipher.final()])
    return { body: JSON.parse(plain.toString('utf8')) }
  } catch {
    return undefined
  }
}

function isSame(given: string, expected: Buffer): boolean {
  const bytes = Buffer.from(given, 'utf8')
  return bytes.length === expected.length && timingSafeEqual(bytes, expected)
}
