import { sql } from 'kysely'
import type { SendTarget } from '../src/ports.ts'
import type { Database, Writes } from './database.ts'

/** The first row that waits in its lane, and may leave now. */
export type LaneHead = {
  readonly id: string
  readonly target: SendTarget
  readonly isBulk: boolean
  /** Where it will be seen, as far as we know: for a reply the group of the message. */
  readonly chatId: string | null
}

/** A row that failed this often no longer holds up those behind it: half a minute went by. */
const patientFailures = 5
const bulk = 2

/**
 * Heads of lanes, most urgent first. A lane is what waits for one receiver at one priority and
 * leaves in its order: a row that is put off or with another process holds its lane up. Redrawings
 * of a card have no order, since only the newest matters.
 * @param due.now the plan's clock @param due.wall wall time: leases and put-off rows
 */
export async function laneHeads(
  db: Database,
  due: { readonly now: number; readonly wall: number; readonly limit: number },
): Promise<readonly LaneHead[]> {
  const waiting = db.query
    .selectFrom('outbox')
    .select(['id', 'receiver_type', 'receiver_id', 'priority', 'not_before', 'position'])
    .select('lease_until')
    .select(
      sql<number>`row_number() over (
        partition by receiver_type, receiver_id, priority,
          case when receiver_type = 'patch' then id end
        order by not_before, position)`.as('turn'),
    )
    .where('state', '=', 'waiting')
    .where('not_before', '<=', due.now)
    .where(({ or, eb }) =>
      or([eb('lease_until', '<=', due.wall), eb('failures', '<', patientFailures)]),
    )
  const rows = await db.query
    .selectFrom(waiting.as('lane'))
    .select(['id', 'receiver_type', 'receiver_id', 'priority'])
    .where('turn', '=', 1)
    .where('lease_until', '<=', due.wall)
    .orderBy('priority')
    .orderBy('not_before')
    .orderBy('position')
    .limit(due.limit)
    .execute()
  const replies = rows.filter((row) => row.receiver_type === 'reply')
  const chats = await chatsOfMessages(
    db,
    replies.map((row) => row.receiver_id),
  )
  return rows.map((row) => ({
    id: row.id,
    target: { type: row.receiver_type, id: row.receiver_id },
    isBulk: row.priority === bulk,
    chatId: chats.get(row.receiver_id) ?? null,
  }))
}

/** The chats of messages that people sent, from the events that brought them. */
async function chatsOfMessages(
  db: Database,
  messageIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (messageIds.length === 0) return new Map()
  const events = await db.query
    .selectFrom('inbox')
    .select(['key', 'payload'])
    .where('key', 'in', messageIds.slice(0, 90))
    .execute()
  return new Map(
    events.flatMap(({ key, payload }) => {
      const event = JSON.parse(payload) as { message?: { chat_id?: unknown } } | null
      const chatId = event?.message?.chat_id
      return typeof chatId === 'string' ? [[key, chatId] as const] : []
    }),
  )
}

/** How much bulk waits by `now`. */
export async function waitingBulk(db: Database, now: number): Promise<number> {
  const { count } = await db.query
    .selectFrom('outbox')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('state', '=', 'waiting')
    .where('priority', '=', bulk)
    .where('not_before', '<=', now)
    .executeTakeFirstOrThrow()
  return Number(count)
}

/** Drops redrawings of a card for which a newer one waits, those on their way left out. */
export const dropSuperseded = (db: Database, now: number, wall: number): Writes => [
  db.query
    .updateTable('outbox')
    .set({ state: 'dropped', reason: 'superseded', settled_at: wall })
    .where('state', '=', 'waiting')
    .where('receiver_type', '=', 'patch')
    .where(({ or, eb }) => or([eb('lease_holder', 'is', null), eb('lease_until', '<=', wall)]))
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom('outbox as newer')
          .select('newer.id')
          .where('newer.state', '=', 'waiting')
          .where('newer.receiver_type', '=', 'patch')
          .where('newer.not_before', '<=', now)
          .whereRef('newer.receiver_id', '=', 'outbox.receiver_id')
          .whereRef('newer.position', '>', 'outbox.position'),
      ),
    ),
]

/** Calls that were answered after `since` (wall time), by whichever process, newest first. */
export async function callsSince(
  db: Database,
  since: number,
  limit: number,
): Promise<readonly { readonly target: SendTarget; chatId: string | null; at: number }[]> {
  const rows = await db.query
    .selectFrom('outbox')
    .select(['receiver_type', 'receiver_id', 'chat_id', 'settled_at'])
    .where('settled_at', '>', since)
    .where('state', 'in', ['sent', 'failed'])
    .orderBy('settled_at', 'desc')
    .limit(limit)
    .execute()
  return rows.map((row) => ({
    target: { type: row.receiver_type, id: row.receiver_id },
    chatId: row.chat_id,
    at: row.settled_at ?? 0,
  }))
}
