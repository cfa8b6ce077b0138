import type { Database, Writes } from './database.ts'
import { listsOf } from './several.ts'

/** 已电话联系: whom, when, and what was said. */
export type PhoneCall = {
  readonly id: string
  readonly unit: string
  readonly note: string
  /** An open_id. */
  readonly by: string
  /** Epoch ms. */
  readonly at: number
}

export const insertPhoneCall = (db: Database, call: PhoneCall): Writes => [
  db.query.insertInto('phone_calls').values({
    id: call.id,
    unit: call.unit,
    note: call.note,
    by_open_id: call.by,
    at: call.at,
  }),
]

/** The last call to each of these units. */
export async function lastCalls(
  db: Database,
  units: readonly string[],
): Promise<ReadonlyMap<string, PhoneCall>> {
  const lists = await Promise.all(
    listsOf(units).map((some) =>
      db.query
        .selectFrom('phone_calls')
        .selectAll()
        .where('unit', 'in', some)
        .orderBy('at')
        .orderBy('id')
        .execute(),
    ),
  )
  return new Map(
    lists.flat().map(({ by_open_id, ...row }) => [row.unit, { ...row, by: by_open_id }] as const),
  )
}

/** A message that reached, or should have reached, an account. */
export type SentMessage = { readonly kind: string; readonly at: number; readonly isSent: boolean }

/** The last messages to any of these accounts, newest first. */
export async function lastMessagesTo(
  db: Database,
  openIds: readonly string[],
  limit: number,
): Promise<readonly SentMessage[]> {
  const lists = await Promise.all(
    listsOf(openIds, 2).map((some) =>
      db.query
        .selectFrom('outbox')
        .select(['kind', 'created_at', 'state'])
        .where('receiver_type', '=', 'open_id')
        .where('receiver_id', 'in', some)
        .where('state', '!=', 'dropped')
        .orderBy('created_at', 'desc')
        .limit(limit)
        .execute(),
    ),
  )
  return lists
    .flat()
    .sort((a, b) => b.created_at - a.created_at)
    .slice(0, limit)
    .map(({ kind, created_at, state }) => ({ kind, at: created_at, isSent: state === 'sent' }))
}
