/**
 * What a document says of how far things are, when it becomes a plan: an accepted report on each
 * task, from the import. So every printed value counts, can be traced, and can be computed again.
 */
import { Decimal } from 'decimal.js'
import { withAccepted } from './accepted-values.ts'
import type { DraftPlan, DraftTask, IsoDate } from './draft-plan.ts'
import { printedValue } from './indicator-values.ts'
import { pairIndicators, pairItems } from './item-matching.ts'
import type { Indicator, Item, Report, ReportValue, Task } from './plan.ts'
import { printedReport } from './report-life.ts'
import { earlierOf, monthOf } from './time.ts'

export type ImportedBy = {
  readonly importId: string
  /** Who confirmed the import. */
  readonly by: string
  /** Epoch ms. */
  readonly at: number
}

/** Ends of what a title names, as months: 三季度, 上半年, 1—9月. */
const quarters: Readonly<Record<string, string>> = { 一: '03', 二: '06', 三: '09', 四: '12' }

/** The month that a document's progress is of: as its title says, else that of its issue. */
export function periodOf(draft: DraftPlan, today: IsoDate): string {
  const { title, year, issuedOn } = draft.plan
  const month = monthInTitle(title)
  const told = year !== null && month ? `${year}-${month}-01` : (issuedOn ?? today)
  return monthOf(earlierOf(told, today))
}

function monthInTitle(title: string): string | undefined {
  const quarter = /([一二三四])季度/.exec(title)?.[1]
  if (quarter) return quarters[quarter]
  if (title.includes('上半年')) return '06'
  const month = /[-—–－至](1[0-2]|[1-9])月/.exec(title)?.[1]
  return month?.padStart(2, '0') ?? (/全年|年终/.test(title) ? '12' : undefined)
}

/** A printed rate as a report's percentage: 0–100. */
export function percentOf(rate: number | null): string | null {
  if (rate === null) return null
  return Decimal.min(100, Decimal.max(0, rate)).toFixed()
}

/** A task of a new plan with its document's progress as the first accepted report. */
export function withImportedReport(
  task: Task,
  printed: DraftTask,
  period: string,
  imported: ImportedBy,
): Task {
  const { values, items } = printedValues(task.items, printed)
  const hasWords = [printed.progress, printed.highlights, printed.problems].some(Boolean)
  if (values.length === 0 && !hasWords && printed.rate === null) return { ...task, items }
  const report: Report = {
    id: `${task.id}-r`,
    taskId: task.id,
    period,
    authorOpenId: imported.by,
    percent: percentOf(printed.rate),
    milestonesDone: [],
    values,
    progress: printed.progress ?? '',
    problems: printed.problems ?? '',
    nextSteps: '',
    highlights: printed.highlights ?? '',
    ...printedReport,
    status: 'accepted',
    at: imported.at,
    reviewedBy: imported.by,
    reviewedAt: imported.at,
    returnReason: null,
    importId: imported.importId,
    version: 1,
  }
  return withAccepted({ ...task, items, lastReport: report }, report)
}

/**
 * The printed current values of a task's indicators. An indicator of the plan may learn from them
 * that it counts the other way (`items`).
 */
export function printedValues(
  items: readonly Item[],
  printed: DraftTask,
): { readonly values: readonly ReportValue[]; readonly items: readonly Item[] } {
  const values: ReportValue[] = []
  const itemOf = invert(pairItems(items, printed.items))
  const read = items.map((item) => {
    const rows = itemOf.get(item)?.indicators ?? []
    const asMade = rows.map((row) => ({ ...row, targetText: row.target }))
    const rowOf = invert(pairIndicators(item.indicators, asMade))
    return {
      ...item,
      indicators: item.indicators.map((one): Indicator => {
        const row = rowOf.get(one)
        if (!row || row.current === null) return one
        const rate = row.rate === null ? null : String(row.rate)
        const { value, direction } = printedValue(one, row.current, rate)
        values.push({ indicatorId: one.id, value, said: row.current })
        return { ...one, direction }
      }),
    }
  })
  return { values, items: read }
}

const invert = <Key, Value>(map: ReadonlyMap<Key, Value>): ReadonlyMap<Value, Key> =>
  new Map([...map].map(([key, value]) => [value, key]))
