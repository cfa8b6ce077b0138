import type { Block, GridCell, Piece } from '../table.ts'

/**
 * What Word files and web pages are alike in: paragraphs and tables in turn, and cells that hold
 * paragraphs and tables again. From here on both become blocks in the same way.
 */
export type Paragraph = {
  readonly kind: 'paragraph'
  /** Its place among the file's paragraphs, 1-based. */
  readonly line: number
  /** Broken by line breaks; blank ones are dropped later. */
  readonly lines: readonly string[]
}

/** A cell in its place; both 0-based. No two of a table overlap. */
export type PlacedCell = {
  readonly row: number
  readonly column: number
  readonly rowSpan: number
  readonly colSpan: number
  readonly line: number
  readonly flow: readonly FlowNode[]
}

export type PlacedTable = {
  readonly kind: 'table'
  readonly rows: number
  readonly columns: number
  readonly cells: readonly PlacedCell[]
}

export type FlowNode = Paragraph | PlacedTable

/**
 * Blocks of a flow, in order. A table that only arranges others (or is a frame around one cell) is
 * opened: its cells' words and tables stand in its place. A small table inside a cell of a real one
 * becomes lines of that cell.
 */
export function blocksOf(flow: readonly FlowNode[]): Block[] {
  const blocks: Block[] = []
  let words: Piece[] | undefined
  const collect = (nodes: readonly FlowNode[]): void => {
    for (const node of nodes) {
      if (node.kind === 'table' && isArrangement(node)) {
        for (const cell of node.cells) collect(cell.flow)
      } else if (node.kind === 'table') {
        blocks.push(gridOf(node))
        words = undefined
      } else {
        const pieces = piecesOf(node)
        if (pieces.length === 0) continue
        if (!words) {
          words = []
          blocks.push({ kind: 'words', pieces: words })
        }
        words.push(...pieces)
      }
    }
  }
  collect(flow)
  return blocks
}

function isArrangement({ rows, columns, cells }: PlacedTable): boolean {
  if (rows === 1 && columns === 1) return true
  const nested = cells.reduce((sum, { flow }) => sum + cellsWithin(flow), 0)
  const own = cells.filter(({ flow }) => flow.every(({ kind }) => kind === 'paragraph'))
  return nested > own.filter(({ flow }) => wordsOf(flow).length > 0).length
}

function cellsWithin(flow: readonly FlowNode[]): number {
  return flow.reduce(
    (sum, node) =>
      node.kind === 'paragraph'
        ? sum
        : node.cells.reduce((inner, cell) => inner + 1 + cellsWithin(cell.flow), sum),
    0,
  )
}

function gridOf({ rows, columns, cells }: PlacedTable): Block {
  const gridCells = cells.map((cell): GridCell => {
    const { row, column, rowSpan, colSpan, line, flow } = cell
    const pieces = wordsOf(flow).map(({ at, text }) => ({ at: { ...at, row: row + 1 }, text }))
    return { at: { line, row: row + 1 }, row, column, rowSpan, colSpan, pieces }
  })
  return { kind: 'grid', name: null, rows, columns, cells: gridCells }
}

/** All words of a flow, those of tables inside it too, in reading order. */
export function wordsOf(flow: readonly FlowNode[]): Piece[] {
  return flow.flatMap((node) =>
    node.kind === 'paragraph' ? piecesOf(node) : node.cells.flatMap((cell) => wordsOf(cell.flow)),
  )
}

function piecesOf({ line, lines }: Paragraph): Piece[] {
  return lines
    .map((text) => ({ at: { line }, text: text.trim() }))
    .filter(({ text }) => text !== '')
}
