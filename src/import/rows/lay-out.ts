import { type Looks, looksOf } from '../cells/looks.ts'
import { cellText } from '../cells/text.ts'
import type { Column } from '../column-words.ts'
import type { TableCell } from '../table.ts'

/** Where each cell of a row belongs; `undefined`: nowhere. The higher the score, the surer. */
export type Layout = {
  readonly score: number
  readonly columns: readonly (Column | undefined)[]
  /** A unit that was put with the others because of what other rows show, not by its place. */
  readonly byOthers: string | null
}

/** What the cells of other rows show: units that lead nowhere belong to the column of the others. */
export type Evidence = { readonly neverLead: ReadonlySet<string> }

/** What a column costs that stays empty. */
const emptyCost: Readonly<Partial<Record<Column, number>>> = {
  task: 6,
  section: 0,
  seq: 0,
  other: 0,
}
const usualEmptyCost = 1.5
const spareCost = 3
/** What another cell costs in a column that has one already. */
const moreCost: Readonly<Partial<Record<Column, number>>> = {
  task: 1.5,
  detail: 1.5,
  section: 6,
  co_units: 0.5,
  progress: 0.5,
}

type Way = { readonly score: number; readonly columns: readonly (Column | undefined)[] }

/**
 * Lays the cells of a row into its columns, in order and without crossing, several into one where
 * they look like it: the best way by how each cell looks.
 */
export function layOut(
  cells: readonly TableCell[],
  columns: readonly Column[],
  evidence: Evidence,
): Layout {
  const scores = cells.map((cell) => columns.map((column) => scoreOf(cell, column, evidence)))
  const best = bestWay(scores, columns, cells.length)
  const unsure = cells.find(
    (cell, at) =>
      best.columns[at] === 'co_units' &&
      best.columns[at + 1] === 'co_units' &&
      evidence.neverLead.has(cellText(cell)),
  )
  return { ...best, byOthers: unsure ? cellText(unsure) : null }
}

/** `ways[c]`: the best way for the cells so far whose last one stands in column `c - 1` or before. */
function bestWay(
  scores: readonly (readonly number[])[],
  columns: readonly Column[],
  count: number,
): Way {
  const none: Way = { score: 0, columns: [] }
  // open[c]: the last cell stands in column c, c from 0; -1 is none yet.
  let open: (Way | undefined)[] = [none, ...columns.map(() => undefined)]
  const emptyBetween = (from: number, to: number) =>
    columns.slice(from, to).reduce((sum, one) => sum + (emptyCost[one] ?? usualEmptyCost), 0)
  for (let at = 0; at < count; at += 1) {
    const next: (Way | undefined)[] = open.map(
      (way) => way && { score: way.score - spareCost, columns: [...way.columns, undefined] },
    )
    for (const [last, way] of open.entries()) {
      if (!way) continue
      for (let to = Math.max(1, last); to <= columns.length; to += 1) {
        const column = columns[to - 1]
        if (column === undefined || column === 'other') continue
        const price = to === last ? (moreCost[column] ?? 0) : emptyBetween(last, to - 1)
        const score = way.score + (scores[at]?.[to - 1] ?? 0) - price
        if (score > (next[to]?.score ?? Number.NEGATIVE_INFINITY)) {
          next[to] = { score, columns: [...way.columns, column] }
        }
      }
    }
    open = next
  }
  return open.reduce<Way>(
    (best, way, last) => {
      const score = way ? way.score - emptyBetween(last, columns.length) : Number.NEGATIVE_INFINITY
      return way && score > best.score ? { score, columns: way.columns } : best
    },
    { score: Number.NEGATIVE_INFINITY, columns: [] },
  )
}

/** How well a cell looks like its column: above 0 good, below it bad. */
function scoreOf(cell: TableCell, column: Column, { neverLead }: Evidence): number {
  const text = cellText(cell)
  const looks = looksOf(text)
  const isOther = looks.isNames || looks.isUnits || looks.isForm
  switch (column) {
    case 'section':
      return looks.length <= 20 && !looks.isSentence && !looks.isNames && !/[，,、]/.test(text)
        ? looks.isUnits
          ? -2
          : 2
        : -6
    case 'task':
    case 'detail':
      if (looks.isSentence && !looks.isUnitList) return looks.hasDate && column === 'detail' ? 2 : 4
      return isOther ? -6 : looks.length >= 8 ? 1 : -2
    case 'nodes':
      return looks.hasDate ? 5 : looks.isSentence ? 0.5 : isOther ? -5 : -1
    case 'leaders':
    case 'persons':
      return looks.isNames ? 4 : -6
    case 'lead_units':
      if (!looks.isUnits) return strangeness(looks, text)
      return looks.isUnitList || neverLead.has(text) ? 1.5 : 3
    case 'units':
      return looks.isUnits ? 3 : strangeness(looks, text)
    case 'co_units':
      if (!looks.isUnits) return strangeness(looks, text)
      return looks.isUnitList ? 4 : neverLead.has(text) ? 3 : 2.5
    case 'forms':
      return looks.isForm ? 4 : -4
    case 'progress':
    case 'highlights':
    case 'problems':
      return looks.isSentence ? 3 : isOther ? -4 : 0
    default:
      return 0
  }
}

/** A cell of no known form may be a unit with an unusual name, but neither a note nor a sentence. */
function strangeness({ isSentence, isNames, isForm }: Looks, text: string): number {
  return isSentence || isNames || isForm || /[：:]/.test(text) ? -6 : -1
}
