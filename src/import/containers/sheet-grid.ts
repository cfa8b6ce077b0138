import { limits } from '../guard.ts'
import type { Grid, GridCell } from '../table.ts'
import { Unreadable, unreadable } from '../unreadable.ts'

/** A rectangle of a worksheet, 0-based, ends included. */
export type Range = {
  readonly top: number
  readonly left: number
  readonly bottom: number
  readonly right: number
}

/** A worksheet as its file has it: the words of cells that have any, by row, then by column. */
export type Sheet = {
  readonly name: string
  readonly words: ReadonlyMap<number, ReadonlyMap<number, string>>
  readonly merges: readonly Range[]
  readonly isRowHidden: (row: number) => boolean
  readonly isColumnHidden: (column: number) => boolean
}

/**
 * What of a worksheet prints, as a grid: the rectangle that holds words, without hidden rows and
 * columns. Merged cells are clipped to it, so a merge of a whole sheet costs nothing; one that runs
 * into another is left aside. `undefined`: the sheet is empty.
 */
export function gridOfSheet(sheet: Sheet): Grid | undefined {
  const rows = visible([...sheet.words.keys()], sheet.isRowHidden, limits.rows)
  if (rows === undefined) throw new Unreadable(unreadable.tooManyRows)
  const used = rows.flatMap((row) => [...(sheet.words.get(row)?.keys() ?? [])])
  const columns = visible(used, sheet.isColumnHidden, limits.columns)
  if (columns === undefined) throw new Unreadable(`表格超过 ${limits.columns} 列，不能读取。`)
  if (rows.length * columns.length > limits.cells) {
    throw new Unreadable(unreadable.tooLarge)
  }
  if (rows.length === 0 || columns.length === 0) return undefined
  return {
    kind: 'grid',
    name: sheet.name,
    rows: rows.length,
    columns: columns.length,
    cells: cellsOf(sheet, rows, columns),
  }
}

/** Visible places from the first to the last one used. `undefined`: more than `most`. */
function visible(
  used: readonly number[],
  isHidden: (place: number) => boolean,
  most: number,
): number[] | undefined {
  let first = Number.POSITIVE_INFINITY
  let last = -1
  for (const place of used) {
    if (isHidden(place)) continue
    first = Math.min(first, place)
    last = Math.max(last, place)
  }
  const places: number[] = []
  for (let place = first; place <= last; place += 1) {
    if (isHidden(place)) continue
    if (places.length === most) return undefined
    places.push(place)
  }
  return places
}

function cellsOf(sheet: Sheet, rows: readonly number[], columns: readonly number[]): GridCell[] {
  const merges = placeMerges(sheet, rows, columns)
  const cells: GridCell[] = []
  for (const [row, sheetRow] of rows.entries()) {
    const at = { sheet: sheet.name, row: sheetRow + 1 }
    for (const [column, sheetColumn] of columns.entries()) {
      const merge = merges[row * columns.length + column]
      if (merge && (merge.row !== row || merge.column !== column)) continue
      const words = merge?.words ?? sheet.words.get(sheetRow)?.get(sheetColumn) ?? ''
      const pieces = linesOf(words).map((text) => ({ at, text }))
      const { rowSpan, colSpan } = merge ?? { rowSpan: 1, colSpan: 1 }
      cells.push({ at, row, column, rowSpan, colSpan, pieces })
    }
  }
  return cells
}

type Merge = Pick<GridCell, 'row' | 'column' | 'rowSpan' | 'colSpan'> & { readonly words: string }

/** For each place of the grid (row by row) the merged cell that covers it. */
function placeMerges(
  sheet: Sheet,
  rows: readonly number[],
  columns: readonly number[],
): (Merge | undefined)[] {
  const covered: (Merge | undefined)[] = []
  let work = 0
  for (const range of sheet.merges) {
    const row = firstFrom(rows, range.top)
    const column = firstFrom(columns, range.left)
    const rowSpan = firstFrom(rows, range.bottom + 1) - row
    const colSpan = firstFrom(columns, range.right + 1) - column
    if (rowSpan < 1 || colSpan < 1) continue
    work += rowSpan * colSpan
    if (work > 4 * limits.cells) throw new Unreadable('合并单元格过多，不能读取。')
    const places = placesOf(row, rowSpan, column, colSpan, columns.length)
    if (places.some((place) => covered[place])) continue
    const within = rows.slice(row, row + rowSpan)
    const words = wordsIn(sheet, range, within, columns.slice(column, column + colSpan))
    const merge = { row, column, rowSpan, colSpan, words }
    for (const place of places) covered[place] = merge
  }
  return covered
}

/** The index of the first of `places` (ascending) that is not before `place`. */
function firstFrom(places: readonly number[], place: number): number {
  let [low, high] = [0, places.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((places[middle] ?? 0) < place) low = middle + 1
    else high = middle
  }
  return low
}

function placesOf(row: number, rowSpan: number, column: number, colSpan: number, wide: number) {
  return Array.from(
    { length: rowSpan * colSpan },
    (_, index) => (row + Math.floor(index / colSpan)) * wide + column + (index % colSpan),
  )
}

/** The words of a merged cell: its first place's, even if hidden; and what lies below it. */
function wordsIn(
  sheet: Sheet,
  { top, left }: Range,
  rows: readonly number[],
  columns: readonly number[],
): string {
  const first = sheet.words.get(top)?.get(left) ?? ''
  const below = rows.flatMap((row) => {
    const words = sheet.words.get(row)
    return words ? columns.flatMap((column) => words.get(column) ?? []) : []
  })
  return [...new Set([first, ...below])].join('\n')
}

function linesOf(words: string): string[] {
  return words
    .split(/\r\n|\n|\r/)
    .map((line) => line.trim())
    .filter((line) => line !== '')
}
