import type { SourcePosition } from '../../domain/draft-plan.ts'
import type { DecimalText } from '../../domain/rates.ts'
import { type Figure, figureOf, percentOf } from '../cells/figures.ts'
import { headingOf } from '../cells/sections.ts'
import { tidy } from '../cells/spacing.ts'
import { type Column, columnKinds, type HeadedTable } from '../columns.ts'
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
export type SheetHeading = {
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

/** The rows and headings of all tables of the kind, over all pages and sheets. */
export function readSheet(
  { contents, tables }: SourceDocument,
  fits: (columns: readonly Column[]) => boolean,
): Sheet {
  const lines: (SheetRow | SheetHeading)[] = []
  const used: Piece[] = []
  const above: Piece[] = []
  let headers = 0
  let columns: readonly Column[] = []
  for (const [at, block] of contents.blocks.entries()) {
    const own = tables.filter((table) => table.block === at)
    for (const row of printedRows(block)) {
      const table = tableOf(own, row.place)
      if (table && !fits(columnKinds(table))) continue
      if (!table && headers === 0) {
        above.push(...row.cells.flatMap(({ pieces }) => pieces))
        continue
      }
      if (table && row.place < table.to) {
        used.push(...row.cells.flatMap(({ pieces }) => pieces))
        if (row.place === table.from) headers += 1
        columns = columnKinds(table)
        continue
      }
      const filled = row.cells.map(toSheetCell).filter(({ text }) => text !== '')
      const [first] = filled
      if (!first) continue
      const heading = filled.length === 1 && first.column <= 1 ? headingIn(first.text) : undefined
      if (heading) {
        used.push(...first.pieces)
        lines.push({ kind: 'heading', ...heading })
      } else if (block.kind !== 'words') {
        const startsPage = table !== undefined && row.place === table.to && headers > 1
        lines.push({ kind: 'row', at: first.at, cells: filled, columns, startsPage })
      }
    }
  }
  return { lines, above, used, repeatedHeaders: Math.max(0, headers - 1) }
}

function tableOf(tables: readonly HeadedTable[], place: number): HeadedTable | undefined {
  return tables.find(({ from, end }) => place >= from && place < end)
}

/** A grid's rows; of dumped cells those of one line are a row; each piece of words is one. */
function printedRows(block: Block): PrintedRow[] {
  if (block.kind === 'words') {
    return block.pieces.map((piece, place) => ({
      place,
      cells: [{ at: piece.at, column: 0, pieces: [piece] }],
    }))
  }
  const rows = new Map<number, PrintedCell[]>()
  const cells: readonly (TableCell | GridCell)[] = block.cells
  for (const [place, cell] of cells.entries()) {
    const key = 'row' in cell ? cell.row : (cell.at.line ?? place)
    const row = rows.get(key) ?? []
    rows.set(key, row)
    row.push({
      at: cell.at,
      column: 'column' in cell ? cell.column : row.length,
      pieces: cell.pieces,
    })
  }
  return [...rows].map(([key, cells], index) => ({
    place: block.kind === 'grid' ? key : index,
    cells,
  }))
}

function toSheetCell(printed: PrintedCell): SheetCell {
  return cellOf(
    printed,
    printed.pieces.map(({ text }) => tidy(text)),
  )
}

function cellOf(printed: PrintedCell, paragraphs: readonly string[]): SheetCell {
  const text = tidy(paragraphs.join('\n'))
  const isAll = (test: (line: string) => unknown) =>
    paragraphs.length > 0 && paragraphs.every((line) => test(line) !== undefined)
  return {
    ...printed,
    text,
    paragraphs,
    looks: isAll(percentOf) ? 'percents' : isAll(figureOf) ? 'figures' : 'words',
    percent: percentOf(text),
    figure: figureOf(text),
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
