/** A page as an Excel workbook: real numbers and dates, merged headers, panes, filter, print area. */
import {
  type CellStyle,
  type CellValue,
  type Cell as SheetCell,
  type WriteSheet,
  writeXlsx,
} from 'hucre/xlsx'
import { headerRows } from '../header.ts'
import type { Cell, HeadLine, TablePage } from '../page.ts'
import { rowHeights } from './heights.ts'
import { withQuotePrefix, wouldCalculate } from './quote-prefix.ts'
import { type CellLook, looksOf } from './styles.ts'
import { cutTallRows } from './tall-rows.ts'

/** Excel takes no more in one cell. */
const longestCell = 32_767
const cutNote = '……（本格过长，全文见 Word 版）'
/** Excel's own limit lies a little above this. */
const mostFormats = 180

type Sheet = {
  readonly rows: CellValue[][]
  readonly cells: Map<string, Partial<SheetCell>>
  readonly merges: NonNullable<WriteSheet['merges']>
  readonly heights: Map<number, { height: number }>
  readonly formats: Set<string>
  readonly looks: ReturnType<typeof looksOf>
}

export async function drawExcel(page: TablePage): Promise<Uint8Array> {
  const { columns, size } = page
  const sheet: Sheet = {
    rows: [],
    cells: new Map(),
    merges: [],
    heights: new Map(),
    formats: new Set(),
    looks: looksOf(size),
  }
  const cover = page.cover.filter(({ kind }) => kind !== 'title')
  for (const line of [...cover, ...page.head]) addHeadLine(sheet, line, columns.length)
  const headerAt = sheet.rows.length
  addHeader(sheet, page)
  const bodyAt = sheet.rows.length
  const rows = cutTallRows(page.rows, columns, size)
  const heights = rowHeights(rows, columns, size)
  for (const [at, row] of rows.entries()) {
    const height = Math.min(409, heights[at] ?? 16)
    if (row.kind === 'heading') {
      addAcross(sheet, row.text, row.level === 1 ? 'outer' : 'inner', columns.length, height)
    } else addCells(sheet, row.cells, page, height)
  }
  const lastRow = Math.max(bodyAt, sheet.rows.length)
  const lastColumn = columnName(columns.length - 1)
  const bytes = await writeXlsx({
    sheets: [
      {
        name: page.name,
        columns: columns.map(({ width }) => ({ width: Math.round(width / 2 + 1) })),
        rows: sheet.rows,
        cells: sheet.cells,
        merges: sheet.merges,
        rowDefs: sheet.heights,
        freezePane: { rows: bodyAt },
        autoFilter: { range: `A${bodyAt}:${lastColumn}${lastRow}` },
        pageSetup: {
          paperSize: 'a4',
          orientation: page.orientation,
          fitToPage: true,
          fitToWidth: 1,
          fitToHeight: 0,
          horizontalCentered: true,
          margins: { left: 0.5, right: 0.5, top: 0.7, bottom: 0.7, header: 0.3, footer: 0.4 },
          printTitlesRow: `$${headerAt + 1}:$${bodyAt}`,
          printArea: `$A$1:$${lastColumn}$${lastRow}`,
        },
        headerFooter: { oddFooter: '&C— &P —' },
      },
    ],
    defaultFont: { name: '宋体', size: 11 },
  })
  return withQuotePrefix(bytes)
}

function addHeadLine(sheet: Sheet, line: HeadLine, width: number): void {
  const look = line.kind === 'title' ? 'title' : line.kind === 'note' ? 'note' : 'line'
  const height = line.kind === 'title' ? 36 : 20
  addAcross(sheet, line.kind === 'date' ? '' : line.text, look, width, height)
  if (line.kind !== 'date') return
  const row = sheet.rows.length - 1
  const numFmt = 'yyyy"年"m"月"d"日"'
  ;(sheet.rows[row] as CellValue[])[0] = new Date(`${line.on}T00:00:00Z`)
  sheet.cells.set(`${row},0`, {
    style: { ...sheet.looks.line, alignment: { horizontal: 'center', vertical: 'center' }, numFmt },
  })
}

function addAcross(sheet: Sheet, words: string, look: CellLook, width: number, height: number) {
  const row = sheet.rows.length
  sheet.rows.push([words, ...Array.from({ length: width - 1 }, () => null)])
  for (let column = 0; column < width; column += 1)
    style(sheet, row, column, sheet.looks[look], words)
  if (width > 1) sheet.merges.push({ startRow: row, startCol: 0, endRow: row, endCol: width - 1 })
  sheet.heights.set(row, { height })
}

function addHeader(sheet: Sheet, { columns }: TablePage): void {
  const from = sheet.rows.length
  for (const [at, cells] of headerRows(columns).entries()) {
    const row = from + at
    sheet.rows.push(columns.map(() => null))
    sheet.heights.set(row, { height: 28 })
    for (let column = 0; column < columns.length; column += 1) {
      style(sheet, row, column, sheet.looks.header, '')
    }
    for (const { words, column, columnSpan, rowSpan } of cells) {
      ;(sheet.rows[row] as CellValue[])[column] = words
      merge(sheet, row, column, rowSpan, columnSpan)
    }
  }
}

function addCells(
  sheet: Sheet,
  cells: readonly (Cell | null)[],
  { columns }: TablePage,
  height: number,
): void {
  const row = sheet.rows.length
  const values: CellValue[] = []
  for (const [at, one] of cells.entries()) {
    const look = sheet.looks[columns[at]?.align ?? 'left']
    const words = one ? shortened(one.lines.join('\n')) : ''
    const number = one?.number && mayFormat(sheet, one.number.format) ? one.number : undefined
    values.push(number ? number.value : words === '' ? null : words)
    if (number) sheet.cells.set(`${row},${at}`, { style: { ...look, numFmt: number.format } })
    else style(sheet, row, at, look, words)
    if (one?.rows && one.rows > 1) merge(sheet, row, at, one.rows, 1)
  }
  sheet.rows.push(values)
  sheet.heights.set(row, { height })
}

const shortened = (words: string): string =>
  words.length <= longestCell ? words : words.slice(0, longestCell - cutNote.length) + cutNote

/** Units of measure are part of a format, of which a workbook holds only so many. */
function mayFormat({ formats }: Sheet, format: string): boolean {
  if (!formats.has(format) && formats.size >= mostFormats) return false
  formats.add(format)
  return true
}

function style(sheet: Sheet, row: number, column: number, look: CellStyle, words: string): void {
  const quoted = wouldCalculate(words) ? quotedLook(look) : look
  sheet.cells.set(`${row},${column}`, { style: quoted })
}

/** Marked so that `withQuotePrefix` finds it. */
const quotedLook = (look: CellStyle): CellStyle => ({
  ...look,
  alignment: { ...look.alignment, readingOrder: 'context' },
})

function merge(sheet: Sheet, row: number, column: number, rows: number, columns: number): void {
  if (rows === 1 && columns === 1) return
  const end = { endRow: row + rows - 1, endCol: column + columns - 1 }
  sheet.merges.push({ startRow: row, startCol: column, ...end })
}

function columnName(at: number): string {
  return at < 26
    ? String.fromCharCode(65 + at)
    : `${columnName(Math.floor(at / 26) - 1)}${columnName(at % 26)}`
}
