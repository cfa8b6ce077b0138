/** How reports stand in their table. */
import { sql } from 'kysely'
import { acceptedIds } from '../src/domain/accepted-values.ts'
import type { Report, Task } from '../src/domain/plan.ts'
import type { ReportState } from '../src/domain/report-life.ts'
import { type Stage, stages } from '../src/domain/stages.ts'
import type { Database, Writes } from './database.ts'
import { countValues, insertValues, toReportValue } from './item-rows.ts'
import type { ReportTable, ReportValueTable } from './schema/reports.ts'
import { insertsOf, withoutNulls } from './several.ts'

/** What a document said of how far things are when it became a plan. */
export function insertImportedReports(db: Database, tasks: readonly Task[]): Writes {
  const reports = tasks.flatMap(({ lastReport }) => (lastReport ? [lastReport] : []))
  const importId = reports[0]?.importId
  if (!importId) return []
  const ofTask = reportOfImport(importId)
  return [
    ...insertReports(db, reports),
    ...countValues(
      db,
      { importId },
      tasks.flatMap(({ lastReport, ...task }) => (lastReport ? acceptedIds(task, lastReport) : [])),
    ),
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
  ...insertsOf(withoutNulls(reports.map((one) => reportRow(one, true)))).map((rows) =>
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
  stage: report.stage,
  no_figure: noFigureOf(report),
  expected_on: report.noFigure?.expectedOn ?? null,
  source: report.source,
  corrects: report.corrects,
  doubts: report.doubts === null ? null : JSON.stringify(report.doubts),
  status: oldStatus[report.status],
  state: report.status,
  sign_off: report.signOff,
  signed_by: report.signedBy,
  signed_at: report.signedAt,
  reviewed_by: report.reviewedBy,
  reviewed_at: report.reviewedAt,
  at: report.at,
  version: report.version,
})

const noFigureOf = ({ noFigure }: Report): ReportTable['no_figure'] =>
  noFigure === null || noFigure.why === 'no_data' ? null : noFigure.why

/** The nearest word of the column that `state` took the place of. */
export const oldStatus: Readonly<Record<ReportState, ReportTable['status']>> = {
  awaiting_sign_off: 'submitted',
  submitted: 'submitted',
  accepted: 'accepted',
  returned: 'returned',
  withdrawn: 'returned',
}

const stageNames: readonly string[] = stages
const isStage = (name: string | null): name is Stage => name !== null && stageNames.includes(name)

export const toReport = (row: ReportTable, values: readonly ReportValueTable[]): Report => ({
  id: row.id,
  taskId: row.task_id,
  period: row.period,
  authorOpenId: row.author_open_id,
  percent: row.percent,
  milestonesDone: JSON.parse(row.milestones_done),
  values: values.map(toReportValue),
  progress: row.progress,
  problems: row.problems,
  nextSteps: row.next_steps,
  highlights: row.highlights,
  stage: isStage(row.stage) ? row.stage : null,
  noFigure: row.no_figure && { why: row.no_figure, expectedOn: row.expected_on },
  source: row.source,
  corrects: row.corrects,
  doubts: row.doubts === null ? null : JSON.parse(row.doubts),
  status: row.state,
  signOff: row.sign_off,
  signedBy: row.signed_by,
  signedAt: row.signed_at,
  at: row.at,
  reviewedBy: row.reviewed_by,
  reviewedAt: row.reviewed_at,
  returnReason: row.return_reason,
  importId: row.import_id,
  version: row.version,
})
