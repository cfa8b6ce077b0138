import type { IsoDate } from '../src/domain/draft-plan.ts'
import type { Report } from '../src/domain/plan.ts'
import type { Database, Writes } from './database.ts'

/** A new report becomes the task's last one, marks milestones as done, and takes back a mistake. */
export function insertReport(
  db: Database,
  report: Report,
  milestones: {
    readonly newlyDone: readonly { readonly milestoneId: string; readonly doneOn: IsoDate }[]
    readonly takenBack: readonly string[]
  },
  isOnBehalf: boolean,
): Writes {
  return [
    db.query.insertInto('reports').values({
      id: report.id,
      task_id: report.taskId,
      period: report.period,
      author_open_id: report.authorOpenId,
      is_on_behalf: isOnBehalf ? 1 : 0,
      percent: report.percent,
      milestones_done: JSON.stringify(report.milestonesDone),
      progress: report.progress,
      problems: report.problems,
      next_steps: report.nextSteps,
      status: report.status,
      at: report.at,
      version: report.version,
    }),
    db.query
      .updateTable('tasks')
      .set({ last_report_id: report.id })
      .where('id', '=', report.taskId),
    ...milestones.newlyDone.map(({ milestoneId, doneOn }) =>
      markMilestone(db, report.taskId, milestoneId, doneOn, report.id),
    ),
    ...milestones.takenBack.map((id) => markMilestone(db, report.taskId, id, null, null)),
  ]
}

/** The office's word on a task's last report. A returned one takes its milestones back. */
export function recordReview(db: Database, report: Report, reopened: readonly string[]): Writes {
  return [
    db.query
      .updateTable('reports')
      .set({
        status: report.status,
        reviewed_by: report.reviewedBy,
        reviewed_at: report.reviewedAt,
        return_reason: report.returnReason,
        version: report.version,
      })
      .where('id', '=', report.id),
    ...(report.status === 'accepted'
      ? [
          db.query
            .updateTable('tasks')
            .set({ last_accepted_report_id: report.id })
            .where('id', '=', report.taskId),
        ]
      : []),
    ...reopened.map((id) => markMilestone(db, report.taskId, id, null, null)),
  ]
}

const markMilestone = (
  db: Database,
  taskId: string,
  id: string,
  doneOn: IsoDate | null,
  byReport: string | null,
) =>
  db.query
    .updateTable('milestones')
    .set({ done_on: doneOn, done_by_report: byReport })
    .where('id', '=', id)
    .where('task_id', '=', taskId)
