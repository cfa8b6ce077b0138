import type { Doubt } from '../../domain/draft-plan.ts'
import { cellText } from '../cells/text.ts'
import type { HeadedTable } from '../columns.ts'
import type { Block, Contents, GridCell } from '../table.ts'

const bareNumber = /^\d{1,2}(?:\.\d{1,15})?$/
/** Twice the target is rarely passed: above it a bare number counts hundredths. */
const mostOfFraction = 2

/**
 * Sheets whose rates are shares of one without a format (0.83 for 83%): where all rates of a table
 * are bare numbers up to 2, some of them with decimals, they are written as percentages, and a doubt
 * says so.
 */
export function withPercentRates(
  contents: Contents,
  tables: readonly HeadedTable[],
): { readonly contents: Contents; readonly doubts: readonly Doubt[] } {
  const rewritten = new Set<GridCell>()
  const doubts: Doubt[] = []
  for (const cells of rateCells(contents, tables)) {
    const numbers = cells.map(cellText).filter((text) => text !== '')
    if (!areFractions(numbers)) continue
    for (const cell of cells) rewritten.add(cell)
    const [example = ''] = numbers
    const text = `完成率一栏是小数，按百分数读（${example} 读作 ${percentOf(example)}），请核对。`
    doubts.push({ kind: 'column_guess', taskSeq: null, text, source: example })
  }
  if (doubts.length === 0) return { contents, doubts }
  const blocks = contents.blocks.map((block): Block => {
    if (block.kind !== 'grid') return block
    return {
      ...block,
      cells: block.cells.map((cell) => (rewritten.has(cell) ? asPercent(cell) : cell)),
    }
  })
  return { contents: { ...contents, blocks }, doubts }
}

function areFractions(numbers: readonly string[]): boolean {
  return (
    numbers.length > 1 &&
    numbers.every((text) => bareNumber.test(text) && Number(text) <= mostOfFraction) &&
    numbers.some((text) => text.includes('.'))
  )
}

/** The cells of each table in columns of rates whose header does not name the percent sign. */
function rateCells({ blocks }: Contents, tables: readonly HeadedTable[]): GridCell[][] {
  return blocks.flatMap((block, at) => {
    const own = tables.filter((table) => table.block === at)
    if (block.kind !== 'grid' || own.length === 0) return []
    const found = own.map(() => [] as GridCell[])
    const isRate = own.map(({ columns }) =>
      columns.map(({ column, words }) => /rate$/.test(column) && !/[%％]/.test(words)),
    )
    let table = 0
    // Cells come by row, and so do tables.
    for (const cell of block.cells) {
      while (cell.row >= (own[table]?.end ?? Number.POSITIVE_INFINITY)) table += 1
      if (isRate[table]?.[cell.column] && cell.row >= (own[table]?.to ?? 0))
        found[table]?.push(cell)
    }
    return found
  })
}

function asPercent(cell: GridCell): GridCell {
  return {
    ...cell,
    pieces: cell.pieces.map(({ at, text }) => ({ at, text: percentOf(text) })),
  }
}

const percentOf = (text: string) => `${Number((Number(text) * 100).toFixed(2))}%`
