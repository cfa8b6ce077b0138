import { headingOf } from '../cells/sections.ts'
import { type Cell, cellText } from '../containers/text.ts'
import { alignCells } from './decomposition-columns.ts'
import type { Column, Header } from './decomposition-header.ts'
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
  const strays: Cell[] = []
  for (const { seq, cells: own, section } of cut.rows) {
    const filled = own.filter(({ pieces }) => pieces.length > 0)
    const isTask = filled.length >= 3 && filled.some((cell) => cellText(cell).length >= 8)
    if (seq === null && !isTask) {
      strays.push(...filled)
      continue
    }
    const columns = header.columns.filter((column) => column !== 'seq')
    const isFull = own.length === columns.length
    const placed = isFull ? byOrder(own, columns) : alignCells(filled, columns)
    const line = filled[0]?.line ?? 0
    const seqCell = seq?.cell
    rows.push({
      seq: seq?.value ?? null,
      line: seqCell?.line ?? line,
      section,
      cells: { ...placed.cells, ...(seqCell ? { seq: seqCell } : {}) },
      spare: placed.spare,
      guessed: !isFull,
    })
  }
  return { rows, headings: cut.headings, strays, repeatedHeaders: cut.repeatedHeaders }
}

type CutRow = {
  readonly seq: { readonly value: number; readonly cell: Cell } | null
  readonly cells: Cell[]
  readonly section: readonly string[]
}

function cutRows(cells: readonly Cell[], header: Header) {
  const width = header.columns.length - 1
  const headerTexts = cells.slice(header.from, header.to).map(cellText)
  const rows: CutRow[] = []
  const headings: Cell[] = []
  let section: readonly string[] = []
  let repeatedHeaders = 0
  let lastSeq = 0
  for (let at = header.to; at < cells.length; at += 1) {
    const cell = cells[at]
    if (!cell) continue
    if (headerTexts.every((text, offset) => cellText(cells[at + offset]) === text)) {
      headings.push(...cells.slice(at, at + headerTexts.length))
      at += headerTexts.length - 1
      repeatedHeaders += 1
      continue
    }
    const row = rows.at(-1)
    const isFull = !row || row.cells.length >= width
    const text = cellText(cell)
    const value = seqOf(text)
    const heading =
      isFull || seqOf(cellText(cells[at + 1])) !== undefined ? headingOf(text) : undefined
    if (heading) {
      section = heading.level === 1 ? [heading.title] : [...section.slice(0, 1), heading.title]
      headings.push(cell)
    } else if (value !== undefined && (isFull || value === lastSeq + 1 || value === lastSeq + 2)) {
      rows.push({ seq: { value, cell }, cells: [], section })
      lastSeq = value
    } else if (!isFull) row.cells.push(cell)
    else if (text !== '') {
      rows.push({ seq: null, cells: [cell], section })
      lastSeq += 1
    }
  }
  return { rows, headings, repeatedHeaders }
}

function seqOf(text: string): number | undefined {
  const found = /^(\d{1,4})[.．、]?$/.exec(text)
  return found ? Number(found[1]) : undefined
}

function byOrder(cells: readonly Cell[], columns: readonly Column[]) {
  const placed: Partial<Record<Column, Cell>> = {}
  const spare: Cell[] = []
  for (const [index, cell] of cells.entries()) {
    const column = columns[index]
    if (column === undefined || column === 'other') spare.push(cell)
    else placed[column] = cell
  }
  return { cells: placed, spare }
}
