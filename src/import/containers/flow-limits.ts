import { limits } from '../guard.ts'
import { Unreadable, unreadable } from '../unreadable.ts'

/** What a walk through a Word file or web page has met so far; `lines` are paragraphs. */
export type TableCounts = { lines: number; rows: number; cells: number }

/** Each refuses as soon as the file goes beyond the limit, and not when it was taken in. */
export function countLine(counts: TableCounts): void {
  counts.lines += 1
  if (counts.lines > limits.lines) throw new Unreadable(unreadable.tooLarge)
}

export function countRow(counts: TableCounts): void {
  counts.rows += 1
  if (counts.rows > limits.rows) throw new Unreadable(unreadable.tooManyRows)
}

export function countCell(counts: TableCounts): void {
  counts.cells += 1
  if (counts.cells > limits.cells) throw new Unreadable(unreadable.tooLarge)
}
