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
  const rewritten = new Map<Block, Set<GridCell>>()
  const doubts: Doubt[] = []
  for (const table of tables) {
    const block = contents.blocks[table.block]
    if (block?.kind !== 'grid') continue
    const cells = rateCells(block.cells, table)
    const numbers = cells.map(cellText).filter((text) => text !== '')
    const areFractions =
      numbers.length > 1 &&
      numbers.every((text) => bareNumber.test(text) && Number(text) <= mostOfFraction) &&
      numbers.some((text) => text.includes('.'))
    if (!areFractions) continue
    rewritten.set(block, new Set([...(rewritten.get(block) ?? []), ...cells]))
    const [example = ''] = numbers
    const text = `完成率一栏是小数，按百分数读（${example} 读作 ${percentOf(example)}），请核对。`
    doubts.push({ kind: 'column_guess', taskSeq: null, text, source: example })
  }
  if (doubts.length === 0) return { contents, doubts }
  const blocks = contents.blocks.map((block): Block => {
    const cells = rewritten.get(block)
    if (!cells || block.kind !== 'grid') return block
    return {
      ...block,
      cells: block.cells.map((cell) => (cells.has(cell) ? asPercent(cell) : cell)),
    }
  })
  return { contents: { ...contents, blocks }, doubts }
}

/** The cells below headers of rates that do not name the percent sign. */
function rateCells(cells: readonly GridCell[], { columns, to, end }: HeadedTable): GridCell[] {
  const isRate = columns.map(({ column, words }) => /rate$/.test(column) && !/[%％]/.test(words))
  return cells.filter(({ row, column }) => isRate[column] && row >= to && row < end)
}

function asPercent(cell: GridCell): GridCell {
  return {
    ...cell,
    pieces: cell.pieces.map(({ at, text }) => ({ at, text: percentOf(text) })),
  }
}

const percentOf = (text: string) => `${Number((Number(text) * 100).toFixed(2))}%`
