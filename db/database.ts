import type { Compilable, Kysely, SelectQueryBuilder } from 'kysely'
import type { Schema } from './schema.ts'

/** A unit of work: statements that take effect together or not at all, in this order. */
export type Writes = readonly Compilable[]

/**
 * The one seam over SQLite, PostgreSQL and D1. Reads go through `query`; changes are lists handed
 * to `atomic`. There are no interactive transactions, since D1 has none.
 */
export type Database = {
  readonly query: Kysely<Schema>
  /** Resolves when all statements are durable. Rejects, with none of them done, when one fails. */
  readonly atomic: (writes: Writes) => Promise<void>
  /**
   * Makes of a choice of rows to be leased one that passes over the rows another process leases at
   * the same moment, where the database lets two write at once. Elsewhere it stays as it is.
   */
  readonly claimable: Claimable
  readonly close: () => Promise<void>
}

export type Claimable = <Tables, Name extends keyof Tables, Row>(
  query: SelectQueryBuilder<Tables, Name, Row>,
) => SelectQueryBuilder<Tables, Name, Row>

/** For databases with one writer at a time: what is chosen cannot be taken meanwhile. */
export const claimableAsItIs: Claimable = (query) => query

/** A list of writes met a key that is already there: the race was lost, or the event came twice. */
export class DuplicateError extends Error {
  readonly table: string
  constructor(table: string, options: { cause: unknown }) {
    super(`a row of that key is already in ${table}`, options)
    this.name = 'DuplicateError'
    this.table = table
  }
}

/** Whether `error` says that a key of `table` was already taken. */
export const isDuplicate = (error: unknown, table: keyof Schema): boolean =>
  error instanceof DuplicateError && error.table === table
