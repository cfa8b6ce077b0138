import type { Database, Writes } from './database.ts'

/** Values that were refused, kept until they are accepted: nothing entered is lost. */
export type ReportDraft = {
  readonly openId: string
  readonly taskId: string
  readonly period: string
  readonly form: Readonly<Record<string, unknown>>
  /** The field that was refused, and why in words. */
  readonly field: string | null
  readonly refusal: string | null
  readonly at: number
}

export async function findReportDraft(
  db: Database,
  openId: string,
  taskId: string,
  period: string,
): Promise<ReportDraft | undefined> {
  const row = await db.query
    .selectFrom('report_drafts')
    .selectAll()
    .where('open_id', '=', openId)
    .where('task_id', '=', taskId)
    .where('period', '=', period)
    .executeTakeFirst()
  return (
    row && {
      openId: row.open_id,
      taskId: row.task_id,
      period: row.period,
      form: JSON.parse(row.form),
      field: row.field,
      refusal: row.refusal,
      at: row.at,
    }
  )
}

export function keepReportDraft(db: Database, draft: ReportDraft): Writes {
  const values = {
    form: JSON.stringify(draft.form),
    field: draft.field,
    refusal: draft.refusal,
    at: draft.at,
  }
  return [
    db.query
      .insertInto('report_drafts')
      .values({ open_id: draft.openId, task_id: draft.taskId, period: draft.period, ...values })
      .onConflict((conflict) =>
        conflict.columns(['open_id', 'task_id', 'period']).doUpdateSet(values),
      ),
  ]
}

export const dropReportDraft = (db: Database, openId: string, taskId: string): Writes => [
  db.query.deleteFrom('report_drafts').where('open_id', '=', openId).where('task_id', '=', taskId),
]
