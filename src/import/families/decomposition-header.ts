import { withoutBlanks } from '../cells/spacing.ts'
import { type Cell, cellText } from '../containers/text.ts'

export type Column =
  | 'seq'
  | 'task'
  | 'nodes'
  | 'leaders'
  | 'lead_units'
  | 'units'
  | 'forms'
  | 'persons'
  | 'other'

/** The header of a table: its columns in order, and where its cells stand among all cells. */
export type Header = {
  readonly columns: readonly Column[]
  readonly from: number
  readonly to: number
}

const headerWords: readonly (readonly [Column, RegExp])[] = [
  ['seq', /^(?:序号|编号|序|号)$/],
  ['nodes', /时间|节点|进度(?:要求|安排)|时限/],
  ['leaders', /领导/],
  ['persons', /责任人|联络员|联系人|负责人/],
  ['lead_units', /牵头.*(?:单位|部门)/],
  ['units', /单位|部门/],
  ['forms', /形式|方式/],
  ['task', /任务|工作|项目|事项|内容|目标/],
]

const longestHeaderCell = 14

/** Finds a table's header: a cell 序号 and the header cells behind it. */
export function findHeader(cells: readonly Cell[]): Header | undefined {
  for (const [from, cell] of cells.entries()) {
    if (columnOf(cellText(cell)) !== 'seq') continue
    const columns: Column[] = []
    let to = from
    for (; to < cells.length; to += 1) {
      const text = withoutBlanks(cellText(cells[to]))
      if (text === '' || text.length > longestHeaderCell || /^\d+[.、]?$/.test(text)) break
      const column = columnOf(text)
      if (column !== 'other' && columns.includes(column)) break
      columns.push(column)
    }
    if (columns.length >= 3) return { columns, from, to }
  }
  return undefined
}

function columnOf(text: string): Column {
  const word = withoutBlanks(text)
  return headerWords.find(([, pattern]) => pattern.test(word))?.[0] ?? 'other'
}
