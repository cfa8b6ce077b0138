/** What is inside a body once it is readable. Its token and app are claims until compared. */
export type Envelope =
  | { readonly kind: 'challenge'; readonly challenge: string; readonly token: string }
  | {
      readonly kind: 'event'
      readonly eventId: string
      readonly eventType: string
      /** Epoch milliseconds. */
      readonly createTime: number
      readonly token: string
      readonly appId: string
      readonly tenantKey: string | null
      readonly event: unknown
    }

type Fields = Readonly<Record<string, unknown>>

/**
 * Epoch milliseconds of a platform time: seconds (10 digits, a fraction allowed), milliseconds
 * (13) or microseconds (16, as in card presses). Undefined where it is none of them. (§1.2)
 */
export function epochMs(value: unknown): number | undefined {
  const time = typeof value === 'string' && value !== '' ? Number(value) : value
  if (typeof time !== 'number' || !Number.isFinite(time) || time <= 0) return undefined
  if (time < 1e11) return Math.floor(time * 1000)
  return Math.floor(time < 1e14 ? time : time / 1000)
}

/**
 * Reads a decrypted body: the URL check, schema 2.0, or the legacy 1.0 form (§1.1, §1.2).
 * Checks by hand, not by zod: every delivery passes here. `arrivedAt` (epoch ms) stands in
 * for a create time that the platform left out.
 */
export function readEnvelope(body: unknown, arrivedAt: number): Envelope | undefined {
  const outer = fields(body)
  if (!outer) return undefined
  if (outer.type === 'url_verification') {
    const challenge = text(outer.challenge)
    return challenge ? { kind: 'challenge', challenge, token: text(outer.token) } : undefined
  }
  const header = fields(outer.header)
  return header ? readHeader(header, outer.event, arrivedAt) : readLegacy(outer, arrivedAt)
}

function readHeader(header: Fields, event: unknown, arrivedAt: number): Envelope | undefined {
  const eventId = text(header.event_id)
  const eventType = text(header.event_type)
  if (!eventId || !eventType || !fields(event)) return undefined
  return {
    kind: 'event',
    eventId,
    eventType,
    createTime: epochMs(header.create_time) ?? arrivedAt,
    token: text(header.token),
    appId: text(header.app_id),
    tenantKey: text(header.tenant_key) || null,
    event,
  }
}

function readLegacy(outer: Fields, arrivedAt: number): Envelope | undefined {
  const event = fields(outer.event)
  const eventId = text(outer.uuid)
  const eventType = text(event?.type)
  if (!event || !eventId || !eventType) return undefined
  return {
    kind: 'event',
    eventId,
    eventType,
    createTime: epochMs(outer.ts) ?? arrivedAt,
    token: text(outer.token),
    appId: text(event.app_id),
    tenantKey: text(event.tenant_key) || null,
    event,
  }
}

const fields = (value: unknown): Fields | undefined =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Fields)
    : undefined

const text = (value: unknown): string => (typeof value === 'string' ? value : '')
