import { headingOf, isHeadingNumber } from '../cells/sections.ts'
import { cellText } from '../cells/text.ts'
import type { Column } from '../column-words.ts'
import { columnKinds, type HeadedTable } from '../columns.ts'
import type { Block, TableCell } from '../table.ts'

/**
 * What a progress table's columns hold. Of two columns of tasks (项目名称, 项目内容) the first is one
 * of categories where most of its cells are merged or blank, or hold numbered headings.
 */
export function progressColumns(table: HeadedTable, block: Block): Column[] {
  const kinds = columnKinds(table)
  const task = kinds.indexOf('task')
  const detail = kinds.indexOf('detail')
  if (detail < task || kinds.includes('section') || !holdsCategories(table, block, task)) {
    return kinds
  }
  return kinds.map((kind, at) => (at === task ? 'section' : at === detail ? 'task' : kind))
}

function holdsCategories(table: HeadedTable, block: Block, column: number): boolean {
  if (block.kind === 'words') return false
  if (block.kind === 'run') {
    const cells = block.cells.slice(table.to, table.end)
    return cells.filter(isHeadingCell).length * 40 >= cells.length / table.columns.length
  }
  const rows = table.end - table.to
  const own = block.cells.filter(
    (cell) =>
      cell.column === column &&
      cell.row >= table.to &&
      cell.row < table.end &&
      cell.pieces.length > 0,
  )
  return own.length < rows * 0.7 || own.filter(isHeadingCell).length > rows / 2
}

function isHeadingCell({ pieces }: TableCell): boolean {
  const text = cellText({ pieces })
  return isHeadingNumber(pieces[0]?.text ?? '') || headingOf(text) !== undefined
}
