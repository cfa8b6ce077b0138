import type { Database, Writes } from './database.ts'

/** Values that were refused, kept until they are accepted: nothing entered is lost. */
export type ReportDraft = {
  readonly openId: string
  readonly taskId: string
  /** The month in which it was kept, `YYYY-MM`. */
  readonly period: string
  readonly form: Readonly<Record<string, unknown>>
  /** The field that was refused, and why in words. */
  readonly field: string | null
  readonly refusal: string | null
  readonly at: number
  /** What it waits for: 仍然提交, or 确认 in text; null: to be mended or sent. */
  readonly asks: 'doubts' | 'confirmation' | null
  /** The report that its form was filled from. */
  readonly baseReportId: string | null
}

/** Somebody's newest draft on a task, of whatever month: one of the month's last day counts on. */
export async function findReportDraft(
  db: Database,
  openId: string,
  taskId: string,
): Promise<ReportDraft | undefined> {
  const row = await db.query
    .selectFrom('report_drafts')
    .selectAll()
    .where('open_id', '=', openId)
    .where('task_id', '=', taskId)
    .orderBy('at', 'desc')
    .limit(1)
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
      asks: row.asks,
      baseReportId: row.base_report_id,
    }
  )
}

/** The draft that somebody was asked about last, and that waits for a word. */
export async function latestAskedDraft(
  db: Database,
  openId: string,
): Promise<{ readonly taskId: string } | undefined> {
  const row = await db.query
    .selectFrom('report_drafts')
    .select('task_id')
    .where('open_id', '=', openId)
    .where('asks', 'is not', null)
    .orderBy('at', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row && { taskId: row.task_id }
}

/** It takes the place of what this person kept on the task before, in whatever month. */
export function keepReportDraft(db: Database, draft: ReportDraft): Writes {
  const values = {
    form: JSON.stringify(draft.form),
    field: draft.field,
    refusal: draft.refusal,
    at: draft.at,
    asks: draft.asks,
    base_report_id: draft.baseReportId,
  }
  return [
    db.query
      .deleteFrom('report_drafts')
      .where('open_id', '=', draft.openId)
      .where('task_id', '=', draft.taskId)
      .where('period', '!=', draft.period),
    db.query
      .insertInto('report_drafts')
      .values({ open_id: draft.openId, task_id: draft.taskId, period: draft.period, ...values })
      .onConflict((conflict) =>
        conflict.columns(['open_id', 'task_id', 'period']).doUpdateSet(values),
      ),
  ]
}

/** Something else was begun on the task: what was asked about waits for no word any more, but is kept. */
export const stopAsking = (db: Database, openId: string, taskId: string): Writes => [
  db.query
    .updateTable('report_drafts')
    .set({ asks: null })
    .where('open_id', '=', openId)
    .where('task_id', '=', taskId),
]

export const dropReportDraft = (db: Database, openId: string, taskId: string): Writes => [
  db.query.deleteFrom('report_drafts').where('open_id', '=', openId).where('task_id', '=', taskId),
]
