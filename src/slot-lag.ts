import type { Database } from '../db/database.ts'
import { slotState } from '../db/slots.ts'
import { type JobName, jobNames, latestSlot } from './domain/slots.ts'
import { isTooLate } from './tick.ts'

/**
 * How late the latest slot of each job was run, in ms; while it was not, how late it is by now.
 * One that was skipped, or is left to the next slot, is not late.
 */
export async function readSlotLag(db: Database, now: number): Promise<Record<JobName, number>> {
  const lags = jobNames.map(async (job) => {
    const slot = latestSlot(job, now)
    const row = await slotState(db, job, slot.at)
    if (row?.state === 'skipped' || (!row && isTooLate(slot, now))) return [job, 0] as const
    return [job, Math.max(0, (row?.closed_at ?? now) - slot.at)] as const
  })
  return Object.fromEntries(await Promise.all(lags)) as Record<JobName, number>
}
