/** 审核: the office accepts a report or returns it with words (design §3). */
import { Decimal } from 'decimal.js'
import { withAccepted } from './accepted-values.ts'
import { type Calendar, statutoryCalendar, workdaysBefore } from './calendar.ts'
import type { Report, Task } from './plan.ts'
import { nothingNewText, reportTextLimit } from './reporting.ts'
import { atShanghai, shanghaiDate } from './time.ts'

export type Verdict =
  | { readonly kind: 'accept' }
  /** 退回补正, with what is to be mended. */
  | { readonly kind: 'return'; readonly reason: string }

export type ReviewRefusal =
  | 'not-office'
  | 'superseded'
  | 'already-reviewed'
  | 'reason-missing'
  | 'reason-too-long'

export type ReviewOutcome =
  | {
      readonly ok: true
      readonly report: Report
      /** The task after it: reports, milestones and version. */
      readonly task: Task
      /** Ids of milestones that the returned report had marked as done: they are open again. */
      readonly reopened: readonly string[]
    }
  | { readonly ok: false; readonly reason: ReviewRefusal }

/** Who decides, when. 自动通过 is decided by nobody: `by` is `system`. */
export type Reviewing = {
  readonly reportId: string
  readonly by: string
  readonly isOffice: boolean
  /** Epoch ms. */
  readonly at: number
}

/**
 * Accepts or returns the task's last report, once, by the office alone. Accepted values are the
 * ones that digests and bulletins tell; a returned report takes its milestones back with it.
 */
export function reviewReport(
  task: Task,
  { reportId, by, isOffice, at }: Reviewing,
  verdict: Verdict,
): ReviewOutcome {
  if (!isOffice) return { ok: false, reason: 'not-office' }
  const { lastReport } = task
  if (lastReport?.id !== reportId) return { ok: false, reason: 'superseded' }
  if (lastReport.status !== 'submitted') return { ok: false, reason: 'already-reviewed' }
  const reason = verdict.kind === 'return' ? verdict.reason.trim() : null
  if (reason === '') return { ok: false, reason: 'reason-missing' }
  if (reason !== null && [...reason].length > reportTextLimit) {
    return { ok: false, reason: 'reason-too-long' }
  }
  const isAccepted = verdict.kind === 'accept'
  const report: Report = {
    ...lastReport,
    status: isAccepted ? 'accepted' : 'returned',
    reviewedBy: by,
    reviewedAt: at,
    returnReason: reason,
    version: lastReport.version + 1,
  }
  const reopened = isAccepted ? [] : report.milestonesDone
  const after: Task = {
    ...task,
    version: task.version + 1,
    lastReport: report,
    milestones: task.milestones.map((milestone) =>
      reopened.includes(milestone.id) ? { ...milestone, doneOn: null } : milestone,
    ),
  }
  return { ok: true, report, task: isAccepted ? withAccepted(after, report) : after, reopened }
}

/** What makes a report worth a second look. A question to the office, never a refusal. */
export type ReportDoubt = 'percent-fell' | 'percent-jumped' | 'full-with-open-node' | 'same-words'

/** A rise of this many percentage points between two accepted reports is asked about. */
const jumpPoints = 60

/** What is not plausible in a task's last report, beside the last one that was accepted. */
export function reportDoubts(task: Task): readonly ReportDoubt[] {
  const { lastReport: report, lastAccepted: before } = task
  if (!report) return []
  const doubts: ReportDoubt[] = []
  if (report.percent !== null && before?.percent != null) {
    const rise = new Decimal(report.percent).minus(before.percent)
    if (rise.lt(0)) doubts.push('percent-fell')
    if (rise.gte(jumpPoints)) doubts.push('percent-jumped')
  }
  const isFull = report.percent !== null && new Decimal(report.percent).gte(100)
  if (isFull && task.milestones.some(({ doneOn }) => doneOn === null)) {
    doubts.push('full-with-open-node')
  }
  const saysTheSame = before?.id !== report.id && before?.progress === report.progress
  if (saysTheSame && report.progress !== nothingNewText) doubts.push('same-words')
  return doubts
}

/** A report without doubts that waits for this many working days is accepted by itself. */
const autoAcceptWorkdays = 2

/**
 * Whether a report is due for 自动通过 (design §3): without doubts, and two whole working days
 * unreviewed.
 * @param at epoch ms
 */
export function isAutoAccepted(
  task: Task,
  at: number,
  calendar: Calendar = statutoryCalendar,
): boolean {
  const { lastReport } = task
  if (lastReport?.status !== 'submitted' || reportDoubts(task).length > 0) return false
  const since = workdaysBefore(shanghaiDate(at), autoAcceptWorkdays, calendar)
  return lastReport.at < atShanghai(since)
}
