import type { Database } from './database.ts'

/**
 * Takes or renews a named lease until `wall + leaseMs`.
 * @returns whether `holder` has it now
 */
export async function takeLease(
  db: Database,
  name: string,
  holder: string,
  wall: number,
  leaseMs: number,
): Promise<boolean> {
  const rows = await db.query
    .insertInto('leases')
    .values({ name, holder, until: wall + leaseMs })
    .onConflict((conflict) =>
      conflict
        .column('name')
        .doUpdateSet({ holder, until: wall + leaseMs })
        .where((where) =>
          where.or([where('leases.holder', '=', holder), where('leases.until', '<=', wall)]),
        ),
    )
    .returning('holder')
    .execute()
  return rows.length > 0
}

export async function releaseLease(db: Database, name: string, holder: string): Promise<void> {
  await db.atomic([
    db.query.deleteFrom('leases').where('name', '=', name).where('holder', '=', holder),
  ])
}
