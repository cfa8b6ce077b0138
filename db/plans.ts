import { groupBy } from '../src/domain/group-by.ts'
import type { ArchivedItems } from '../src/domain/item-matching.ts'
import { isSigner, type PrintedDuty, type Resolver, resolverOf } from '../src/domain/people.ts'
import type {
  Duty,
  HandSetRate,
  Item,
  Milestone,
  Plan,
  PlanState,
  PlanWithTasks,
  Report,
  Task,
} from '../src/domain/plan.ts'
import type { KeptPlan } from '../src/domain/plan-diff.ts'
import type { Database } from './database.ts'
import { toItems } from './item-rows.ts'
import { loadPeopleFacts } from './people-facts.ts'
import { toReport } from './report-rows.ts'
import type {
  DutyTable,
  HandSetRateTable,
  MilestoneTable,
  PlanTable,
  TaskTable,
} from './schema/plans.ts'

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
  if (states.length === 0) return []
  const rows = await db.query
    .selectFrom('plans')
    .selectAll()
    .where('state', 'in', states)
    .orderBy('created_at')
    .orderBy('code')
    .execute()
  return rows.map(toPlan)
}

export async function planCodes(db: Database): Promise<readonly string[]> {
  const rows = await db.query.selectFrom('plans').select('code').execute()
  return rows.map(({ code }) => code)
}

export async function planCodeOf(db: Database, planId: string): Promise<string | undefined> {
  const row = await db.query
    .selectFrom('plans')
    .select('code')
    .where('id', '=', planId)
    .executeTakeFirst()
  return row?.code
}

/** `QH26-14` by subject, of those subjects of the audit trail that are tasks. */
export async function taskNumbers(
  db: Database,
  subjects: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const ids = subjects.flatMap((one) => (one.startsWith('task:') ? [one.slice(5)] : []))
  if (ids.length === 0) return new Map()
  const rows = await db.query
    .selectFrom('tasks')
    .innerJoin('plans', 'plans.id', 'tasks.plan_id')
    .select(['tasks.id', 'tasks.seq', 'plans.code'])
    .where('tasks.id', 'in', ids)
    .execute()
  return new Map(rows.map(({ id, seq, code }) => [`task:${id}`, `${code}-${seq}`]))
}

/** Which tasks to load: all of some plans, one, or those of an account or a printed name. */
export type TaskFilter =
  | { readonly planIds: readonly string[] }
  | { readonly inState: PlanState }
  | { readonly taskId: string }
  /** At most a page of them. */
  | { readonly taskIds: readonly string[] }
  | { readonly openId: string }
  | { readonly partyId: string }
  /** Tasks whose last report waits for the office, or for a signature. */
  | { readonly awaiting: 'review' | 'sign_off' }
  /** Tasks that a unit was asked to acknowledge. */
  | { readonly awaiting: 'acknowledgement' }

/**
 * Plans with the tasks that the filter names, in printed order. Cancelled plans are left out.
 * @param now epoch ms: names mean whom they mean then
 * @param known that resolver, where it was made before
 */
export async function loadPlans(
  db: Database,
  filter: TaskFilter,
  now: number,
  known?: Resolver,
): Promise<readonly PlanWithTasks[]> {
  const resolver = known ?? resolverOf(await loadPeopleFacts(db), now)
  const chosen = () => tasksOf(db, filter, resolver).where('tasks.archived_at', 'is', null)
  const [loaded, plans] = await Promise.all([
    tasksWithParts(db, chosen, resolver),
    db.query
      .selectFrom('plans')
      .selectAll()
      .where('id', 'in', chosen().select('tasks.plan_id'))
      .where('state', '!=', 'cancelled')
      .orderBy('created_at')
      .orderBy('code')
      .execute(),
  ])
  const tasks = 'openId' in filter ? loaded.filter(concerns(filter.openId)) : loaded
  const tasksByPlan = groupBy(tasks, ({ task }) => task.planId)
  return plans
    .filter(({ id }) => tasksByPlan.has(id) || !('openId' in filter))
    .map((plan) => ({
      plan: toPlan(plan),
      tasks: (tasksByPlan.get(plan.id) ?? []).map(({ task }) => task),
    }))
}

