import type { SourcePosition } from '../../domain/draft-plan.ts'
import type { Column } from '../column-words.ts'
import type { TableCell } from '../table.ts'

/** A cell below a header that is itself a date: 一季度, 3月底前. */
export type Period = { readonly words: string; readonly cell: TableCell }

/** A row of a table. `seq` is as printed, null where there is none. `guessed`: cells placed by look. */
export type TableRow = {
  readonly seq: number | null
  readonly at: SourcePosition
  readonly section: readonly string[]
  readonly cells: Readonly<Partial<Record<Column, TableCell>>>
  readonly periods?: readonly Period[]
  /** The row's lines where it has several, each with its own cells. */
  readonly lines?: readonly Readonly<Partial<Record<Column, TableCell>>>[]
  readonly spare: readonly TableCell[]
  readonly guessed: boolean
  /** A unit that stands where a lead might and was counted with the others, as in other rows. */
  readonly unsureUnit?: string
}

/** `headings` are cells that became a section or repeat the header; `strays` belong to no row. */
export type TableRows = {
  readonly rows: readonly TableRow[]
  readonly headings: readonly TableCell[]
  readonly strays: readonly TableCell[]
  readonly repeatedHeaders: number
  /** Cells that were one in print and stood apart. */
  readonly joinedCells: number
}
