import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import BetterSqlite3 from 'better-sqlite3'
import { expect, it } from 'vitest'
import { audit } from '../../db/audit.ts'
import { migrate } from '../../db/migrate.ts'
import { writeSetting } from '../../db/people.ts'
import { openSqlite } from '../../db/sqlite.ts'
import { runDuban, workFolder } from '../support/run-duban.ts'

async function startDatabase() {
  const folder = workFolder()
  const path = join(folder, 'duban.db')
  const db = openSqlite(path)
  await migrate(db, 1)
  const run = (...args: readonly string[]) =>
    runDuban(args, { DATABASE_URL: `file:${path}` }, { cwd: folder })
  let written = 0
  /** One unit of work: two rows that belong together. */
  const write = async () => {
    const place = String(written + 1)
    const event = { subject: `s${place}`, version: 1, type: 't', actor: 'a', at: 1, via: null }
    await db.atomic([audit(db, event), writeSetting(db, `k${place}`, '字'.repeat(200))])
    written += 1
  }
  return { folder, path, db, run, write, written: () => written }
}

/** Every row of every table. */
function contents(path: string): Record<string, unknown[]> {
  const sqlite = new BetterSqlite3(path, { readonly: true })
  const tables = sqlite
    .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
    .pluck()
    .all() as string[]
  const all = tables.map((name) => [
    name,
    sqlite.prepare(`SELECT * FROM "${name}" ORDER BY 1, 2`).all(),
  ])
  sqlite.close()
  return Object.fromEntries(all)
}

it('is consistent while the server writes, and restores to the same', async () => {
  const { folder, path, db, run, write, written } = await startDatabase()
  for (let count = 0; count < 300; count += 1) await write()
  const before = written()
  const backup = join(folder, 'backup.db')
  let isRunning = true
  const running = run('backup', backup).finally(() => {
    isRunning = false
  })
  while (isRunning) await write()
  const { code, stdout } = await running
  expect([code, stdout]).toEqual([0, expect.stringContaining('完整性检查通过')])
  expect(written()).toBeGreaterThan(before)

  const held = contents(backup)
  const count = held.settings?.length ?? 0
  expect(count).toBeGreaterThanOrEqual(before)
  expect(held.audit_events).toHaveLength(count)
  expect(stdout).toContain(`settings ${count} 行`)
  expect(statSync(backup).mode & 0o777).toBe(0o600)

  const refused = await run('restore', backup)
  expect([refused.code, refused.stderr]).toEqual([1, expect.stringContaining('正在使用')])
  await db.close()
  const old = contents(path)
  const restored = await run('restore', backup)
  expect([restored.code, restored.stderr]).toEqual([0, ''])
  expect(contents(path)).toEqual(held)
  const kept = readdirSync(folder).find((name) => name.includes('before-restore')) ?? ''
  expect(contents(join(folder, kept))).toEqual(old)
  expect(readdirSync(folder).filter((name) => /part$|restoring$|-wal$/.test(name))).toEqual([])
})

it('folds in what a killed server left in its log', async () => {
  const { folder, path, db, run, write } = await startDatabase()
  await write()
  await run('backup', 'b.db')
  await write()
  const log = readFileSync(`${path}-wal`)
  const main = readFileSync(path)
  await db.close()
  writeFileSync(path, main)
  writeFileSync(`${path}-wal`, log)
  expect((await run('restore', 'b.db')).code).toBe(0)
  expect(contents(path).settings).toHaveLength(1)
  const kept = readdirSync(folder).find((name) => name.includes('before-restore')) ?? ''
  expect(contents(join(folder, kept)).settings).toHaveLength(2)
})

