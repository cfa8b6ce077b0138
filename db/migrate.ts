import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { sql } from 'kysely'
import type { Database } from './database.ts'

/** Beside this file in the sources, beside the bundle once built. */
const migrationsFolder = fileURLToPath(new URL('./migrations/', import.meta.url))

/** A database that can also run a script of several statements, at once and unprepared. */
export type Migratable = Pick<Database, 'query'> & { readonly exec: (script: string) => void }

/**
 * Brings the schema up to date: each file of `migrations/` in order, once. All of them under one
 * write lock, so that of two processes that start at once the second finds nothing left to do.
 * @returns the names of the files that were applied now
 */
export async function migrate(
  db: Migratable,
  now: number,
  folder = migrationsFolder,
): Promise<readonly string[]> {
  db.exec(
    'CREATE TABLE IF NOT EXISTS migrations (name TEXT PRIMARY KEY, applied_at BIGINT NOT NULL)',
  )
  db.exec('BEGIN IMMEDIATE')
  try {
    const done = await sql<{ name: string }>`SELECT name FROM migrations`.execute(db.query)
    const applied = new Set(done.rows.map(({ name }) => name))
    const missing = readdirSync(folder)
      .filter((name) => name.endsWith('.sql') && !applied.has(name))
      .sort()
    for (const name of missing) {
      db.exec(readFileSync(`${folder}/${name}`, 'utf8'))
      await sql`INSERT INTO migrations VALUES (${name}, ${now})`.execute(db.query)
    }
    db.exec('COMMIT')
    return missing
  } catch (error) {
    db.exec('ROLLBACK')
    throw error
  }
}
