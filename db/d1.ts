import {
  type CompiledQuery,
  type Dialect,
  Kysely,
  type QueryResult,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from 'kysely'
import { claimableAsItIs, type Database, DuplicateError, type Writes } from './database.ts'
import type { Schema } from './schema.ts'

/** What we use of a D1 binding, by shape: the platform's own types would change all of Node's. */
export type D1Binding = {
  readonly prepare: (sql: string) => D1Statement
  readonly batch: (statements: D1Statement[]) => Promise<unknown>
}
type D1Statement = {
  readonly bind: (...parameters: unknown[]) => D1Statement
  readonly all: () => Promise<{ readonly results: unknown[] }>
}

/** Statements, their rows included, count: D1 allows 1,000 to one run of a Worker. */
export type D1Database = Database & { readonly statementsRun: () => number }

/**
 * Opens the D1 database of a binding for one run of a Worker. A unit of work is a `batch()`, which
 * D1 runs as one transaction; there is no other kind.
 */
export function openD1(binding: D1Binding): D1Database {
  let count = 0
  const prepare = ({ sql, parameters }: CompiledQuery): D1Statement => {
    count += 1
    return binding.prepare(sql).bind(...parameters)
  }
  return {
    query: new Kysely<Schema>({ dialect: d1Dialect(prepare) }),
    atomic: async (writes: Writes) => {
      if (writes.length === 0) return
      try {
        await binding.batch(writes.map((write) => prepare(write.compile())))
      } catch (error) {
        throw asDuplicate(error)
      }
    },
    claimable: claimableAsItIs,
    close: async () => {},
    statementsRun: () => count,
  }
}

function d1Dialect(prepare: (query: CompiledQuery) => D1Statement): Dialect {
  const connection = {
    executeQuery: async <Row>(query: CompiledQuery): Promise<QueryResult<Row>> => {
      const { results } = await prepare(query).all()
      return { rows: results as Row[] }
    },
    streamQuery: () => refuse('streams'),
  }
  return {
    createAdapter: () => new SqliteAdapter(),
    createQueryCompiler: () => new SqliteQueryCompiler(),
    createIntrospector: (db) => new SqliteIntrospector(db),
    createDriver: () => ({
      init: async () => {},
      acquireConnection: async () => connection,
      beginTransaction: async () => refuse('transactions'),
      commitTransaction: async () => refuse('transactions'),
      rollbackTransaction: async () => refuse('transactions'),
      releaseConnection: async () => {},
      destroy: async () => {},
    }),
  }
}

function refuse(what: string): never {
  throw new Error(`D1 has no ${what}; use atomic`)
}

/** `UNIQUE constraint failed: presses.event_id` → DuplicateError('presses'). D1 gives no code. */
function asDuplicate(error: unknown): unknown {
  const message = error instanceof Error ? error.message : ''
  const table = /UNIQUE constraint failed: (\w+)\./.exec(message)?.[1]
  return table ? new DuplicateError(table, { cause: error }) : error
}
