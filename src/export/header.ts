/** The header of a table: one row, or two where columns stand in groups. */
import type { Column } from './page.ts'

export type HeaderCell = {
  readonly words: string
  /** The first column that it stands above. */
  readonly column: number
  readonly columnSpan: number
  readonly rowSpan: number
}

export function headerRows(columns: readonly Column[]): readonly (readonly HeaderCell[])[] {
  const height = columns.some(({ group }) => group !== undefined) ? 2 : 1
  const top: HeaderCell[] = []
  for (const [column, { words, group }] of columns.entries()) {
    if (group === undefined) {
      top.push({ words, column, columnSpan: 1, rowSpan: height })
    } else if (columns[column - 1]?.group !== group) {
      const columnSpan = groupWidth(columns, column)
      top.push({ words: group, column, columnSpan, rowSpan: 1 })
    }
  }
  if (height === 1) return [top]
  const below = columns.flatMap(({ words, group }, column) =>
    group === undefined ? [] : [{ words, column, columnSpan: 1, rowSpan: 1 }],
  )
  return [top, below]
}

function groupWidth(columns: readonly Column[], from: number): number {
  const other = columns.findIndex((one, at) => at > from && one.group !== columns[from]?.group)
  return (other < 0 ? columns.length : other) - from
}
