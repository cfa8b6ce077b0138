import type { PlacedIndicator } from './compilation-place.ts'
import { joinedCell, lineOf, type SheetCell } from './compilation-sheet.ts'
import type { PrintedTask, TaskRow } from './compilation-tasks.ts'

/** A part of a task as one of its rows brought it. `row` counts the rows of the document. */
type Printed<Value> = {
  readonly value: Value
  readonly row: number
  readonly startsPage: boolean
}
/** `hasRate`: an item's rate stands in its row, so that it is hardly the rest of the item before. */
export type PrintedItem = Printed<SheetCell> & { readonly hasRate: boolean }
/** `isAlone`: no item's words stand in its row. */
export type PrintedRate = Printed<SheetCell> & { readonly isAlone: boolean }
export type PrintedIndicator = Printed<PlacedIndicator>

/** What a task's rows hold, each kind in its order, before they are paired. */
export type TaskParts = {
  readonly items: readonly PrintedItem[]
  readonly rates: readonly PrintedRate[]
  readonly indicators: readonly PrintedIndicator[]
  /** Cells that a merged one is printed in again, and rows of several items or indicators in one. */
  readonly repeated: number
  readonly glued: number
  /** Names of indicators that a page cut. */
  readonly cut: number
}

type OpenParts = {
  readonly items: PrintedItem[]
  readonly rates: PrintedRate[]
  readonly indicators: PrintedIndicator[]
  repeated: number
  glued: number
  cut: number
}

export function partsOf({ rows }: PrintedTask): TaskParts {
  const parts: OpenParts = {
    items: [],
    rates: [],
    indicators: [],
    repeated: 0,
    glued: 0,
    cut: 0,
  }
  const first = rows[0]?.placed.cells.task?.text
  for (const [at, row] of rows.entries()) {
    const isRepeated = at > 0 && first !== undefined && row.placed.cells.task?.text === first
    addItems(parts, row, isRepeated)
    addIndicators(parts, row)
  }
  return parts
}

function addItems(parts: OpenParts, { placed, index }: TaskRow, isRepeated: boolean): void {
  const { item, item_rate: rate } = placed.cells
  const isSameItem = isRepeated && item?.text === parts.items.at(-1)?.value.text
  if (isSameItem && (!rate || rate.text === parts.rates.at(-1)?.value.text)) {
    parts.repeated += 1
    return
  }
  const count = gluedItems(item, rate)
  if (count > 1) parts.glued += 1
  for (let at = 0; at < count; at += 1) {
    const part = (cell: SheetCell) => (count > 1 ? lineOf(cell, at) : cell)
    const place = { row: index + at / (count + 1), startsPage: placed.row.startsPage }
    if (item) parts.items.push({ value: part(item), ...place, hasRate: rate !== undefined })
    if (rate) parts.rates.push({ value: part(rate), ...place, isAlone: item === undefined })
  }
}

/** How many items a row holds: several where words and rate have as many lines each. */
function gluedItems(item: SheetCell | undefined, rate: SheetCell | undefined): number {
  const count = rate?.paragraphs.length ?? 1
  return count > 1 && item?.paragraphs.length === count ? count : 1
}

function addIndicators(parts: OpenParts, { placed, index }: TaskRow): void {
  const { indicators, row } = placed
  if (indicators.length > 1 && indicators.every(({ target }) => target)) parts.glued += 1
  for (const [at, value] of indicators.entries()) {
    const last = parts.indicators.at(-1)
    const isRest = row.startsPage && last?.value.name && isNameOnly(value)
    if (isRest && value.name) {
      const name = joinedCell(last.value.name, value.name)
      parts.indicators.splice(-1, 1, { ...last, value: { ...last.value, name } })
      parts.cut += 1
    } else {
      const place = index + at / (indicators.length + 1)
      parts.indicators.push({ value, row: place, startsPage: row.startsPage })
    }
  }
}

function isNameOnly({ name, target, current, rate }: PlacedIndicator): boolean {
  return name !== null && !target && !current && !rate
}
