import type { DutyRole } from '../src/domain/draft-plan.ts'
import type { Plan, Task } from '../src/domain/plan.ts'
import type { Database, Writes } from './database.ts'
import { insertsOf } from './several.ts'

/** The key of a person or unit: its printed name. */
const partyId = (kind: 'person' | 'unit', name: string): string => `${kind}:${name}`

const isUnitRole = (role: DutyRole): boolean => role === 'lead_unit' || role === 'co_unit'

/** A whole new plan with its tasks, duties and milestones, as one list of writes. */
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
      version: plan.version,
      created_at: at,
    }),
    ...insertsOf(tasks.map(taskRow)).map((rows) => db.query.insertInto('tasks').values(rows)),
    ...insertsOf(partyRows(tasks)).map((rows) =>
      db.query
        .insertInto('parties')
        .values(rows)
        .onConflict((conflict) => conflict.doNothing()),
    ),
    ...insertsOf(tasks.flatMap(dutyRows)).map((rows) => db.query.insertInto('duties').values(rows)),
    ...insertsOf(tasks.flatMap(milestoneRows)).map((rows) =>
      db.query.insertInto('milestones').values(rows),
    ),
  ]
}

const taskRow = (task: Task, position: number) => ({
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
})

/** Everybody whom the tasks name, once. */
function partyRows(tasks: readonly Task[]) {
  const parties = tasks.flatMap(({ duties }) => duties.map(partyOf))
  return [...new Map(parties.map((party) => [party.id, party])).values()]
}

function partyOf({ role, name }: Task['duties'][number]) {
  const kind = isUnitRole(role) ? ('unit' as const) : ('person' as const)
  return { id: partyId(kind, name), kind, name }
}

const dutyRows = (task: Task) =>
  task.duties.map((duty, position) => ({
    task_id: task.id,
    position,
    role: duty.role,
    party_id: partyOf(duty).id,
    is_lead: duty.isLead ? (1 as const) : (0 as const),
  }))

const milestoneRows = (task: Task) =>
  task.milestones.map((milestone, position) => ({
    id: milestone.id,
    task_id: task.id,
    position,
    item: milestone.item,
    due_on: milestone.dueOn,
    text: milestone.text,
  }))

export const updatePlanState = (
  db: Database,
  plan: Pick<Plan, 'id' | 'state' | 'isTrial' | 'version'>,
): Writes => [
  db.query
    .updateTable('plans')
    .set({ state: plan.state, is_trial: plan.isTrial ? 1 : 0, version: plan.version })
    .where('id', '=', plan.id),
]

export const updateTaskState = (
  db: Database,
  task: Pick<Task, 'id' | 'state' | 'version'>,
): Writes => [
  db.query
    .updateTable('tasks')
    .set({ state: task.state, version: task.version })
    .where('id', '=', task.id),
]
