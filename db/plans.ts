import type { DutyRole, IsoDate } from '../src/domain/draft-plan.ts'
import { groupBy } from '../src/domain/group-by.ts'
import type {
  Duty,
  Milestone,
  Plan,
  PlanState,
  PlanWithTasks,
  Report,
  Task,
} from '../src/domain/plan.ts'
import type { Database, Writes } from './database.ts'
import type { PlanTable, ReportTable, TaskTable } from './schema.ts'

export async function findPlan(db: Database, id: string): Promise<Plan | undefined> {
  const row = await db.query.selectFrom('plans').selectAll().where('id', '=', id).executeTakeFirst()
  return row && toPlan(row)
}

/** The plan that a document of this digest became, unless it was cancelled. */
export async function findPlanByDigest(db: Database, digest: string): Promise<Plan | undefined> {
  const row = await db.query
    .selectFrom('plans')
    .selectAll()
    .where('source_digest', '=', digest)
    .where('state', '!=', 'cancelled')
    .executeTakeFirst()
  return row && toPlan(row)
}

export async function plansInState(
  db: Database,
  states: readonly PlanState[],
): Promise<readonly Plan[]> {
  const rows = await db.query
    .selectFrom('plans')
    .selectAll()
    .where('state', 'in', states)
    .orderBy('created_at')
    .execute()
  return rows.map(toPlan)
}

export async function planCodes(db: Database): Promise<readonly string[]> {
  const rows = await db.query.selectFrom('plans').select('code').execute()
  return rows.map(({ code }) => code)
}

/** Which tasks to load: all of some plans, one, or those of an account or a printed name. */
export type TaskFilter =
  | { readonly planIds: readonly string[] }
  | { readonly taskId: string }
  | { readonly openId: string }
  | { readonly partyId: string }

/** Plans with the tasks that the filter names, in printed order. Cancelled plans are left out. */
export async function loadPlans(
  db: Database,
  filter: TaskFilter,
): Promise<readonly PlanWithTasks[]> {
  const chosen = () => tasksOf(db, filter)
  const [tasks, duties, milestones, reports] = await Promise.all([
    chosen().selectAll('tasks').orderBy('tasks.position').execute(),
    db.query
      .selectFrom('duties')
      .innerJoin('parties', 'parties.id', 'duties.party_id')
      .leftJoin('bindings', 'bindings.party_id', 'duties.party_id')
      .select(['duties.task_id', 'duties.position', 'duties.role', 'duties.is_lead'])
      .select(['parties.name', 'bindings.open_id'])
      .where('duties.task_id', 'in', chosen().select('tasks.id'))
      .orderBy('duties.position')
      .orderBy('bindings.bound_at')
      .execute(),
    db.query
      .selectFrom('milestones')
      .selectAll()
      .where('task_id', 'in', chosen().select('tasks.id'))
      .orderBy('position')
      .execute(),
    db.query
      .selectFrom('reports')
      .selectAll()
      .where('id', 'in', chosen().select('tasks.last_report_id'))
      .execute(),
  ])
  const planIds = [...new Set(tasks.map((task) => task.plan_id))]
  if (planIds.length === 0) return []
  const plans = await db.query
    .selectFrom('plans')
    .selectAll()
    .where('id', 'in', planIds)
    .where('state', '!=', 'cancelled')
    .orderBy('created_at')
    .execute()

  const dutiesByTask = groupBy(duties, (duty) => duty.task_id)
  const milestonesByTask = groupBy(milestones, (milestone) => milestone.task_id)
  const reportsById = new Map(reports.map((report) => [report.id, report]))
  const tasksByPlan = groupBy(tasks, (task) => task.plan_id)
  return plans.map((plan) => ({
    plan: toPlan(plan),
    tasks: (tasksByPlan.get(plan.id) ?? []).map((task) => {
      const report = task.last_report_id ? reportsById.get(task.last_report_id) : undefined
      return toTask(task, {
        duties: mergeDuties(dutiesByTask.get(task.id) ?? []),
        milestones: (milestonesByTask.get(task.id) ?? []).map((row) => ({
          id: row.id,
          item: row.item,
          dueOn: row.due_on,
          text: row.text,
          doneOn: row.done_on,
        })),
        lastReport: report ? toReport(report) : null,
      })
    }),
  }))
}

