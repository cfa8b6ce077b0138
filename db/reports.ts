import { sql } from 'kysely'
import type { IsoDate } from '../src/domain/draft-plan.ts'
import type { Report, TaskState } from '../src/domain/plan.ts'
import type { Database, Writes } from './database.ts'
import { insertsOf } from './several.ts'

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
    db.query.insertInto('reports').values(toRow(report, isOnBehalf)),
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

const toRow = (report: Report, isOnBehalf: boolean) => ({
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
  status: report.status,
  reviewed_by: report.reviewedBy,
  reviewed_at: report.reviewedAt,
  at: report.at,
  version: report.version,
})

/**
 * Reports on many tasks that came with one document and that the office confirmed together: each
 * becomes its task's last and last accepted one, and acknowledges it. In few statements, however many there are. The audit entries
 * that head the list are the lock on the tasks' versions.
 */
export function insertReportBatch(
  db: Database,
  reports: readonly Report[],
  importId: string,
): Writes {
  const ofTask = sql<string>`(select id from reports where import_id = ${importId} and task_id = tasks.id limit 1)`
  return [
    ...insertsOf(reports.map((one) => ({ ...toRow(one, true), import_id: importId }))).map((rows) =>
      db.query.insertInto('reports').values(rows),
    ),
    db.query
      .updateTable('tasks')
      .set(({ ref, case: when }) => ({
        last_report_id: ofTask,
        last_accepted_report_id: ofTask,
        version: sql<number>`version + 1`,
        state: when()
          .when('state', '=', 'awaiting_acknowledgement')
          .then(sql<TaskState>`'in_progress'`)
          .else(ref('state'))
          .end(),
      }))
      .where('id', 'in', (from) =>
        from.selectFrom('reports').select('task_id').where('import_id', '=', importId),
      ),
  ]
}

/** Whether anything was ever reported on a plan. */
export async function hasReports(db: Database, planId: string): Promise<boolean> {
  const row = await db.query
    .selectFrom('reports')
    .innerJoin('tasks', 'tasks.id', 'reports.task_id')
    .select('reports.id')
    .where('tasks.plan_id', '=', planId)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

/** Ids of the tasks on which an import made reports. */
export async function tasksReportedBy(
  db: Database,
  importId: string,
): Promise<ReadonlySet<string>> {
  const rows = await db.query
    .selectFrom('reports')
    .select('task_id')
    .where('import_id', '=', importId)
    .execute()
  return new Set(rows.map((row) => row.task_id))
}
