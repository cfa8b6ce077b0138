import { closeSync, fsyncSync, openSync, readdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import BetterSqlite3 from 'better-sqlite3'

/** What a database file holds, and what is wrong with it: undefined where nothing is. */
export type Inspection = {
  readonly problem: string | undefined
  readonly tables: readonly { readonly name: string; readonly rows: number }[]
  readonly bytes: number
}

/** Beside the bundle once built; in the sources. */
const migrationFolders = ['./migrations/', '../../db/migrations/']

/** Opens a file for reading alone: nothing is made, and nothing beside it is changed. */
export function openForReading(path: string): BetterSqlite3.Database {
  return new BetterSqlite3(path, { readonly: true, fileMustExist: true, timeout: 10_000 })
}

/**
 * Writes all that `source` holds at this moment into a new file, in one read: whoever writes goes
 * on, and what was deleted is not in it. The file is readable by its owner alone, and on the disk
 * when this returns.
 */
export function copyWhole(source: BetterSqlite3.Database, path: string): void {
  process.umask(0o077)
  source.prepare('VACUUM INTO ?').run(path)
  flush(path)
}

/**
 * Notes in a database that it was copied, so that 误传清除 can say which copies may still hold what
 * was taken out. A database of an older release has no place for it.
 * @param at epoch ms
 */
export function noteBackup(path: string, fileName: string, at: number): void {
  const sqlite = new BetterSqlite3(path, { fileMustExist: true, timeout: 10_000 })
  try {
    const isKept = sqlite.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'backups'").get()
    if (isKept) sqlite.prepare('INSERT OR IGNORE INTO backups VALUES (?, ?)').run(at, fileName)
  } finally {
    sqlite.close()
  }
}

/** Reads every page of a file that should be a database of ours. */
export function inspect(path: string): Inspection {
  let sqlite: BetterSqlite3.Database | undefined
  try {
    sqlite = openForReading(path)
    const tables = countRows(sqlite)
    const [size] = sqlite
      .prepare('SELECT page_count * page_size AS bytes FROM pragma_page_count, pragma_page_size')
      .all() as [{ bytes: number }]
    return { problem: problemOf(sqlite, tables), tables, bytes: size.bytes }
  } catch (error) {
    if (!(error instanceof BetterSqlite3.SqliteError)) throw error
    return { problem: `读不出来（${error.code}）`, tables: [], bytes: 0 }
  } finally {
    sqlite?.close()
  }
}

function countRows(sqlite: BetterSqlite3.Database) {
  const names = sqlite
    .prepare(
      "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name",
    )
    .pluck()
    .all() as string[]
  return names.map((name) => ({
    name,
    rows: sqlite.prepare(`SELECT count(*) FROM "${name}"`).pluck().get() as number,
  }))
}

function problemOf(
  sqlite: BetterSqlite3.Database,
  tables: Inspection['tables'],
): string | undefined {
  const found = sqlite.pragma('integrity_check', { simple: true })
  if (found !== 'ok') return `完整性检查未通过：${String(found).slice(0, 200)}`
  if (!tables.some(({ name }) => name === 'migrations')) return '不是督办的数据库'
  const applied = sqlite.prepare('SELECT name FROM migrations ORDER BY name').pluck().all()
  const known = knownMigrations()
  const unknown = applied.filter((name) => !known.has(name as string))
  return unknown.length > 0 ? `来自更新的版本（${unknown.join('、')}），请先升级督办` : undefined
}

function knownMigrations(): ReadonlySet<string> {
  for (const folder of migrationFolders) {
    try {
      return new Set(readdirSync(fileURLToPath(new URL(folder, import.meta.url))))
    } catch {
      // The other one, then.
    }
  }
  throw new Error('the migrations are missing')
}

/** Waits until a file, or a folder's list of names, is on the disk. */
export function flush(path: string): void {
  const handle = openSync(path, 'r')
  try {
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}

export const flushFolderOf = (path: string): void => flush(dirname(path))

/** Such as `3.4 MB`. */
export function sizeInWords(bytes: number): string {
  return bytes < 1_000_000
    ? `${Math.ceil(bytes / 1000)} KB`
    : `${(bytes / 1_000_000).toFixed(1)} MB`
}
