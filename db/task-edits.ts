import type { Task } from '../src/domain/plan.ts'
import type { EditField, TaskEdit } from '../src/domain/task-edits.ts'
import type { Database, Writes } from './database.ts'
import { saveItems } from './item-rows.ts'
import {
  archiveMilestones,
  insertDuties,
  milestoneRows,
  replaceDuties,
  saveMilestones,
  taskRow,
} from './plan-rows.ts'
import { updateTaskState } from './plan-writes.ts'
import type { TaskEditTable } from './schema/supervision.ts'
import { insertsOf } from './several.ts'

/** One field of a task as the office changed it, and what it said before. */
export const recordEdit = (
  db: Database,
  task: Task,
  edit: TaskEdit,
  dropped: readonly string[],
): Writes => [
  db.query.insertInto('task_edits').values({
    id: edit.id,
    task_id: edit.taskId,
    field: edit.field,
    before: edit.before,
    after: edit.after,
    reason: edit.reason,
    reference: edit.reference,
    by_open_id: edit.by,
    at: edit.at,
  }),
  ...updateTaskState(db, task),
  ...saveTaskContent(db, task, edit.at, dropped),
]

/**
 * Title, text, duties and nodes of a task as they are now.
 * @param dropped ids of nodes that are no longer in the list
 */
export const saveTaskContent = (
  db: Database,
  task: Task,
  at: number,
  dropped: readonly string[] = [],
): Writes => [
  db.query
    .updateTable('tasks')
    .set({ title: task.title, text: task.text })
    .where('id', '=', task.id),
  ...replaceDuties(db, [task]),
  ...saveMilestones(db, [task]),
  ...saveItems(db, [task]),
  ...archiveMilestones(db, dropped, at),
]

/** A task of 立项 at the end of its list. */
export const insertTask = (db: Database, task: Task): Writes => [
  db.query.insertInto('tasks').values({
    ...taskRow(task, task.seq),
    awaiting_since: task.life.awaitingSince,
    source: task.life.origin?.source ?? null,
    source_no: task.life.origin?.number ?? null,
  }),
  ...insertDuties(db, [task]),
  ...insertsOf(milestoneRows(task)).map((rows) => db.query.insertInto('milestones').values(rows)),
]

/** The number and the place of the next task of a plan, beyond all that it ever had. */
export async function nextSeq(db: Database, planId: string): Promise<number> {
  const row = await db.query
    .selectFrom('tasks')
    .select(({ fn }) => [fn.max('seq').as('seq'), fn.max('position').as('position')])
    .where('plan_id', '=', planId)
    .executeTakeFirst()
  return Math.max(row?.seq ?? 0, row?.position ?? 0) + 1
}

/** The latest changes of a task, newest first. */
export async function latestEdits(
  db: Database,
  taskId: string,
  limit: number,
): Promise<readonly TaskEdit[]> {
  const rows = await db.query
    .selectFrom('task_edits')
    .selectAll()
    .where('task_id', '=', taskId)
    .orderBy('at', 'desc')
    .orderBy('id')
    .limit(limit)
    .execute()
  return rows.map(toEdit)
}

const toEdit = (row: TaskEditTable): TaskEdit => ({
  id: row.id,
  taskId: row.task_id,
  field: row.field as EditField,
  before: row.before,
  after: row.after,
  reason: row.reason,
  reference: row.reference,
  by: row.by_open_id,
  at: row.at,
})
