/** How tasks, duties and milestones stand in their tables. */
import { isUnitRole, partyIdOf } from '../src/domain/people.ts'
import type { Task } from '../src/domain/plan.ts'
import type { Database, Writes } from './database.ts'
import { insertsOf, listsOf } from './several.ts'
import { noteUrgency, noteUrgencyOf } from './task-urgency.ts'

/** The duties of tasks that have none yet, and whoever they name. */
export const insertDuties = (db: Database, tasks: readonly Task[]): Writes => [
  ...insertsOf(partyRows(tasks)).map((rows) =>
    db.query
      .insertInto('parties')
      .values(rows)
      .onConflict((conflict) => conflict.doNothing()),
  ),
  ...insertsOf(tasks.flatMap(dutyRows)).map((rows) => db.query.insertInto('duties').values(rows)),
]

export const taskRow = (task: Task, position: number) => ({
  id: task.id,
  plan_id: task.planId,
  seq: task.seq,
  position,
  section: JSON.stringify(task.section),
  title: task.title,
  text: task.text,
  forms: JSON.stringify(task.forms),
  state: task.state,
  version: task.version,
  printed_rate: task.printedRate,
})

/** Everybody whom the tasks name, once. */
function partyRows(tasks: readonly Task[]) {
  const parties = tasks.flatMap(({ duties }) => duties.map(partyOf))
  return [...new Map(parties.map((party) => [party.id, party])).values()]
}

/** Whom the table prints: what a unit is called now is found when it is read. */
function partyOf({ role, name, printed = name }: Task['duties'][number]) {
  const kind = isUnitRole(role) ? ('unit' as const) : ('person' as const)
  return { id: partyIdOf(kind, printed), kind, name: printed }
}

const dutyRows = (task: Task) =>
  task.duties.map((duty, position) => ({
    task_id: task.id,
    position,
    role: duty.role,
    party_id: partyOf(duty).id,
    is_lead: duty.isLead ? (1 as const) : (0 as const),
  }))

export const milestoneRows = (task: Task) =>
  task.milestones.map((milestone, position) => ({
    id: milestone.id,
    task_id: task.id,
    position,
    item: milestone.item,
    due_on: milestone.dueOn,
    printed_due_on: milestone.printedDueOn,
    text: milestone.text,
  }))

/** The duties of tasks, in the place of all that they had. */
export const replaceDuties = (db: Database, tasks: readonly Task[]): Writes => [
  ...listsOf(tasks.map(({ id }) => id)).map((ids) =>
    db.query.deleteFrom('duties').where('task_id', 'in', ids),
  ),
  ...insertDuties(db, tasks),
]

/** What was done of them stays; one that was put aside is back in the list. */
export const saveMilestones = (db: Database, tasks: readonly Task[]): Writes => [
  ...insertsOf(tasks.flatMap(milestoneRows), 1).map((rows) =>
    db.query
      .insertInto('milestones')
      .values(rows)
      .onConflict((conflict) =>
        conflict.column('id').doUpdateSet(({ ref }) => ({
          position: ref('excluded.position'),
          item: ref('excluded.item'),
          due_on: ref('excluded.due_on'),
          printed_due_on: ref('excluded.printed_due_on'),
          text: ref('excluded.text'),
          archived_at: null,
        })),
      ),
  ),
  ...noteUrgency(
    db,
    tasks.map(({ id }) => id),
  ),
]

/** Out of all lists, with all that was done of them. */
export const archiveMilestones = (db: Database, ids: readonly string[], at: number): Writes => [
  ...listsOf(ids, 1).map((some) =>
    db.query
      .updateTable('milestones')
      .set({ archived_at: at })
      .where('id', 'in', some)
      .where('archived_at', 'is', null),
  ),
  ...noteUrgencyOf(db, ids),
]
