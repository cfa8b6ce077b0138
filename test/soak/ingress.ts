/** What came of each event that the platform sent, by its log and the bot's inbox. */
import { groupBy } from '../../src/domain/group-by.ts'
import { readLedger } from './ledger.ts'
import { type Delivery, deliveriesOf } from './replays.ts'
import type { Stage } from './stage.ts'

/** An event that the bot never answered with 200, by all its tries. */
type Unacknowledged = {
  readonly eventId: string
  readonly type: string
  /** Of each try; 0: no answer came. */
  readonly statuses: readonly number[]
  /** The bot has it in its inbox all the same: it was stored, and the answer was lost or late. */
  readonly isStored: boolean
}

export type Ingress = {
  readonly events: number
  readonly deliveries: number
  readonly acknowledged: number
  readonly unacknowledged: readonly Unacknowledged[]
}

/** Keys of the events in the inbox now; what was handled is cleared away after a day. */
export const storedKeys = ({ bot }: Stage): Promise<ReadonlySet<string>> =>
  readLedger(
    bot.databaseUrl,
    async (ask) => new Set((await ask('select key from inbox')).map(({ key }) => String(key))),
  )

/**
 * Presses apart: they come once, and whoever pressed sees what became of it.
 * @param earlier what was stored before the clock was moved by days
 */
export async function ingressOf(
  stage: Stage,
  earlier: ReadonlySet<string> = new Set(),
): Promise<Ingress> {
  const deliveries = deliveriesOf(stage).filter(
    ({ exchange }) => exchange.path === '/webhook/event',
  )
  const events = [...groupBy(deliveries, ({ header }) => header.event_id).values()]
  const open = events.filter((tries) => !tries.some(({ isAcknowledged }) => isAcknowledged))
  const stored = new Set([...earlier, ...(await storedKeys(stage))])
  return {
    events: events.length,
    deliveries: deliveries.length,
    acknowledged: events.length - open.length,
    unacknowledged: open.flatMap((tries) => unacknowledged(tries, stored)),
  }
}

/** Stored under the message's id, or the event's where it is none (`eventKey`). */
function unacknowledged(tries: readonly Delivery[], stored: ReadonlySet<string>): Unacknowledged[] {
  const [first] = tries
  if (!first) return []
  const { event_id: eventId, event_type: type } = first.header
  const key = first.event.message?.message_id ?? eventId
  const statuses = tries.map(({ exchange }) => exchange.status ?? 0)
  return [{ eventId, type, statuses, isStored: stored.has(key) }]
}

/** What neither was acknowledged nor stored is lost: the platform has stopped sending it. */
export const ingressFaults = ({ unacknowledged }: Ingress): readonly string[] =>
  unacknowledged
    .filter(({ isStored }) => !isStored)
    .map(({ eventId, type, statuses }) => `lost: ${type} ${eventId}, answered ${statuses.join()}`)

export function ingressLine({ events, deliveries, acknowledged, unacknowledged }: Ingress): string {
  const stored = unacknowledged.filter(({ isStored }) => isStored).length
  const rest =
    unacknowledged.length === 0
      ? ''
      : `, ${unacknowledged.length} never, ${stored} of them stored all the same`
  return `${events} events, ${acknowledged} acknowledged${rest}, ${deliveries} requests`
}
