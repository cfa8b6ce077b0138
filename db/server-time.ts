import { sql } from 'kysely'
import type { Database } from './database.ts'

/**
 * By how many ms a clock is ahead of the PostgreSQL server's, the way there and back halved.
 * Replicas lease by their own clocks, so that all of them must agree.
 */
export async function aheadOfServerMs(db: Database, now: () => number): Promise<number> {
  const asked = now()
  const time = sql<{ at: number }>`SELECT extract(epoch FROM clock_timestamp()) * 1000 AS at`
  const { rows } = await time.execute(db.query)
  return Math.round((asked + now()) / 2 - Number(rows[0]?.at))
}
