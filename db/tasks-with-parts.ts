/** Tasks with their duties, nodes, items and reports: one query a table, whatever their number. */
import { groupBy } from '../src/domain/group-by.ts'
import type { ArchivedItems } from '../src/domain/item-matching.ts'
import type { Resolver } from '../src/domain/people.ts'
import type { Milestone, Task } from '../src/domain/plan.ts'
import type { Database } from './database.ts'
import { toItems } from './item-rows.ts'
import { toHandSet, toMilestone, toPrintedDuty, toTask } from './plan-rows.ts'
import { toReport } from './report-rows.ts'
import type { tasksOf } from './task-filter.ts'

export type TaskWithParts = {
  readonly task: Task
  readonly isArchived: boolean
  readonly archivedMilestones: readonly Milestone[]
} & ArchivedItems

type Chosen = () => ReturnType<typeof tasksOf>

/** Tasks in printed order with their duties, milestones, items and last reports. */
export async function tasksWithParts(
  db: Database,
  chosen: Chosen,
  resolver: Resolver,
): Promise<readonly TaskWithParts[]> {
  const [tasks, duties, milestones, { itemsOf, handSet }, reportOf] = await Promise.all([
    chosen().selectAll('tasks').orderBy('tasks.position').execute(),
    dutyRows(db, chosen),
    milestoneRows(db, chosen),
    itemsByTask(db, chosen),
    lastReports(db, chosen),
  ])
  const dutiesByTask = groupBy(duties, (duty) => duty.task_id)
  const milestonesByTask = groupBy(milestones, (milestone) => milestone.task_id)
  return tasks.map((row) => {
    const nodes = milestonesByTask.get(row.id) ?? []
    const { items: live, ...archived } = itemsOf(row.id)
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

const dutyRows = (db: Database, chosen: Chosen) =>
  db.query
    .selectFrom('duties')
    .innerJoin('parties', 'parties.id', 'duties.party_id')
    .select(['duties.task_id', 'duties.role', 'duties.is_lead'])
    .select(['duties.party_id', 'parties.name'])
    .where('duties.task_id', 'in', chosen().select('tasks.id'))
    .orderBy('duties.position')
    .execute()

const milestoneRows = (db: Database, chosen: Chosen) =>
  db.query
    .selectFrom('milestones')
    .selectAll()
    .where('task_id', 'in', chosen().select('tasks.id'))
    .orderBy('position')
    .execute()

/** Items with their indicators, and every rate that was set by hand, of a task or of an item. */
async function itemsByTask(db: Database, chosen: Chosen) {
  const [items, indicators, handSetRows] = await Promise.all([
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
  ])
  const handSet = new Map(handSetRows.map((row) => [row.subject_id, toHandSet(row)]))
  const itemRows = groupBy(items, (item) => item.task_id)
  const indicatorRows = groupBy(indicators, (indicator) => indicator.task_id)
  const itemsOf = (taskId: string) =>
    toItems(itemRows.get(taskId) ?? [], indicatorRows.get(taskId) ?? [], handSet)
  return { itemsOf, handSet }
}

/** The last report of each task, and the last that was accepted, by their ids. */
async function lastReports(db: Database, chosen: Chosen) {
  const named = () =>
    db.query
      .selectFrom('reports')
      .where((where) =>
        where.or([
          where('reports.id', 'in', chosen().select('tasks.last_report_id')),
          where('reports.id', 'in', chosen().select('tasks.last_accepted_report_id')),
        ]),
      )
  const [reports, values] = await Promise.all([
    named().selectAll().execute(),
    db.query
      .selectFrom('report_values')
      .selectAll()
      .where('report_id', 'in', named().select('reports.id'))
      .orderBy('indicator_id')
      .execute(),
  ])
  const reportsById = new Map(reports.map((report) => [report.id, report]))
  const valuesByReport = groupBy(values, (value) => value.report_id)
  return (id: string | null) => {
    const report = id === null ? undefined : reportsById.get(id)
    return report ? toReport(report, valuesByReport.get(report.id) ?? []) : null
  }
}
