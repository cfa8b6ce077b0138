import type { SourcePosition } from '../../domain/draft-plan.ts'
import type { GridCell } from '../table.ts'
import { findTables, type RuledTable } from './pdf-lattice.ts'
import { cutAtEdges, linesOf, type PdfLine } from './pdf-lines.ts'
import type { Box, PageContent, PdfWord } from './pdf-page.ts'

/** A cell as it is printed: its lines, not yet put together, and the room in which they stand. */
export type PdfCell = Omit<GridCell, 'pieces'> & {
  readonly lines: readonly (PdfLine & { readonly at: SourcePosition })[]
  readonly room: Box
}

/** A table of a page; `edges` say where its columns stand, to find where it goes on. */
export type PdfTable = {
  readonly kind: 'table'
  readonly rows: number
  readonly edges: readonly number[]
  readonly cells: readonly PdfCell[]
}

/** What stands on a page, from top to bottom. */
export type PageBlock = PdfTable | PageLines

/** Lines, and the room between the page's margins in which they stand. */
export type PageLines = {
  readonly kind: 'lines'
  readonly lines: readonly PdfLine[]
  readonly room: Box
}

/** Takes a page apart into ruled tables and the lines between them. */
export function blocksOfPage(content: PageContent, page: number): PageBlock[] {
  const tables = findTables(content.across, content.down)
  // A word belongs to the smallest table around it: a frame may hold a table.
  const bySize = tables.toSorted((one, other) => areaOf(one) - areaOf(other))
  const inside = new Map<RuledTable, PdfWord[]>(tables.map((table) => [table, []]))
  const loose: PdfWord[] = []
  for (const word of content.words) {
    const table = bySize.find((one) => holds(one, word))
    const list = table && inside.get(table)
    if (table && list) list.push(...cutAtEdges(word, table.edges))
    else loose.push(word)
  }
  const written = tables.filter((table) => (inside.get(table)?.length ?? 0) > 0)
  const placed = written
    .map((table) => ({ top: table.top, block: tableBlock(table, inside.get(table) ?? [], page) }))
    .toSorted((one, other) => one.top - other.top)
  return between(placed, linesOf(loose), roomOf(content))
}

const areaOf = ({ left, right, top, bottom }: Box) => (right - left) * (bottom - top)

function holds(box: Box, word: PdfWord): boolean {
  const [x, y] = middleOf(word)
  return x >= box.left && x <= box.right && y >= box.top && y <= box.bottom
}

const middleOf = ({ left, right, bottom, size }: PdfWord) =>
  [(left + right) / 2, bottom - size * 0.35] as const

/** As wide as the page but for its left margin, which the right one equals if no words stand there. */
function roomOf({ words, width }: PageContent): Box {
  const left = Math.min(...words.map((word) => word.left))
  const right = Math.max(width - left, ...words.map((word) => word.right))
  return { left, right, top: 0, bottom: 0 }
}

function between(
  tables: readonly { readonly top: number; readonly block: PdfTable }[],
  lines: readonly PdfLine[],
  room: Box,
): PageBlock[] {
  const blocks: PageBlock[] = []
  let rest = [...lines]
  for (const { top, block } of tables) {
    const above = rest.filter(({ bottom }) => bottom <= top)
    if (above.length > 0) blocks.push({ kind: 'lines', lines: above, room })
    rest = rest.filter(({ bottom }) => bottom > top)
    blocks.push(block)
  }
  return rest.length > 0 ? [...blocks, { kind: 'lines', lines: rest, room }] : blocks
}

function tableBlock(table: RuledTable, words: readonly PdfWord[], page: number): PdfTable {
  const byCell = new Map<(typeof table.cells)[number], PdfWord[]>()
  for (const word of words) {
    const cell = table.cells.find((one) => holds(one, word))
    if (cell) byCell.set(cell, [...(byCell.get(cell) ?? []), word])
  }
  const cells = table.cells.map((cell): PdfCell => {
    const { row, column, rowSpan, colSpan } = cell
    const at = { page, row: row + 1 }
    const lines = linesOf(byCell.get(cell) ?? []).map((line) => ({ ...line, at }))
    return { at, row, column, rowSpan, colSpan, lines, room: cell }
  })
  return { kind: 'table', rows: table.rows, edges: table.edges, cells }
}
