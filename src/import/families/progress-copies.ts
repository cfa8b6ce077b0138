import { likeness } from '../../domain/quantities.ts'
import { tidy } from '../cells/spacing.ts'
import { cellText } from '../cells/text.ts'
import type { Column } from '../column-words.ts'
import type { Piece, TableCell } from '../table.ts'
import { bareWords } from './progress-goals.ts'
import type { ProgressRow } from './progress-row.ts'

/** What differs between two prints of a row. `second`: null where that print lacks the cell. */
type Difference = {
  readonly column: Column
  readonly first: TableCell | null
  readonly second: TableCell | null
}

/** A row that came of one print or of several. */
export type MergedRow = {
  readonly row: ProgressRow
  /** `only` one print has the row: which. */
  readonly only: 'first' | 'second' | null
  readonly differences: readonly Difference[]
}

export type MergedRows = {
  readonly rows: readonly MergedRow[]
  /** Pieces of later prints that say what the first one says. */
  readonly repeated: readonly Piece[]
  /** Rows that were printed again. */
  readonly count: number
}

/** So much of a table must stand in the rows before it, word for word, to be their second print. */
const sameShare = 0.6
const alike = 0.7

/**
 * Puts together the prints of a table that a page shows twice: rows below one header that mostly
 * say what rows above it said. Where they differ, both are kept.
 */
export function mergeCopies(rows: readonly ProgressRow[]): MergedRows {
  let merged: MergedRow[] = []
  const repeated: Piece[] = []
  let count = 0
  for (const print of printsOf(rows)) {
    const pairs = pairUp(print, merged)
    if (!isCopy(print, pairs, merged)) {
      merged.push(...print.map((row) => ({ row, only: null, differences: [] })))
      continue
    }
    count += [...pairs.values()].length
    merged = mergePrint(print, pairs, merged, repeated)
  }
  return { rows: merged, repeated, count }
}

/** Rows below one header; where the numbers fall back without one, another print begins too. */
function printsOf(rows: readonly ProgressRow[]): ProgressRow[][] {
  const prints: ProgressRow[][] = []
  let last: ProgressRow | undefined
  for (const row of rows) {
    const fallsBack = last?.seq != null && row.seq !== null && row.seq < last.seq
    if (!last || last.table !== row.table || fallsBack) prints.push([])
    prints.at(-1)?.push(row)
    last = row
  }
  return prints
}

/** The row before that each row of a print says again, if one does. */
function pairUp(
  print: readonly ProgressRow[],
  merged: readonly MergedRow[],
): Map<ProgressRow, MergedRow> {
  const bySeq = indexBy(merged, ({ row }) => (row.seq === null ? undefined : String(row.seq)))
  const byText = indexBy(merged, ({ row }) => goalOf(row) || undefined)
  const taken = new Set<MergedRow>()
  const pairs = new Map<ProgressRow, MergedRow>()
  for (const row of print) {
    const goal = goalOf(row)
    const numbered = row.seq === null ? [] : (bySeq.get(String(row.seq)) ?? [])
    const candidates = [
      ...numbered.filter((one) => goalOf(one.row) === goal),
      ...(row.seq === null || numbered.length === 0 ? (byText.get(goal) ?? []) : []),
      ...numbered.filter((one) => resembles(one.row, row)),
      ...(byText.get(goal) ?? []).filter((one) => one.row.seq === null),
    ]
    const free = candidates.filter((one) => !taken.has(one))
    const found = free.find((one) => sectionOf(one.row) === sectionOf(row)) ?? free[0]
    if (!found) continue
    taken.add(found)
    pairs.set(row, found)
  }
  return pairs
}

function sectionOf(row: ProgressRow): string {
  return row.section.join('/')
}

