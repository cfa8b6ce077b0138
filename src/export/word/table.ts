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
import type { Cell, Column, Row, TablePage } from '../page.ts'
import { paragraph, type Type, twips } from './styles.ts'

const line = { style: BorderStyle.SINGLE, size: 4, color: '000000' } as const

export function drawTable({ columns, rows, size }: TablePage): Table {
  return new Table({
    layout: TableLayoutType.FIXED,
    width: { size: columns.reduce((sum, { width }) => sum + twips(width), 0), type: WidthType.DXA },
    columnWidths: columns.map(({ width }) => twips(width)),
    alignment: AlignmentType.CENTER,
    margins: { left: twips(1), right: twips(1), marginUnitType: WidthType.DXA },
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
  return new TableRow({
    children: row.cells.flatMap((one, at) => {
      const column = columns[at]
      return one && column ? [drawCell(one, column, size)] : []
    }),
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

function drawCell({ lines, rows, boldLines }: Cell, { align }: Column, size: number): TableCell {
  const alignment = align === 'center' ? AlignmentType.CENTER : AlignmentType.LEFT
  const text: Type = { font: 'text', size }
  const paragraphs: Paragraph[] = (lines.length > 0 ? lines : ['']).map((words, at) =>
    paragraph(words, boldLines?.has(at) ? { font: 'kai', size, bold: true } : text, { alignment }),
  )
  return new TableCell({
    children: paragraphs,
    verticalAlign: VerticalAlignTable.CENTER,
    ...(rows && rows > 1 ? { rowSpan: rows } : {}),
  })
}
