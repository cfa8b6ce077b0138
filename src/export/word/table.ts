/**
 * A printed table as WordprocessingML: header repeated on every page, merged cells, headings across.
 * Written as text, since the library keeps several objects for every run: a table of thousands of
 * tasks takes ten times the memory and time that way. Looks are paragraph styles (`styles.ts`).
 */
import { headerRows } from '../header.ts'
import { type Cell, type Column, heightOf, type Row, type TablePage } from '../page.ts'
import { type TableStyle, twips } from './styles.ts'

export function tableXml({ columns, rows, size }: TablePage): string {
  const width = columns.reduce((sum, column) => sum + twips(column.width), 0)
  const edges = ['top', 'left', 'bottom', 'right', 'insideH', 'insideV']
  const margin = twips(size < 10 ? 0.8 : 1.5)
  const parts = [
    `<w:tbl><w:tblPr><w:tblW w:w="${width}" w:type="dxa"/><w:jc w:val="center"/><w:tblBorders>`,
    ...edges.map((edge) => `<w:${edge} w:val="single" w:sz="4" w:space="0" w:color="000000"/>`),
    '</w:tblBorders><w:tblLayout w:type="fixed"/><w:tblCellMar>',
    `<w:left w:w="${margin}" w:type="dxa"/><w:right w:w="${margin}" w:type="dxa"/>`,
    '</w:tblCellMar></w:tblPr><w:tblGrid>',
    ...columns.map((column) => `<w:gridCol w:w="${twips(column.width)}"/>`),
    '</w:tblGrid>',
    header(columns),
  ]
  const merged = columns.map(() => 0)
  for (const row of rows) {
    parts.push(
      row.kind === 'heading' ? heading(row, columns) : cells(row.cells, columns, size, merged),
    )
  }
  parts.push('</w:tbl>')
  return parts.join('')
}

function header(columns: readonly Column[]): string {
  const all = headerRows(columns)
  return all
    .map((own, at) => {
      const tall = at === 0 ? [] : (all[0] ?? []).filter(({ rowSpan }) => rowSpan > 1)
      const shown = [...own, ...tall].sort((one, other) => one.column - other.column)
      const drawn = shown.map((one) => {
        const isBelow = at > 0 && tall.includes(one)
        return cellXml(isBelow ? [''] : [one.words], {
          width: widthOf(columns, one.column, one.columnSpan),
          span: one.columnSpan,
          merge: one.rowSpan > 1 ? (isBelow ? 'below' : 'first') : null,
          style: 'TableHead',
          isCentered: true,
          isTop: false,
        })
      })
      return `<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>${drawn.join('')}</w:tr>`
    })
    .join('')
}

const widthOf = (columns: readonly Column[], from: number, span: number): number =>
  columns.slice(from, from + span).reduce((sum, { width }) => sum + twips(width), 0)

function heading(
  { level, text }: Extract<Row, { kind: 'heading' }>,
  columns: readonly Column[],
): string {
  const drawn = cellXml([text], {
    width: widthOf(columns, 0, columns.length),
    span: columns.length,
    merge: null,
    style: level === 1 ? 'TableOuter' : 'TableInner',
    isCentered: false,
    isTop: false,
  })
  return `<w:tr><w:trPr><w:cantSplit/></w:trPr>${drawn}</w:tr>`
}

/** @param merged how many rows each column's merged cell still reaches over */
function cells(
  all: readonly (Cell | null)[],
  columns: readonly Column[],
  size: number,
  merged: number[],
): string {
  const isWhole = keepsTogether(all, columns, size)
  const drawn = columns.map((column, at) => {
    const one = all[at] ?? null
    if (one) merged[at] = one.rows ?? 1
    const isFirst = one !== null && (one.rows ?? 1) > 1
    const isBelow = one === null && (merged[at] ?? 0) > 0
    merged[at] = (merged[at] ?? 1) - 1
    return cellXml(one?.lines ?? [], {
      width: twips(column.width),
      span: 1,
      merge: isFirst ? 'first' : isBelow ? 'below' : null,
      style: 'TableText',
      isCentered: column.align === 'center',
      isTop: !isWhole,
      ...(one?.boldLines ? { items: one.boldLines } : {}),
    })
  })
  return `<w:tr>${isWhole ? '<w:trPr><w:cantSplit/></w:trPr>' : ''}${drawn.join('')}</w:tr>`
}

/** Points of half a page: a lower row is not worth cutting. */
const halfPage = 240

function keepsTogether(
  all: readonly (Cell | null)[],
  columns: readonly Column[],
  size: number,
): boolean {
  return all.every((one, at) => {
    const column = columns[at]
    return !one || !column || heightOf(one, column, size) <= halfPage * (one.rows ?? 1)
  })
}

type CellLook = {
  /** Twips. */
  readonly width: number
  readonly span: number
  readonly merge: 'first' | 'below' | null
  readonly style: TableStyle
  readonly isCentered: boolean
  readonly isTop: boolean
  /** Lines that name what stands below them. */
  readonly items?: ReadonlySet<number>
}

function cellXml(lines: readonly string[], look: CellLook): string {
  const { width, span, merge, style, isCentered, isTop, items } = look
  const center = isCentered ? '<w:jc w:val="center"/>' : ''
  const paragraphs = (lines.length > 0 ? lines : ['']).map((words, at) => {
    const name = items?.has(at) ? 'TableItem' : style
    const run = words === '' ? '' : `<w:r><w:t xml:space="preserve">${escapeXml(words)}</w:t></w:r>`
    return `<w:p><w:pPr><w:pStyle w:val="${name}"/>${center}</w:pPr>${run}</w:p>`
  })
  return [
    `<w:tc><w:tcPr><w:tcW w:w="${width}" w:type="dxa"/>`,
    span > 1 ? `<w:gridSpan w:val="${span}"/>` : '',
    merge === 'first' ? '<w:vMerge w:val="restart"/>' : merge === 'below' ? '<w:vMerge/>' : '',
    `<w:vAlign w:val="${isTop ? 'top' : 'center'}"/></w:tcPr>`,
    ...paragraphs,
    '</w:tc>',
  ].join('')
}

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
}

const escapeXml = (words: string): string =>
  words.replace(/[&<>"]/g, (sign) => escapes[sign] ?? sign)
