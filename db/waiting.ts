import type { Database } from './database.ts'
import { isOutboxDue } from './outbox.ts'

/**
 * Whether an event, a piece of work or a message due by `now` is still on its way, leased or not.
 * Looked for one after the other, in the order in which one becomes the next: what moves on
 * meanwhile is met there.
 */
export async function isAnythingWaiting(db: Database, now: number): Promise<boolean> {
  const event = await db.query
    .selectFrom('inbox')
    .select('key')
    .where('state', '=', 'waiting')
    .limit(1)
    .executeTakeFirst()
  if (event) return true
  const work = await db.query
    .selectFrom('work')
    .select('id')
    .where('state', '=', 'waiting')
    .limit(1)
    .executeTakeFirst()
  return work !== undefined || isOutboxDue(db, now)
}
