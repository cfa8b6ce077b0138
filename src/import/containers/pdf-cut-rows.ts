import { runsOn } from './pdf-lines.ts'
import type { PdfCell } from './pdf-tables.ts'

type Rows = { readonly rows: number; readonly cells: readonly PdfCell[] }

/** A cell at the end of a page, and the one below it at the beginning of the next. */
type Pair = { readonly column: number; readonly above: PdfCell; readonly below: PdfCell }

/**
 * How the first row of a page (`row` of its cells) goes on with the last one of the page before:
 * `columns` hold cells that the page cut, `isCut` says that all do, so that the row is no new one.
 *
 * Columns whose cells reach equally far form a level: tasks outside, their items, the indicators
 * inside. A level goes on where its number is missing, or, where it has none, where its words stand
 * in mid-sentence or its cells are the rest of merged ones. What stands in a level that does not go
 * on is new, and so is all that it holds.
 */
export function continuationOf(
  table: Rows,
  cells: readonly PdfCell[],
  row: number,
): { readonly columns: ReadonlySet<number>; readonly isCut: boolean } {
  const pairs = cells.flatMap((below): Pair[] => {
    const above = below.row === row ? cellAbove(table, below) : undefined
    return above ? [{ column: below.column, above, below }] : []
  })
  const columns = new Set<number>()
  const levels = levelsOf([...table.cells, ...cells], pairs)
  const verdicts = verdictsOf(levels)
  const numbered = levels.findIndex((level) => level.some(isNumber))
  for (const [at, level] of levels.entries()) {
    if (verdicts[at]) for (const { column } of level) columns.add(column)
    // A level outside that of the numbers may be merged without order: it says nothing of theirs.
    else if (at >= numbered) return { columns, isCut: false }
  }
  return { columns, isCut: levels.length > 0 && verdicts.every((goesOn) => goesOn) }
}

/** Whether each level goes on; one that is blank does as the next one inside it. */
function verdictsOf(levels: readonly (readonly Pair[])[]): boolean[] {
  const numbered = levels.findIndex((level) => level.some(isNumber))
  const isNumberedAgain = levels[numbered]?.some((pair) => isNumber(pair) && !isBlank(pair.below))
  const verdicts: boolean[] = []
  let inside = true
  for (const [at, level] of [...levels.entries()].toReversed()) {
    const isTask = numbered >= 0 && at <= numbered
    if (isTask && !isNumberedAgain) inside = true
    else if (isTask && at === numbered) inside = false
    else inside = goesOn(level) ?? inside
    verdicts.unshift(inside)
  }
  return verdicts
}

/** The cell that ends the table in the column of another. */
export function cellAbove(table: Rows, { column, colSpan }: PdfCell): PdfCell | undefined {
  return table.cells.findLast(
    (cell) =>
      cell.column === column && cell.colSpan === colSpan && cell.row + cell.rowSpan === table.rows,
  )
}

/** Columns by how many cells they have: the fewer, the further outside; nearly equal is equal. */
function levelsOf(cells: readonly PdfCell[], pairs: readonly Pair[]): Pair[][] {
  const counts = new Map<number, number>()
  for (const { column } of cells) counts.set(column, (counts.get(column) ?? 0) + 1)
  const countOf = ({ column }: Pair) => counts.get(column) ?? 0
  const levels: Pair[][] = []
  for (const pair of pairs.toSorted((one, other) => countOf(one) - countOf(other))) {
    const level = levels.at(-1)
    const first = level?.[0]
    if (level && first && countOf(pair) - countOf(first) <= 1 + countOf(first) * 0.05) {
      level.push(pair)
    } else levels.push([pair])
  }
  return levels
}

const isBlank = ({ lines }: PdfCell) => lines.length === 0

function isNumber({ above: { lines } }: Pair): boolean {
  return lines.length === 1 && /^\d{1,4}[.、]?$/.test(lines[0]?.text.trim() ?? '')
}

const isMerged = ({ above, below }: Pair) => above.rowSpan > 1 || below.rowSpan > 1
/** Fewer characters may fill a narrow cell by chance. */
const sentence = 12
const textOf = ({ lines }: PdfCell) => lines.map(({ text }) => text).join('')

/** `undefined`: nothing is written below, and nothing is merged. */
function goesOn(level: readonly Pair[]): boolean | undefined {
  const written = level.filter(({ below }) => !isBlank(below))
  if (written.length === 0) return level.some(isMerged) || undefined
  const areOpen = written.every(({ above, below }) => runsOn(above.lines, below.lines, above.room))
  const isRest = level.some(({ above, below }) => isBlank(below) && !isBlank(above))
  const isProven =
    isRest || written.some((pair) => isMerged(pair) || textOf(pair.above).length >= sentence)
  return areOpen && isProven
}
