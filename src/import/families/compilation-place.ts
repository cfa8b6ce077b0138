import type { Column } from '../column-words.ts'
import { type Placed, placeByLooks, type Slots } from './compilation-looks.ts'
import { lineOf, type SheetCell, type SheetRow } from './compilation-sheet.ts'

/** A line of the indicators' columns: what is printed of one indicator. */
export type PlacedIndicator = {
  readonly name: SheetCell | null
  readonly target: SheetCell | null
  readonly current: SheetCell | null
  readonly rate: SheetCell | null
}

/** A row with its cells in their columns. */
export type PlacedRow = {
  readonly row: SheetRow
  readonly cells: Slots
  readonly indicators: readonly PlacedIndicator[]
  /** Cells that fit nowhere. */
  readonly spare: readonly SheetCell[]
  /** Some cell stood in another column than its own. */
  readonly isMoved: boolean
}

/** What the rows above tell about a row. */
export type RowContext = {
  /** The rate of the task that goes on, as printed. */
  readonly taskRate: string | undefined
  readonly taskText: string | undefined
  readonly lastSeq: number
}

/** The columns whose cells tell by their looks what they are. */
const core: readonly Column[] = [
  'seq',
  'task',
  'rate',
  'item',
  'item_rate',
  'indicator',
  'target',
  'current',
  'indicator_rate',
]

/**
 * Puts a row's cells into their columns. Where they all look like what their columns hold, they
 * stay; else they are told by what they are: a rate is a percentage, a target and a current value
 * stand before it as figures, names and texts before these (cells that lost blank ones before
 * them, OCR's favourite fault, or that changed places).
 */
export function placeRow(row: SheetRow, context: RowContext): PlacedRow {
  const isStart = startsTask(row, context)
  const { head, tail } = splitTail(row, isStart)
  const found = stayed(row, head, isStart, context) ?? placeByLooks(head, row, isStart)
  const behind = placeTail(row, tail, isStart)
  const cells: Slots = { ...found.slots, ...behind.slots }
  const extras = behind.extra.map((name) => ({ name, target: null, current: null, rate: null }))
  const isMoved = (Object.entries(cells) as [Column, SheetCell][]).some(
    ([column, cell]) => row.columns[cell.column] !== column,
  )
  return {
    row,
    cells,
    indicators: [...indicatorsOf(cells), ...extras],
    spare: found.spare,
    isMoved: isMoved || extras.length > 0,
  }
}

/** A number first, which may be the next one, and words behind it; or both as in the row above. */
function startsTask({ cells, columns }: SheetRow, { lastSeq, taskText }: RowContext): boolean {
  const [first, second] = cells
  if (!first || second?.looks !== 'words' || columns[first.column] !== 'seq') return false
  const seq = seqIn(first)
  if (seq === undefined) return false
  return seq > lastSeq || seq === 1 || (seq === lastSeq && second.text === taskText)
}

/** The number that a cell is: 14, （14）, 14. */
export function seqIn(cell: SheetCell): number | undefined {
  const digits = /^[（(]?(\d{1,4})[）).、．]?$/.exec(cell.text)?.[1]
  return digits === undefined ? undefined : Number(digits)
}

/** Words behind the last figure, as far right as the columns behind the rates: unit, highlights … */
function splitTail(row: SheetRow, isStart: boolean): { head: SheetCell[]; tail: SheetCell[] } {
  const { cells, columns } = row
  const firstTail = columns.findLastIndex((column) => core.includes(column)) + 1
  const lastFigure = cells.findLastIndex(({ looks }) => looks !== 'words')
  // Two figures in a row end an indicator, and with it what may be moved.
  const isEnd = isStart && (cells[lastFigure - 1]?.looks ?? 'words') !== 'words'
  const at = cells.findIndex(
    ({ column }, index) => index > lastFigure && (isEnd || column >= firstTail - 1),
  )
  const end = at < 0 ? cells.length : at
  return { head: cells.slice(0, end), tail: cells.slice(end) }
}

/** Each cell in the column it stands in, if all of them look like it. */
function stayed(
  { columns, startsPage }: SheetRow,
  head: readonly SheetCell[],
  isStart: boolean,
  { taskRate }: RowContext,
): Placed | undefined {
  const slots: Slots = {}
  const spare: SheetCell[] = []
  for (const cell of head) {
    const column = columns[cell.column] ?? 'other'
    if (column === 'other' && cell.looks === 'words') {
      spare.push(cell)
      continue
    }
    if (column === 'other' || slots[column] || !looksLike(cell, column)) return undefined
    if (column === 'seq' && !isStart) return undefined
    if (column === 'task' && !isStart && !startsPage) return undefined
    if (column === 'rate' && !isStart && cell.percent !== taskRate) return undefined
    slots[column] = cell
  }
  const { target, current, indicator_rate: rate } = slots
  if ((current && !target) || (rate && !current)) return undefined
  if (current?.percent && !rate && columns.includes('indicator_rate')) return undefined
  return { slots, spare }
}

function looksLike(cell: SheetCell, column: Column): boolean {
  switch (column) {
    case 'seq':
      return seqIn(cell) !== undefined
    case 'rate':
    case 'item_rate':
    case 'indicator_rate':
      return cell.looks === 'percents'
    case 'target':
    case 'current':
      return cell.looks !== 'words'
    case 'task':
    case 'item':
    case 'indicator':
      return cell.looks === 'words'
    default:
      return true
  }
}

const unitEnd =
  /(?:局|办|委|会|院|所|部|处|站|中心|街道|镇|乡|集团|公司|联|大学|厅|署|队|府|区|县|市|单位|部门|[）)])$/

/** Unit, highlights, problems …, each in its column or moved left together; `extra`: none of them. */
function placeTail(
  { columns, startsPage }: SheetRow,
  tail: readonly SheetCell[],
  isStart: boolean,
): { slots: Slots; extra: SheetCell[] } {
  const slots: Slots = {}
  const extra: SheetCell[] = []
  const mayHold = isStart || startsPage
  for (const cell of tail) {
    const own = columns[cell.column] ?? 'other'
    const isShort = cell.text.length <= 30 && !/[。；，]/.test(cell.text)
    const isUnit = isShort && (unitEnd.test(cell.text) || (own === 'units' && mayHold))
    const isOwn = own === 'units' ? isUnit : !core.includes(own) && own !== 'other'
    if (isOwn && !slots[own]) slots[own] = cell
    else if (isUnit && columns.includes('units') && !slots.units) slots.units = cell
    else if (mayHold && !slots.highlights && !slots.problems) slots.highlights = cell
    else if (mayHold && !slots.problems) slots.problems = cell
    else extra.push(cell)
  }
  return { slots, extra }
}

/** The indicators of a row: one, or as many as its cells have lines each. */
function indicatorsOf(cells: Slots): PlacedIndicator[] {
  const { indicator: name, target, current, indicator_rate: rate } = cells
  const filled = [name, target, current, rate].flatMap((cell) => cell ?? [])
  if (filled.length === 0) return []
  const counts = new Set(filled.map(({ paragraphs }) => paragraphs.length))
  const count = filled[0]?.paragraphs.length ?? 1
  const areGlued = counts.size === 1 && count > 1 && target !== undefined && name !== undefined
  const nth = (cell: SheetCell | undefined, at: number) => {
    if (!cell) return null
    return areGlued ? lineOf(cell, at) : cell
  }
  return Array.from({ length: areGlued ? count : 1 }, (_, at) => ({
    name: nth(name, at),
    target: nth(target, at),
    current: nth(current, at),
    rate: nth(rate, at),
  }))
}
