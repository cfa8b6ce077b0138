import type { Block, Grid, GridCell } from '../table.ts'
import { joinBrokenLines, type PdfLine } from './pdf-lines.ts'
import type { Box } from './pdf-page.ts'
import type { PageBlock, PdfTable } from './pdf-tables.ts'

type Joined = { readonly edges: readonly number[]; rows: number; cells: GridCell[] }
type Counts = { repeatedHeaders: number }

/** Columns whose edges differ by no more (points) are the same. */
const sameEdge = 6

/**
 * Puts pages together: a table that ends one page and begins the next, with the same columns, is
 * one; its header, printed again, is passed over and counted; a row that the page cut goes on.
 * What the margins of the pages repeat is kept once, page numbers not at all.
 */
export function joinPages(pages: readonly (readonly PageBlock[])[]): {
  readonly blocks: readonly Block[]
  readonly repeatedHeaders: number
} {
  const counts: Counts = { repeatedHeaders: 0 }
  const isMargin = marginsOf(pages)
  const blocks: (Block | Joined)[] = []
  for (const [index, page] of pages.entries()) {
    for (const block of page) {
      if (block.kind === 'lines') {
        const lines = block.lines.filter((line) => !isMargin(line))
        const pieces = wordsOf(lines, block.room, index + 1)
        if (pieces.length > 0) blocks.push({ kind: 'words', pieces })
        continue
      }
      const last = blocks.at(-1)
      const isContinued = block === page.find(({ kind }) => kind === 'table')
      if (last && 'edges' in last && isContinued && goesOn(last, block)) append(last, block, counts)
      else blocks.push({ edges: block.edges, rows: block.rows, cells: [...block.cells] })
    }
  }
  const done = blocks.map((block): Block => ('edges' in block ? gridOf(block) : block))
  return { blocks: done, repeatedHeaders: counts.repeatedHeaders }
}

function gridOf({ edges, rows, cells }: Joined): Grid {
  const sorted = cells.toSorted((one, other) => one.row - other.row || one.column - other.column)
  return { kind: 'grid', name: null, rows, columns: edges.length - 1, cells: sorted }
}

function wordsOf(lines: readonly PdfLine[], room: Box, page: number) {
  return joinBrokenLines(lines, room, true).map(({ text }, index) => ({
    at: { page, line: index + 1 },
    text: text.trim(),
  }))
}

function goesOn({ edges }: Joined, table: PdfTable): boolean {
  if (edges.length !== table.edges.length) return false
  const shift = (table.edges[0] ?? 0) - (edges[0] ?? 0)
  return edges.every(
    (edge, index) => Math.abs((table.edges[index] ?? 0) - shift - edge) <= sameEdge,
  )
}

const textOf = ({ pieces }: GridCell) =>
  pieces
    .map(({ text }) => text)
    .join('')
    .replace(/\s/g, '')
const rowText = (cells: readonly GridCell[], row: number) =>
  cells
    .filter((cell) => cell.row === row)
    .map((cell) => `${cell.column}:${textOf(cell)}`)
    .join('|')

function append(table: Joined, more: PdfTable, counts: Counts): void {
  let skip = 0
  while (skip < more.rows && isHeaderAgain(table, more, skip)) skip += 1
  if (skip > 0) counts.repeatedHeaders += 1
  const cut = skip < more.rows && isCutRow(table, more.cells, skip)
  const shift = table.rows - skip - (cut ? 1 : 0)
  for (const cell of more.cells) {
    if (cell.row < skip) continue
    const row = cell.row + shift
    const above = cell.row === skip ? lastCellIn(table, cell) : undefined
    if (above && (cut || isRestOf(above, cell))) extend(table, above, cell, row)
    else table.cells.push({ ...cell, row })
  }
  table.rows = more.rows + shift
}

/** The first rows of the table, printed again. A row of figures alone is no header. */
function isHeaderAgain(table: Joined, more: PdfTable, row: number): boolean {
  const text = rowText(more.cells, row)
  return /\p{Script=Han}/u.test(text) && text === rowText(table.cells, row) && row < 3
}

/** Rows that the page cut: the column of numbers has none, where every row above has one. */
function isCutRow(table: Joined, cells: readonly GridCell[], row: number): boolean {
  const isNumber = (cell: GridCell) => /^\d{1,4}[.、]?$/.test(textOf(cell))
  const numbered = table.cells.find((cell) => cell.row === table.rows - 1 && isNumber(cell))
  const same = cells.find((cell) => cell.row === row && cell.column === numbered?.column)
  return numbered !== undefined && same !== undefined && textOf(same) === ''
}

/** An empty cell below a merged one that reached the page's end is its rest. */
function isRestOf(above: GridCell, cell: GridCell): boolean {
  return textOf(cell) === '' && above.rowSpan > 1 && above.colSpan === cell.colSpan
}

function lastCellIn(table: Joined, { column, colSpan }: GridCell): GridCell | undefined {
  return table.cells.findLast(
    (cell) =>
      cell.column === column && cell.colSpan === colSpan && cell.row + cell.rowSpan === table.rows,
  )
}

function extend(table: Joined, above: GridCell, cell: GridCell, row: number): void {
  const index = table.cells.lastIndexOf(above)
  const rowSpan = row + cell.rowSpan - above.row
  table.cells[index] = { ...above, rowSpan, pieces: [...above.pieces, ...cell.pieces] }
}

const pageNumber = /^[-—–\s第共页/\d]*$/

/** Lines at the head or foot of pages: page numbers, and what several pages repeat but the first. */
function marginsOf(pages: readonly (readonly PageBlock[])[]): (line: PdfLine) => boolean {
  const outer = pages.flatMap((blocks) => {
    const lines = blocks.flatMap((block) => (block.kind === 'lines' ? block.lines : []))
    const ends = [lines[0], lines.at(-1)].flatMap((line) => line ?? [])
    return [...new Set(ends)]
  })
  const seen = new Set<string>()
  const dropped = new Set<PdfLine>()
  for (const line of outer) {
    const isSeen = seen.has(line.text)
    seen.add(line.text)
    if (pageNumber.test(line.text) || (isSeen && pages.length > 1)) dropped.add(line)
  }
  return (line) => dropped.has(line)
}
