import type { DraftPlan } from '../domain/draft-plan.ts'
import type { UnknownTable } from './unknown-table.ts'

/** A file that is not read: not readable at all, or marked as secret. In words for its sender. */
export type RefusedFile = {
  readonly ok: false
  readonly reason: 'refused' | 'classified'
  readonly message: string
}

/**
 * What became of a file: a draft, or a refusal in words for the one who sent it.
 * `no-table`: readable, but no task table in it (exit 3). `unknown-table`: a table of no known kind,
 * whose columns have to be named (exit 3). `refused`: not readable at all (exit 4).
 * `classified`: marked as secret; nothing of it may be kept, not even its name (exit 4; design §14).
 */
export type ReadOutcome =
  | { readonly ok: true; readonly draft: DraftPlan }
  | { readonly ok: false; readonly reason: 'no-table'; readonly message: string }
  | {
      readonly ok: false
      readonly reason: 'unknown-table'
      readonly message: string
      readonly table: UnknownTable
    }
  | RefusedFile
