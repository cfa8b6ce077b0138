import type { Milestone } from '../src/domain/plan.ts'
import type { TaskRequest } from '../src/domain/task-requests.ts'
import type { Database, Writes } from './database.ts'
import type { TaskRequestTable } from './schema/supervision.ts'
import { noteUrgencyOf } from './task-urgency.ts'

export async function findTaskRequest(db: Database, id: string): Promise<TaskRequest | undefined> {
  const row = await db.query
    .selectFrom('task_requests')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirst()
  return row && toRequest(row)
}

/** Requests that the office has not answered, oldest first; all, or those of one task. */
export async function openTaskRequests(
  db: Database,
  taskId?: string,
): Promise<readonly TaskRequest[]> {
  const open = db.query.selectFrom('task_requests').selectAll().where('state', '=', 'open')
  const asked = taskId === undefined ? open : open.where('task_id', '=', taskId)
  return (await asked.orderBy('created_at').orderBy('id').execute()).map(toRequest)
}

/** What waits for the office in plans under way, oldest first. */
export async function requestsOnDesk(
  db: Database,
): Promise<readonly { readonly id: string; readonly at: number }[]> {
  const rows = await db.query
    .selectFrom('task_requests')
    .innerJoin('tasks', 'tasks.id', 'task_requests.task_id')
    .innerJoin('plans', 'plans.id', 'tasks.plan_id')
    .select(['task_requests.id', 'task_requests.created_at'])
    .where('task_requests.state', '=', 'open')
    .where('plans.state', '=', 'running')
    .orderBy('task_requests.created_at')
    .orderBy('task_requests.id')
    .execute()
  return rows.map(({ id, created_at }) => ({ id, at: created_at }))
}

/** The newest breakdown of a task, whatever became of it. */
export async function latestBreakdown(
  db: Database,
  taskId: string,
): Promise<TaskRequest | undefined> {
  const row = await db.query
    .selectFrom('task_requests')
    .selectAll()
    .where('task_id', '=', taskId)
    .where('kind', '=', 'breakdown')
    .orderBy('created_at', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row && toRequest(row)
}

export const insertTaskRequest = (db: Database, request: TaskRequest): Writes => [
  db.query.insertInto('task_requests').values({
    id: request.id,
    task_id: request.taskId,
    kind: request.kind,
    milestone_id: request.milestoneId,
    new_due_on: request.newDueOn,
    reason: request.reason,
    reference: request.reference,
    details: request.breakdown && JSON.stringify(request.breakdown),
    by_open_id: request.by,
    created_at: request.at,
    state: request.state,
    version: request.version,
  }),
]

/** The office's answer; of a granted extension the node's new date, the printed one kept. */
export const recordDecision = (
  db: Database,
  request: TaskRequest,
  moved: Milestone | null,
): Writes => [
  db.query
    .updateTable('task_requests')
    .set({
      state: request.state,
      answer: request.answer,
      decided_by: request.decidedBy,
      decided_at: request.decidedAt,
      version: request.version,
    })
    .where('id', '=', request.id),
  ...(moved
    ? [
        db.query
          .updateTable('milestones')
          .set({ due_on: moved.dueOn, printed_due_on: moved.printedDueOn })
          .where('id', '=', moved.id),
        ...noteUrgencyOf(db, [moved.id]),
      ]
    : []),
]

const toRequest = (row: TaskRequestTable): TaskRequest => ({
  id: row.id,
  taskId: row.task_id,
  kind: row.kind,
  milestoneId: row.milestone_id,
  newDueOn: row.new_due_on,
  reason: row.reason,
  reference: row.reference,
  breakdown: row.details === null ? null : JSON.parse(row.details),
  by: row.by_open_id,
  at: row.created_at,
  state: row.state,
  answer: row.answer,
  decidedBy: row.decided_by,
  decidedAt: row.decided_at,
  version: row.version,
})
