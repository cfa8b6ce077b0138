/**
 * Heights of rows. A spreadsheet fits rows by itself only where nothing is merged, and none is
 * higher than `mostPoints`: what is longer goes on over several rows.
 */
import { type Column, heightOf, type Row } from '../page.ts'

export const mostPoints = 405
/** The height of each row: enough for its own cells, and for merged ones over all of theirs. */
export function rowHeights(
  rows: readonly Row[],
  columns: readonly Column[],
  size: number,
): readonly number[] {
  const heights: number[] = rows.map((row) => (row.kind === 'heading' ? 24 : 0))
  const wide: { readonly from: number; readonly rows: number; readonly height: number }[] = []
  for (const [at, row] of rows.entries()) {
    if (row.kind === 'heading') continue
    for (const [place, one] of row.cells.entries()) {
      const column = columns[place]
      if (!one || !column) continue
      const height = heightOf(one, column, size)
      const span = one.rows ?? 1
      if (span === 1) heights[at] = Math.max(heights[at] ?? 0, height)
      else wide.push({ from: at, rows: span, height })
    }
  }
  for (const { from, rows: span, height } of wide) {
    const own = heights.slice(from, from + span).reduce((sum, one) => sum + Math.max(one, 16), 0)
    const more = (height - own) / span
    if (more <= 0) continue
    for (let at = from; at < from + span; at += 1) {
      heights[at] = Math.max(heights[at] ?? 0, 16) + more
    }
  }
  return heights.map((height) => Math.max(16, height))
}
