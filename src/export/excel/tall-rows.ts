/** Cuts rows that are higher than a spreadsheet's rows can be. */
import { type Cell, type Column, heightOf, type Row } from '../page.ts'
import { mostPoints } from './heights.ts'

/**
 * A row whose longest cell does not fit goes on over as many rows as it needs: that cell's lines
 * are shared out, the other cells are merged over all of them. One long line alone stays: it is
 * read by widening the column, and Word prints it whole.
 */
export function cutTallRows(
  rows: readonly Row[],
  columns: readonly Column[],
  size: number,
): readonly Row[] {
  return rows.flatMap((row) => (row.kind === 'heading' ? [row] : cutRow(row.cells, columns, size)))
}

function cutRow(
  cells: readonly (Cell | null)[],
  columns: readonly Column[],
  size: number,
): readonly Row[] {
  const isMerged = cells.some((one) => one === null || (one.rows ?? 1) > 1)
  const tall = cells.findIndex((one, at) => {
    const column = columns[at]
    return one && column && one.lines.length > 1 && heightOf(one, column, size) > mostPoints
  })
  const long = cells[tall]
  const column = columns[tall]
  if (isMerged || !long || !column) return [{ kind: 'cells', cells }]
  const parts = shareOut(long, column, size)
  return parts.map((part, at) => ({
    kind: 'cells',
    cells: cells.map((one, place) => {
      if (place === tall) return part
      return at === 0 && one ? { ...one, rows: parts.length } : null
    }),
  }))
}

function shareOut({ lines, boldLines }: Cell, column: Column, size: number): Cell[] {
  const parts: { lines: string[]; boldLines: Set<number> }[] = []
  for (const [at, words] of lines.entries()) {
    const open = parts.at(-1)
    const fits = open && heightOf({ lines: [...open.lines, words] }, column, size) <= mostPoints
    const part = fits ? open : { lines: [], boldLines: new Set<number>() }
    if (!fits) parts.push(part)
    if (boldLines?.has(at)) part.boldLines.add(part.lines.length)
    part.lines.push(words)
  }
  return parts
}
