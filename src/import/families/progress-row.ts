import type { Column } from '../column-words.ts'
import type { Period, TableRow } from '../rows/table-row.ts'
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

/** All cells of a row that hold words. */
export function rowCells({ cells, periods = [] }: ProgressRow): TableCell[] {
  return [...Object.values(cells), ...periods.map(({ cell }) => cell)]
}

/** A row before its first cell. */
export function newRow(table: number, section: readonly string[]): OpenRow {
  return {
    at: {},
    seq: null,
    section,
    cells: {},
    spare: [],
    periods: [],
    guessed: false,
    table,
    lost: [],
  }
}

/** A row while it is put together. */
export type OpenRow = {
  at: TableRow['at']
  seq: number | null
  section: readonly string[]
  cells: Partial<Record<Column, TableCell>>
  spare: TableCell[]
  periods: Period[]
  guessed: boolean
  table: number
  lost: Column[]
}

/**
 * Puts a cell where its column says; two of one kind are read as one, in printed order. `name`: the
 * column's, where it is one of several that tell the progress.
 */
export function putCell(row: OpenRow, column: Column, name: string | null, cell: TableCell): void {
  // An empty cell of lead units tells that the leads have a column of their own.
  if (cell.pieces.length === 0 && column !== 'lead_units') return
  if (column === 'other') {
    row.spare.push(cell)
    return
  }
  if (name !== null) {
    row.periods.push({ words: name, cell })
    return
  }
  const before = row.cells[column]
  const pieces = [...(before?.pieces ?? []), ...cell.pieces]
  row.cells[column] = { at: before?.at ?? cell.at, pieces }
}
