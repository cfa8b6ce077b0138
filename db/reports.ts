import type { IsoDate } from '../src/domain/draft-plan.ts'
import type { Report } from '../src/domain/plan.ts'
import type { Database, Writes } from './database.ts'

/** A new report becomes the task's last one, and marks the milestones that it says are done. */
export function insertReport(
  db: Database,
  report: Report,
  done: { readonly milestoneIds: readonly string[]; readonly doneOn: IsoDate },
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
    ...done.milestoneIds.map((id) =>
      db.query
        .updateTable('milestones')
        .set({ done_on: done.doneOn, done_by_report: report.id })
        .where('id', '=', id)
        .where('task_id', '=', report.taskId),
    ),
  ]
}
