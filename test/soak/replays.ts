/** What was delivered and answered, delivered again: everything is to be as it was. */
import type { Random } from './random.ts'
import { type Envelope, openEnvelope } from './redelivery.ts'
import type { Exchange } from './relay.ts'
import type { Stage } from './stage.ts'

export type Delivery = Envelope & { readonly exchange: Exchange; readonly isAcknowledged: boolean }

/** What passed to the bot, opened. */
export function deliveriesOf({ inward, town }: Stage): readonly Delivery[] {
  return inward.exchanges.map((exchange) => ({
    ...openEnvelope(exchange, town.world.app.encryptKey),
    exchange,
    isAcknowledged: exchange.status === 200,
  }))
}

export type Replays = {
  /** By kind: the same event again, the same bytes again, the same message under a new event. */
  readonly sent: Readonly<Record<'same event' | 'same bytes' | 'same message', number>>
  /** Answered otherwise than 200. */
  readonly amiss: readonly string[]
}

/** The signature of a press is good for five minutes: older bytes are refused, not repeated. */
const bytesLifeMs = 4 * 60_000

const isFresh = ({ exchange }: Delivery) =>
  Date.now() - Number(exchange.headers['x-lark-request-timestamp']) * 1000 < bytesLifeMs

export async function sendReplays(stage: Stage, count: number, random: Random): Promise<Replays> {
  const { platform } = stage
  const answered = deliveriesOf(stage).filter(({ isAcknowledged }) => isAcknowledged)
  const sent = { 'same event': 0, 'same bytes': 0, 'same message': 0 }
  const amiss: string[] = []
  const again = async (kind: keyof typeof sent, delivery: Delivery, sealed: Sealed) => {
    const { status, failure } = await platform.post(delivery.exchange.path, sealed)
    sent[kind] += 1
    if (status !== 200) amiss.push(`${kind} ${delivery.header.event_type}: ${status ?? failure}`)
  }
  for (let number = 0; number < count; number += 1) {
    const delivery = random.pick(answered)
    const { header, event, exchange } = delivery
    await again('same event', delivery, platform.sealed({ schema: '2.0', header, event }))
    if (isFresh(delivery)) await again('same bytes', delivery, sealedAs(exchange))
    if (!event.message) continue
    const renewed = platform.envelope(header.event_type, event)
    await again('same message', delivery, platform.sealed(renewed))
  }
  return { sent, amiss }
}

type Sealed = { readonly body: string; readonly headers: Record<string, string> }

const sealedAs = ({ body, headers }: Exchange): Sealed => ({
  body: body.toString('utf8'),
  headers: Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      name.startsWith('x-lark-') || name === 'content-type' ? [[name, String(value)]] : [],
    ),
  ),
})
