import type { Database } from '../../db/database.ts'
import { isAnythingWaiting } from '../../db/waiting.ts'
import type { Sender } from '../deliver.ts'
import { sweep } from '../tick.ts'

/** What still waits after this time is left to the server's own loop. */
const patienceMs = 10_000
/** How often to look whether the server's loop has done what it took. */
const glanceMs = 15

/** Handles and sends until nothing waits by the clock, whoever does it. @returns whether it did */
export async function settle(sender: Sender): Promise<boolean> {
  const { db, clock } = sender.deps
  for (const end = sender.wall.now() + patienceMs; sender.wall.now() < end; ) {
    await sweep(sender)
    const isDone = !(await isAnythingWaiting(db, clock.now())) && !(await isSlotOpen(db))
    if (isDone) return true
    await new Promise((resolve) => setTimeout(resolve, glanceMs))
  }
  return false
}

const isSlotOpen = async (db: Database): Promise<boolean> =>
  (await db.query
    .selectFrom('slots')
    .select('job')
    .where('state', '=', 'open')
    .limit(1)
    .executeTakeFirst()) !== undefined
