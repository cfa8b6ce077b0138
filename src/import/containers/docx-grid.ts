import { limits } from '../guard.ts'
import { Unreadable } from '../unreadable.ts'
import { type FlowNode, type PlacedCell, type PlacedTable, wordsOf } from './flow.ts'

/** A cell as the file has it: `continues` says that it is part of the one above, or to its left. */
export type WordCell = {
  readonly span: number
  readonly continues: 'above' | 'left' | null
  /** Whether it says that the cells below may go on with it. */
  readonly isMerged: boolean
  readonly line: number
  readonly flow: readonly FlowNode[]
}

/** `before`: grid columns left free in front of the first cell. */
export type WordRow = { readonly before: number; readonly cells: readonly WordCell[] }

type Growing = { -readonly [key in keyof PlacedCell]: PlacedCell[key] } & { isMerged: boolean }

/**
 * Puts the rows of a Word table into a grid. A cell that goes on from above makes that one longer
 * if both begin in the same column and are equally wide; otherwise it stands for itself, so that
 * cells never overlap. Words that such a part holds and that Word does not show are kept, unless
 * they repeat those above. Below a cell that says nothing of a merge a part with words of its own
 * stands for itself (some programs leave out where a merge begins), an empty one goes on with it.
 */
export function placeWordRows(rows: readonly WordRow[]): PlacedTable {
  const cells: Growing[] = []
  let above = new Map<number, Growing>()
  let columns = 0
  for (const [row, { before, cells: parts }] of rows.entries()) {
    const here = new Map<number, Growing>()
    let column = before
    let left: Growing | undefined
    for (const part of parts) {
      const { span } = part
      const start = column
      column += span
      if (column > limits.wordColumns) throw new Unreadable('表格超过 63 列，不能读取。')
      const upper = part.continues === 'above' ? above.get(start) : undefined
      if (part.continues === 'left' && left) {
        left.colSpan += span
        left.flow = [...left.flow, ...part.flow]
      } else if (upper && upper.colSpan === span && (upper.isMerged || textOf(part.flow) === '')) {
        upper.rowSpan += 1
        upper.flow = joined(upper.flow, part.flow)
        here.set(start, upper)
        left = undefined
      } else {
        const { line, flow, isMerged } = part
        left = { row, column: start, rowSpan: 1, colSpan: span, line, flow, isMerged }
        cells.push(left)
        here.set(start, left)
      }
    }
    columns = Math.max(columns, column)
    above = here
  }
  return { kind: 'table', rows: rows.length, columns, cells }
}

function joined(above: readonly FlowNode[], part: readonly FlowNode[]): readonly FlowNode[] {
  const words = textOf(part)
  if (words === '' || textOf(above).includes(words)) return above
  if (above.length > limits.cellLines)
    throw new Unreadable('表格里有一格内容过多，请检查后重新发送。')
  return [...above, ...part]
}

const textOf = (flow: readonly FlowNode[]) =>
  wordsOf(flow)
    .map(({ text }) => text)
    .join('\n')
