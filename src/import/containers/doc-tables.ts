import type { ParagraphProperties, RowShape } from './doc-properties.ts'
import { placeWordRows, type WordCell, type WordRow } from './docx-grid.ts'
import type { Numbering } from './docx-numbering.ts'
import type { FlowNode, Paragraph } from './flow.ts'
import { withNumber } from './numbered-paragraph.ts'

/** A paragraph of a .doc: where its text begins, its lines, and the mark that ends it. */
export type DocParagraph = ParagraphProperties & {
  readonly at: number
  readonly line: number
  readonly lines: readonly string[]
  readonly mark: string
  readonly isRemoved: boolean
}

type Row = {
  readonly cells: readonly (readonly Paragraph[])[]
  readonly shape: RowShape | null
  readonly line: number
}

/** Cells' edges that lie closer to each other than this are one (twips; 1 mm). */
const sameEdge = 57

/** Paragraphs and tables of a story; tables inside cells become lines of these cells. */
export function flowOfParagraphs(
  paragraphs: readonly DocParagraph[],
  numbering: Numbering,
): FlowNode[] {
  const flow: FlowNode[] = []
  let rows: Row[] = []
  let cells: Paragraph[][] = []
  let cell: Paragraph[] = []
  let line = 0
  const finishTable = () => {
    if (cell.length > 0) cells.push(cell)
    if (cells.length > 0) rows.push({ cells, shape: null, line })
    if (rows.length > 0) flow.push(placeWordRows(wordRows(rows)))
    rows = []
    cells = []
    cell = []
  }
  for (const paragraph of paragraphs) {
    if (!paragraph.isInTable) {
      finishTable()
      flow.push(printed(paragraph, numbering))
    } else if (paragraph.endsRow && paragraph.depth <= 1) {
      if (!paragraph.isRemoved) rows.push({ cells, shape: paragraph.shape, line: paragraph.line })
      cells = []
      cell = []
    } else {
      line = paragraph.line
      if (!paragraph.endsRow) cell.push(printed(paragraph, numbering))
      if (paragraph.mark !== '\u0007' || paragraph.depth > 1) continue
      cells.push(cell)
      cell = []
    }
  }
  finishTable()
  return flow
}

function printed(paragraph: DocParagraph, numbering: Numbering): Paragraph {
  const { line, lines, list, level, isRemoved } = paragraph
  const isGone = isRemoved && lines.every((words) => words.trim() === '')
  const label = isGone || list === null ? '' : numbering.label({ num: list, level }, null)
  return { kind: 'paragraph', line, lines: withNumber(label, lines) }
}

/** Finds the columns of a table from the edges of all its rows. */
function wordRows(rows: readonly Row[]): WordRow[] {
  const columns = edgesOf(rows)
  const columnAt = (edge: number) =>
    columns.findIndex((place) => Math.abs(place - edge) <= sameEdge)
  return rows.map(({ cells, shape, line }) => {
    const fits = shape !== null && shape.merges.length >= cells.length
    return {
      before: fits ? Math.max(0, columnAt(shape.edges[0] ?? 0)) : 0,
      cells: cells.map((flow, index): WordCell => {
        const left = fits ? columnAt(shape.edges[index] ?? 0) : index
        const right = fits ? columnAt(shape.edges[index + 1] ?? 0) : index + 1
        const continues = fits ? (shape.merges[index] ?? null) : null
        const place = { span: Math.max(1, right - left), line: flow[0]?.line ?? line }
        return { ...place, continues, isMerged: true, flow }
      }),
    }
  })
}

function edgesOf(rows: readonly Row[]): number[] {
  const all = rows.flatMap(({ shape }) => shape?.edges ?? []).sort((one, other) => one - other)
  const edges: number[] = []
  for (const edge of all) {
    if (edges.length === 0 || edge - (edges.at(-1) ?? 0) > sameEdge) edges.push(edge)
  }
  return edges
}
