import { headingOf } from '../cells/sections.ts'
import { cellText } from '../cells/text.ts'
import type { HeadedTable } from '../columns.ts'
import type { CellRun, Grid, GridCell } from '../table.ts'

/**
 * A dump as a grid, for tables without a column of numbers: every row has as many cells as the
 * header, and a numbered heading between rows has one of its own.
 */
export function gridOfRun(
  run: CellRun,
  tables: readonly HeadedTable[],
): {
  readonly grid: Grid
  readonly tables: readonly HeadedTable[]
} {
  const columns = Math.max(...tables.map((table) => table.columns.length))
  const cells: GridCell[] = []
  const moved: HeadedTable[] = []
  let row = 0
  for (const table of tables) {
    const width = table.columns.length
    const from = row
    for (let at = table.from; at < table.end; row += 1) {
      const first = run.cells[at]
      const isHeading =
        at >= table.to &&
        first &&
        table.columns[0]?.column !== 'section' &&
        headingOf(cellText(first))
      const taken = run.cells.slice(at, Math.min(table.end, at + (isHeading ? 1 : width)))
      for (const [column, cell] of taken.entries()) {
        cells.push({ ...cell, row, column, rowSpan: 1, colSpan: isHeading ? width : 1 })
      }
      at += taken.length
    }
    moved.push({ ...table, from, to: from + 1, end: row })
  }
  return { grid: { kind: 'grid', name: null, rows: row, columns, cells }, tables: moved }
}
