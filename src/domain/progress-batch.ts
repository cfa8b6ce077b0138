/** A progress table as reports on the tasks of a running plan (代录, design §3). */
import { withAccepted } from './accepted-values.ts'
import type { DraftPlan, DraftTask, PlanKind } from './draft-plan.ts'
import { type ImportedBy, percentOf, periodOf, printedValues } from './imported-report.ts'
import type { PlanWithTasks, Report, Task } from './plan.ts'
import { isEnded } from './plan-window.ts'
import { printedReport } from './report-life.ts'
import { matchTasks } from './task-matching.ts'
import { shanghaiDate } from './time.ts'

/** Kinds of tables that say how far things are, and little else. */
const progressKinds: ReadonlySet<PlanKind> = new Set([
  'progress_list',
  'progress_by_category',
  'compilation',
])

/** A table that is printed to tell progress. */
export const isProgressTable = (draft: DraftPlan): boolean => progressKinds.has(draft.plan.kind)

/** Whether any row says how far it is. */
export const carriesProgress = (draft: DraftPlan): boolean => draft.tasks.some(hasValues)

const hasValues = (row: DraftTask): boolean =>
  row.rate !== null || textOf(row) !== '' || row.problems !== null

/**
 * `unmatched`: no task of the plan. `newer`: reported after the day of the document.
 * `empty`: the row says nothing.
 */
type RowVerdict = 'matched' | 'unmatched' | 'newer' | 'ended' | 'empty'

export type BatchRow = {
  readonly printed: DraftTask
  readonly task: Task | null
  readonly verdict: RowVerdict
  /** Decimal text of a percentage 0–100; what is printed above 100 stands in the text. */
  readonly percent: string | null
  readonly progress: string
  readonly problems: string
}

/** What each row of a table says of which task, in printed order. */
export function progressBatch({ tasks }: PlanWithTasks, draft: DraftPlan): readonly BatchRow[] {
  const found = new Map(matchTasks(tasks, draft.tasks).map((pair) => [pair.new, pair.old]))
  return draft.tasks.map((printed) => {
    const task = found.get(printed) ?? null
    return {
      printed,
      task,
      verdict: verdictOf(printed, task, draft),
      percent: percentOf(printed.rate),
      progress: textOf(printed),
      problems: printed.problems ?? '',
    }
  })
}

function verdictOf(printed: DraftTask, task: Task | null, draft: DraftPlan): RowVerdict {
  if (!task) return 'unmatched'
  if (!hasValues(printed)) return 'empty'
  if (isEnded(task)) return 'ended'
  return task.lastReport && isNewer(task.lastReport, draft) ? 'newer' : 'matched'
}

/** What came with a document is as old as that document, whenever it was imported. */
function isNewer(report: Report, draft: DraftPlan): boolean {
  const { issuedOn } = draft.plan
  if (issuedOn === null) return false
  return report.importId === null
    ? shanghaiDate(report.at) > issuedOn
    : report.period > periodOf(draft, issuedOn)
}

/** All that a row says in words: progress, what its items say, what is told with pride. */
function textOf(row: DraftTask): string {
  const items = row.items.flatMap(({ title, rate, indicators }) => {
    const figures = indicators
      .filter(({ current, rate: done }) => current !== null || done !== null)
      .map(({ name, target, current, rate: done }) =>
        [
          name,
          ...(current === null ? [] : [`完成${current}`]),
          ...(target === null ? [] : [`目标${target}`]),
          ...(done === null ? [] : [`完成率${done}%`]),
        ].join('，'),
      )
    if (figures.length === 0 && rate === null) return []
    return [
      `${title}${rate === null ? '' : `（完成率${rate}%）`}${figures.map((one) => `；${one}`).join('')}`,
    ]
  })
  return [
    ...(row.progress === null ? [] : [row.progress]),
    ...items,
    ...(row.highlights === null ? [] : [`亮点：${row.highlights}`]),
    ...(row.rate !== null && row.rate > 100 ? [`印制完成率${row.rate}%。`] : []),
  ]
    .join('\n')
    .trim()
}

/** At least this share of a table's rows is found in the plan that it tells of. */
const leastShare = 0.5

/** The plan that a table tells of: the one in which most of its rows are found. */
export function planTold(
  plans: readonly PlanWithTasks[],
  draft: DraftPlan,
): PlanWithTasks | undefined {
  const [best] = plans
    .map((found) => ({ found, rows: matchTasks(found.tasks, draft.tasks).length }))
    .filter(({ rows }) => rows > 0 && rows >= draft.tasks.length * leastShare)
    .sort((a, b) => b.rows - a.rows)
  return best?.found
}

export type BatchReport = { readonly before: Task; readonly after: Task; readonly report: Report }

/**
 * The reports of a batch, each confirmed by the office on its preview: they count as accepted. They
 * speak of the month of the document, and mark no milestones: a table says nothing of those.
 */
export function batchReports(
  rows: readonly BatchRow[],
  draft: DraftPlan,
  { by, at, newId, importId }: ImportedBy & { readonly newId: () => string },
): readonly BatchReport[] {
  const period = periodOf(draft, shanghaiDate(at))
  return rows.flatMap(({ task, printed, verdict, percent, progress, problems }) => {
    if (!task || verdict !== 'matched') return []
    const report: Report = {
      id: newId(),
      taskId: task.id,
      period,
      authorOpenId: by,
      percent: percent ?? task.lastReport?.percent ?? null,
      milestonesDone: [],
      values: printedValues(task.items, printed).values,
      progress,
      problems,
      nextSteps: '',
      highlights: '',
      ...printedReport,
      status: 'accepted',
      at,
      version: 1,
      reviewedBy: by,
      reviewedAt: at,
      returnReason: null,
      importId,
    }
    const after: Task = {
      ...task,
      state: task.state === 'awaiting_acknowledgement' ? 'in_progress' : task.state,
      version: task.version + 1,
      lastReport: report,
    }
    return [{ before: task, after: withAccepted(after, report), report }]
  })
}