it('does not overwrite unless it is told to', async () => {
  const { folder, path, run, write } = await startDatabase()
  await write()
  const backup = join(folder, 'backup.db')
  writeFileSync(backup, 'precious')
  expect((await run('backup', backup)).code).toBe(1)
  expect(readFileSync(backup, 'utf8')).toBe('precious')
  expect((await run('backup', '--force', backup)).code).toBe(0)
  expect(contents(backup).settings).toHaveLength(1)
  expect((await run('backup', '--force', path)).code).toBe(1)
  expect((await run('backup', join(folder, 'no', 'where.db'))).stderr).toContain('不存在')
})

it('makes no database where there is none to back up', async () => {
  const folder = workFolder()
  const url = { DATABASE_URL: `file:${join(folder, 'none.db')}` }
  const { code, stderr } = await runDuban(['backup', 'b.db'], url, { cwd: folder })
  expect([code, stderr]).toEqual([1, expect.stringContaining('none.db 不存在')])
  expect(readdirSync(folder)).toEqual([])
})

it.each([
  ['a text', (path: string) => writeFileSync(path, 'no database at all')],
  ['a database of something else', (path: string) => makeDatabase(path, 'CREATE TABLE x (y)')],
  [
    'one of a later release',
    (path: string) =>
      makeDatabase(
        path,
        "CREATE TABLE migrations (name TEXT, applied_at); INSERT INTO migrations VALUES ('9999_later.sql', 1)",
      ),
  ],
  ['a torn one', tear],
])('refuses %s, and leaves the database as it is', async (_, make) => {
  const { folder, path, db, run, write } = await startDatabase()
  await write()
  await db.close()
  const old = contents(path)
  const file = join(folder, 'backup.db')
  make(file)
  const { code, stderr } = await run('restore', file)
  expect([code, stderr]).toEqual([1, expect.stringContaining('没有恢复')])
  expect(contents(path)).toEqual(old)
  expect(readdirSync(folder).filter((name) => name.includes('restor'))).toEqual([])
})

it('restores where there is no database, or one that cannot be read', async () => {
  const { folder, path, db, run, write } = await startDatabase()
  await write()
  const backup = join(folder, 'backup.db')
  await run('backup', backup)
  await db.close()
  writeFileSync(path, 'ruined')
  writeFileSync(`${path}-wal`, 'ruined too')
  expect((await run('restore', backup)).code).toBe(0)
  expect(contents(path)).toEqual(contents(backup))
  expect(existsSync(`${path}-wal`)).toBe(false)
  const elsewhere = { DATABASE_URL: `file:${join(folder, 'new', 'duban.db')}` }
  expect((await runDuban(['restore', backup], elsewhere)).code).toBe(0)
  expect(contents(join(folder, 'new', 'duban.db'))).toEqual(contents(backup))
})

it('names the tools of PostgreSQL, and not its password', async () => {
  const settings = { DATABASE_URL: 'postgres://duban:geheimnis@db/duban' }
  const backup = await runDuban(['backup', 'my backup.dump'], settings)
  expect(backup.code).toBe(2)
  expect(backup.stderr).toContain(
    `pg_dump --format=custom --no-owner --file='my backup.dump' "$DATABASE_URL"`,
  )
  const restore = await runDuban(['restore', 'b.dump'], settings)
  expect(restore.code).toBe(2)
  expect(restore.stderr).toContain('pg_restore --no-owner')
  expect(backup.stderr + restore.stderr).not.toContain('geheimnis')
})

function makeDatabase(path: string, script: string): void {
  const sqlite = new BetterSqlite3(path)
  sqlite.exec(script)
  sqlite.close()
}

/** A database with a page in its middle overwritten. */
function tear(path: string): void {
  const rows = 'WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2000)'
  makeDatabase(
    path,
    `CREATE TABLE migrations (name TEXT PRIMARY KEY, applied_at BIGINT);
     CREATE TABLE x (y); INSERT INTO x ${rows} SELECT hex(randomblob(50)) FROM n`,
  )
  const bytes = readFileSync(path)
  bytes.fill(0x7f, 8 * 4096, 9 * 4096)
  writeFileSync(path, bytes)
}
