import { withoutBlanks } from './cells/spacing.ts'
import { cellText } from './cells/text.ts'
import { type Column, columnOf, type HeaderColumn } from './column-words.ts'
import type { HeadedTable } from './columns.ts'
import { otherKindOfHeader } from './not-a-list.ts'
import type { CellRun, Contents, Grid, GridCell } from './table.ts'

/** A column of a table that no kind of table fits, for asking what it holds. */
type UnknownColumn = {
  /** As printed; blank where the header's cell is. */
  readonly header: string
  readonly guess: Column
  /** Its first cells, cut. */
  readonly samples: readonly string[]
}

/** The largest table of a file, whose columns somebody has to name. */
export type UnknownTable = {
  readonly name: string | null
  /** How many rows stand below its header. */
  readonly rows: number
  readonly columns: readonly UnknownColumn[]
}

/** The answer: which table it is, by its headers as printed, and what each of its columns holds. */
export type TableProfile = {
  readonly headers: readonly string[]
  readonly columns: readonly Column[]
}

const sampleRows = 3
const sampleLength = 60
const longestHeader = 30

type Shape = {
  readonly from: number
  readonly to: number
  readonly end: number
  readonly headers: readonly string[]
}

/**
 * The largest table of a file as columns with samples. `undefined`: it has none that may be a list
 * of tasks.
 */
export function describeTable(
  { blocks }: Contents,
  tables: readonly HeadedTable[],
): UnknownTable | undefined {
  const found = blocks.flatMap((block, at): UnknownTable[] => {
    if (block.kind === 'words') return []
    const shape = shapeOf(
      block,
      tables.filter((table) => table.block === at),
    )
    if (!shape) return []
    const table = describe(block, shape)
    const isOther = otherKindOfHeader(shape.headers, table.rows) !== undefined
    return isOther || table.rows === 0 ? [] : [table]
  })
  return found.toSorted((one, other) => other.rows - one.rows)[0]
}

/** The tables of a file that a profile names, with the columns it gives them. */
export function tablesOf({ blocks }: Contents, profile: TableProfile): HeadedTable[] {
  const columns = profile.headers.map((words, at): HeaderColumn => {
    return { words, column: profile.columns[at] ?? 'other' }
  })
  return blocks.flatMap((block, at): HeadedTable[] => {
    if (block.kind === 'words') return []
    const starts = startsOf(block, profile.headers)
    const whole = block.kind === 'grid' ? block.rows : block.cells.length
    return starts.map((start, index) => {
      return { ...start, block: at, columns, end: starts[index + 1]?.from ?? whole }
    })
  })
}

/** By the header that was found; else a sheet's first row of several short cells. */
function shapeOf(block: Grid | CellRun, tables: readonly HeadedTable[]): Shape | undefined {
  const [table] = tables.toSorted((one, other) => other.end - other.to - (one.end - one.to))
  if (table) return { ...table, headers: table.columns.map(({ words }) => words) }
  if (block.kind === 'run') return undefined
  const lines = linesOf(block)
  for (let row = 0; row < block.rows; row += 1) {
    const headers = textsIn(lines, row)
    const filled = headers.filter((text) => text !== '')
    if (filled.length > 1 && filled.every((text) => text.length <= longestHeader)) {
      return { from: row, to: row + 1, end: block.rows, headers }
    }
  }
  return undefined
}

function describe(block: Grid | CellRun, { to, end, headers }: Shape): UnknownTable {
  const width = headers.length
  const rows = block.kind === 'grid' ? end - to : Math.floor((end - to) / width)
  const lines = block.kind === 'grid' ? linesOf(block) : undefined
  const sampled = Array.from({ length: Math.min(rows, sampleRows) }, (_, row) =>
    lines
      ? textsIn(lines, to + row)
      : block.cells.slice(to + row * width, to + (row + 1) * width).map(cellText),
  )
  return {
    name: block.kind === 'grid' ? block.name : null,
    rows,
    columns: headers.map((header, column) => ({
      header,
      guess: columnOf(header.split('/').at(-1) ?? ''),
      samples: sampled.map((texts) => (texts[column] ?? '').slice(0, sampleLength)),
    })),
  }
}

/** The cells of each row of a grid, those that reach into it among them. */
type Lines = { readonly columns: number; readonly rows: readonly (readonly GridCell[])[] }

function linesOf(grid: Grid): Lines {
  const rows: GridCell[][] = Array.from({ length: grid.rows }, () => [])
  for (const cell of grid.cells) {
    for (const row of rows.slice(cell.row, cell.row + cell.rowSpan)) row.push(cell)
  }
  return { columns: grid.columns, rows }
}

/** The texts of a grid's row, a cell's in each column that it reaches over. */
function textsIn({ columns, rows }: Lines, row: number): string[] {
  const own = rows[row] ?? []
  return Array.from({ length: columns }, (_, column) => {
    const cell = own.find((one) => one.column <= column && column < one.column + one.colSpan)
    return cellText(cell)
  })
}

/** Where the headers of a profile stand: in one row, in two of them stacked, or in cells of a run. */
function startsOf(
  block: Grid | CellRun,
  headers: readonly string[],
): { readonly from: number; readonly to: number }[] {
  const wanted = headers.map(withoutBlanks).join('\n')
  const isWanted = (texts: readonly string[]) => texts.map(withoutBlanks).join('\n') === wanted
  if (block.kind === 'run') {
    const texts = block.cells.map(cellText)
    return texts.flatMap((_, from) => {
      const to = from + headers.length
      return isWanted(texts.slice(from, to)) ? [{ from, to }] : []
    })
  }
  const lines = linesOf(block)
  return lines.rows.flatMap((_, row) => {
    const top = textsIn(lines, row)
    if (isWanted(top)) return [{ from: row, to: row + 1 }]
    const below = textsIn(lines, row + 1)
    const stacked = top.map((text, at) => {
      const under = below[at] ?? ''
      return text === '' || text === under || under === '' ? text || under : `${text}/${under}`
    })
    return row + 1 < block.rows && isWanted(stacked) ? [{ from: row, to: row + 2 }] : []
  })
}
