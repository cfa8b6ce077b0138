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
  const mark = (id: string, doneOn: IsoDate | null, by: string | null) =>
    db.query
      .updateTable('milestones')
      .set({ done_on: doneOn, done_by_report: by })
      .where('id', '=', id)
      .where('task_id', '=', report.taskId)
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
    ...milestones.newlyDone.map(({ milestoneId, doneOn }) => mark(milestoneId, doneOn, report.id)),
    ...milestones.takenBack.map((id) => mark(id, null, null)),
  ]
}
