/** Delivers what was not acknowledged again, as the platform does, only sooner. */
import { decrypt } from '../../src/sandbox/platform/crypto.ts'
import type { Exchange } from './relay.ts'

export type Envelope = {
  readonly header: { readonly event_id: string; readonly event_type: string }
  readonly event: { readonly message?: { readonly message_id: string } }
}

export function openEnvelope({ body }: Exchange, encryptKey: string): Envelope {
  const { encrypt } = JSON.parse(body.toString('utf8')) as { encrypt: string }
  return JSON.parse(decrypt(encrypt, encryptKey)) as Envelope
}

/** The platform waits 15 s, 5 min, 1 h and 6 h, then it gives up. Presses come once. */
const waitsMs = [700, 2500, 8000, 30_000] as const

export type Redelivery = {
  readonly see: (exchange: Exchange) => void
  /** Events that will come again. */
  readonly pending: () => number
  /** Never acknowledged, and it will not come again: nobody owes it anything. */
  readonly gaveUp: (eventId: string) => boolean
  readonly stop: () => void
}

/** @param redeliver sends the event of that id once more */
export function createRedelivery(
  encryptKey: string,
  redeliver: (eventId: string) => Promise<unknown>,
): Redelivery {
  const attempts = new Map<string, number>()
  const timers = new Map<string, NodeJS.Timeout>()
  let underWay = 0
  const again = async (eventId: string) => {
    timers.delete(eventId)
    underWay += 1
    await redeliver(eventId)
    underWay -= 1
  }
  return {
    see: (exchange) => {
      if (exchange.path !== '/webhook/event' || exchange.status === 200) return
      const { event_id: eventId } = openEnvelope(exchange, encryptKey).header
      const attempt = attempts.get(eventId) ?? 0
      attempts.set(eventId, attempt + 1)
      const wait = waitsMs[attempt]
      if (wait === undefined) return
      timers.set(
        eventId,
        setTimeout(() => void again(eventId), wait),
      )
    },
    pending: () => timers.size + underWay,
    gaveUp: (eventId) => (attempts.get(eventId) ?? 0) > waitsMs.length,
    stop: () => {
      for (const timer of timers.values()) clearTimeout(timer)
    },
  }
}
