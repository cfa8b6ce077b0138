import type { FlowNode } from './flow.ts'
import { countCell, countLine, countRow, type TableCounts } from './flow-limits.ts'
import { type HtmlCell, placeHtmlRows } from './html-grid.ts'
import { printNumber } from './printed-numbers.ts'
import type { Attributes } from './xml.ts'

type OpenCell = Omit<HtmlCell, 'flow'> & { readonly flow: FlowNode[] }
type OpenTable = {
  readonly rows: HtmlCell[][]
  row?: HtmlCell[] | undefined
  cell?: OpenCell | undefined
}

/** A page on its way to a flow: the words not yet put down, open tables, where things go. */
export type Page = {
  readonly flows: FlowNode[][]
  readonly tables: OpenTable[]
  readonly counts: TableCounts
  words: string[]
  preformatted: number
  /** Open lists, the number of the last item each; `null` where items have none. */
  readonly lists: { count: number | null; readonly format: string }[]
  /** The number of a list item whose words have not come yet. */
  marker: string
}

export function newPage(): Page {
  return {
    flows: [[]],
    tables: [],
    words: [''],
    counts: { lines: 0, rows: 0, cells: 0 },
    preformatted: 0,
    lists: [],
    marker: '',
  }
}

export function write(page: Page, text: string): void {
  const { words } = page
  const [first = '', ...rest] = page.preformatted > 0 ? text.split(/\r\n|\n|\r/) : [text]
  words[words.length - 1] += first
  words.push(...rest)
}

export function breakLine({ words }: Page): void {
  words.push('')
}

/** Puts down the words so far as a paragraph; nothing where there are none. */
export function endParagraph(page: Page): void {
  const lines = page.words.map((line) => collapse(line))
  page.words = ['']
  if (lines.every((line) => line === '')) return
  const [first = '', ...rest] = lines
  putDown(page, [page.marker + first, ...rest])
}

function putDown(page: Page, lines: readonly string[]): void {
  page.marker = ''
  countLine(page.counts)
  flowOf(page).push({ kind: 'paragraph', line: page.counts.lines, lines })
}

/** HTML's kinds of numbers in Word's words. */
const listFormats: Readonly<Record<string, string>> = {
  a: 'lowerLetter',
  A: 'upperLetter',
  i: 'lowerRoman',
  I: 'upperRoman',
}

export function openList(
  page: Page,
  isNumbered: boolean,
  { start, type, style }: Attributes,
): void {
  endItem(page)
  const first = Number.parseInt(start ?? '1', 10)
  const hasNumbers = isNumbered && !/list-style(?:-type)?\s*:[^;]*none/i.test(style ?? '')
  const count = hasNumbers ? (Number.isInteger(first) ? first : 1) - 1 : null
  page.lists.push({ count, format: listFormats[type ?? ''] ?? 'decimal' })
}

export function closeList(page: Page): void {
  endItem(page)
  page.lists.pop()
}

export function openItem(page: Page, { value }: Attributes): void {
  endItem(page)
  const list = page.lists.at(-1)
  if (!list || list.count === null) return
  const own = Number.parseInt(value ?? '', 10)
  list.count = Number.isInteger(own) ? own : list.count + 1
  page.marker = `${printNumber(list.count, list.format)}.`
}

/** Ends a list item; its number is printed even where no words follow. */
export function endItem(page: Page): void {
  endParagraph(page)
  if (page.marker !== '') putDown(page, [page.marker])
}

export function openTable(page: Page): void {
  endItem(page)
  page.tables.push({ rows: [] })
}

export function closeTable(page: Page): void {
  const table = page.tables.at(-1)
  if (!table) return
  closeRow(page)
  page.tables.pop()
  if (table.rows.length > 0) flowOf(page).push(placeHtmlRows(table.rows))
}

export function openRow(page: Page): void {
  countRow(page.counts)
  closeRow(page)
  const table = page.tables.at(-1)
  if (table) table.row = []
}

export function closeRow(page: Page): void {
  closeCell(page)
  const table = page.tables.at(-1)
  if (table?.row && table.row.length > 0) table.rows.push(table.row)
  if (table) table.row = undefined
}

/** Spans as written; browsers take 1 where they are no numbers, and so do we. */
export function openCell(
  page: Page,
  colSpan: string | undefined,
  rowSpan: string | undefined,
): void {
  closeCell(page)
  const table = page.tables.at(-1)
  if (!table) return
  countCell(page.counts)
  table.row ??= []
  const flow: FlowNode[] = []
  const spans = { colSpan: spanOf(colSpan, 1), rowSpan: spanOf(rowSpan, 0) }
  table.cell = { ...spans, line: page.counts.lines + 1, flow }
  page.flows.push(flow)
}

export function closeCell(page: Page): void {
  endItem(page)
  const table = page.tables.at(-1)
  if (!table?.cell) return
  page.flows.pop()
  table.row?.push(table.cell)
  table.cell = undefined
}

/** The page's flow; what is still open is closed. */
export function finish(page: Page): FlowNode[] {
  while (page.tables.length > 0) closeTable(page)
  endItem(page)
  return flowOf(page)
}

function flowOf({ flows }: Page): FlowNode[] {
  const flow = flows.at(-1)
  if (!flow) throw new Error('a page without a flow')
  return flow
}

function spanOf(value: string | undefined, least: number): number {
  const span = Number.parseInt(value ?? '1', 10)
  return Number.isInteger(span) && span >= least ? Math.min(span, 65_534) : 1
}

const wide = /[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]/

/** Blanks as browsers show them: one for many. Where a source line was cut inside Chinese, none. */
function collapse(text: string): string {
  const one = text.replace(/[ \t\r\n\f]+/g, (gap, at: number) => {
    const isCut = /[\r\n]/.test(gap) && wide.test(text.charAt(at - 1))
    return isCut && wide.test(text.charAt(at + gap.length)) ? '' : ' '
  })
  return one
    .replace(/[\u00a0\u2002-\u200a]/g, ' ')
    .replace(/[\u200b\u00ad\ufeff]/g, '')
    .trim()
}
