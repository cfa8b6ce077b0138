import { linesOf, type PdfLine } from './pdf-lines.ts'
import type { PdfWord } from './pdf-page.ts'
import type { PageBlock, PageLines, PdfCell, PdfTable } from './pdf-tables.ts'

/** Fewer lines or columns than this are words that happen to stand side by side. */
const fewest = 3

/**
 * Finds tables without rulings among a page's lines: where several lines fall into the same
 * columns, with white between them from top to bottom. A row begins where the first column has
 * words. Where no such columns are, the lines stay lines.
 */
export function withUnruledTables(blocks: readonly PageBlock[], page: number): PageBlock[] {
  return blocks.flatMap((block) => (block.kind === 'lines' ? parted(block, page) : [block]))
}

function parted({ kind, lines, room }: PageLines, page: number): PageBlock[] {
  const isRow = (line: PdfLine) => segmentsOf(line).length >= fewest
  const from = lines.findIndex(isRow)
  const to = lines.findLastIndex(isRow) + 1
  const table = from < 0 ? undefined : tableOf(lines.slice(from, to), page)
  if (!table) return [{ kind, lines, room }]
  const [above, below] = [lines.slice(0, from), lines.slice(to)]
  return [
    ...(above.length > 0 ? [{ kind, lines: above, room }] : []),
    table,
    ...(below.length > 0 ? [{ kind, lines: below, room }] : []),
  ]
}

/** Words of a line that stand together; a gap of more than one character parts them. */
function segmentsOf({ words, size }: PdfLine): PdfWord[] {
  const segments: PdfWord[] = []
  for (const word of words) {
    const last = segments.at(-1)
    if (last && word.left - last.right < size * 1.2) {
      segments[segments.length - 1] = { ...last, right: Math.max(last.right, word.right) }
    } else segments.push(word)
  }
  return segments
}

function tableOf(lines: readonly PdfLine[], page: number): PdfTable | undefined {
  const edges = edgesOf(lines)
  const columns = edges.length - 1
  if (columns < fewest || lines.length < fewest) return undefined
  const columnOf = ({ left, right }: PdfWord) =>
    Math.max(
      0,
      edges.findLastIndex((edge) => edge <= (left + right) / 2),
    )
  const rows: PdfWord[][] = []
  for (const line of lines) {
    const begins = line.words.some((word) => columnOf(word) === 0)
    const row = rows.at(-1)
    if (row && !begins) row.push(...line.words)
    else rows.push([...line.words])
  }
  const filled = rows.filter((row) => new Set(row.map(columnOf)).size >= fewest)
  if (rows.length < fewest || filled.length < rows.length * 0.6) return undefined
  const cells = rows.flatMap((words, row) =>
    edges.slice(0, -1).map((left, column): PdfCell => {
      const at = { page, row: row + 1 }
      const own = linesOf(words.filter((word) => columnOf(word) === column))
      const room = { left, right: edges[column + 1] ?? left, top: 0, bottom: 0 }
      const lines = own.map((line) => ({ ...line, at }))
      return { at, row, column, rowSpan: 1, colSpan: 1, lines, room }
    }),
  )
  return { kind: 'table', rows: rows.length, edges, cells }
}

/** The columns' edges: in the middle of what stays white; lines across the whole are passed over. */
function edgesOf(lines: readonly PdfLine[]): number[] {
  const left = Math.min(...lines.map((line) => line.left))
  const right = Math.max(...lines.map((line) => line.right))
  const size = Math.max(...lines.map((line) => line.size))
  const segments = lines
    .flatMap(segmentsOf)
    .filter((segment) => segment.right - segment.left < (right - left) * 0.6)
    .toSorted((one, other) => one.left - other.left)
  const edges = [left - 1]
  let reach = segments[0]?.right ?? right
  for (const segment of segments) {
    if (segment.left - reach > size * 0.6) edges.push((segment.left + reach) / 2)
    reach = Math.max(reach, segment.right)
  }
  return [...edges, right + 1]
}
