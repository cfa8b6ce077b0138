import type { SourcePosition } from '../../domain/draft-plan.ts'
import { type Figure, figureOf, percentOf } from '../../domain/figures.ts'
import type { DecimalText } from '../../domain/rates.ts'
import { headingOf } from '../cells/sections.ts'
import { tidy } from '../cells/spacing.ts'
import type { Column } from '../column-words.ts'
import { columnKinds, type HeadedTable } from '../columns.ts'
import type { Block, GridCell, Piece, TableCell } from '../table.ts'
import type { SourceDocument } from './family.ts'

/** A cell that is not blank. */
export type SheetCell = {
  readonly at: SourcePosition
  readonly column: number
  readonly text: string
  /** Its lines, each tidy: one as a rule. */
  readonly paragraphs: readonly string[]
  /** What all its lines are: figures (percentages among them), percentages alone, or words. */
  readonly looks: 'percents' | 'figures' | 'words'
  readonly percent: DecimalText | undefined
  /** The percentage as a number, to compare many; NaN where there is none. */
  readonly share: number
  readonly figure: Figure | undefined
  readonly pieces: readonly Piece[]
}

/** A row of the table. `startsPage`: it stands right below a header that was printed again. */
export type SheetRow = {
  readonly kind: 'row'
  readonly at: SourcePosition
  readonly cells: readonly SheetCell[]
  readonly columns: readonly Column[]
  readonly startsPage: boolean
}

/** A heading between rows: a part (level 1), or the tasks of one leader (level 2). */
type SheetHeading = {
  readonly kind: 'heading'
  readonly level: 1 | 2
  readonly title: string
}

export type Sheet = {
  readonly lines: readonly (SheetRow | SheetHeading)[]
  /** The pieces above the first table, and those that ended in a header or a heading. */
  readonly above: readonly Piece[]
  readonly used: readonly Piece[]
  readonly repeatedHeaders: number
}

type PrintedCell = {
  readonly at: SourcePosition
  readonly column: number
  readonly pieces: readonly Piece[]
}
type PrintedRow = { readonly place: number; readonly cells: readonly PrintedCell[] }

type OpenSheet = {
  readonly lines: (SheetRow | SheetHeading)[]
  readonly above: Piece[]
  readonly used: Piece[]
  headers: number
  columns: readonly Column[]
  /** No row came yet since the header was printed again. */
  startsPage: boolean
}

/** The rows and headings of all tables of the kind, over all pages and sheets. */
export function readSheet(
  { contents, tables }: SourceDocument,
  fits: (columns: readonly Column[]) => boolean,
): Sheet {
  const sheet: OpenSheet = {
    lines: [],
    above: [],
    used: [],
    headers: 0,
    columns: [],
    startsPage: false,
  }
  for (const [at, block] of contents.blocks.entries()) {
    const own = tables.filter((table) => table.block === at)
    for (const row of printedRows(block)) {
      const table = own.find(({ from, end }) => row.place >= from && row.place < end)
      if (table && !fits(columnKinds(table))) continue
      if (!table && sheet.headers === 0) {
        sheet.above.push(...row.cells.flatMap(({ pieces }) => pieces))
      } else if (table && row.place < table.to) addHeader(sheet, table, row)
      else addRow(sheet, row, block.kind === 'words')
    }
  }
  const { lines, above, used, headers } = sheet
  return { lines, above, used, repeatedHeaders: Math.max(0, headers - 1) }
}

function addHeader(sheet: OpenSheet, table: HeadedTable, row: PrintedRow): void {
  sheet.used.push(...row.cells.flatMap(({ pieces }) => pieces))
  sheet.columns = compilationColumns(columnKinds(table))
  if (row.place !== table.from) return
  sheet.headers += 1
  sheet.startsPage = sheet.headers > 1
}

function addRow(sheet: OpenSheet, row: PrintedRow, isWords: boolean): void {
  const filled = row.cells
    .map((cell) => toSheetCell(cell, sheet.columns[cell.column]))
    .filter(({ text }) => text !== '')
  const [first] = filled
  if (!first) return
  const heading = filled.length === 1 && first.column <= 1 ? headingIn(first.text) : undefined
  if (heading) {
    sheet.used.push(...first.pieces)
    sheet.lines.push({ kind: 'heading', ...heading })
  } else if (!isWords) {
    const { columns, startsPage } = sheet
    sheet.lines.push({ kind: 'row', at: first.at, cells: filled, columns, startsPage })
  } else return
  sheet.startsPage = false
}

