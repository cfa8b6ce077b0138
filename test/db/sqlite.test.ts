import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { expect, it, onTestFinished } from 'vitest'
import { recordHandled } from '../../db/inbox.ts'
import { migrate } from '../../db/migrate.ts'
import { openSqlite } from '../../db/sqlite.ts'
import { databaseContract } from './contract.ts'
import { queriesContract } from './queries.ts'
import { replicasContract } from './replicas.ts'

const inMemory = async () => {
  const db = openSqlite(':memory:')
  await migrate(db, 1)
  return db
}
databaseContract('SQLite', inMemory)
queriesContract('SQLite', inMemory)
replicasContract('SQLite', async () => {
  const path = file()
  const one = openSqlite(path)
  await migrate(one, 1)
  return [one, openSqlite(path)]
})

/** A file in a folder of its own, gone with the test. */
function file(): string {
  const folder = mkdtempSync(join(tmpdir(), 'duban-db-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return join(folder, 'made', 'duban.db')
}

function open(path: string) {
  const db = openSqlite(path)
  onTestFinished(() => db.close())
  return db
}

it('makes the folder of its file, and syncs each commit to it', async () => {
  const db = open(file())
  await migrate(db, 1)
  const pragma = async (name: string) => {
    const { rows } = await sql`PRAGMA ${sql.raw(name)}`.execute(db.query)
    return Object.values(rows[0] as object)[0]
  }
  expect(await pragma('journal_mode')).toBe('wal')
  expect(await pragma('synchronous')).toBe(2)
  expect(await pragma('foreign_keys')).toBe(1)
})

it('applies each migration once', async () => {
  const path = file()
  const db = open(path)
  const applied = await migrate(db, 1)
  expect(applied[0]).toBe('0001_main_job.sql')
  expect(await migrate(db, 2)).toEqual([])
  expect(await migrate(open(path), 3)).toEqual([])
})

it('shows one connection what another has committed, and holds keys across both', async () => {
  const path = file()
  const one = open(path)
  const other = open(path)
  await migrate(one, 1)
  await one.atomic([recordHandled(one, { key: 'a', kind: 'test' }, 1)])
  const seen = await other.query.selectFrom('handled_events').select('key').execute()
  expect(seen).toEqual([{ key: 'a' }])
  await expect(
    other.atomic([recordHandled(other, { key: 'a', kind: 'test' }, 1)]),
  ).rejects.toMatchObject({ table: 'handled_events' })
})

it('keeps what was committed when it is opened again', async () => {
  const path = file()
  const db = open(path)
  await migrate(db, 1)
  await db.atomic([recordHandled(db, { key: 'a', kind: 'test' }, 1)])
  await db.close()
  const again = open(path)
  const rows = await again.query.selectFrom('handled_events').select('key').execute()
  expect(rows).toEqual([{ key: 'a' }])
})
