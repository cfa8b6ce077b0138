import { type Column, columnKinds, type HeadedTable } from '../columns.ts'
import type { Contents, Piece } from '../table.ts'
import { readRunRows } from './run-rows.ts'
import type { TableRow, TableRows } from './table-row.ts'

/** The rows of a file's tables of one kind, and the words above the first of them. */
export type DocumentRows = TableRows & {
  readonly above: readonly Piece[]
  /** The pieces of the first table's header. */
  readonly header: readonly Piece[]
}

/** Reads the rows of all tables that `fits` wants, in reading order. */
export function readRows(
  { contents, tables }: { readonly contents: Contents; readonly tables: readonly HeadedTable[] },
  fits: (columns: readonly Column[]) => boolean,
): DocumentRows {
  const parts = contents.blocks.flatMap((block, at): TableRows[] => {
    const own = tables.filter((table) => table.block === at)
    if (block.kind !== 'run' || !own.some((table) => fits(columnKinds(table)))) return []
    return [readRunRows(block, own, fits)]
  })
  const rows = parts.flatMap((part): readonly TableRow[] => part.rows)
  const first = tables.find((table) => fits(columnKinds(table)))
  return {
    rows,
    headings: parts.flatMap(({ headings }) => headings),
    strays: parts.flatMap(({ strays }) => strays),
    repeatedHeaders: parts.reduce((sum, part) => sum + part.repeatedHeaders, 0),
    ...(first ? headOf(contents, first) : { above: [], header: [] }),
  }
}

/** The pieces before a table, and those of its header. */
function headOf(contents: Contents, table: HeadedTable): { above: Piece[]; header: Piece[] } {
  const before = contents.blocks.slice(0, table.block)
  const own = contents.blocks[table.block]
  const cells =
    own?.kind === 'grid'
      ? own.cells.map((cell) => ({ cell, place: cell.row }))
      : own?.kind === 'run'
        ? own.cells.map((cell, place) => ({ cell, place }))
        : []
  const within = (from: number, to: number) =>
    cells.filter(({ place }) => place >= from && place < to).flatMap(({ cell }) => cell.pieces)
  return {
    above: [...piecesOf({ ...contents, blocks: before }), ...within(0, table.from)],
    header: within(table.from, table.to),
  }
}

/** Every piece of a file, in reading order. */
export function piecesOf({ blocks }: Contents): Piece[] {
  return blocks.flatMap((block) =>
    block.kind === 'words' ? block.pieces : block.cells.flatMap((cell) => cell.pieces),
  )
}
