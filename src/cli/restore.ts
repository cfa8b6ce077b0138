import {
  chownSync,
  constants,
  copyFileSync,
  existsSync,
  mkdirSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs'
import { dirname } from 'node:path'
import BetterSqlite3 from 'better-sqlite3'
import type { Config } from '../config.ts'
import { quoted } from './backup.ts'
import {
  copyWhole,
  flush,
  flushFolderOf,
  type Inspection,
  inspect,
  openForReading,
  sizeInWords,
} from './sqlite-file.ts'

const inUse = Symbol('in use')

/**
 * `duban restore FILE`: puts a backup in the place of the database, which is kept beside it.
 * Refuses while a server, or anything else, has the database open.
 * @returns the exit code
 */
export function restoreCommand(file: string, { database }: Pick<Config, 'database'>): number {
  if (database.kind === 'postgres') {
    console.error(postgresWords(file))
    return 2
  }
  if (!existsSync(file)) {
    console.error(`打不开备份文件：${file} 不存在`)
    return 1
  }
  const { problem } = inspect(file)
  if (problem) {
    console.error(`没有恢复：${file} ${problem}`)
    return 1
  }
  const target = database.path
  const unlock = lock(target)
  if (unlock === inUse) {
    console.error(`没有恢复：${target} 正在使用。请先停止督办（所有使用这个数据库的进程），再恢复`)
    return 1
  }
  try {
    return replace(target, file)
  } finally {
    unlock()
  }
}

function postgresWords(file: string): string {
  return `这是 PostgreSQL 数据库，请用它自己的工具恢复到一个新库，旧库原样保留：
  1. 停止所有督办进程
  2. createdb --maintenance-db="$DATABASE_URL" duban_restored
  3. pg_restore --no-owner --exit-on-error --dbname=postgres://用户:密码@主机:5432/duban_restored ${quoted(file)}
  4. 把 DATABASE_URL 中的库名改为 duban_restored，再启动督办`
}

/**
 * Takes the file for ourselves: leaving the write-ahead log needs that nobody else has it open,
 * and folds the log into the file. What is no database any more cannot be locked, nor used.
 * @returns what lets it go
 */
function lock(path: string): (() => void) | typeof inUse {
  const free = () => {}
  if (!existsSync(path)) return free
  let sqlite: BetterSqlite3.Database | undefined
  try {
    sqlite = new BetterSqlite3(path, { fileMustExist: true, timeout: 0 })
    const opened = sqlite
    sqlite.pragma('journal_mode = DELETE')
    sqlite.exec('BEGIN EXCLUSIVE')
    return () => opened.close()
  } catch (error) {
    sqlite?.close()
    if (!(error instanceof BetterSqlite3.SqliteError)) throw error
    if (/^SQLITE_(BUSY|LOCKED)/.test(error.code)) return inUse
    return free
  }
}

function replace(target: string, file: string): number {
  mkdirSync(dirname(target), { recursive: true })
  const fresh = `${target}.restoring`
  rmSync(fresh, { force: true })
  try {
    const source = openForReading(file)
    try {
      copyWhole(source, fresh)
    } finally {
      source.close()
    }
    const inspected = inspect(fresh)
    if (inspected.problem) {
      console.error(`没有恢复：${file} ${inspected.problem}`)
      return 1
    }
    const kept = keepOld(target)
    if (kept) ownAs(target, fresh)
    renameSync(fresh, target)
    flushFolderOf(target)
    report(target, file, kept, inspected)
    return 0
  } finally {
    rmSync(fresh, { force: true })
  }
}

/** The server that opened the old file must be able to open the new one, whoever restores it. */
function ownAs(old: string, fresh: string): void {
  const { uid, gid } = statSync(old)
  if (process.getuid?.() === 0) chownSync(fresh, uid, gid)
}

/** Copies the old file, so that at each moment there is one under the database's own name. */
function keepOld(target: string): string | undefined {
  if (!existsSync(target)) return undefined
  const time = new Date().toISOString().replace(/\D/g, '').slice(0, 14)
  const kept = `${target}.before-restore-${time}`
  copyFileSync(target, kept, constants.COPYFILE_EXCL)
  ownAs(target, kept)
  flush(kept)
  // The log of a file that could not be opened: it must not meet the new one.
  for (const log of ['-wal', '-shm', '-journal']) {
    if (existsSync(target + log)) renameSync(target + log, kept + log)
  }
  return kept
}

function report(
  target: string,
  file: string,
  kept: string | undefined,
  { tables, bytes }: Inspection,
): void {
  console.log(`已用 ${file} 恢复 ${target}（${sizeInWords(bytes)}，完整性检查通过）`)
  for (const { name, rows } of tables) if (rows > 0) console.log(`  ${name} ${rows} 行`)
  if (kept) console.log(`原来的数据库保留为 ${kept}`)
  console.log('备份之后发出的消息，恢复后的数据库并不知道：启动后，备份时待发的会再发一次')
}