/** Of the tasks within reach of an account: one printed for a namesake is not its own. */
const concerns =
  (openId: string) =>
  ({ task }: TaskWithParts): boolean =>
    task.duties.some(({ openIds }) => openIds.includes(openId)) || isSigner(task, openId)

/** A plan that is under way with all that it ever held: its tasks in printed order, those archived last. */
export async function loadKeptPlan(
  db: Database,
  planId: string,
  now: number,
): Promise<KeptPlan | undefined> {
  const resolver = resolverOf(await loadPeopleFacts(db), now)
  const [plan, tasks] = await Promise.all([
    db.query
      .selectFrom('plans')
      .selectAll()
      .where('id', '=', planId)
      .where('state', '!=', 'cancelled')
      .executeTakeFirst(),
    tasksWithParts(db, () => tasksOf(db, { planIds: [planId] }, resolver), resolver),
  ])
  if (!plan) return undefined
  const kept = tasks.map(({ task, ...archived }) => ({ ...task, ...archived }))
  return {
    plan: toPlan(plan),
    tasks: [
      ...kept.filter(({ isArchived }) => !isArchived),
      ...kept.filter(({ isArchived }) => isArchived),
    ],
  }
}

type TaskWithParts = {
  readonly task: Task
  readonly isArchived: boolean
  readonly archivedMilestones: readonly Milestone[]
} & ArchivedItems

/** Tasks in printed order with their duties, milestones, items and last reports. */
async function tasksWithParts(
  db: Database,
  chosen: () => ReturnType<typeof tasksOf>,
  resolver: Resolver,
): Promise<readonly TaskWithParts[]> {
  const lastReports = () =>
    db.query
      .selectFrom('reports')
      .where((where) =>
        where.or([
          where('reports.id', 'in', chosen().select('tasks.last_report_id')),
          where('reports.id', 'in', chosen().select('tasks.last_accepted_report_id')),
        ]),
      )
  const [tasks, duties, milestones, items, indicators, handSetRows, reports, values] =
    await Promise.all([
      chosen().selectAll('tasks').orderBy('tasks.position').execute(),
      db.query
        .selectFrom('duties')
        .innerJoin('parties', 'parties.id', 'duties.party_id')
        .select(['duties.task_id', 'duties.role', 'duties.is_lead'])
        .select(['duties.party_id', 'parties.name'])
        .where('duties.task_id', 'in', chosen().select('tasks.id'))
        .orderBy('duties.position')
        .execute(),
      db.query
        .selectFrom('milestones')
        .selectAll()
        .where('task_id', 'in', chosen().select('tasks.id'))
        .orderBy('position')
        .execute(),
      db.query
        .selectFrom('items')
        .selectAll()
        .where('task_id', 'in', chosen().select('tasks.id'))
        .orderBy('position')
        .execute(),
      db.query
        .selectFrom('indicators')
        .leftJoin('reports', 'reports.id', 'indicators.value_report_id')
        .selectAll('indicators')
        .select(['reports.period as value_period', 'reports.author_open_id as value_author'])
        .select(['reports.at as value_at', 'reports.import_id as value_import'])
        .where('indicators.task_id', 'in', chosen().select('tasks.id'))
        .orderBy('indicators.position')
        .execute(),
      db.query
        .selectFrom('hand_set_rates')
        .selectAll()
        .where('task_id', 'in', chosen().select('tasks.id'))
        .execute(),
      lastReports().selectAll().execute(),
      db.query
        .selectFrom('report_values')
        .selectAll()
        .where('report_id', 'in', lastReports().select('reports.id'))
        .orderBy('indicator_id')
        .execute(),
    ])
  const handSet = new Map(handSetRows.map((row) => [row.subject_id, toHandSet(row)]))
  const itemsByTask = groupBy(items, (item) => item.task_id)
  const indicatorsByTask = groupBy(indicators, (indicator) => indicator.task_id)
  const valuesByReport = groupBy(values, (value) => value.report_id)
  const dutiesByTask = groupBy(duties, (duty) => duty.task_id)
  const milestonesByTask = groupBy(milestones, (milestone) => milestone.task_id)
  const reportsById = new Map(reports.map((report) => [report.id, report]))
  const reportOf = (id: string | null) => {
    const report = id === null ? undefined : reportsById.get(id)
    return report ? toReport(report, valuesByReport.get(report.id) ?? []) : null
  }
  return tasks.map((row) => {
    const nodes = milestonesByTask.get(row.id) ?? []
    const { items: live, ...archived } = toItems(
      itemsByTask.get(row.id) ?? [],
      indicatorsByTask.get(row.id) ?? [],
      handSet,
    )
    return {
      task: toTask(row, {
        duties: resolver.duties(row.id, (dutiesByTask.get(row.id) ?? []).map(toPrintedDuty)),
        milestones: nodes.filter((node) => node.archived_at === null).map(toMilestone),
        items: live,
        handSet: handSet.get(row.id) ?? null,
        lastReport: reportOf(row.last_report_id),
        lastAccepted: reportOf(row.last_accepted_report_id),
      }),
      isArchived: row.archived_at !== null,
      archivedMilestones: nodes.filter((node) => node.archived_at !== null).map(toMilestone),
      ...archived,
    }
  })
}

