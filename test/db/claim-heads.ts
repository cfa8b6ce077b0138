import type { Database } from '../../db/database.ts'
import { claimOutbox, type OutboxRow } from '../../db/outbox.ts'
import { laneHeads } from '../../db/outbox-lanes.ts'

/** Chooses and takes rows as the sender does: of each receiver and priority the first. */
export async function claimHeads(
  db: Database,
  claim: {
    readonly now: number
    readonly wall: number
    readonly leaseMs: number
    readonly limit: number
    readonly holder: string
  },
): Promise<readonly OutboxRow[]> {
  const ids = (await laneHeads(db, claim)).map(({ id }) => id)
  return claimOutbox(db, { ...claim, ids })
}
