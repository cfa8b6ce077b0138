/** How tasks, duties and milestones stand in their tables. */
import { isUnitRole, type PrintedDuty, partyIdOf } from '../src/domain/parties.ts'
import type { Duty, HandSetRate, Item, Milestone, Plan, Report, Task } from '../src/domain/plan.ts'
import type { Database, Writes } from './database.ts'
import type {
  DutyTable,
  HandSetRateTable,
  MilestoneTable,
  PlanTable,
  TaskTable,
} from './schema/plans.ts'
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

type DutyRow = Pick<DutyTable, 'role' | 'is_lead' | 'party_id'> & { readonly name: string }

export const toPrintedDuty = (row: DutyRow): PrintedDuty => ({
  role: row.role,
  partyId: row.party_id,
  name: row.name,
  isLead: row.is_lead === 1,
})

export const toPlan = (row: PlanTable): Plan => ({
  id: row.id,
  code: row.code,
  title: row.title,
  year: row.year,
  issuer: row.issuer,
  docNo: row.doc_no,
  issuedOn: row.issued_on,
  effectiveOn: row.effective_on,
  kind: row.kind,
  state: row.state,
  isTrial: row.is_trial === 1,
  rateProfile: row.rate_profile,
  lightProfile: row.light_profile,
  version: row.version,
})

export const toTask = (
  row: TaskTable,
  parts: {
    readonly duties: readonly Duty[]
    readonly milestones: readonly Milestone[]
    readonly items: readonly Item[]
    readonly handSet: HandSetRate | null
    readonly lastReport: Report | null
    readonly lastAccepted: Report | null
  },
): Task => ({
  id: row.id,
  planId: row.plan_id,
  seq: row.seq,
  section: JSON.parse(row.section),
  title: row.title,
  text: row.text,
  forms: JSON.parse(row.forms),
  state: row.state,
  isInternal: row.is_internal === 1,
  life: {
    awaitingSince: row.awaiting_since,
    isDeemed: row.is_deemed === 1,
    suspendedFrom: row.suspended_from,
    mergedInto: row.merged_into,
    origin: row.source === null ? null : { source: row.source, number: row.source_no },
  },
  version: row.version,
  printedRate: row.printed_rate,
  ...parts,
})

export const toHandSet = (row: HandSetRateTable): HandSetRate => ({
  rate: row.rate,
  reason: row.reason,
  by: row.set_by,
  at: Number(row.set_at),
})

export const toMilestone = (row: MilestoneTable): Milestone => ({
  id: row.id,
  item: row.item,
  dueOn: row.due_on,
  printedDueOn: row.printed_due_on,
  text: row.text,
  doneOn: row.done_on,
})
