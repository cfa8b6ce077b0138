import { headingOf, isHeadingNumber, seqOf } from '../cells/sections.ts'
import { cellText } from '../cells/text.ts'
import type { Column, HeaderColumn } from '../column-words.ts'
import { columnKinds, type HeadedTable, rowWidth } from '../columns.ts'
import type { CellRun, TableCell } from '../table.ts'
import { alignCells } from './align-cells.ts'
import { placeInOrder } from './place.ts'
import type { TableRow, TableRows } from './table-row.ts'

/**
 * Cuts the cells below the headers of a run into rows. A row begins at its number; where the row
 * before is full and no number comes, the number was lost and the row begins without one.
 * `tables` are the run's, those that `fits` does not want are strays.
 */
export function readRunRows(
  run: CellRun,
  tables: readonly HeadedTable[],
  fits: (columns: readonly Column[]) => boolean,
): TableRows {
  const cut = cutRows(run.cells, tables, fits)
  const rows: TableRow[] = []
  const strays: TableCell[] = [...cut.strays]
  let category: { readonly below: readonly string[]; readonly title: string } | undefined
  for (const { seq, cells: own, section, columns } of cut.rows) {
    const filled = own.filter(({ pieces }) => pieces.length > 0)
    const isTask = filled.length >= 3 && filled.some((cell) => cellText(cell).length >= 8)
    if (seq === null && !isTask) {
      strays.push(...filled)
      continue
    }
    const isFull = own.length === columns.length
    const kinds = columns.map(({ column }) => column)
    const placed = isFull ? placeInOrder(own, columns) : alignCells(filled, kinds)
    const printed = cellText(placed.cells.section)
    if (printed !== '') category = { below: section, title: printed }
    const isCarried = category !== undefined && category.below === section
    rows.push({
      ...placed,
      seq: seq?.value ?? null,
      at: seq?.cell.at ?? filled[0]?.at ?? {},
      section: category && isCarried ? [...section, category.title] : section,
      cells: { ...placed.cells, ...(seq ? { seq: seq.cell } : {}) },
      guessed: !isFull,
    })
  }
  return {
    rows,
    headings: cut.headings,
    strays,
    repeatedHeaders: cut.repeatedHeaders,
    joinedCells: 0,
  }
}

type CutRow = {
  readonly seq: { readonly value: number; readonly cell: TableCell } | null
  /** Where its first cell behind the number stands among all cells. */
  readonly start: number
  readonly cells: TableCell[]
  readonly section: readonly string[]
  /** Those behind the number. */
  readonly columns: readonly HeaderColumn[]
}

type Cut = {
  readonly rows: CutRow[]
  readonly headings: TableCell[]
  readonly strays: TableCell[]
  repeatedHeaders: number
}

function cutRows(
  cells: readonly TableCell[],
  tables: readonly HeadedTable[],
  fits: (columns: readonly Column[]) => boolean,
): Cut {
  const cut: Cut = { rows: [], headings: [], strays: [], repeatedHeaders: 0 }
  const texts = cells.map(cellText)
  const printed = tables.filter(({ from, to }) => from < to)
  const headers = new Map(printed.map((table) => [table.from, table]))
  const first = tables.find((table) => fits(columnKinds(table)))
  if (!first) return cut
  const hasExtraCells = (rowWidth(texts, first.to) ?? 0) > first.columns.length
  let { columns } = first
  let outer: string | undefined
  let section: readonly string[] = []
  let isForeign = false
  let isClosed = true
  let lastSeq = 0
  let unnumbered = 0
  for (let at = first.to; at < cells.length; at += 1) {
    const cell = cells[at]
    const text = texts[at] ?? ''
    if (!cell) continue
    const next = headers.get(at)
    if (next) {
      isForeign = !fits(columnKinds(next))
      const isRepeated = String(columnKinds(next)) === String(columnKinds({ columns }))
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
      cut.rows.push({
        seq: { value: seq, cell },
        start: at + 1,
        cells: [],
        section,
        columns: columns.slice(1),
      })
      lastSeq = seq
      unnumbered = 0
      isClosed = false
    } else if (row && !isFull) row.cells.push(cell)
    else if (text !== '') {
      cut.rows.push({ seq: null, start: at, cells: [cell], section, columns: columns.slice(1) })
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
