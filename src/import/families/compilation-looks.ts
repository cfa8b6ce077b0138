import type { Column } from '../column-words.ts'
import type { SheetCell, SheetRow } from './compilation-sheet.ts'

export type Slots = Partial<Record<Column, SheetCell>>
export type Placed = { readonly slots: Slots; readonly spare: readonly SheetCell[] }

/**
 * What the cells before an indicator's figures are, by which of them are words (T) and which
 * percentages (P). A rate may stand before its item's words.
 */
const patterns: Readonly<Record<string, readonly Column[]>> = {
  '': [],
  T: ['indicator'],
  P: ['item_rate'],
  TT: ['item', 'indicator'],
  TP: ['item', 'item_rate'],
  PT: ['item_rate', 'indicator'],
  TPT: ['item', 'item_rate', 'indicator'],
  PTT: ['item_rate', 'item', 'indicator'],
  TTT: ['task', 'item', 'indicator'],
  TTPT: ['task', 'item', 'item_rate', 'indicator'],
  PTPT: ['rate', 'item', 'item_rate', 'indicator'],
  TPTPT: ['task', 'rate', 'item', 'item_rate', 'indicator'],
}

/** The same behind a task's number and words. */
const startPatterns: Readonly<Record<string, readonly Column[]>> = {
  '': [],
  P: ['rate'],
  T: ['indicator'],
  TP: ['item', 'item_rate'],
  PT: ['rate', 'indicator'],
  PTP: ['rate', 'item', 'item_rate'],
  PTT: ['rate', 'item', 'indicator'],
  TPT: ['item', 'item_rate', 'indicator'],
  PTPT: ['rate', 'item', 'item_rate', 'indicator'],
  PPTT: ['rate', 'item_rate', 'item', 'indicator'],
}

/** Tells a row's cells by what they look like, whatever column they stand in. */
export function placeByLooks(head: readonly SheetCell[], row: SheetRow, isStart: boolean): Placed {
  const [seq, task, ...behind] = head
  const start: Slots = isStart && seq && task ? { seq, task } : {}
  const { figures, rest } = figuresAtEnd(isStart ? behind : head)
  if (Object.keys(figures).length === 0 && !isStart) return nearest(rest, row)
  const shape = rest.map(({ looks }) => (looks === 'percents' ? 'P' : 'T')).join('')
  const columns = (isStart ? startPatterns : patterns)[shape]
  if (!columns) return { slots: { ...start, ...figures }, spare: rest }
  const before = Object.fromEntries(columns.map((column, at) => [column, rest[at]])) as Slots
  return { slots: { ...start, ...before, ...figures }, spare: [] }
}

/** The figures of one indicator at the end of some cells: target, current value and rate. */
function figuresAtEnd(cells: readonly SheetCell[]): { figures: Slots; rest: SheetCell[] } {
  const end = cells.slice(cells.findLastIndex(({ looks }) => looks === 'words') + 1).slice(-3)
  const [first, second, third] = end
  const rest = cells.slice(0, cells.length - end.length)
  const isPlain = first?.looks === 'figures'
  if (first && second && third?.looks === 'percents') {
    return { figures: { target: first, current: second, indicator_rate: third }, rest }
  }
  if (first && second && !third && isPlain) {
    const isRate = second.looks === 'percents'
    return { figures: { target: first, [isRate ? 'indicator_rate' : 'current']: second }, rest }
  }
  if (first && !second && isPlain) return { figures: { target: first }, rest }
  return { figures: {}, rest: [...cells] }
}

/** Words without figures: each in the column that all of them, moved as far, come nearest to. */
function nearest(cells: readonly SheetCell[], { columns, startsPage }: SheetRow): Placed {
  const free: Column[] = [
    ...(startsPage ? (['task'] as const) : []),
    'item',
    'item_rate',
    'indicator',
  ]
  let best: { cost: number; slots: Slots } = { cost: Number.POSITIVE_INFINITY, slots: {} }
  for (let shift = 0; shift <= 5; shift += 1) {
    const slots: Slots = {}
    let cost = shift / 10
    for (const cell of cells) {
      const [column, away] = nearestColumn(cell.column + shift, cell, free, slots, columns)
      if (column) slots[column] = cell
      cost += away
    }
    if (cost < best.cost) best = { cost, slots }
  }
  const taken = new Set(Object.values(best.slots))
  return { slots: best.slots, spare: cells.filter((cell) => !taken.has(cell)) }
}

const nowhere = 100

function nearestColumn(
  place: number,
  { looks }: SheetCell,
  free: readonly Column[],
  taken: Slots,
  columns: readonly Column[],
): readonly [Column | undefined, number] {
  return free
    .filter((column) => !taken[column] && columns.includes(column))
    .filter((column) => looks === (column === 'item_rate' ? 'percents' : 'words'))
    .map((column) => [column, Math.abs(columns.indexOf(column) - place)] as const)
    .reduce<readonly [Column | undefined, number]>(
      (best, one) => (one[1] < best[1] ? one : best),
      [undefined, nowhere],
    )
}
