/** 审签, 审核, 撤回: what becomes of a task when its last report moves on (design §3). */
import { withAccepted } from './accepted-values.ts'
import { type Calendar, statutoryCalendar, workdaysBefore } from './calendar.ts'
import type { Report, Task } from './plan.ts'
import type { ReportDoubt } from './plausibility.ts'
import {
  moveReport,
  type ReportActor,
  type ReportEvent,
  type ReportLifeRefusal,
  reachedOfficeAt,
} from './report-life.ts'
import { atShanghai, shanghaiDate } from './time.ts'

export type ReviewRefusal = ReportLifeRefusal | 'superseded'

export type ReviewOutcome =
  | {
      readonly ok: true
      readonly report: Report
      /** The task after it: reports, milestones and version. */
      readonly task: Task
      /** Ids of milestones that a returned or withdrawn report had marked as done: open again. */
      readonly reopened: readonly string[]
    }
  | { readonly ok: false; readonly reason: ReviewRefusal }

/**
 * One step of the task's last report. Accepted values are the ones that digests and bulletins
 * tell; a report that comes back takes its milestones with it.
 */
export function stepReport(
  task: Task,
  reportId: string,
  event: Exclude<ReportEvent, { kind: 'withdrawn' }>,
  actor: ReportActor,
): ReviewOutcome {
  const { lastReport } = task
  if (lastReport?.id !== reportId) return { ok: false, reason: 'superseded' }
  const moved = moveReport(lastReport, event, actor)
  if (!moved.ok) return moved
  const { report } = moved
  const reopened = event.kind === 'returned' ? report.milestonesDone : []
  const after: Task = {
    ...task,
    version: task.version + 1,
    lastReport: report,
    milestones: reopen(task, reopened),
  }
  const isAccepted = event.kind === 'accepted'
  return { ok: true, report, task: isAccepted ? withAccepted(after, report) : after, reopened }
}

const reopen = (task: Task, ids: readonly string[]): Task['milestones'] =>
  task.milestones.map((milestone) =>
    ids.includes(milestone.id) ? { ...milestone, doneOn: null } : milestone,
  )

export type WithdrawOutcome =
  | {
      readonly ok: true
      readonly report: Report
      readonly task: Task
      readonly reopened: readonly string[]
      /** What the report before had marked as done and this one had taken back: done again. */
      readonly restored: readonly { readonly milestoneId: string; readonly doneOn: string }[]
    }
  | { readonly ok: false; readonly reason: ReviewRefusal | 'nothing-to-withdraw' }

/**
 * 撤回 by its author until it was reviewed: the report before it stands again.
 * @param previous the newest report before it that was not withdrawn
 */
export function withdrawReport(
  task: Task,
  previous: Report | null,
  actor: ReportActor,
): WithdrawOutcome {
  const { lastReport } = task
  if (!lastReport) return { ok: false, reason: 'nothing-to-withdraw' }
  const moved = moveReport(lastReport, { kind: 'withdrawn' }, actor)
  if (!moved.ok) return moved
  const stands = previous && previous.status !== 'returned' ? previous : null
  const before = stands?.milestonesDone ?? []
  const reopened = lastReport.milestonesDone.filter((id) => !before.includes(id))
  const doneOn = stands ? shanghaiDate(stands.at) : ''
  const restored = before
    .filter((id) => task.milestones.some((one) => one.id === id && one.doneOn === null))
    .map((milestoneId) => ({ milestoneId, doneOn }))
  const again = new Set(restored.map(({ milestoneId }) => milestoneId))
  return {
    ok: true,
    report: moved.report,
    task: {
      ...task,
      version: task.version + 1,
      lastReport: previous,
      milestones: reopen(task, reopened).map((one) =>
        again.has(one.id) ? { ...one, doneOn } : one,
      ),
    },
    reopened,
    restored,
  }
}

/** What was doubtful when it was stored. */
export const doubtsOf = (task: Task): readonly ReportDoubt[] => task.lastReport?.doubts ?? []

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
  if (lastReport?.status !== 'submitted' || doubtsOf(task).length > 0) return false
  const since = workdaysBefore(shanghaiDate(at), autoAcceptWorkdays, calendar)
  return reachedOfficeAt(lastReport) < atShanghai(since)
}
