/** A printed table in Word: its header repeated on every page, merged cells, headings across. */
import {
  AlignmentType,
  BorderStyle,
  type Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  VerticalAlignTable,
  WidthType,
} from 'docx'
import { headerRows } from '../header.ts'
import { type Cell, type Column, heightOf, type Row, type TablePage } from '../page.ts'
import { paragraph, type Type, twips } from './styles.ts'

type Look = {
  readonly size: number
  readonly verticalAlign: (typeof VerticalAlignTable)['CENTER' | 'TOP']
}

const line = { style: BorderStyle.SINGLE, size: 4, color: '000000' } as const

export function drawTable({ columns, rows, size }: TablePage): Table {
  return new Table({
    layout: TableLayoutType.FIXED,
    width: { size: columns.reduce((sum, { width }) => sum + twips(width), 0), type: WidthType.DXA },
    columnWidths: columns.map(({ width }) => twips(width)),
    alignment: AlignmentType.CENTER,
    margins: { left: twips(1.5), right: twips(1.5), marginUnitType: WidthType.DXA },
    borders: {
      top: line,
      bottom: line,
      left: line,
      right: line,
      insideHorizontal: line,
      insideVertical: line,
    },
    rows: [...drawHeader(columns, size), ...rows.map((row) => drawRow(row, columns, size))],
  })
}

function drawHeader(columns: readonly Column[], size: number): TableRow[] {
  return headerRows(columns).map(
    (cells) =>
      new TableRow({
        tableHeader: true,
        cantSplit: true,
        children: cells.map(
          ({ words, columnSpan, rowSpan }) =>
            new TableCell({
              columnSpan,
              rowSpan,
              verticalAlign: VerticalAlignTable.CENTER,
              children: [
                paragraph(words, { font: 'heading', size }, { alignment: AlignmentType.CENTER }),
              ],
            }),
        ),
      }),
  )
}

function drawRow(row: Row, columns: readonly Column[], size: number): TableRow {
  if (row.kind === 'heading') return drawHeading(row, columns.length, size)
  const isWhole = keepsTogether(row.cells, columns, size)
  const verticalAlign = isWhole ? VerticalAlignTable.CENTER : VerticalAlignTable.TOP
  return new TableRow({
    cantSplit: isWhole,
    children: row.cells.flatMap((one, at) => {
      const column = columns[at]
      return one && column ? [drawCell(one, column, { size, verticalAlign })] : []
    }),
  })
}

/** Points of most of a page: a lower row is not worth cutting. */
const mostOfPage = 330

function keepsTogether(
  cells: readonly (Cell | null)[],
  columns: readonly Column[],
  size: number,
): boolean {
  return cells.every((one, at) => {
    const column = columns[at]
    return !one || !column || heightOf(one, column, size) <= mostOfPage * (one.rows ?? 1)
  })
}

function drawHeading(
  { level, text }: Extract<Row, { kind: 'heading' }>,
  columns: number,
  size: number,
): TableRow {
  const type: Type = { font: level === 1 ? 'heading' : 'kai', size: size + 1.5 }
  return new TableRow({
    cantSplit: true,
    children: [
      new TableCell({
        columnSpan: columns,
        verticalAlign: VerticalAlignTable.CENTER,
        children: [paragraph(text, type, { keepNext: true, spacing: { before: 60, after: 60 } })],
      }),
    ],
  })
}

function drawCell(
  { lines, rows, boldLines }: Cell,
  { align }: Column,
  { size, verticalAlign }: Look,
): TableCell {
  const alignment = align === 'center' ? AlignmentType.CENTER : AlignmentType.LEFT
  const text: Type = { font: 'text', size }
  const paragraphs: Paragraph[] = (lines.length > 0 ? lines : ['']).map((words, at) =>
    paragraph(words, boldLines?.has(at) ? { font: 'kai', size, bold: true } : text, { alignment }),
  )
  return new TableCell({
    children: paragraphs,
    verticalAlign,
    ...(rows && rows > 1 ? { rowSpan: rows } : {}),
  })
}
