import type { DutyRole } from '../src/domain/draft-plan.ts'
import type { Plan, Task } from '../src/domain/plan.ts'
import type { Database, Writes } from './database.ts'

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
    ...tasks.flatMap((task, position) => insertTask(db, task, position)),
  ]
}

function insertTask(db: Database, task: Task, position: number): Writes {
  const parties = task.duties.map((duty) => {
    const kind = isUnitRole(duty.role) ? ('unit' as const) : ('person' as const)
    return { id: partyId(kind, duty.name), kind, name: duty.name }
  })
  return [
    db.query.insertInto('tasks').values({
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
    }),
    ...parties.map((party) =>
      db.query
        .insertInto('parties')
        .values(party)
        .onConflict((conflict) => conflict.doNothing()),
    ),
    ...task.duties.map((duty, index) =>
      db.query.insertInto('duties').values({
        task_id: task.id,
        position: index,
        role: duty.role,
        party_id: partyId(isUnitRole(duty.role) ? 'unit' : 'person', duty.name),
        is_lead: duty.isLead ? 1 : 0,
      }),
    ),
    ...task.milestones.map((milestone, index) =>
      db.query.insertInto('milestones').values({
        id: milestone.id,
        task_id: task.id,
        position: index,
        item: milestone.item,
        due_on: milestone.dueOn,
        text: milestone.text,
      }),
    ),
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

export const updateTaskState = (
  db: Database,
  task: Pick<Task, 'id' | 'state' | 'version'>,
): Writes => [
  db.query
    .updateTable('tasks')
    .set({ state: task.state, version: task.version })
    .where('id', '=', task.id),
]
