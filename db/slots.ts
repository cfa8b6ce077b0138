import type { Database, Writes } from './database.ts'
import { insertsOf } from './several.ts'

/** The last slot of a job before `before` that ran (not skipped), epoch ms; undefined: none yet. */
export async function lastRunSlot(
  db: Database,
  job: string,
  before: number,
): Promise<number | undefined> {
  const row = await db.query
    .selectFrom('slots')
    .select('at')
    .where('job', '=', job)
    .where('at', '<', before)
    .where('state', '!=', 'skipped')
    .orderBy('at', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.at
}

/** Whether a slot was opened, skipped or closed already. An open one belongs to a run that died. */
export async function slotState(db: Database, job: string, at: number) {
  const row = await db.query
    .selectFrom('slots')
    .select(['state', 'lease_until', 'closed_at'])
    .where('job', '=', job)
    .where('at', '=', at)
    .executeTakeFirst()
  return row
}

/** Opens a slot. Of two processes one gets it: the other fails on the key. */
export const openSlot = (
  db: Database,
  job: string,
  at: number,
  wall: number,
  leaseMs: number,
): Writes => [
  db.query
    .insertInto('slots')
    .values({ job, at, state: 'open', opened_at: wall, lease_until: wall + leaseMs }),
]

/** Takes over a slot whose run died before it was closed. @returns whether we have it */
export async function takeOverSlot(
  db: Database,
  job: string,
  at: number,
  wall: number,
  leaseMs: number,
): Promise<boolean> {
  const taken = await db.query
    .updateTable('slots')
    .set({ lease_until: wall + leaseMs })
    .where('job', '=', job)
    .where('at', '=', at)
    .where('state', '=', 'open')
    .where('lease_until', '<=', wall)
    .returning('at')
    .execute()
  return taken.length > 0
}

export const closeSlot = (db: Database, job: string, at: number, wall: number): Writes => [
  db.query
    .updateTable('slots')
    .set({ state: 'closed', closed_at: wall })
    .where('job', '=', job)
    .where('at', '=', at),
]

/** After a pause only the latest missed slot of a job runs; the older are recorded as skipped. */
export const skipSlots = (
  db: Database,
  job: string,
  ats: readonly number[],
  wall: number,
): Writes =>
  insertsOf(
    ats.map((at) => ({ job, at, state: 'skipped' as const, opened_at: wall, closed_at: wall })),
  ).map((rows) =>
    db.query
      .insertInto('slots')
      .values(rows)
      .onConflict((conflict) => conflict.columns(['job', 'at']).doNothing()),
  )
