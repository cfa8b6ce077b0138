import { looksOf } from '../cells/looks.ts'
import { unitTokens } from '../cells/units.ts'
import type { Column } from '../column-words.ts'
import { columnKinds, type HeadedTable } from '../columns.ts'
import { frontPieces, piecesOf } from '../rows/read-rows.ts'
import type { Grid, Piece } from '../table.ts'
import { readNotice } from './decomposition-notice.ts'
import type { SourceDocument } from './family.ts'
import { progressColumns } from './progress-columns.ts'
import { readGrid } from './progress-grid.ts'
import { headingAbove } from './progress-heading.ts'
import type { ProgressRow, ProgressRows } from './progress-row.ts'
import { readRun } from './progress-run.ts'
import { belowHeading, type Sections } from './progress-sections.ts'

/** The rows of all progress tables of a file, and what stands around them. */
export type ProgressTables = {
  readonly rows: readonly ProgressRow[]
  readonly above: readonly Piece[]
  readonly header: readonly Piece[]
  readonly headings: readonly Piece[]
  readonly hasNumbers: boolean
  /** Whether a column, or the heading of a table, names units. */
  readonly hasUnits: boolean
  readonly isByCategory: boolean
  readonly repairs: Readonly<Record<string, number>>
}

/** A table with what its columns hold; `table` counts them through the file. */
type Part = HeadedTable & { readonly kinds: readonly Column[]; readonly table: number }

const unitColumn = /^(?:lead_units|units|co_units|units_persons)$/

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
  const above = aboveFirst(document, parts[0])
  const title = readNotice(above.slice(0, -1)).title ?? readNotice(above).title
  const read = readAll(document, parts, title)
  const headings = read.flatMap((one) => one.headings)
  const rows = read.flatMap((one) => one.rows)
  return {
    rows,
    above: above.filter((piece) => !headings.includes(piece)),
    header: parts.flatMap((part) => headerPieces(document, part)),
    headings,
    hasNumbers: parts.some(({ kinds }) => kinds.includes('seq')),
    hasUnits:
      parts.some(({ kinds }) => kinds.some((kind) => unitColumn.test(kind))) ||
      rows.some(({ cells }) => cells.units),
    isByCategory: rows.some(({ section }) => section.some((title) => !unitIn(title))),
    repairs: added(read.map(({ repairs }) => repairs)),
  }
}

/** Reads the tables one after the other; a heading counts until the next one. */
function readAll(
  document: SourceDocument,
  parts: readonly Part[],
  title: string | null,
): ProgressRows[] {
  const runs = series(document, parts)
  const names = new Set(parts.map((part) => sheetName(document, part)))
  let sections: Sections = {}
  return runs.map((run) => {
    const [first] = run
    if (!first) return { rows: [], headings: [], repairs: {} }
    const heading = headingAbove(document, first, { title, isOneOfMany: runs.length > 1 })
    const name = sheetName(document, first)
    if (heading) sections = belowHeading(sections, [heading])
    else if (names.size > 1 && name) sections = { inner: name }
    const read = readSeries(document, run, sections)
    sections = read.sections ?? sections
    const hasUnits = first.kinds.some((kind) => unitColumn.test(kind))
    return {
      ...read,
      rows: hasUnits ? read.rows : read.rows.map(withUnitOfHeading),
      headings: [...(heading ? [heading] : []), ...read.headings],
    }
  })
}

/** Tables of one run below the same header are one series of cells; any other stands alone. */
function series({ contents }: SourceDocument, parts: readonly Part[]): Part[][] {
  const all: Part[][] = []
  for (const part of parts) {
    const before = all.at(-1)?.at(-1)
    const isSame =
      contents.blocks[part.block]?.kind === 'run' &&
      before?.block === part.block &&
      String(before.kinds) === String(part.kinds)
    if (isSame) all.at(-1)?.push(part)
    else all.push([part])
  }
  return all
}

/** The name that somebody gave a sheet; 工作表1 is nobody's. */
function sheetName({ contents }: SourceDocument, { block }: Part): string | null {
  const own = contents.blocks[block]
  const name = own?.kind === 'grid' ? own.name : null
  return name && !/^(?:sheet|工作表|表格?)\s*\d*$/i.test(name) ? name : null
}

function readSeries(
  { contents }: SourceDocument,
  parts: readonly Part[],
  sections: Sections,
): ProgressRows {
  const [first] = parts
  const block = first && contents.blocks[first.block]
  if (!block || block.kind === 'words') return { rows: [], headings: [], repairs: {} }
  const tables = parts.map(({ kinds, ...part }) => ({
    ...part,
    columns: kinds,
    names: progressNames(kinds, part.columns),
  }))
  if (block.kind === 'run') return readRun(block, tables, sections)
  const [table] = tables
  return table ? readGrid(block, table, sections) : { rows: [], headings: [], repairs: {} }
}

/** The names of the columns that tell the progress, where there are several. */
function progressNames(
  kinds: readonly Column[],
  columns: HeadedTable['columns'],
): (string | null)[] {
  const isMany = kinds.filter((kind) => kind === 'progress').length > 1
  return kinds.map((kind, at) => {
    return isMany && kind === 'progress' ? (columns[at]?.words ?? '') : null
  })
}

/** A row of a table without a column of units has the one that its heading names. */
function withUnitOfHeading(row: ProgressRow): ProgressRow {
  const unit = row.section.map(unitIn).findLast((name) => name !== null)
  if (!unit) return row
  const { at } = row
  return { ...row, cells: { ...row.cells, units: { at, pieces: [{ at, text: unit }] } } }
}

/** The unit that a heading names: 区教育局（12项）, 责任单位：区教育局. */
function unitIn(title: string): string | null {
  const name = title
    .replace(/^(?:责任|牵头|填报)?(?:单位|部门)[：:]/, '')
    .replace(/[（(]\d+[^（）()]*[）)]$/, '')
  return unitTokens(name).length === 1 && name.length <= 20 && looksOf(name).isUnits ? name : null
}

function headerPieces({ contents }: SourceDocument, { block, from, to }: Part): Piece[] {
  const own = contents.blocks[block]
  if (!own || own.kind === 'words') return []
  const cells = own.kind === 'run' ? own.cells.slice(from, to) : cellsInRows(own, from, to)
  return cells.flatMap(({ pieces }) => pieces)
}

function cellsInRows({ cells }: Grid, from: number, to: number): Grid['cells'] {
  return cells.filter(({ row }) => row >= from && row < to)
}

/** The words before the first table's header. */
function aboveFirst(document: SourceDocument, first: Part | undefined): readonly Piece[] {
  const [headed] = first ? headerPieces(document, first) : []
  const { blocks } = document.contents
  const at = blocks.findIndex((block) => headed && piecesOf({ blocks: [block] }).includes(headed))
  if (!headed || at < 0) return []
  const own = piecesOf({ blocks: blocks.slice(at, at + 1) })
  return [...frontPieces(blocks.slice(0, at)), ...own.slice(0, own.indexOf(headed))]
}

function added(all: readonly Readonly<Record<string, number>>[]): Record<string, number> {
  const sum: Record<string, number> = {}
  for (const counts of all) {
    for (const [kind, count] of Object.entries(counts)) sum[kind] = (sum[kind] ?? 0) + count
  }
  return sum
}
