import { readdirSync, readFileSync } from 'node:fs'
import type { D1Binding } from '../../db/d1.ts'

const folder = new URL('../../db/migrations/', import.meta.url)

/** Applies `db/migrations` to a D1 binding, as `wrangler d1 migrations apply` does. */
export async function migrateD1(binding: D1Binding): Promise<void> {
  const files = readdirSync(folder).filter((name) => name.endsWith('.sql'))
  for (const name of files.sort()) {
    const script = readFileSync(new URL(name, folder), 'utf8').replaceAll(/^\s*--.*$/gm, '')
    const statements = script.split(';').filter((one) => one.trim() !== '')
    await binding.batch(statements.map((sql) => binding.prepare(sql)))
  }
}
