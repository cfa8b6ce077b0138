import { placeWordRows, type WordCell, type WordRow } from './docx-grid.ts'
import type { Numbering } from './docx-numbering.ts'
import type { FlowNode, Paragraph } from './flow.ts'
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
  isMerged: boolean
  isRemoved: boolean
  readonly line: number
  readonly flow: FlowNode[]
}
type OpenRow = {
  before: number
  isRemoved: boolean
  isHidden: boolean
  readonly cells: WordCell[]
}
type OpenTable = {
  readonly rows: WordRow[]
  row?: OpenRow | undefined
  cell?: OpenCell | undefined
}

/** What a walk counts for the whole file: paragraphs so far, and what is left out. */
export type StoryCounts = TableCounts & {
  hidden: number
  pinyin: number
  chunks: number
  /** Fields to fill in that still hold what they ask for. */
  prompts: number
}

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
  /** Paragraphs whose end was deleted: the next one goes on with them. */
  readonly unended: WeakSet<FlowNode>
  /** For each field to fill in that is open: whether it still holds what it asks for. */
  readonly prompts: boolean[]
}

export const paragraphOf = ({ paragraphs }: Places) => paragraphs.at(-1)
export const rowOf = ({ tables }: Places) => tables.at(-1)?.row
export const cellOf = ({ tables }: Places) => tables.at(-1)?.cell

export function append(places: Places, text: string): void {
  const lines = paragraphOf(places)?.lines
  if (!lines || places.inParagraphProperties || places.isHidden) return
  if (places.prompts.includes(true)) return
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
  const flow = flowOf(places)
  const node = goingOn(places, { kind: 'paragraph', line, lines: withNumber(label, lines) })
  if (isRemoved && !isGone) places.unended.add(node)
  flow.push(node, ...behind)
}

/** A paragraph, behind the words of the one before if the end of that was deleted. */
function goingOn(places: Places, node: Paragraph): Paragraph {
  const flow = flowOf(places)
  const before = flow.at(-1)
  if (before?.kind !== 'paragraph' || !places.unended.has(before)) return node
  flow.pop()
  const [first = '', ...rest] = node.lines
  const cut = `${before.lines.at(-1) ?? ''}${first}`
  return { ...before, lines: [...before.lines.slice(0, -1), cut, ...rest] }
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
  if (table) table.row = { before: 0, isRemoved: false, isHidden: false, cells: [] }
}

export function closeRow({ tables, counts }: Places): void {
  const table = tables.at(-1)
  const row = table?.row
  if (row?.isHidden) counts.hidden += 1
  else if (row && !row.isRemoved && row.cells.length > 0) table.rows.push(row)
  if (table) table.row = undefined
}

export function openCell({ tables, flows, counts }: Places): void {
  const table = tables.at(-1)
  if (!table) return
  countCell(counts)
  const line = counts.lines + 1
  table.cell = { span: 1, continues: null, isMerged: false, isRemoved: false, line, flow: [] }
  flows.push(table.cell.flow)
}

export function closeCell(places: Places): void {
  const table = places.tables.at(-1)
  if (!table?.cell) return
  closeBox(places)
  if (!table.cell.isRemoved) table.row?.cells.push(table.cell)
  table.cell = undefined
}

function flowOf({ flows }: Places): FlowNode[] {
  const flow = flows.at(-1)
  if (!flow) throw new Error('a story without a flow')
  return flow
}
