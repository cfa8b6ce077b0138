/** The figures of a task as a compilation prints them. */
import type { IsoDate } from '../domain/draft-plan.ts'
import { ratesOfTask } from '../domain/live-rates.ts'
import type { HandSetRate, Indicator, Item, Plan, Task } from '../domain/plan.ts'
import { noFigureWords } from '../domain/rates.ts'

/** A rate in percent, decimal text; one that the office set by hand prints with a mark (design §4). */
export type PrintedRate = { readonly value: string | null; readonly isHandSet: boolean }

export type PrintedIndicator = {
  readonly name: string
  /** 数值及单位, 当前值: as printed or typed, with the unit. */
  readonly target: string | null
  readonly current: string | null
  readonly rate: string | null
}

export type PrintedItem = {
  readonly title: string
  readonly rate: PrintedRate
  readonly indicators: readonly PrintedIndicator[]
}

export type PrintedFigures = {
  readonly rate: PrintedRate
  readonly items: readonly PrintedItem[]
}

/**
 * As long as a task stands at what its document said, the document's own rates are printed, those
 * it left blank too; once somebody reported, those of the plan's formula. What the office set by
 * hand stands before both.
 */
export function printedFigures(task: Task, plan: Plan, on: IsoDate): PrintedFigures {
  const rated = ratesOfTask(task, plan, on)
  const isPrinted = isAsPrinted(task, plan)
  const ofItem = (item: Item) => rated.parts.find(({ part }) => part.item === item)
  return {
    rate: chosen(task.handSet, isPrinted ? task.printedRate : rated.rate.shown),
    items: task.items.map((item) => ({
      title: item.title,
      rate: chosen(item.handSet, isPrinted ? item.printedRate : (ofItem(item)?.rate.shown ?? null)),
      indicators: item.indicators
        .filter(({ isProposal }) => !isProposal)
        .map((one) => ({
          name: one.name,
          target: one.targetText,
          current: isPrinted ? (one.current?.said ?? null) : currentOf(one),
          rate: isPrinted
            ? one.printedRate
            : (ofItem(item)?.indicators.find(({ indicator }) => indicator === one)?.rate.shown ??
              null),
        })),
    })),
  }
}

const chosen = (set: HandSetRate | null, value: string | null): PrintedRate =>
  set === null ? { value, isHandSet: false } : { value: set.rate, isHandSet: true }

/** Nothing was reported since the import; a compilation may have said nothing of how far a task is. */
function isAsPrinted({ lastAccepted, items }: Task, { kind }: Plan): boolean {
  if (lastAccepted === null) return kind === 'compilation'
  if (lastAccepted.importId === null) return false
  return items.every(({ indicators }) =>
    indicators.every(({ current }) => current === null || current.reportId === lastAccepted.id),
  )
}

/** A number that was typed alone gets its unit. */
function currentOf({ current, unit }: Indicator): string | null {
  if (current === null) return null
  if (typeof current.value !== 'string') return current.said || noFigureWords[current.value.none]
  const isBare = /^\s*-?[\d,.]+\s*$/.test(current.said)
  return isBare ? `${current.said.trim()}${unit}` : current.said
}
