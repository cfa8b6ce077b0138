import { cellText } from './cells/text.ts'
import {
  type Column,
  columnOf,
  type HeaderColumn,
  isHeaderWord,
  isPeriod,
  longestHeaderCell,
  mayBeHeaderCell,
  nameSecondTask,
} from './column-words.ts'
import type { Grid, GridCell } from './table.ts'

/** A header's rows (of a grid) or cells (of a run), `[from, to)`, and what its columns hold. */
export type Header = {
  readonly from: number
  readonly to: number
  readonly columns: readonly HeaderColumn[]
}

/** The headers of a grid, from top to bottom. */
export function gridHeaders(grid: Grid): Header[] {
  const rows: GridCell[][] = Array.from({ length: grid.rows }, () => [])
  for (const cell of grid.cells) rows[cell.row]?.push(cell)
  const headers: Header[] = []
  for (let at = 0; at < rows.length; at += 1) {
    const header = gridHeaderAt(grid, rows, at)
    if (!header) continue
    headers.push(header)
    at = header.to - 1
  }
  return headers
}

/**
 * A row of header words; the rows that its cells reach down to, or a second one of header words
 * whose first cells are blank, belong to it.
 */
function gridHeaderAt(
  grid: Grid,
  rows: readonly (readonly GridCell[])[],
  from: number,
): Header | undefined {
  const own = filledIn(rows[from])
  if (own.some(isLong)) return undefined
  const words = own.map(cellText)
  if (own.length < 2 || !words.every(mayBeHeaderCell)) return undefined
  const known = words.filter(
    (word) => columnOf(word) !== 'other' && (isHeaderWord(word) || isPeriod(word)),
  )
  if (known.length < Math.max(2, own.length / 2)) return undefined
  const spanned = Math.max(...own.map((cell) => cell.rowSpan))
  const below = filledIn(rows[from + 1])
  const isStacked =
    spanned === 1 &&
    below.length >= 2 &&
    below.length < grid.columns &&
    below.every((cell) => mayBeHeaderCell(cellText(cell)) && columnOf(cellText(cell)) !== 'other')
  const to = from + (isStacked ? 2 : spanned)
  const columns = stackedColumns(grid, rows, from, to)
  const kinds = columns.filter(({ column }) => column !== 'other')
  return kinds.length < 2 ? undefined : { from, to, columns: nameSecondTask(columns) }
}

/** Longer than a header's cell with all its padding: looked at first, since it costs nothing. */
function isLong({ pieces }: GridCell): boolean {
  return pieces.reduce((sum, { text }) => sum + text.length, 0) > 4 * longestHeaderCell
}

function filledIn(cells: readonly GridCell[] | undefined): readonly GridCell[] {
  return (cells ?? []).filter(({ pieces }) => pieces.length > 0)
}

/** The words of each column, from the outermost down; a group's words reach over blank cells. */
function stackedColumns(
  grid: Grid,
  rows: readonly (readonly GridCell[])[],
  from: number,
  to: number,
): HeaderColumn[] {
  const isTwoRows = to - from > 1
  return Array.from({ length: grid.columns }, (_, column) => {
    const paths = rows.slice(from, to).map((cells) => filledIn(cells))
    const [top, ...lower] = paths.map((cells) =>
      cells.find((cell) => cell.column <= column && column < cell.column + cell.colSpan),
    )
    const under = lower.filter((cell) => cell !== undefined)
    const isBlankBelow = under.length === 0
    const group = top ?? (isTwoRows && !isBlankBelow ? before(paths[0] ?? [], column) : undefined)
    const words = [group, ...under].flatMap((cell) => (cell ? [cellText(cell)] : []))
    return { column: stackedColumn(words), words: words.join('/') }
  })
}

function before(cells: readonly GridCell[], column: number): GridCell | undefined {
  return cells.findLast((cell) => cell.column <= column)
}

/** 完成率 below 量化指标 is the indicator's; below 细化项目 the item's; else the task's. */
function stackedColumn(words: readonly string[]): Column {
  const own = columnOf(words.at(-1) ?? '')
  const group = columnOf(words.length > 1 ? (words[0] ?? '') : '')
  if (own === 'rate' && group === 'indicator') return 'indicator_rate'
  if (own === 'rate' && group === 'item') return 'item_rate'
  if (own === 'task' && group === 'item') return 'item'
  return own === 'other' && words.length > 1 ? group : own
}
