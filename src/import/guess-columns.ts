import { type Looks, looksOf } from './cells/looks.ts'
import { seqOf } from './cells/sections.ts'
import { tidy } from './cells/spacing.ts'
import { cellText } from './cells/text.ts'
import type { Column } from './column-words.ts'
import { cellsByRow, type HeadedTable, rowWidth } from './columns.ts'
import type { CellRun, Contents, Grid, TableCell } from './table.ts'

/** A column by its cells: how many of them look like what. */
type Seen = {
  readonly column: number
  readonly share: (is: (looks: Looks) => boolean) => number
  readonly isSeq: boolean
  /** Of all rows, how many have a cell of their own in it. */
  readonly filled: number
}

const fewestRows = 3
const most = 0.6
/** Names that were glued together are not seen as names, so fewer will do. */
const someNames = 0.4

/**
 * The tables of a file that have no header, their columns told by what stands in them: numbers that
 * count up, sentences, dates, names, units. None where that is not plain.
 */
export function guessTables({ blocks }: Contents): HeadedTable[] {
  return blocks.flatMap((block, at): HeadedTable[] => {
    if (block.kind === 'words') return []
    const found = block.kind === 'grid' ? gridColumns(block) : runColumns(block)
    const columns = found && meanings(found.seen)
    if (!columns) return []
    const end = block.kind === 'grid' ? block.rows : block.cells.length
    const named = columns.map((column) => ({ column, words: '' }))
    return [{ block: at, from: found.from, to: found.from, end, columns: named, isGuessed: true }]
  })
}

function gridColumns(grid: Grid): { seen: Seen[]; from: number } | undefined {
  const rows = cellsByRow(grid)
  const isFull = (row: readonly unknown[]) => row.length > grid.columns / 2
  const from = rows.findIndex((row) => isFull(row.filter(({ pieces }) => pieces.length > 0)))
  if (from < 0 || grid.rows - from < fewestRows) return undefined
  const seen = Array.from({ length: grid.columns }, (_, column) => {
    const cells = rows.slice(from).flatMap((row) => row.filter((cell) => cell.column === column))
    return seenIn(column, cells, grid.rows - from)
  })
  return { seen, from }
}

/** A dump whose numbers stand equally far apart. */
function runColumns({ cells }: CellRun): { seen: Seen[]; from: number } | undefined {
  const texts = cells.map(cellText)
  const from = texts.findIndex((text) => seqOf(text) === 1)
  const width = from < 0 ? undefined : rowWidth(texts, from)
  if (width === undefined || width < 3) return undefined
  const starts = texts.flatMap((text, at) =>
    at >= from && seqOf(text) !== undefined && isSteady(texts, at, width) ? [at] : [],
  )
  if (starts.length < fewestRows - 1) return undefined
  const seen = Array.from({ length: width }, (_, column) =>
    seenIn(
      column,
      starts.flatMap((start) => cells[start + column] ?? []),
      starts.length,
    ),
  )
  return { seen, from }
}

function isSteady(texts: readonly string[], at: number, width: number): boolean {
  const seq = seqOf(texts[at] ?? '')
  return seq !== undefined && seqOf(texts[at + width] ?? '') === seq + 1
}

/** A cell's lines are looked at as a list, so that names below each other are not one long one. */
function seenIn(column: number, cells: readonly TableCell[], rows: number): Seen {
  const filled = cells.filter(({ pieces }) => pieces.length > 0)
  const looks = filled.map(({ pieces }) => looksOf(pieces.map(({ text }) => tidy(text)).join('、')))
  const numbers = filled.flatMap((cell) => seqOf(cellText(cell)) ?? [])
  const rises = numbers.every((one, at) => at === 0 || one > (numbers[at - 1] ?? 0) || one === 1)
  return {
    column,
    share: (is) => (looks.length === 0 ? 0 : looks.filter(is).length / looks.length),
    filled: filled.length / Math.max(1, rows),
    isSeq: numbers.length >= Math.max(2, filled.length * most) && rises,
  }
}

/** What the columns hold, if a task and somebody or some date for it are among them. */
function meanings(seen: readonly Seen[]): Column[] | undefined {
  const columns = seen.map((): Column => 'other')
  const give = (column: Column, at: number | undefined) => {
    if (at !== undefined) columns[at] = column
  }
  const having = (is: (looks: Looks) => boolean, share = most) =>
    seen.flatMap((one) => (!one.isSeq && one.share(is) >= share ? [one.column] : []))
  const units = having(({ isUnits }) => isUnits)
  const names = having(({ isNames }) => isNames, someNames)
  const sentences = having(({ isSentence, isUnits, isForm }) => isSentence && !isUnits && !isForm)
  const dated = having(({ hasDate, isUnits }) => hasDate && !isUnits)
  const task = sentences.find((at) => !dated.includes(at)) ?? sentences[0]
  const nodes = dated.filter((at) => at !== task)
  const extra = sentences.filter((at) => at !== task && !nodes.includes(at))
  if (task === undefined || extra.length > 0 || units.length > 2 || nodes.length > 1)
    return undefined
  if (units.length + names.length + nodes.length === 0) return undefined
  const isCategory = ({ column, filled, share }: Seen) =>
    column < task && filled < 0.8 && share(({ length }) => length <= 20) >= most
  give('section', seen.find((one) => !one.isSeq && isCategory(one))?.column)
  give('seq', seen.find(({ isSeq }) => isSeq)?.column)
  give('task', task)
  give('nodes', nodes[0])
  give(units.length > 1 ? 'lead_units' : 'units', units[0])
  give('co_units', units[1])
  for (const at of names) give(at > (units[0] ?? seen.length) ? 'persons' : 'leaders', at)
  give('forms', having(({ isForm }) => isForm)[0])
  return columns
}
