/** How reports stand in their table. */
import { sql } from 'kysely'
import type { Report, Task } from '../src/domain/plan.ts'
import type { Database, Writes } from './database.ts'
import { insertValues } from './item-rows.ts'
import { insertsOf } from './several.ts'

/** What a document said of how far things are when it became a plan: `indicators` have it already. */
export function insertImportedReports(db: Database, tasks: readonly Task[]): Writes {
  const reports = tasks.flatMap(({ lastReport }) => (lastReport ? [lastReport] : []))
  const importId = reports[0]?.importId
  if (!importId) return []
  const ofTask = reportOfImport(importId)
  return [
    ...insertReports(db, reports),
    db.query
      .updateTable('tasks')
      .set({ last_report_id: ofTask, last_accepted_report_id: ofTask })
      .where('id', 'in', (from) =>
        from.selectFrom('reports').select('task_id').where('import_id', '=', importId),
      ),
  ]
}

/** In an update of tasks: the report that an import made on each. */
export const reportOfImport = (importId: string) =>
  sql<string>`(select id from reports where import_id = ${importId} and task_id = tasks.id limit 1)`

/** Reports that the office entered for others, with their values. */
export const insertReports = (db: Database, reports: readonly Report[]): Writes => [
  ...insertsOf(reports.map((one) => reportRow(one, true))).map((rows) =>
    db.query.insertInto('reports').values(rows),
  ),
  ...insertValues(db, reports),
]

export const reportRow = (report: Report, isOnBehalf: boolean) => ({
  id: report.id,
  task_id: report.taskId,
  period: report.period,
  author_open_id: report.authorOpenId,
  is_on_behalf: isOnBehalf ? (1 as const) : (0 as const),
  percent: report.percent,
  milestones_done: JSON.stringify(report.milestonesDone),
  progress: report.progress,
  problems: report.problems,
  next_steps: report.nextSteps,
  highlights: report.highlights,
  import_id: report.importId,
  status: report.status,
  reviewed_by: report.reviewedBy,
  reviewed_at: report.reviewedAt,
  at: report.at,
  version: report.version,
})
