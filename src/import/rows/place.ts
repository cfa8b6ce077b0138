import { type Column, type HeaderColumn, isPeriod } from '../column-words.ts'
import type { TableCell } from '../table.ts'
import type { TableRow } from './table-row.ts'

export type PlacedCells = Pick<TableRow, 'cells' | 'spare'> & Required<Pick<TableRow, 'periods'>>

type Open = {
  readonly cells: Partial<Record<Column, TableCell>>
  readonly spare: TableCell[]
  readonly periods: { readonly words: string; readonly cell: TableCell }[]
}

/** Cells in the columns they stand in; those of no known column are spare. */
export function placeInOrder(
  cells: readonly TableCell[],
  columns: readonly HeaderColumn[],
): PlacedCells {
  const placed: Open = { cells: {}, spare: [], periods: [] }
  for (const [index, cell] of cells.entries()) placeIn(placed, columns[index], cell)
  return placed
}

export function placeIn(placed: Open, column: HeaderColumn | undefined, cell: TableCell): void {
  if (column === undefined || column.column === 'other') placed.spare.push(cell)
  else if (column.column === 'nodes' && isPeriod(column.words)) {
    if (cell.pieces.length > 0) placed.periods.push({ words: column.words, cell })
  } else addTo(placed.cells, column.column, cell)
}

/** Two columns of one kind (牵头领导, 分管领导) are read as one, in printed order. */
export function addTo(
  placed: Partial<Record<Column, TableCell>>,
  column: Column,
  cell: TableCell,
): void {
  const before = placed[column]
  const pieces = [...(before?.pieces ?? []), ...cell.pieces]
  placed[column] = { at: before?.at ?? cell.at, pieces }
}
