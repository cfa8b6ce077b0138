import type { DraftPlan, PlanKind } from '../../domain/draft-plan.ts'
import type { Column } from '../column-words.ts'
import type { HeadedTable } from '../columns.ts'
import type { Contents } from '../table.ts'

/** A file as a family sees it. `stem`: the file's name without its ending. */
export type SourceDocument = {
  readonly contents: Contents
  /** Its tables with a header, in reading order. */
  readonly tables: readonly HeadedTable[]
  readonly stem: string
}

/** A kind of table, and the reader that makes a draft plan of it. */
export type Family = {
  readonly kind: PlanKind
  /** Whether a table with these columns is of the kind. */
  readonly fits: (columns: readonly Column[]) => boolean
  /** Reads all tables of the kind that a file has. `undefined`: no rows in them. */
  readonly read: (document: SourceDocument) => DraftPlan | undefined
}
