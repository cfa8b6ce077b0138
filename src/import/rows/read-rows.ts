import { seqOf } from '../cells/sections.ts'
import { cellText } from '../cells/text.ts'
import type { Column } from '../column-words.ts'
import { columnKinds, type HeadedTable } from '../columns.ts'
import type { Block, CellRun, Contents, Piece } from '../table.ts'
import { readGridRows } from './grid-rows.ts'
import { readLooseRows } from './loose-rows.ts'
import { gridOfRun } from './run-grid.ts'
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
    if (block.kind === 'words' || !own.some((table) => fits(columnKinds(table)))) return []
    if (block.kind === 'grid') return [readGridRows(block, own, fits)]
    return [readRun(block, own, fits)]
  })
  const rows = parts.flatMap((part): readonly TableRow[] => part.rows)
  const first = tables.find((table) => fits(columnKinds(table)))
  return {
    rows,
    headings: parts.flatMap(({ headings }) => headings),
    strays: parts.flatMap(({ strays }) => strays),
    repeatedHeaders: parts.reduce((sum, part) => sum + part.repeatedHeaders, 0),
    joinedCells: parts.reduce((sum, part) => sum + part.joinedCells, 0),
    ...(first ? headOf(contents, first) : { above: [], header: [] }),
  }
}

function readRun(
  run: CellRun,
  tables: readonly HeadedTable[],
  fits: (columns: readonly Column[]) => boolean,
): TableRows {
  if (isLoose(run, tables)) return readLooseRows(run, tables, fits)
  if (tables.some(({ columns }) => columns[0]?.column === 'seq')) {
    return readRunRows(run, tables, fits)
  }
  const { grid, tables: own } = gridOfRun(run, tables)
  return readGridRows(grid, own, fits)
}

/** Whether the rows of a dump of paragraphs have no steady number of cells. */
function isLoose({ cells, isOfParagraphs }: CellRun, tables: readonly HeadedTable[]): boolean {
  const [first] = tables
  if (!isOfParagraphs || first?.columns[0]?.column !== 'seq') return false
  const distances: number[] = []
  let last: { readonly seq: number; readonly at: number } | undefined
  for (const [index, cell] of cells.slice(first.to).entries()) {
    const seq = seqOf(cellText(cell))
    if (seq === undefined || (last && seq !== last.seq + 1)) continue
    if (last) distances.push(index - last.at)
    last = { seq, at: index }
  }
  const steady = distances.filter((distance) => distance === first.columns.length)
  return steady.length === 0 || steady.length < distances.length * 0.9
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
    above: [...frontPieces(before), ...within(0, table.from)],
    header: within(table.from, table.to),
  }
}

/** What stands before a table: words, and of other sheets what has a row for itself, as titles have. */
export function frontPieces(blocks: readonly Block[]): Piece[] {
  return blocks.flatMap((block) => {
    if (block.kind !== 'grid' || block.name === null) return piecesOfBlock(block)
    const filled = block.cells.filter(({ pieces }) => pieces.length > 0)
    const rows = new Map<number, number>()
    for (const { row } of filled) rows.set(row, (rows.get(row) ?? 0) + 1)
    return filled.filter(({ row }) => rows.get(row) === 1).flatMap(({ pieces }) => pieces)
  })
}

/** Every piece of a file, in reading order. */
export function piecesOf({ blocks }: Pick<Contents, 'blocks'>): Piece[] {
  return blocks.flatMap(piecesOfBlock)
}

function piecesOfBlock(block: Block): readonly Piece[] {
  return block.kind === 'words' ? block.pieces : block.cells.flatMap((cell) => cell.pieces)
}
