import type { DraftIndicator, DraftItem, DraftTask } from '../../domain/draft-plan.ts'
import { tidy } from '../cells/spacing.ts'
import { cellText } from '../cells/text.ts'
import type { Column } from '../column-words.ts'
import type { TableRow } from '../rows/table-row.ts'
import type { Piece, TableCell } from '../table.ts'

/** What a row prints of its targets and results. `unread` pieces are no rates where one stands. */
export type RowResults = Pick<
  DraftTask,
  'items' | 'rate' | 'progress' | 'highlights' | 'problems'
> & {
  readonly unread: readonly Piece[]
}

type Cells = Readonly<Partial<Record<Column, TableCell>>>
type Item = { title: string; rate: number | null; indicators: DraftIndicator[] }

/** Reads the columns of targets and results of a row; `title` names what has no name of its own. */
export function rowResults(row: TableRow, title: string): RowResults {
  const unread: Piece[] = []
  const rate = (cell: TableCell | undefined): number | null => {
    const read = rateOf(cellText(cell))
    if (cell && read === null) unread.push(...cell.pieces)
    return read
  }
  const items: Item[] = []
  for (const cells of row.lines ?? [row.cells]) addLine(items, cells, title, rate)
  return {
    items: items.map((item): DraftItem => item),
    rate: rate(row.cells.rate),
    progress: words(row.cells.progress),
    highlights: words(row.cells.highlights),
    problems: words(row.cells.problems),
    unread,
  }
}

/** A line of a row: it may begin an item, and hold an indicator of the item that is open. */
function addLine(
  items: Item[],
  cells: Cells,
  title: string,
  rate: (cell: TableCell | undefined) => number | null,
): void {
  if (cells.item && cells.item.pieces.length > 0) {
    items.push({ title: cellText(cells.item), rate: null, indicators: [] })
  }
  const parts = [cells.indicator, cells.target, cells.current, cells.indicator_rate]
  const hasIndicator = parts.some((cell) => cell !== undefined && cell.pieces.length > 0)
  if (hasIndicator && items.length === 0) items.push({ title, rate: null, indicators: [] })
  const item = items.at(-1)
  if (!item) return
  item.rate ??= rate(cells.item_rate)
  if (!hasIndicator) return
  item.indicators.push({
    name: cellText(cells.indicator) || item.title,
    target: words(cells.target),
    current: words(cells.current),
    rate: rate(cells.indicator_rate),
  })
}

function words(cell: TableCell | undefined): string | null {
  return cellText(cell) || null
}

/** 85.4%, 85.4 or a cell of a sheet that holds it; `null`: no rate. */
function rateOf(text: string): number | null {
  const found = /^(-?\d+(?:\.\d+)?)\s*[%％]?$/.exec(tidy(text))
  return found ? Number(found[1]) : null
}
