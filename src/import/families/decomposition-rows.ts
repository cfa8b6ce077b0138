import { headingOf, isHeadingNumber, seqOf } from '../cells/sections.ts'
import { tidy } from '../cells/spacing.ts'
import { type Cell, cellText, type Piece } from '../containers/text.ts'
import { addTo, alignCells } from './decomposition-columns.ts'
import {
  type Column,
  type Header,
  headerAt,
  isDecomposition,
  rowWidth,
} from './decomposition-header.ts'
import type { NoticeItem } from './decomposition-notice.ts'

/** A row of the table. `seq` is as printed, null where it was lost. `guessed`: cells placed by look. */
export type TableRow = {
  readonly seq: number | null
  readonly line: number
  readonly section: readonly string[]
  readonly cells: Readonly<Partial<Record<Column, Cell>>>
  readonly spare: readonly Cell[]
  readonly guessed: boolean
}

/** A row with the number it goes by: as printed, else by its place; and the notice's same item. */
export type NumberedRow = {
  readonly row: TableRow
  readonly seq: number
  readonly item?: NoticeItem
}

/** `headings` are cells that became a section or repeat the header; `strays` belong to no row. */
export type TableRows = {
  readonly rows: readonly TableRow[]
  readonly headings: readonly Cell[]
  readonly strays: readonly Cell[]
  readonly repeatedHeaders: number
}

/**
 * Cuts the cells below a header into rows. A row begins at its number; where the row before is
 * full and no number comes, the number was lost and the row begins without one.
 */
export function readRows(cells: readonly Cell[], header: Header): TableRows {
  const cut = cutRows(cells, header)
  const rows: TableRow[] = []
  let category: { readonly below: readonly string[]; readonly title: string } | undefined
  const strays: Cell[] = [...cut.strays]
  for (const { seq, cells: own, section, columns: all } of cut.rows) {
    const columns = all.slice(1)
    const filled = own.filter(({ pieces }) => pieces.length > 0)
    const isTask = filled.length >= 3 && filled.some((cell) => cellText(cell).length >= 8)
    if (seq === null && !isTask) {
      strays.push(...filled)
      continue
    }
    const isFull = own.length === columns.length
    const placed = isFull ? byOrder(own, columns) : alignCells(filled, columns)
    const line = filled[0]?.line ?? 0
    const seqCell = seq?.cell
    const printed = cellText(placed.cells.section)
    if (printed !== '') category = { below: section, title: printed }
    const isCarried = category !== undefined && category.below === section
    rows.push({
      seq: seq?.value ?? null,
      line: seqCell?.line ?? line,
      section: category && isCarried ? [...section, category.title] : section,
      cells: { ...placed.cells, ...(seqCell ? { seq: seqCell } : {}) },
      spare: placed.spare,
      guessed: !isFull,
    })
  }
  return { rows, headings: cut.headings, strays, repeatedHeaders: cut.repeatedHeaders }
}

/**
 * Headings that the dump printed without a cell of their own, as the last lines of the cell before
 * a row's number, get one.
 */
export function splitHeadings(cells: readonly Cell[]): Cell[] {
  return cells.flatMap((cell, at) => {
    const next = cells.slice(at + 1, at + 8).find(({ pieces }) => pieces.length > 0)
    if (cell.pieces.length < 2 || seqOf(cellText(next)) === undefined) return [cell]
    let end = cell.pieces.length
    while (end > 1 && isHeadingLine(cell.pieces, end - 1)) end -= 1
    if (end === cell.pieces.length) return [cell]
    const headings = cell.pieces.slice(end).map((piece) => ({ line: piece.line, pieces: [piece] }))
    return [{ ...cell, pieces: cell.pieces.slice(0, end) }, ...headings]
  })
}

function isHeadingLine(pieces: readonly Piece[], at: number): boolean {
  const text = tidy(pieces[at]?.text ?? '')
  if (headingOf(text)) return true
  const isNamed =
    /^[^。；;，,：:]{2,38}(?:行动|项目|工程|工作|任务|事项|实事|类|方面|领域|板块)$/.test(text)
  return isNamed && pieces.slice(0, at).every((piece) => piece.text.length <= 12)
}

type CutRow = {
  readonly seq: { readonly value: number; readonly cell: Cell } | null
  /** Where its first cell behind the number stands among all cells. */
  readonly start: number
  readonly cells: Cell[]
  readonly section: readonly string[]
  readonly columns: readonly Column[]
}

type Cut = {
  readonly rows: CutRow[]
  readonly headings: Cell[]
  readonly strays: Cell[]
  repeatedHeaders: number
}

