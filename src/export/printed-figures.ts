/** The figures of a task as a compilation prints them. */
import type { Indicator, Item, Task } from '../domain/plan.ts'
import {
  indicatorRate,
  itemRate,
  type MeasuredItem,
  noFigureWords,
  taskRate,
} from '../domain/rates.ts'

export type PrintedIndicator = {
  readonly name: string
  /** 数值及单位, 当前值: as printed or typed, with the unit. */
  readonly target: string | null
  readonly current: string | null
  readonly rate: string | null
}

export type PrintedItem = {
  readonly title: string
  readonly rate: string | null
  readonly indicators: readonly PrintedIndicator[]
}

export type PrintedFigures = {
  readonly rate: string | null
  readonly items: readonly PrintedItem[]
}

/**
 * As long as a task stands at what its document said, the document's own rates are printed, those
 * it left blank too; once somebody reported, the formula's.
 */
export function printedFigures(task: Task): PrintedFigures {
  const items = task.items.map(({ indicators, ...item }) => ({
    ...item,
    indicators: indicators.filter(({ isProposal }) => !isProposal),
  }))
  if (isAsPrinted(task)) {
    return {
      rate: task.printedRate,
      items: items.map((item) => ({
        title: item.title,
        rate: item.printedRate,
        indicators: item.indicators.map((one) => ({
          ...indicatorWords(one),
          current: one.current?.said ?? null,
          rate: one.printedRate,
        })),
      })),
    }
  }
  const measured = items.map(measuredItem)
  return {
    rate: measured.length > 0 ? taskRate(measured).shown : (task.lastAccepted?.percent ?? null),
    items: items.map((item, at) => ({
      title: item.title,
      rate: itemRate(measured[at] as MeasuredItem).shown,
      indicators: item.indicators.map(printedIndicator),
    })),
  }
}

/** Nothing was reported since the import, which may have said nothing of how far things are. */
function isAsPrinted({ lastAccepted, items }: Task): boolean {
  if (lastAccepted !== null && lastAccepted.importId === null) return false
  return items.every(({ indicators }) =>
    indicators.every(({ current }) => current === null || current.reportId === lastAccepted?.id),
  )
}

const indicatorWords = ({ name, targetText }: Indicator) => ({ name, target: targetText })

const printedIndicator = (one: Indicator): PrintedIndicator => ({
  ...indicatorWords(one),
  current: currentOf(one),
  rate: indicatorRate(measuredIndicator(one)).shown,
})

/** A number that was typed alone gets its unit. */
function currentOf({ current, unit }: Indicator): string | null {
  if (current === null) return null
  if (typeof current.value !== 'string') return current.said || noFigureWords[current.value.none]
  const isBare = /^\s*-?[\d,.]+\s*$/.test(current.said)
  return isBare ? `${current.said.trim()}${unit}` : current.said
}

const measuredIndicator = ({ name, target, direction, baseline, current }: Indicator) => ({
  name,
  direction: target === null ? ('at_least' as const) : direction,
  target: target ?? '100',
  baseline: baseline ?? undefined,
  current: current?.value ?? { none: 'no_data' as const },
})

const measuredItem = ({ title, indicators }: Item): MeasuredItem => ({
  title,
  indicators: indicators.map(measuredIndicator),
})
