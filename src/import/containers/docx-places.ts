import { placeWordRows, type WordCell, type WordRow } from './docx-grid.ts'
import type { Numbering } from './docx-numbering.ts'
import type { FlowNode } from './flow.ts'
import { countCell, countLine, countRow, type TableCounts } from './flow-limits.ts'
import { withNumber } from './numbered-paragraph.ts'

type OpenParagraph = {
  readonly lines: string[]
  /** Text boxes that hang on it: they come behind. */
  readonly behind: FlowNode[]
  num: string | null
  level: number | null
  style: string | null
  isRemoved: boolean
}
type OpenCell = {
  span: number
  continues: WordCell['continues']
  readonly line: number
  readonly flow: FlowNode[]
}
type OpenRow = { before: number; isRemoved: boolean; readonly cells: WordCell[] }
type OpenTable = {
  readonly rows: WordRow[]
  row?: OpenRow | undefined
  cell?: OpenCell | undefined
}

/** What a walk counts for the whole file: paragraphs so far, and what is left out. */
export type StoryCounts = TableCounts & { hidden: number; pinyin: number; chunks: number }

/** Where a walk through a story stands: what is open, and where the next paragraph goes. */
export type Places = {
  readonly flows: FlowNode[][]
  readonly paragraphs: OpenParagraph[]
  readonly tables: OpenTable[]
  readonly numbering: Numbering
  readonly counts: StoryCounts
  inText: boolean
  inParagraphProperties: boolean
  inRowProperties: boolean
  isHidden: boolean
}

export const paragraphOf = ({ paragraphs }: Places) => paragraphs.at(-1)
export const rowOf = ({ tables }: Places) => tables.at(-1)?.row
export const cellOf = ({ tables }: Places) => tables.at(-1)?.cell

export function append(places: Places, text: string): void {
  const lines = paragraphOf(places)?.lines
  if (!lines || places.inParagraphProperties || places.isHidden) return
  lines[lines.length - 1] += text
}

export function breakLine(places: Places): void {
  if (!places.isHidden) paragraphOf(places)?.lines.push('')
}

export function openParagraph({ paragraphs }: Places): void {
  const properties = { num: null, level: null, style: null, isRemoved: false }
  paragraphs.push({ lines: [''], behind: [], ...properties })
}

export function closeParagraph(places: Places): void {
  const paragraph = places.paragraphs.pop()
  if (!paragraph) return
  const { lines, behind, num, level, style, isRemoved } = paragraph
  const isGone = isRemoved && lines.every((line) => line.trim() === '')
  const isPart = cellOf(places)?.continues != null
  const label = isGone || isPart ? '' : places.numbering.label({ num, level }, style)
  countLine(places.counts)
  const { lines: line } = places.counts
  flowOf(places).push({ kind: 'paragraph', line, lines: withNumber(label, lines) }, ...behind)
}

export function openBox(places: Places): void {
  places.flows.push(paragraphOf(places)?.behind ?? flowOf(places))
}

export function closeBox({ flows }: Places): void {
  if (flows.length > 1) flows.pop()
}

export function openTable({ tables }: Places): void {
  tables.push({ rows: [] })
}

export function closeTable(places: Places): void {
  const rows = places.tables.pop()?.rows ?? []
  if (rows.length > 0) flowOf(places).push(placeWordRows(rows))
}

export function openRow({ tables, counts }: Places): void {
  countRow(counts)
  const table = tables.at(-1)
  if (table) table.row = { before: 0, isRemoved: false, cells: [] }
}

export function closeRow({ tables }: Places): void {
  const table = tables.at(-1)
  const row = table?.row
  if (row && !row.isRemoved && row.cells.length > 0) table.rows.push(row)
  if (table) table.row = undefined
}

export function openCell({ tables, flows, counts }: Places): void {
  const table = tables.at(-1)
  if (!table) return
  countCell(counts)
  table.cell = { span: 1, continues: null, line: counts.lines + 1, flow: [] }
  flows.push(table.cell.flow)
}

export function closeCell(places: Places): void {
  const table = places.tables.at(-1)
  if (!table?.cell) return
  closeBox(places)
  table.row?.cells.push(table.cell)
  table.cell = undefined
}

function flowOf({ flows }: Places): FlowNode[] {
  const flow = flows.at(-1)
  if (!flow) throw new Error('a story without a flow')
  return flow
}