/**
 * The columns as this family takes them. Where one header row names them all, a rate is that of
 * what stands before it, and words with a rate of their own behind the task's are items.
 */
export function compilationColumns(printed: readonly Column[]): Column[] {
  let group: Column = 'task'
  const columns = printed.map((column): Column => {
    if (/^(?:task|detail|item|indicator)$/.test(column)) group = column
    if (column === 'target' || column === 'current') group = 'indicator'
    if (column !== 'rate') return column
    if (group === 'indicator') return 'indicator_rate'
    return group === 'item' || group === 'detail' ? 'item_rate' : 'rate'
  })
  const at = columns.indexOf('detail')
  const isItem = columns[at + 1] === 'item_rate' && !columns.includes('item')
  if (isItem && columns.includes('rate')) return columns.with(at, 'item')
  return columns.map((column, place) => {
    const isTasks =
      column === 'item_rate' && !columns.includes('rate') && columns[place - 1] === 'detail'
    return isTasks ? 'rate' : column
  })
}

/** A grid's rows; of dumped cells those of one line are a row; each piece of words is one. No blank cells. */
function printedRows(block: Block): PrintedRow[] {
  if (block.kind === 'words') {
    return block.pieces.map((piece, place) => ({
      place,
      cells: [{ at: piece.at, column: 0, pieces: [piece] }],
    }))
  }
  const rows = new Map<number, { readonly place: number; readonly cells: PrintedCell[] }>()
  const cells: readonly (TableCell | GridCell)[] = block.cells
  for (const [index, cell] of cells.entries()) {
    const isGridCell = 'row' in cell
    const key = isGridCell ? cell.row : (cell.at.line ?? index)
    const row = rows.get(key) ?? { place: isGridCell ? key : index, cells: [] }
    rows.set(key, row)
    if (cell.pieces.length === 0) continue
    const column = isGridCell ? cell.column : index - row.place
    row.cells.push({ at: cell.at, column, pieces: cell.pieces })
  }
  return [...rows.values()]
}

function toSheetCell(printed: PrintedCell, column: Column | undefined): SheetCell {
  const cell = cellOf(
    printed,
    printed.pieces.map(({ text }) => tidy(text)),
  )
  // A spreadsheet may print a rate without its sign.
  const isBare = /rate$/.test(column ?? '') && cell.figure?.unit === ''
  if (!isBare) return cell
  const percent = cell.figure?.value
  return { ...cell, looks: 'percents', percent, share: Number(percent) }
}

function cellOf(printed: PrintedCell, paragraphs: readonly string[]): SheetCell {
  const text = tidy(paragraphs.join('\n'))
  const percent = percentOf(text)
  const figure = figureOf(text)
  const isAll = (test: (line: string) => unknown) =>
    paragraphs.length > 1 && paragraphs.every((line) => test(line) !== undefined)
  const arePercents = percent !== undefined || isAll(percentOf)
  const areFigures = figure !== undefined || isAll(figureOf)
  return {
    ...printed,
    text,
    paragraphs,
    looks: arePercents ? 'percents' : areFigures ? 'figures' : 'words',
    percent,
    share: Number(percent ?? Number.NaN),
    figure,
  }
}

/** One line of a cell, as a cell. */
export function lineOf(cell: SheetCell, at: number): SheetCell {
  return cellOf(cell, cell.paragraphs.slice(at, at + 1))
}

/** Words that go on in another cell, as one cell. */
export function joinedCell(first: SheetCell, rest: SheetCell): SheetCell {
  const cut = `${first.paragraphs.at(-1) ?? ''}${rest.paragraphs[0] ?? ''}`
  const paragraphs = [...first.paragraphs.slice(0, -1), cut, ...rest.paragraphs.slice(1)]
  return { ...cellOf(first, paragraphs), pieces: [...first.pieces, ...rest.pieces] }
}

const ledByOne = /^[^，。；：]{2,24}(?:牵头|主抓|分管|负责|领衔|挂帅)[^，。；：]{0,12}$/

function headingIn(text: string): Omit<SheetHeading, 'kind'> | undefined {
  const numbered = headingOf(text)
  if (numbered) return numbered
  return ledByOne.test(text) ? { level: 2, title: text } : undefined
}

/** Who leads the tasks below a heading, name and office as printed: 鲁明远副区长牵头重点工作. */
export function leadersIn(title: string): string[] {
  const names = /^(.{2,24}?)(?:牵头|主抓|分管|负责|领衔|挂帅)/.exec(title)?.[1]
  return names?.split(/[、，,]/).filter((name) => name !== '') ?? []
}
