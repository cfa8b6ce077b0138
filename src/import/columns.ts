import { seqOf } from './cells/sections.ts'
import { cellText } from './cells/text.ts'
import {
  type Column,
  columnOf,
  type HeaderColumn,
  isHeaderWord,
  mayBeHeaderCell,
  nameSecondTask,
} from './column-words.ts'
import { gridHeaders, type Header } from './grid-headers.ts'
import type { Contents, Grid, GridCell } from './table.ts'

/** A table of a file: its header and where it stands. */
export type HeadedTable = {
  /** The place of its block in the contents. */
  readonly block: number
  /** The header's rows (of a grid) or cells (of a run): `[from, to)`. Its rows follow, up to `end`. */
  readonly from: number
  readonly to: number
  readonly end: number
  /** One for each column of a grid; those of a run in order. */
  readonly columns: readonly HeaderColumn[]
  /** There is no header (`from` is `to`): the columns are told by what stands in them. */
  readonly isGuessed?: boolean
}

/** What a table's columns hold, in order. */
export function columnKinds({ columns }: Pick<HeadedTable, 'columns'>): Column[] {
  return columns.map(({ column }) => column)
}

/** Beyond this many cells no row's width is looked for: enough rows, and no time lost. */
const sampleCells = 200

/** The tables of a file, in reading order; a header that is printed again begins another. */
export function findTables({ blocks }: Contents): HeadedTable[] {
  return blocks.flatMap((block, at): HeadedTable[] => {
    if (block.kind === 'words') return []
    const found = block.kind === 'run' ? runHeaders(block.cells.map(cellText)) : gridHeaders(block)
    const whole = block.kind === 'run' ? block.cells.length : block.rows
    return found.map((header, index) => ({
      ...header,
      block: at,
      end: found[index + 1]?.from ?? whole,
    }))
  })
}

/** Whether some cells in a row are a header, however their rows are told. */
export function isHeaderRun(texts: readonly string[]): boolean {
  return runHeaders(texts).length > 0
}

function runHeaders(texts: readonly string[]): Header[] {
  const headers: Header[] = []
  for (let at = 0; at < texts.length; at += 1) {
    const header = headerAt(texts, at)
    if (!header) continue
    headers.push(header)
    at = header.to - 1
  }
  return headers
}

/** The header that begins with the cell at `from`, if one does: with 序号, or all of known words. */
function headerAt(texts: readonly string[], from: number): Header | undefined {
  const hasSeq = columnOf(texts[from] ?? '') === 'seq'
  if (!hasSeq && !isHeaderWord(texts[from] ?? '')) return undefined
  const found: HeaderColumn[] = []
  let to = from
  for (; to < texts.length; to += 1) {
    const words = texts[to] ?? ''
    if (!mayBeHeaderCell(words) || !(hasSeq || isHeaderWord(words))) break
    const column = columnOf(words)
    if (column === 'seq' && to > from) break
    found.push({ column, words })
  }
  if (found.length < 3) return undefined
  const columns = found.slice(0, found.length - cellsBehind(texts, to, found))
  if (columns.length < 3 || !(hasSeq || isDistinct(columns))) return undefined
  return { columns: nameSecondTask(columns), from, to: from + columns.length }
}

/** A header without 序号 names a task, and somebody or something about it, nothing twice. */
function isDistinct(columns: readonly HeaderColumn[]): boolean {
  const kinds = columns.map(({ column }) => column)
  const named = kinds.filter((kind) => !/^(?:task|other)$/.test(kind))
  const about = /^(?:nodes|leaders|lead_units|units|co_units|units_persons|progress|rate|persons)$/
  return (
    kinds.some((kind) => kind === 'task' || kind === 'section') &&
    kinds.some((kind) => about.test(kind)) &&
    new Set(named).size === named.length
  )
}

/** How many cells of no column stand behind a header (a heading, say): they look like more columns. */
function cellsBehind(texts: readonly string[], to: number, found: readonly HeaderColumn[]): number {
  const extra = found.length - (rowWidth(texts, to) ?? found.length)
  const areStrange = found.slice(-extra).every(({ column }) => /^(?:other|task)$/.test(column))
  return extra > 0 && areStrange ? extra : 0
}

/** How many cells most rows have, by the distance from each number to the next one. */
export function rowWidth(texts: readonly string[], from: number): number | undefined {
  const counts = new Map<number, number>()
  let last: { readonly seq: number; readonly at: number } | undefined
  for (let at = from; at < Math.min(texts.length, from + sampleCells); at += 1) {
    const seq = seqOf(texts[at] ?? '')
    if (seq === undefined) continue
    if (last && seq === last.seq + 1) {
      const distance = at - last.at
      counts.set(distance, (counts.get(distance) ?? 0) + 1)
    }
    if (!last || seq === last.seq + 1 || seq === 1) last = { seq, at }
  }
  const [most] = [...counts].sort(([, one], [, other]) => other - one)
  return most?.[0]
}

/** The cells that begin in each row of a grid. */
export function cellsByRow(grid: Grid): GridCell[][] {
  const rows: GridCell[][] = Array.from({ length: grid.rows }, () => [])
  for (const cell of grid.cells) rows[cell.row]?.push(cell)
  return rows
}
