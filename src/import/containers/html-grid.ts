import { limits } from '../guard.ts'
import { Unreadable } from '../unreadable.ts'
import type { FlowNode, PlacedCell, PlacedTable } from './flow.ts'

/** A cell as the page has it. `rowSpan` 0: down to the table's end. */
export type HtmlCell = {
  readonly colSpan: number
  readonly rowSpan: number
  readonly line: number
  readonly flow: readonly FlowNode[]
}

/**
 * Puts the rows of an HTML table into a grid: each cell into the first free column, as browsers do.
 * Spans end with the table; a cell that would run into one from above is cut short, so that cells
 * never overlap.
 */
export function placeHtmlRows(rows: readonly (readonly HtmlCell[])[]): PlacedTable {
  const cells: PlacedCell[] = []
  /** For each column, the first row in which it is free again. */
  const freeFrom: number[] = []
  const isFree = (column: number, row: number) => (freeFrom[column] ?? 0) <= row
  for (const [row, parts] of rows.entries()) {
    let column = 0
    for (const { colSpan, rowSpan, line, flow } of parts) {
      while (!isFree(column, row)) column += 1
      const rowsLeft = rows.length - row
      const tall = rowSpan === 0 ? rowsLeft : Math.min(rowSpan, rowsLeft)
      let wide = 1
      while (wide < colSpan && isFree(column + wide, row)) wide += 1
      cells.push({ row, column, rowSpan: tall, colSpan: wide, line, flow })
      if (column + wide > limits.columns) {
        throw new Unreadable(`表格超过 ${limits.columns} 列，不能读取。`)
      }
      freeFrom.push(...Array<number>(Math.max(0, column + wide - freeFrom.length)).fill(0))
      freeFrom.fill(row + tall, column, column + wide)
      column += wide
    }
  }
  return { kind: 'table', rows: rows.length, columns: freeFrom.length, cells }
}
