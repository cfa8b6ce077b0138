import type { Block, Grid, GridCell } from '../table.ts'
import { cellAbove, continuationOf } from './pdf-cut-rows.ts'
import { joinBrokenLines, type PdfLine } from './pdf-lines.ts'
import type { Box } from './pdf-page.ts'
import type { PageBlock, PdfCell, PdfTable } from './pdf-tables.ts'

type Joined = { readonly edges: readonly number[]; rows: number; cells: PdfCell[] }
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
  return {
    kind: 'grid',
    name: null,
    rows,
    columns: edges.length - 1,
    cells: sorted.map(({ lines, room, ...place }): GridCell => {
      const whole = joinBrokenLines(lines, room)
      return { ...place, pieces: whole.map(({ at, text }) => ({ at, text: text.trim() })) }
    }),
  }
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

const textOf = ({ lines }: PdfCell) =>
  lines
    .map(({ text }) => text)
    .join('')
    .replace(/\s/g, '')
const rowText = (cells: readonly PdfCell[], row: number) =>
  cells
    .filter((cell) => cell.row === row)
    .map((cell) => `${cell.column}:${textOf(cell)}`)
    .join('|')

function append(table: Joined, more: PdfTable, counts: Counts): void {
  let skip = 0
  while (skip < more.rows && isHeaderAgain(table, more, skip)) skip += 1
  if (skip > 0) counts.repeatedHeaders += 1
  const { columns, isCut } = continuationOf(table, more.cells, skip)
  const shift = table.rows - skip - (isCut ? 1 : 0)
  const right = (table.edges[0] ?? 0) - (more.edges[0] ?? 0)
  for (const cell of more.cells) {
    if (cell.row < skip) continue
    const moved = { ...cell, row: cell.row + shift, ...movedBy(cell, right) }
    const above = cell.row === skip && columns.has(cell.column) ? cellAbove(table, cell) : undefined
    if (above) extend(table, above, moved)
    else table.cells.push(moved)
  }
  table.rows = more.rows + shift
}

/** Where facing pages have other margins, the second one's cells move to the first one's places. */
function movedBy({ lines, room }: PdfCell, right: number): Pick<PdfCell, 'lines' | 'room'> {
  const move = <Place extends Box>(place: Place): Place => ({
    ...place,
    left: place.left + right,
    right: place.right + right,
  })
  return { lines: lines.map(move), room: move(room) }
}

/** The first rows of the table, printed again. A row of figures alone is no header. */
function isHeaderAgain(table: Joined, more: PdfTable, row: number): boolean {
  const text = rowText(more.cells, row)
  return /\p{Script=Han}/u.test(text) && text === rowText(table.cells, row) && row < 3
}

function extend(table: Joined, above: PdfCell, cell: PdfCell): void {
  const index = table.cells.lastIndexOf(above)
  const rowSpan = cell.row + cell.rowSpan - above.row
  table.cells[index] = {
    ...above,
    rowSpan,
    lines: [...above.lines, ...cell.lines],
    room: cell.room,
  }
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