/** One task with its plan. */
export async function findTask(
  db: Database,
  taskId: string,
  now: number,
): Promise<{ readonly plan: Plan; readonly task: Task } | undefined> {
  const [found] = await loadPlans(db, { taskId }, now)
  const task = found?.tasks[0]
  return found && task && { plan: found.plan, task }
}

function tasksOf(db: Database, filter: TaskFilter, resolver: Resolver) {
  const tasks = db.query.selectFrom('tasks')
  if ('taskId' in filter) return tasks.where('tasks.id', '=', filter.taskId)
  if ('taskIds' in filter) return tasks.where('tasks.id', 'in', [...filter.taskIds, ''])
  if ('planIds' in filter) return tasks.where('tasks.plan_id', 'in', [...filter.planIds, ''])
  if ('inState' in filter) {
    const plans = db.query.selectFrom('plans').select('id').where('state', '=', filter.inState)
    return tasks.where('tasks.plan_id', 'in', plans)
  }
  if ('awaiting' in filter && filter.awaiting === 'acknowledgement') {
    return tasks
      .where('tasks.state', '=', 'awaiting_acknowledgement')
      .where('tasks.awaiting_since', 'is not', null)
  }
  if ('awaiting' in filter) {
    const state = filter.awaiting === 'review' ? 'submitted' : 'awaiting_sign_off'
    const waiting = db.query.selectFrom('reports').select('id').where('state', '=', state)
    return tasks.where('tasks.last_report_id', 'in', waiting)
  }
  if ('partyId' in filter) {
    return tasks.where(
      'tasks.id',
      'in',
      db.query.selectFrom('duties').select('task_id').where('party_id', '=', filter.partyId),
    )
  }
  const reach = resolver.reach(filter.openId)
  return tasks.where((where) =>
    where.or([
      where('tasks.id', 'in', [...reach.taskIds, '']),
      where(
        'tasks.id',
        'in',
        db.query
          .selectFrom('duties')
          .select('task_id')
          .where('party_id', 'in', [...reach.partyIds, '']),
      ),
    ]),
  )
}

type DutyRow = Pick<DutyTable, 'role' | 'is_lead' | 'party_id'> & { readonly name: string }

const toPrintedDuty = (row: DutyRow): PrintedDuty => ({
  role: row.role,
  partyId: row.party_id,
  name: row.name,
  isLead: row.is_lead === 1,
})

const toPlan = (row: PlanTable): Plan => ({
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

const toTask = (
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

const toHandSet = (row: HandSetRateTable): HandSetRate => ({
  rate: row.rate,
  reason: row.reason,
  by: row.set_by,
  at: Number(row.set_at),
})

const toMilestone = (row: MilestoneTable): Milestone => ({
  id: row.id,
  item: row.item,
  dueOn: row.due_on,
  printedDueOn: row.printed_due_on,
  text: row.text,
  doneOn: row.done_on,
})
