import type { Compilable, Kysely } from 'kysely'
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
  readonly close: () => Promise<void>
}

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
