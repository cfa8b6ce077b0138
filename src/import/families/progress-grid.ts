import { headingOf, seqOf } from '../cells/sections.ts'
import { cellText } from '../cells/text.ts'
import type { Column } from '../column-words.ts'
import type { Grid, GridCell, Piece } from '../table.ts'
import { newRow, type OpenRow, type ProgressRows, putCell } from './progress-row.ts'
import { belowCategory, belowHeading, type Sections, sectionPath } from './progress-sections.ts'

/** A table of a grid: `[from, to)` are the rows of its header, its rows go on to `end`. */
export type GridTable = {
  readonly columns: readonly Column[]
  readonly names: readonly (string | null)[]
  readonly to: number
  readonly end: number
  readonly table: number
}

type Line = { readonly row: number; readonly cells: readonly (GridCell | undefined)[] }

/** Reads the rows of a table whose cells stand in rows and columns, merged ones among them. */
export function readGrid(grid: Grid, table: GridTable, above: Sections): ProgressRows {
  const headings: Piece[] = []
  const rows: OpenRow[] = []
  let sections = above
  let mergedRows = 0
  for (const line of linesOf(grid, table)) {
    const own = line.cells.filter((cell) => cell?.row === line.row && cell.pieces.length > 0)
    const [first] = own
    if (!first) continue
    if (isAlone(line, table)) {
      if (isHeading(first, grid, table.columns)) {
        sections = belowHeading(sections, first.pieces)
        headings.push(...first.pieces)
      }
      if (!isTaskCell(first, table.columns)) continue
    }
    if (/^(?:合计|总计|小计)/.test(cellText(first))) continue
    sections = takeCategory(sections, line, table, headings)
    if (goesOn(line, table, rows.at(-1))) {
      addTo(rows.at(-1), line, table)
      mergedRows += 1
    } else rows.push(openRow(line, table, sectionPath(sections)))
  }
  return { rows, headings, repairs: { merged_rows: mergedRows }, sections }
}

/** The cells that cover each row, column by column; a merged cell covers several. */
function linesOf(grid: Grid, { to, end, columns }: GridTable): Line[] {
  const lines = new Map<number, (GridCell | undefined)[]>()
  for (let row = to; row < end; row += 1)
    lines.set(
      row,
      columns.map(() => undefined),
    )
  for (const cell of grid.cells) {
    const last = Math.min(end, cell.row + cell.rowSpan)
    for (let row = Math.max(to, cell.row); row < last; row += 1) {
      const line = lines.get(row)
      if (line && cell.column < line.length) line[cell.column] = cell
    }
  }
  return [...lines].map(([row, cells]) => ({ row, cells }))
}

/** Whether one cell is all that a row has: a heading, a note, or a row that lost the rest. */
function isAlone({ row, cells }: Line, { columns }: GridTable): boolean {
  const filled = cells.filter((cell) => cell && cell.pieces.length > 0)
  const own = filled.filter((cell) => cell?.row === row)
  return columns.length > 1 && own.length === 1 && filled.length === 1
}

function isTaskCell({ column, colSpan, pieces }: GridCell, columns: readonly Column[]): boolean {
  const text = cellText({ pieces })
  return (
    colSpan === 1 &&
    /^(?:task|detail|progress)$/.test(columns[column] ?? '') &&
    text.length > 8 &&
    headingOf(text) === undefined &&
    !/^(?:注|备注|说明|填表|填报|制表)/.test(text)
  )
}

function isHeading(cell: GridCell, grid: Grid, columns: readonly Column[]): boolean {
  const text = cellText(cell)
  if (headingOf(text)) return true
  if (text.length > 40 || /[。；;]|[：:].|^(?:注|备注|说明|填表|填报|制表|第\d+页)/.test(text))
    return false
  const isWide = cell.colSpan > 1 && cell.colSpan >= Math.min(grid.columns, columns.length) / 2
  return (isWide || !isTaskCell(cell, columns)) && !/^\d+$/.test(text)
}

/** A cell of the column of categories counts where it begins; it reaches over the rows below. */
function takeCategory(
  sections: Sections,
  { row, cells }: Line,
  { columns }: GridTable,
  headings: Piece[],
): Sections {
  const own = columns.flatMap((column, at) => {
    const cell = cells[at]
    return column === 'section' && cell?.row === row && cell.pieces.length > 0 ? [cell] : []
  })
  if (own.length === 0) return sections
  const pieces = own.flatMap((cell) => cell.pieces)
  headings.push(...pieces)
  return belowCategory(sections, pieces)
}

/** A row of a task that reaches over several rows: its number or its task is merged with the one before. */
function goesOn(
  { row, cells }: Line,
  { columns }: GridTable,
  before: OpenRow | undefined,
): boolean {
  if (!before) return false
  const at = (column: Column) => columns.indexOf(column)
  const isMerged = (column: Column) => {
    const cell = cells[at(column)]
    return cell !== undefined && cell.row < row && cell.pieces.length > 0
  }
  if (isMerged('seq') || (at('seq') < 0 && isMerged('task'))) return true
  const isBlank = (column: Column) => (cells[at(column)]?.pieces.length ?? 0) === 0
  return isBlank('seq') && isBlank('task') && isBlank('detail')
}

function openRow(line: Line, table: GridTable, section: readonly string[]): OpenRow {
  const row = newRow(table.table, section)
  for (const [at, cell] of line.cells.entries()) {
    const column = table.columns[at] ?? 'other'
    if (!cell || column === 'section') continue
    if (column === 'seq') {
      row.seq = seqOf(cellText(cell)) ?? null
      if (row.seq === null && cell.pieces.length > 0) {
        row.spare.push(cell)
        continue
      }
    }
    putCell(row, column, table.names[at] ?? null, cell)
  }
  const first = row.cells.seq ?? row.cells.task ?? Object.values(row.cells)[0]
  row.at = first?.pieces[0]?.at ?? line.cells.find((cell) => cell?.row === line.row)?.at ?? {}
  return row
}

function addTo(row: OpenRow | undefined, line: Line, { columns, names }: GridTable): void {
  for (const [at, cell] of line.cells.entries()) {
    const column = columns[at] ?? 'other'
    if (!row || cell?.row !== line.row || column === 'section') continue
    putCell(row, column, names[at] ?? null, cell)
  }
}