function indexBy(
  rows: readonly MergedRow[],
  key: (row: MergedRow) => string | undefined,
): Map<string, MergedRow[]> {
  const index = new Map<string, MergedRow[]>()
  for (const row of rows) {
    const at = key(row)
    if (at !== undefined) index.set(at, [...(index.get(at) ?? []), row])
  }
  return index
}

function goalOf({ cells }: ProgressRow): string {
  return bareWords(cellText(cells.task) + cellText(cells.detail))
}

/** The same number, and words of one cell that are much the same. */
function resembles(one: ProgressRow, other: ProgressRow): boolean {
  return (['task', 'progress'] as const).some((column) => {
    const [words, otherWords] = [one, other].map(({ cells }) => bareWords(cellText(cells[column])))
    return words && otherWords && likeness(words.slice(0, 200), otherWords.slice(0, 200)) >= alike
  })
}

function isCopy(
  print: readonly ProgressRow[],
  pairs: ReadonlyMap<ProgressRow, MergedRow>,
  merged: readonly MergedRow[],
): boolean {
  if (merged.length === 0) return false
  const same = print.filter((row) => {
    const pair = pairs.get(row)
    return pair && pair.row.seq === row.seq && differencesOf(pair.row, row).length === 0
  })
  if (print.length <= 2) return same.length === print.length
  return same.length >= print.length * sameShare
}

function mergePrint(
  print: readonly ProgressRow[],
  pairs: ReadonlyMap<ProgressRow, MergedRow>,
  before: readonly MergedRow[],
  repeated: Piece[],
): MergedRow[] {
  const again = new Map<MergedRow, MergedRow>()
  const added = new Map<MergedRow | null, MergedRow[]>()
  let last: MergedRow | null = null
  for (const row of print) {
    const pair = pairs.get(row)
    if (pair) {
      const differences = differencesOf(pair.row, row)
      again.set(pair, {
        row: completed(pair.row, row),
        only: null,
        differences: [...pair.differences, ...differences],
      })
      repeated.push(...agreeingPieces(row, differences))
      last = pair
    } else {
      added.set(last, [...(added.get(last) ?? []), { row, only: 'second', differences: [] }])
    }
  }
  const places = before.flatMap((one, at) => (again.has(one) ? [at] : []))
  const [from = 0, to = 0] = [places[0], places.at(-1)]
  return [
    ...(added.get(null) ?? []),
    ...before.flatMap((one, at) => {
      const isLeftOut = !again.has(one) && at > from && at < to
      const kept = again.get(one) ?? (isLeftOut ? { ...one, only: 'first' as const } : one)
      return [kept, ...(added.get(one) ?? [])]
    }),
  ]
}

/** A row of the first print with the cells and the number that it lacks and the second has. */
function completed(first: ProgressRow, second: ProgressRow): ProgressRow {
  const cells = { ...second.cells, ...first.cells }
  const lost = first.lost.filter((column) => !(column in second.cells))
  return {
    ...first,
    cells,
    lost,
    seq: first.seq ?? second.seq,
    guessed: first.guessed && second.guessed,
  }
}

function differencesOf(first: ProgressRow, second: ProgressRow): Difference[] {
  const columns = new Set([
    ...Object.keys(first.cells),
    ...Object.keys(second.cells),
  ]) as Set<Column>
  return [...columns].flatMap((column): Difference[] => {
    if (column === 'seq') return []
    const [one, other] = [first.cells[column], second.cells[column]]
    if (withoutPadding(one) === withoutPadding(other)) return []
    return [{ column, first: one ?? null, second: other ?? null }]
  })
}

function withoutPadding(cell: TableCell | undefined): string {
  return tidy(cellText(cell)).replace(/\s/g, '')
}

function agreeingPieces(row: ProgressRow, differences: readonly Difference[]): Piece[] {
  const differing = new Set(differences.map(({ column }) => column))
  return Object.entries(row.cells)
    .filter(([column]) => !differing.has(column as Column))
    .flatMap(([, cell]) => cell.pieces)
}
