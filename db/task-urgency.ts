/** The next open node of a task, kept beside it so that lists need not look for it. */
import { sql } from 'kysely'
import { urgency } from '../src/domain/milestone-status.ts'
import type { Database, Writes } from './database.ts'
import { listsOf } from './several.ts'

/** Its date, or what sorts after every date; `tasks` and `plans` are those of the query around it. */
export const nextOpenNode = sql<string>`coalesce((
  select min(case when m.due_on < plans.effective_on
    then ${sql.lit(urgency.toBeSupplied)} else m.due_on end)
  from milestones as m
  where m.task_id = tasks.id and m.done_on is null and m.archived_at is null),
  ${sql.lit(urgency.undated)})`

/** As kept, where it was kept of this version of the task; else as it is found. */
export const keptNextNode = sql<string>`case when tasks.urgent_version = tasks.version
  then tasks.urgent_on else ${nextOpenNode} end`

const noted = (db: Database) =>
  db.query.updateTable('tasks').set({
    urgent_on: sql<string>`(select ${nextOpenNode} from plans where plans.id = tasks.plan_id)`,
    urgent_version: sql<number>`version`,
  })

/** Belongs behind whatever changes nodes of these tasks. */
export const noteUrgency = (db: Database, taskIds: readonly string[]): Writes =>
  listsOf([...new Set(taskIds)]).map((ids) => noted(db).where('id', 'in', ids))

/** The same for the tasks of these nodes. */
export const noteUrgencyOf = (db: Database, milestoneIds: readonly string[]): Writes =>
  listsOf(milestoneIds).map((ids) =>
    noted(db).where('id', 'in', (from) =>
      from.selectFrom('milestones').select('task_id').where('id', 'in', ids),
    ),
  )

/** The same for all of a plan. */
export const noteUrgencyOfPlan = (db: Database, planId: string): Writes => [
  noted(db).where('plan_id', '=', planId),
]

/** Nightly: of tasks that have changed since it was noted. */
export const noteStaleUrgency = (db: Database): Writes => [
  noted(db).where(({ or, eb, ref }) =>
    or([eb('urgent_version', 'is', null), eb('urgent_version', '!=', ref('version'))]),
  ),
]
