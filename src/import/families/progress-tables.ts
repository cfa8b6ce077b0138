import { type Column, columnKinds, type HeadedTable } from '../columns.ts'
import { piecesOf } from '../rows/read-rows.ts'
import type { Piece } from '../table.ts'
import type { SourceDocument } from './family.ts'
import { progressColumns } from './progress-columns.ts'
import { readGrid } from './progress-grid.ts'
import type { ProgressRow, ProgressRows } from './progress-row.ts'
import { readRun } from './progress-run.ts'

/** The rows of all progress tables of a file, and what stands around them. */
export type ProgressTables = {
  readonly rows: readonly ProgressRow[]
  readonly above: readonly Piece[]
  readonly header: readonly Piece[]
  readonly headings: readonly Piece[]
  readonly hasNumbers: boolean
  readonly isByCategory: boolean
  readonly repairs: Readonly<Record<string, number>>
}

type Part = HeadedTable & { readonly kinds: readonly Column[]; readonly table: number }

/** Reads the tables that `fits` wants, in reading order. */
export function readProgressRows(
  document: SourceDocument,
  fits: (columns: readonly Column[]) => boolean,
): ProgressTables {
  const { contents, tables } = document
  const parts = tables.flatMap((table, at): Part[] => {
    const block = contents.blocks[table.block]
    if (!block || !fits(columnKinds(table))) return []
    return [{ ...table, kinds: progressColumns(table, block), table: at }]
  })
  const read = series(parts).map((run) => readSeries(document, run))
  const header = parts.flatMap((part) => headerPieces(document, part))
  const rows = read.flatMap((one) => one.rows)
  return {
    rows,
    above: aboveFirst(document, parts[0]),
    header,
    headings: read.flatMap(({ headings }) => headings),
    hasNumbers: parts.some(({ kinds }) => kinds.includes('seq')),
    isByCategory: rows.some(({ section }) => section.length > 0),
    repairs: added(read.map(({ repairs }) => repairs)),
  }
}

/** Tables of one run below the same header are one series of cells; any other stands alone. */
function series(parts: readonly Part[]): Part[][] {
  const all: Part[][] = []
  for (const part of parts) {
    const before = all.at(-1)?.at(-1)
    const isSame = before?.block === part.block && String(before.kinds) === String(part.kinds)
    if (isSame) all.at(-1)?.push(part)
    else all.push([part])
  }
  return all
}

function readSeries({ contents }: SourceDocument, parts: readonly Part[]): ProgressRows {
  const [first] = parts
  const block = first && contents.blocks[first.block]
  if (!block || block.kind === 'words') return { rows: [], headings: [], repairs: {} }
  const tables = parts.map(({ kinds, ...part }) => ({ ...part, columns: kinds }))
  if (block.kind === 'run') return readRun(block, tables)
  const read = tables.map((table) => readGrid(block, table, {}))
  return {
    rows: read.flatMap(({ rows }) => rows),
    headings: read.flatMap(({ headings }) => headings),
    repairs: added(read.map(({ repairs }) => repairs)),
  }
}

function headerPieces({ contents }: SourceDocument, { block, from, to }: Part): Piece[] {
  const own = contents.blocks[block]
  if (!own || own.kind === 'words') return []
  const cells =
    own.kind === 'run'
      ? own.cells.slice(from, to)
      : own.cells.filter(({ row }) => row >= from && row < to)
  return cells.flatMap(({ pieces }) => pieces)
}

/** The words before the first table's header. */
function aboveFirst(document: SourceDocument, first: Part | undefined): readonly Piece[] {
  const [headed] = first ? headerPieces(document, first) : []
  const pieces = piecesOf(document.contents)
  return headed ? pieces.slice(0, pieces.indexOf(headed)) : []
}

function added(all: readonly Readonly<Record<string, number>>[]): Record<string, number> {
  const sum: Record<string, number> = {}
  for (const counts of all) {
    for (const [kind, count] of Object.entries(counts)) sum[kind] = (sum[kind] ?? 0) + count
  }
  return sum
}
