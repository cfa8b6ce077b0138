/** 审签, 审核, 撤回: what becomes of a task when its last report moves on (design §3). */
import { withAccepted } from './accepted-values.ts'
import { type Calendar, statutoryCalendar, workdaysBefore } from './calendar.ts'
import type { IsoDate } from './draft-plan.ts'
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
      readonly reopened: readonly string[]
      readonly restored: readonly Restored[]
    }
  | { readonly ok: false; readonly reason: ReviewRefusal }

/** A milestone that the report that stands had marked as done and the undone one had taken back. */
export type Restored = {
  readonly milestoneId: string
  readonly doneOn: IsoDate
  /** The report that stands. */
  readonly reportId: string
}

/** What becomes of the milestones when a report is undone and another, or none, stands. */
type Undone = {
  readonly milestones: Task['milestones']
  /** Ids of milestones that the undone report alone had marked as done: open again. */
  readonly reopened: readonly string[]
  readonly restored: readonly Restored[]
}

/**
 * One step of the task's last report. Accepted values are the ones that digests and bulletins
 * tell; a report that comes back takes its milestones with it, but for those of the last accepted
 * one, which stands.
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
  const undone =
    event.kind === 'returned'
      ? undo(task, report, task.lastAccepted)
      : { milestones: task.milestones, reopened: [], restored: [] }
  const { milestones, reopened, restored } = undone
  const after: Task = { ...task, version: task.version + 1, lastReport: report, milestones }
  const next = event.kind === 'accepted' ? withAccepted(after, report) : after
  return { ok: true, report, task: next, reopened, restored }
}

function undo({ milestones }: Task, undone: Report, stands: Report | null): Undone {
  const before = stands?.milestonesDone ?? []
  const reopened = undone.milestonesDone.filter((id) => !before.includes(id))
  const restored = stands
    ? milestones
        .filter(({ id, doneOn }) => doneOn === null && before.includes(id))
        .map(({ id }) => ({
          milestoneId: id,
          doneOn: shanghaiDate(stands.at),
          reportId: stands.id,
        }))
    : []
  const doneOn = new Map<string, IsoDate | null>([
    ...reopened.map((id) => [id, null] as const),
    ...restored.map((one) => [one.milestoneId, one.doneOn] as const),
  ])
  return {
    milestones: milestones.map((one) => {
      const changed = doneOn.get(one.id)
      return changed === undefined ? one : { ...one, doneOn: changed }
    }),
    reopened,
    restored,
  }
}

export type WithdrawOutcome =
  | {
      readonly ok: true
      readonly report: Report
      readonly task: Task
      readonly reopened: readonly string[]
      readonly restored: readonly Restored[]
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
  const { milestones, reopened, restored } = undo(task, lastReport, stands)
  return {
    ok: true,
    report: moved.report,
    task: { ...task, version: task.version + 1, lastReport: previous, milestones },
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
