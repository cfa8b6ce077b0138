import type { Database } from './database.ts'
import { isOutboxDue } from './outbox.ts'

/** Whether an event, a piece of work or a message due by `now` is still on its way, leased or not. */
export async function isAnythingWaiting(db: Database, now: number): Promise<boolean> {
  const [event, work, isDue] = await Promise.all([
    db.query
      .selectFrom('inbox')
      .select('key')
      .where('state', '=', 'waiting')
      .limit(1)
      .executeTakeFirst(),
    db.query
      .selectFrom('work')
      .select('id')
      .where('state', '=', 'waiting')
      .limit(1)
      .executeTakeFirst(),
    isOutboxDue(db, now),
  ])
  return event !== undefined || work !== undefined || isDue
}
