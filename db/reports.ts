import { sql } from 'kysely'
import type { IsoDate } from '../src/domain/draft-plan.ts'
import { groupBy } from '../src/domain/group-by.ts'
import type { Report, TaskState } from '../src/domain/plan.ts'
import type { Restored } from '../src/domain/review.ts'
import type { Database, Writes } from './database.ts'
import { countValues, insertValues } from './item-rows.ts'
import { insertReports, oldStatus, reportOfImport, reportRow, toReport } from './report-rows.ts'
import { listsOf } from './several.ts'
import { noteUrgency } from './task-urgency.ts'

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
    db.query.insertInto('reports').values(reportRow(report, isOnBehalf)),
    ...insertValues(db, [report]),
    db.query
      .updateTable('tasks')
      .set({ last_report_id: report.id })
      .where('id', '=', report.taskId),
    ...milestones.newlyDone.map(({ milestoneId, doneOn }) =>
      markMilestone(db, report.taskId, milestoneId, doneOn, report.id),
    ),
    ...milestones.takenBack.map((id) => markMilestone(db, report.taskId, id, null, null)),
    ...noteUrgency(db, [report.taskId]),
  ]
}

/**
 * A step in the life of a task's last report. One that comes back takes its milestones with it; the
 * values of an accepted one count from now on, those of `counting` indicators.
 */
export function recordStep(
  db: Database,
  report: Report,
  { counting, ...undone }: Undone & { readonly counting: readonly string[] },
): Writes {
  return [
    updateReport(db, report),
    ...(report.status === 'accepted'
      ? [
          db.query
            .updateTable('tasks')
            .set({ last_accepted_report_id: report.id })
            .where('id', '=', report.taskId),
        ]
      : []),
    ...markUndone(db, report.taskId, undone),
    ...countValues(db, { reportId: report.id }, counting),
  ]
}

/** Milestones that open again with a report that is undone, and those that are done again. */
type Undone = { readonly reopened: readonly string[]; readonly restored: readonly Restored[] }

function markUndone(db: Database, taskId: string, { reopened, restored }: Undone): Writes {
  if (reopened.length + restored.length === 0) return []
  return [
    ...reopened.map((id) => markMilestone(db, taskId, id, null, null)),
    ...restored.map(({ milestoneId, doneOn, reportId }) =>
      markMilestone(db, taskId, milestoneId, doneOn, reportId),
    ),
    ...noteUrgency(db, [taskId]),
  ]
}

const updateReport = (db: Database, report: Report) =>
  db.query
    .updateTable('reports')
    .set({
      status: oldStatus[report.status],
      state: report.status,
      sign_off: report.signOff,
      signed_by: report.signedBy,
      signed_at: report.signedAt,
      reviewed_by: report.reviewedBy,
      reviewed_at: report.reviewedAt,
      return_reason: report.returnReason,
      version: report.version,
    })
    .where('id', '=', report.id)

/** 撤回: the report before it is the task's last one again. */
export const recordWithdrawal = (
  db: Database,
  report: Report,
  previous: Report | null,
  undone: Undone,
): Writes => [
  updateReport(db, report),
  db.query
    .updateTable('tasks')
    .set({ last_report_id: previous?.id ?? null })
    .where('id', '=', report.taskId),
  ...markUndone(db, report.taskId, undone),
]

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

/**
 * Reports on many tasks that came with one document and that the office confirmed together: each
 * becomes its task's last and last accepted one, and acknowledges it. In few statements, however
 * many there are. The audit entries that head the list are the lock on the tasks' versions.
 * @param counting indicators of which the values count from now on
 */
export function insertReportBatch(
  db: Database,
  reports: readonly Report[],
  importId: string,
  counting: readonly string[],
): Writes {
  const ofTask = reportOfImport(importId)
  return [
    ...insertReports(db, reports),
    ...countValues(db, { importId }, counting),
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

/** Whether anything was ever reported on a plan, beside what its document said. */
export async function hasReports(db: Database, planId: string): Promise<boolean> {
  const row = await db.query
    .selectFrom('reports')
    .innerJoin('tasks', 'tasks.id', 'reports.task_id')
    .select('reports.id')
    .where('tasks.plan_id', '=', planId)
    .where((where) =>
      where.or([
        where('reports.import_id', 'is', null),
        where('reports.import_id', 'not in', (from) =>
          from
            .selectFrom('imports')
            .select('id')
            .where('plan_id', '=', planId)
            .where('purpose', 'in', ['plan', 'update']),
        ),
      ]),
    )
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

export async function findReport(db: Database, id: string): Promise<Report | undefined> {
  const [found] = await reportsWhere(db, (reports) => reports.where('reports.id', '=', id))
  return found
}

/** The last `count` reports on a task that were not withdrawn, the newest first. */
export const earlierReports = (
  db: Database,
  taskId: string,
  count: number,
): Promise<readonly Report[]> =>
  reportsWhere(db, (reports) =>
    reports
      .where('reports.task_id', '=', taskId)
      .where('reports.state', '!=', 'withdrawn')
      .orderBy('reports.at', 'desc')
      .orderBy('reports.id', 'desc')
      .limit(count),
  )

/** Whether the last report that this account entered on a task was withdrawn. */
export async function hasWithdrawnLast(
  db: Database,
  taskId: string,
  openId: string,
): Promise<boolean> {
  const last = await db.query
    .selectFrom('reports')
    .select('state')
    .where('task_id', '=', taskId)
    .where('author_open_id', '=', openId)
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return last?.state === 'withdrawn'
}

type Reports = ReturnType<typeof allReports>
const allReports = (db: Database) => db.query.selectFrom('reports')

/** Reports with their values, in the order that `chosen` gives them. */
async function reportsWhere(
  db: Database,
  chosen: (reports: Reports) => Reports,
): Promise<readonly Report[]> {
  const rows = await chosen(allReports(db)).selectAll('reports').execute()
  if (rows.length === 0) return []
  const ids = rows.map(({ id }) => id)
  const values = await Promise.all(
    listsOf(ids).map((some) =>
      db.query
        .selectFrom('report_values')
        .selectAll()
        .where('report_id', 'in', some)
        .orderBy('indicator_id')
        .execute(),
    ),
  )
  const byReport = groupBy(values.flat(), (value) => value.report_id)
  return rows.map((row) => toReport(row, byReport.get(row.id) ?? []))
}
