import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { type Kysely, sql } from 'kysely'
import type { Database } from './database.ts'
import type { Schema } from './schema.ts'

/** Beside this file in the sources, beside the bundle once built. */
const migrationsFolder = fileURLToPath(new URL('./migrations/', import.meta.url))

/** What a migration may do: ask, and run a script of several statements, unprepared. */
type Migration = {
  readonly query: Kysely<Schema>
  readonly exec: (script: string) => Promise<void>
}

/** A database whose schema can be changed. */
export type Migratable = {
  /** Runs `work` in one transaction, and never two of them at once, whatever the process. */
  readonly migration: <Result>(work: (migration: Migration) => Promise<Result>) => Promise<Result>
}

/**
 * Brings the schema up to date: each file of `migrations/` in order, once. Of two processes that
 * start at once the second waits, and finds nothing left to do.
 * @returns the names of the files that were applied now
 */
export async function migrate(
  db: Migratable,
  now: number,
  folder = migrationsFolder,
): Promise<readonly string[]> {
  return db.migration(async ({ query, exec }) => {
    await exec(
      'CREATE TABLE IF NOT EXISTS migrations (name TEXT PRIMARY KEY, applied_at BIGINT NOT NULL)',
    )
    const done = await sql<{ name: string }>`SELECT name FROM migrations`.execute(query)
    const applied = new Set(done.rows.map(({ name }) => name))
    const missing = migrationsIn(folder).filter((name) => !applied.has(name))
    for (const name of missing) {
      await exec(readFileSync(`${folder}/${name}`, 'utf8'))
      await sql`INSERT INTO migrations VALUES (${name}, ${now})`.execute(query)
    }
    return missing
  })
}

const migrationsIn = (folder: string): readonly string[] =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.sql'))
    .sort()

/**
 * Names of the files that `migrate` would apply; of a database without a schema all.
 * @throws when the database does not answer
 */
export async function pendingMigrations(
  { query }: Pick<Database, 'query'>,
  folder = migrationsFolder,
): Promise<readonly string[]> {
  await sql`SELECT 1`.execute(query)
  // A database that answers and has no such table is a new one.
  const done = await sql<{ name: string }>`SELECT name FROM migrations`
    .execute(query)
    .catch(() => ({ rows: [] }))
  const applied = new Set(done.rows.map(({ name }) => name))
  return migrationsIn(folder).filter((name) => !applied.has(name))
}