function cutRows(cells: readonly Cell[], header: Header): Cut {
  const cut: Cut = { rows: [], headings: [], strays: [], repeatedHeaders: 0 }
  const texts = cells.map(cellText)
  const hasExtraCells = (rowWidth(texts, header.to) ?? 0) > header.columns.length
  let { columns } = header
  let outer: string | undefined
  let section: readonly string[] = []
  let isForeign = false
  let isClosed = true
  let lastSeq = 0
  let unnumbered = 0
  for (let at = header.to; at < cells.length; at += 1) {
    const cell = cells[at]
    const text = texts[at] ?? ''
    if (!cell) continue
    const next = headerAt(texts, at)
    if (next) {
      isForeign = !isDecomposition(next)
      const isRepeated = String(next.columns) === String(columns)
      if (isRepeated) cut.repeatedHeaders += 1
      const into = isForeign ? cut.strays : cut.headings
      into.push(...cells.slice(at, next.to))
      if (!isForeign) columns = next.columns
      isClosed ||= !isRepeated
      at = next.to - 1
      continue
    }
    if (isForeign) {
      cut.strays.push(cell)
      continue
    }
    const width = columns.length - 1
    const row = cut.rows.at(-1)
    const isFull = isClosed || !row || row.cells.length >= width
    const seq = seqOf(text)
    const heading = headingAt(texts, at, isFull, isFull && !hasExtraCells)
    if (heading) {
      if (heading.level < 2) outer = heading.level === 1 ? heading.title : undefined
      section = outer === undefined || heading.level < 2 ? [heading.title] : [outer, heading.title]
      cut.headings.push(...cells.slice(at, at + heading.cells))
      at += heading.cells - 1
      isClosed = true
    } else if (
      seq !== undefined &&
      (isFull || (isNextSeq(seq, lastSeq, unnumbered) && !isFigure(texts, row, width, lastSeq)))
    ) {
      cut.rows.push({ seq: { value: seq, cell }, start: at + 1, cells: [], section, columns })
      lastSeq = seq
      unnumbered = 0
      isClosed = false
    } else if (row && !isFull) row.cells.push(cell)
    else if (text !== '') {
      cut.rows.push({ seq: null, start: at, cells: [cell], section, columns })
      unnumbered += 1
      isClosed = false
    }
  }
  return cut
}

type Heading = { readonly level: 0 | 1 | 2; readonly title: string; readonly cells: number }

/**
 * A heading between rows: with its number, in one cell or in two; or, where a row just ended and
 * the next cell is a number, short words alone (level 0).
 */
function headingAt(
  texts: readonly string[],
  at: number,
  isFull: boolean,
  mayBeBare: boolean,
): Heading | undefined {
  const text = texts[at] ?? ''
  const after = nextFilled(texts, at)
  const isBeforeSeq = seqOf(texts[after] ?? '') !== undefined
  const numbered = isFull || isBeforeSeq ? headingOf(text) : undefined
  if (numbered) return { ...numbered, cells: 1 }
  if (isFull && isHeadingNumber(text)) {
    const title = texts[after] ?? ''
    const isTitle = isShort(title) && seqOf(texts[nextFilled(texts, after)] ?? '') !== undefined
    const level = /^[（(]/.test(text) ? 2 : 1
    return isTitle ? { level, title, cells: after - at + 1 } : undefined
  }
  const isBare = mayBeBare && isBeforeSeq && isShort(text) && seqOf(text) === undefined
  return isBare ? { level: 0, title: text, cells: 1 } : undefined
}

function isShort(text: string): boolean {
  return text.length >= 2 && text.length <= 40 && !/[。；;，：:]/.test(text)
}

function nextFilled(texts: readonly string[], at: number): number {
  let next = at + 1
  while (texts[next] === '') next += 1
  return next
}

function isNextSeq(seq: number, lastSeq: number, unnumbered: number): boolean {
  return seq > lastSeq && seq <= lastSeq + 2 + unnumbered
}

/** Whether a number in an unfinished row is a figure: with it the row ends where the next begins. */
function isFigure(
  texts: readonly string[],
  row: CutRow | undefined,
  width: number,
  lastSeq: number,
): boolean {
  if (!row) return false
  const end = row.start + width
  return end === texts.length || seqOf(texts[end] ?? '') === lastSeq + 1
}

function byOrder(cells: readonly Cell[], columns: readonly Column[]) {
  const placed: Partial<Record<Column, Cell>> = {}
  const spare: Cell[] = []
  for (const [index, cell] of cells.entries()) {
    const column = columns[index]
    if (column === undefined || column === 'other') spare.push(cell)
    else addTo(placed, column, cell)
  }
  return { cells: placed, spare }
}
