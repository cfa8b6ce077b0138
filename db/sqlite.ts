import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import BetterSqlite3 from 'better-sqlite3'
import { type CompiledQuery, Kysely, type SqliteDatabase, SqliteDialect } from 'kysely'
import { claimableAsItIs, type Database, DuplicateError, type Writes } from './database.ts'
import type { Migratable } from './migrate.ts'
import type { Schema } from './schema.ts'

/** One caller of `atomic`, waiting for the next commit. */
type Pending = {
  readonly statements: readonly CompiledQuery[]
  readonly resolve: () => void
  readonly reject: (error: unknown) => void
}

/** How many units of work one commit may carry; more would hold the event loop too long. */
const maxUnitsPerCommit = 256

/**
 * Opens a SQLite file (`:memory:` for tests) with WAL and `synchronous=FULL`: what was
 * acknowledged survives a power cut. Units of work that arrive in the same turn of the event loop
 * share one commit, so that a flood costs one fsync for many events.
 *
 * @param path file path; its folder is made when it is missing
 */
export function openSqlite(path: string): Database & Migratable {
  if (path !== ':memory:') mkdirSync(dirname(path), { recursive: true })
  const sqlite = new BetterSqlite3(path, { timeout: 10_000 })
  sqlite.pragma('journal_mode = WAL')
  sqlite.pragma('synchronous = FULL')
  sqlite.pragma('foreign_keys = ON')
  // What was taken out (误传清除) must not stay readable in the file.
  sqlite.pragma('secure_delete = ON')
  sqlite.pragma('cache_size = -32000')
  const prepare = cachedStatements(sqlite)
  const commits = groupCommit(sqlite, prepare)
  const query = new Kysely<Schema>({
    dialect: new SqliteDialect({
      database: { prepare, close: () => sqlite.close() } as unknown as SqliteDatabase,
    }),
  })
  return {
    query,
    atomic: commits,
    claimable: claimableAsItIs,
    migration: async (work) => {
      sqlite.exec('BEGIN IMMEDIATE')
      try {
        const result = await work({ query, exec: async (script) => void sqlite.exec(script) })
        sqlite.exec('COMMIT')
        return result
      } catch (error) {
        sqlite.exec('ROLLBACK')
        throw error
      }
    },
    close: async () => {
      if (sqlite.open) sqlite.close()
    },
  }
}

function cachedStatements(sqlite: BetterSqlite3.Database) {
  const cache = new Map<string, BetterSqlite3.Statement>()
  return (sql: string): BetterSqlite3.Statement => {
    let statement = cache.get(sql)
    if (!statement) {
      statement = sqlite.prepare(sql)
      if (cache.size > 500) cache.clear()
      cache.set(sql, statement)
    }
    return statement
  }
}

function groupCommit(
  sqlite: BetterSqlite3.Database,
  prepare: (sql: string) => BetterSqlite3.Statement,
) {
  let waiting: Pending[] = []

  const run = (statements: readonly CompiledQuery[]) => {
    for (const { sql, parameters } of statements) {
      const statement = prepare(sql)
      if (statement.reader) statement.all(...parameters)
      else statement.run(...parameters)
    }
  }
  const runAll = sqlite.transaction((batch: readonly Pending[]) => {
    for (const { statements } of batch) run(statements)
  })
  const runOne = sqlite.transaction((one: Pending) => run(one.statements))
  /** One unit failed: nested transactions are savepoints, so that only the failing one is undone. */
  const runEach = sqlite.transaction((batch: readonly Pending[]) =>
    batch.map((one) => {
      try {
        runOne(one)
        return undefined
      } catch (error) {
        if (!sqlite.inTransaction) throw error
        return { error }
      }
    }),
  )

  const settle = (batch: readonly Pending[]) => {
    try {
      runAll.immediate(batch)
      for (const one of batch) one.resolve()
      return
    } catch (error) {
      if (batch.length === 1) {
        batch[0]?.reject(asDuplicate(error))
        return
      }
    }
    try {
      const failures = runEach.immediate(batch)
      batch.forEach((one, index) => {
        const failure = failures[index]
        if (failure) one.reject(asDuplicate(failure.error))
        else one.resolve()
      })
    } catch (error) {
      for (const one of batch) one.reject(error)
    }
  }

  const flush = () => {
    const batch = waiting.slice(0, maxUnitsPerCommit)
    waiting = waiting.slice(maxUnitsPerCommit)
    if (waiting.length > 0) setImmediate(flush)
    settle(batch)
  }

  return (writes: Writes): Promise<void> => {
    if (writes.length === 0) return Promise.resolve()
    const statements = writes.map((write) => write.compile())
    return new Promise((resolve, reject) => {
      waiting.push({ statements, resolve, reject })
      if (waiting.length === 1) setImmediate(flush)
    })
  }
}

/** `UNIQUE constraint failed: presses.event_id` → DuplicateError('presses'). */
function asDuplicate(error: unknown): unknown {
  if (!(error instanceof BetterSqlite3.SqliteError)) return error
  if (!/^SQLITE_CONSTRAINT_(PRIMARYKEY|UNIQUE|ROWID)$/.test(error.code)) return error
  const table = /constraint failed: (\w+)\./.exec(error.message)?.[1]
  return table ? new DuplicateError(table, { cause: error }) : error
}
