import type { Column } from '../columns.ts'
import type { TableRow } from '../rows/table-row.ts'
import type { Piece, TableCell } from '../table.ts'
import type { Sections } from './progress-sections.ts'

/** A row of a progress table. `spare` cells are of columns that no field takes. */
export type ProgressRow = TableRow & {
  /** The header that it stands below, counted through the file. */
  readonly table: number
  /** Columns that its print must have had and this copy lost. */
  readonly lost: readonly Column[]
}

export type ProgressRows = {
  readonly rows: readonly ProgressRow[]
  /** Pieces that became a section. */
  readonly headings: readonly Piece[]
  readonly repairs: Readonly<Record<string, number>>
  /** The headings that hold below the last row, for a table that follows. */
  readonly sections?: Sections
}

/** A row while it is put together. */
export type OpenRow = {
  at: TableRow['at']
  seq: number | null
  section: readonly string[]
  cells: Partial<Record<Column, TableCell>>
  spare: TableCell[]
  guessed: boolean
  table: number
  lost: Column[]
}

/** Columns whose cells become fields; two of one kind are read as one, in printed order. */
export function putCell(row: OpenRow, column: Column, cell: TableCell): void {
  // An empty cell of lead units tells that the leads have a column of their own.
  if (cell.pieces.length === 0 && column !== 'lead_units') return
  if (column === 'other') {
    row.spare.push(cell)
    return
  }
  const before = row.cells[column]
  const pieces = [...(before?.pieces ?? []), ...cell.pieces]
  row.cells[column] = { at: before?.at ?? cell.at, pieces }
}