/** One task with its plan. */
export async function findTask(
  db: Database,
  taskId: string,
): Promise<{ readonly plan: Plan; readonly task: Task } | undefined> {
  const [found] = await loadPlans(db, { taskId })
  const task = found?.tasks[0]
  return found && task && { plan: found.plan, task }
}

function tasksOf(db: Database, filter: TaskFilter) {
  const tasks = db.query.selectFrom('tasks')
  if ('taskId' in filter) return tasks.where('tasks.id', '=', filter.taskId)
  if ('planIds' in filter) return tasks.where('tasks.plan_id', 'in', [...filter.planIds, ''])
  if ('partyId' in filter) {
    return tasks.where(
      'tasks.id',
      'in',
      db.query.selectFrom('duties').select('task_id').where('party_id', '=', filter.partyId),
    )
  }
  return tasks.where(
    'tasks.id',
    'in',
    db.query
      .selectFrom('duties')
      .innerJoin('bindings', 'bindings.party_id', 'duties.party_id')
      .select('duties.task_id')
      .where('bindings.open_id', '=', filter.openId),
  )
}

type DutyRow = {
  readonly position: number
  readonly role: DutyRole
  readonly is_lead: 0 | 1
  readonly name: string
  readonly open_id: string | null
}

/** One row per bound account → one duty with all its accounts. */
function mergeDuties(rows: readonly DutyRow[]): readonly Duty[] {
  return [...groupBy(rows, (row) => row.position).values()].flatMap((group) => {
    const [first] = group
    if (!first) return []
    const openIds = group.flatMap((row) => (row.open_id ? [row.open_id] : []))
    return [{ role: first.role, name: first.name, isLead: first.is_lead === 1, openIds }]
  })
}

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
  version: row.version,
})

const toTask = (
  row: TaskTable,
  parts: {
    readonly duties: readonly Duty[]
    readonly milestones: readonly Milestone[]
    readonly lastReport: Report | null
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
  version: row.version,
  ...parts,
})

export const toReport = (row: ReportTable): Report => ({
  id: row.id,
  taskId: row.task_id,
  period: row.period,
  authorOpenId: row.author_open_id,
  percent: row.percent,
  milestonesDone: JSON.parse(row.milestones_done),
  progress: row.progress,
  problems: row.problems,
  nextSteps: row.next_steps,
  status: row.status,
  at: row.at,
  version: row.version,
})

/** The key of a person or unit: its printed name. */
export const partyId = (kind: 'person' | 'unit', name: string): string => `${kind}:${name}`

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

/** A new report becomes the task's last one, and marks the milestones that it says are done. */
export function insertReport(
  db: Database,
  report: Report,
  done: { readonly milestoneIds: readonly string[]; readonly doneOn: IsoDate },
  isOnBehalf: boolean,
): Writes {
  return [
    db.query.insertInto('reports').values({
      id: report.id,
      task_id: report.taskId,
      period: report.period,
      author_open_id: report.authorOpenId,
      is_on_behalf: isOnBehalf ? 1 : 0,
      percent: report.percent,
      milestones_done: JSON.stringify(report.milestonesDone),
      progress: report.progress,
      problems: report.problems,
      next_steps: report.nextSteps,
      status: report.status,
      at: report.at,
      version: report.version,
    }),
    db.query
      .updateTable('tasks')
      .set({ last_report_id: report.id })
      .where('id', '=', report.taskId),
    ...done.milestoneIds.map((id) =>
      db.query
        .updateTable('milestones')
        .set({ done_on: done.doneOn, done_by_report: report.id })
        .where('id', '=', id)
        .where('task_id', '=', report.taskId),
    ),
  ]
}
