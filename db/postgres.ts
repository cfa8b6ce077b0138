import { Kysely, PostgresDialect, type PostgresPool, type PostgresPoolClient } from 'kysely'
import pg from 'pg'
import { type Database, DuplicateError, type Writes } from './database.ts'
import type { Migratable } from './migrate.ts'
import type { Schema } from './schema.ts'

/** What a replica holds open at most; a server of 100 connections carries nine of them. */
const maxConnections = 10
const connectTimeoutMs = 5_000
/** A transaction whose replica fell silent must not hold up the others. */
const idleInTransactionMs = 15_000
const statementTimeoutMs = 30_000
const maxRuns = 5

const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))

/** Numbers that the server sends as text since they might not fit: ours are times and counts. */
const int8 = 20
const numeric = 1700

/** Taken by whoever changes the schema; any number does, as long as it is always this one. */
const migrationLock = 20_260_302

/**
 * Opens a PostgreSQL database. Several processes may share it: what one of them leases, the others
 * pass over. Losing the server makes calls reject; the pool connects again by itself.
 *
 * @param url `postgres://user:password@host:port/database`; its parameters are libpq's
 */
export function openPostgres(url: string): Database & Migratable {
  const pool = new pg.Pool({
    connectionString: url,
    max: maxConnections,
    connectionTimeoutMillis: connectTimeoutMs,
    idle_in_transaction_session_timeout: idleInTransactionMs,
    statement_timeout: statementTimeoutMs,
    application_name: 'duban',
    keepAlive: true,
    // A command that is done ends, whatever is idle here.
    allowExitOnIdle: true,
    // The statements of a unit of work leave together: one way there and back for all of them.
    pipeline: true,
    types: { getTypeParser },
  })
  // Without a listener a connection that breaks would end the process. Whoever uses it is told by
  // the rejection; the pool throws it away.
  pool.on('error', () => {})
  pool.on('connect', (client) => client.on('error', () => {}))
  return {
    query: new Kysely<Schema>({ dialect: new PostgresDialect({ pool: readable(pool) }) }),
    atomic: (writes) => atomic(pool, writes),
    claimable: (query) => query.forUpdate().skipLocked(),
    migration: (work) => migration(pool, work),
    close: async () => {
      if (!pool.ending) await pool.end()
    },
  }
}

/** Settings of this pool alone: others in the process may want their numbers as text. */
const getTypeParser: typeof pg.types.getTypeParser = (oid: number, format?: unknown) =>
  oid === int8 || oid === numeric ? Number : pg.types.getTypeParser(oid, format as 'text')

/**
 * Parameters as the server takes them. It stores no NUL in a text, and what people paste may hold
 * one. Anything but texts and numbers is refused here, before the first statement of a unit of
 * work has left: the driver would leave out that statement alone.
 */
const storable = (parameters: readonly unknown[]): unknown[] =>
  parameters.map((value) => {
    if (typeof value === 'string') return value.replaceAll('\0', '\uFFFD')
    if (value === null || typeof value === 'number') return value
    throw new TypeError(`a parameter is a text, a number or null, not ${typeof value}`)
  })

/** The pool as kysely sees it. */
const readable = (pool: pg.Pool): PostgresPool => ({
  connect: async () => {
    const client = asKyselyClient(await pool.connect())
    const query = (sql: string, parameters: readonly unknown[]) =>
      undisturbed(() => client.query(sql, parameters))
    return { ...client, query: query as PostgresPoolClient['query'] }
  },
  end: () => pool.end(),
})

function asKyselyClient(client: pg.PoolClient): PostgresPoolClient {
  let broken = false
  const query = async (sql: string, parameters: readonly unknown[]) => {
    try {
      return await client.query(sql, storable(parameters))
    } catch (error) {
      broken ||= isBroken(error)
      throw error
    }
  }
  return {
    // Cursors, the other way to call it, are not used.
    query: query as unknown as PostgresPoolClient['query'],
    release: () => client.release(broken),
  }
}

/** The connection is lost, or about to be: the pool must not hand it out again. */
const isBroken = (error: unknown): boolean =>
  !(error instanceof pg.DatabaseError) || /^(57P|08)/.test(error.code ?? '')

async function atomic(pool: pg.Pool, writes: Writes): Promise<void> {
  if (writes.length === 0) return
  const statements = writes.map((write) => {
    const { sql, parameters } = write.compile()
    return { text: sql, values: storable(parameters) }
  })
  try {
    await undisturbed(() => runOnce(pool, statements))
  } catch (error) {
    throw asDuplicate(error)
  }
}

/** Runs it again when the server undid it for the sake of another. */
async function undisturbed<Result>(act: () => Promise<Result>): Promise<Result> {
  for (let run = 1; ; run += 1) {
    try {
      return await act()
    } catch (error) {
      if (run === maxRuns || !isUndoneForAnother(error)) throw error
      await sleep(Math.random() * 20 * run)
    }
  }
}

async function runOnce(pool: pg.Pool, statements: readonly pg.QueryConfig[]): Promise<void> {
  const client = await pool.connect()
  let broken = false
  try {
    const [only] = statements
    if (only && statements.length === 1) {
      await client.query(only)
      return
    }
    // After a failure the server refuses the rest, and takes COMMIT for ROLLBACK.
    const answers = await Promise.allSettled([
      client.query('BEGIN'),
      ...statements.map((statement) => client.query(statement)),
      client.query('COMMIT'),
    ])
    const failure = answers.find(({ status }) => status === 'rejected')
    if (failure?.status === 'rejected') throw failure.reason
  } catch (error) {
    broken = isBroken(error)
    throw error
  } finally {
    client.release(broken)
  }
}

async function migration<Result>(
  pool: pg.Pool,
  work: Parameters<Migratable['migration']>[0],
): Promise<Result> {
  const client = await pool.connect()
  const query = new Kysely<Schema>({
    dialect: new PostgresDialect({
      pool: {
        connect: async () => ({ ...asKyselyClient(client), release: () => {} }),
        end: async () => {},
      },
    }),
  })
  let isDone = false
  try {
    await client.query('BEGIN')
    // Changing a large table, or waiting for another who does, may take its time.
    await client.query('SET LOCAL statement_timeout = 0')
    await client.query('SET LOCAL idle_in_transaction_session_timeout = 0')
    await client.query('SELECT pg_advisory_xact_lock($1)', [migrationLock])
    const result = await work({ query, exec: async (script) => void (await client.query(script)) })
    await client.query('COMMIT')
    isDone = true
    return result as Result
  } finally {
    // Closing the connection undoes what was begun, also where it is broken.
    client.release(!isDone)
  }
}

/** A deadlock or a failed serialization: nothing of it remains, and it may go through next time. */
const isUndoneForAnother = (error: unknown): boolean =>
  error instanceof pg.DatabaseError && (error.code === '40P01' || error.code === '40001')

/** `duplicate key value violates unique constraint` → DuplicateError with the table. */
function asDuplicate(error: unknown): unknown {
  const isTaken = error instanceof pg.DatabaseError && error.code === '23505'
  return isTaken && error.table ? new DuplicateError(error.table, { cause: error }) : error
}
