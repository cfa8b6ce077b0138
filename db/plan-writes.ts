import type { Plan, Task } from '../src/domain/plan.ts'
import type { Database, Writes } from './database.ts'
import { insertItems } from './item-rows.ts'
import { insertDuties, milestoneRows, taskRow } from './plan-rows.ts'
import { insertImportedReports } from './report-rows.ts'
import { insertsOf } from './several.ts'
import { noteUrgencyOfPlan } from './task-urgency.ts'

/** A whole new plan with its tasks and all their parts, as one list of writes. */
export function insertPlan(
  db: Database,
  plan: Plan & { readonly sourceDigest: string },
  tasks: readonly Task[],
  at: number,
): Writes {
  return [
    db.query.insertInto('plans').values({
      id: plan.id,
      code: plan.code,
      title: plan.title,
      year: plan.year,
      issuer: plan.issuer,
      doc_no: plan.docNo,
      issued_on: plan.issuedOn,
      effective_on: plan.effectiveOn,
      kind: plan.kind,
      state: plan.state,
      is_trial: plan.isTrial ? 1 : 0,
      source_digest: plan.sourceDigest,
      rate_profile: plan.rateProfile,
      light_profile: plan.lightProfile,
      version: plan.version,
      created_at: at,
    }),
    ...insertsOf(tasks.map(taskRow)).map((rows) => db.query.insertInto('tasks').values(rows)),
    ...insertDuties(db, tasks),
    ...insertsOf(tasks.flatMap(milestoneRows)).map((rows) =>
      db.query.insertInto('milestones').values(rows),
    ),
    ...insertItems(db, tasks),
    ...insertImportedReports(db, tasks),
    ...noteUrgencyOfPlan(db, plan.id),
  ]
}

export const updatePlanState = (
  db: Database,
  plan: Pick<Plan, 'id' | 'state' | 'isTrial' | 'version'>,
): Writes => [
  db.query
    .updateTable('plans')
    .set({ state: plan.state, is_trial: plan.isTrial ? 1 : 0, version: plan.version })
    .where('id', '=', plan.id),
]

/** The code of a plan that nobody was told of is free again. */
export const setPlanCode = (db: Database, planId: string, code: string): Writes => [
  db.query.updateTable('plans').set({ code }).where('id', '=', planId),
]

/** 内部事项, or not any more. */
export const updateTaskInternal = (
  db: Database,
  task: Pick<Task, 'id' | 'isInternal' | 'version'>,
): Writes => [
  db.query
    .updateTable('tasks')
    .set({ is_internal: task.isInternal ? 1 : 0, version: task.version })
    .where('id', '=', task.id),
]

/** A task's state, with all that its life left beside it. */
export const updateTaskState = (
  db: Database,
  task: Pick<Task, 'id' | 'state' | 'life' | 'version'>,
): Writes => [
  db.query
    .updateTable('tasks')
    .set({
      state: task.state,
      version: task.version,
      awaiting_since: task.state === 'awaiting_acknowledgement' ? task.life.awaitingSince : null,
      is_deemed: task.life.isDeemed ? 1 : 0,
      suspended_from: task.state === 'suspended' ? task.life.suspendedFrom : null,
      merged_into: task.life.mergedInto,
    })
    .where('id', '=', task.id),
]

/** Their people were asked to acknowledge now: all tasks of a plan that wait since no known time. */
export const startAwaiting = (db: Database, planId: string, at: number): Writes => [
  db.query
    .updateTable('tasks')
    .set({ awaiting_since: at })
    .where('plan_id', '=', planId)
    .where('state', '=', 'awaiting_acknowledgement')
    .where('awaiting_since', 'is', null),
]
