/** From live plans to what the cards about tasks show. */

import type { AssignedTask } from '../../cards/tasks/assignment.ts'
import type { FoundTask } from '../../cards/tasks/found-tasks.ts'
import type { MyTaskRow, MyTasksView } from '../../cards/tasks/my-tasks.ts'
import { requestWords } from '../../cards/tasks/task-request.ts'
import type { LastReport, TaskView } from '../../cards/tasks/task-view.ts'
import {
  type NodeRef,
  reportMarks,
  type TaskRef,
  type TaskStanding,
  titleOf,
} from '../../cards/words.ts'
import type { TaskPage } from '../../db/task-list.ts'
import { mayAcknowledge } from '../../src/domain/acknowledging.ts'
import { proposalsOf } from '../../src/domain/decide-indicators.ts'
import type { PlanTask } from '../../src/domain/digests.ts'
import type { IsoDate } from '../../src/domain/draft-plan.ts'
import { isToldOf } from '../../src/domain/duty-holders.ts'
import { lightOf } from '../../src/domain/lights.ts'
import { ratesOfTask } from '../../src/domain/live-rates.ts'
import { milestoneStatus, type Standing, taskStanding } from '../../src/domain/milestone-status.ts'
import type { Milestone, Plan, PlanWithTasks, Report, Task } from '../../src/domain/plan.ts'
import { isChased, isEnded } from '../../src/domain/plan-window.ts'
import { mayReport } from '../../src/domain/reporting.ts'
import { dutyRoles, may, type Role, reportFor, taskFor } from '../../src/domain/roles.ts'
import { type RequestKind, requestsOpenTo } from '../../src/domain/task-requests.ts'
import { shanghaiDate } from '../../src/domain/time.ts'

export const taskRef = (plan: Plan, task: Task): TaskRef => ({
  taskId: task.id,
  code: plan.code,
  seq: task.seq,
  title: titleOf(task),
  ...(task.isInternal ? { isInternal: true } : {}),
})

export const nodeRef = (milestone: Milestone | null): NodeRef | null =>
  milestone && {
    dueOn: milestone.dueOn,
    text: milestone.item ? `${milestone.item}：${milestone.text}` : milestone.text,
  }

/** The one word for a task: what is overdue or due before its state, else its state. */
export function standingOf(task: Task, standing: Standing): TaskStanding {
  if (isEnded(task)) return task.state
  if (standing.isOverdue) return 'overdue'
  if (standing.counts.due_today > 0) return 'due_today'
  if (task.state === 'awaiting_acknowledgement') return task.state
  if (standing.counts.due_soon > 0) return 'due_soon'
  if (standing.counts.to_be_supplied > 0) return 'to_be_supplied'
  return task.state
}

const overdueDays = (standing: Standing): number | null =>
  standing.isOverdue ? standing.daysOverdue : null

/** A page of somebody's tasks. `tasks`: those of the page, worst first. */
export function myTasksView(
  { page, pages, total, overdue, awaiting }: TaskPage,
  tasks: readonly PlanTask[],
  openId: string,
  at: number,
): MyTasksView {
  const rows = myTaskRows(tasks, openId, at)
  return { asOf: at, page, pages, total, overdue, awaiting, rows }
}

/** Rows of these tasks, in their order. */
export const myTaskRows = (
  tasks: readonly PlanTask[],
  openId: string,
  at: number,
): readonly MyTaskRow[] =>
  tasks.map(({ plan, task }) => {
    const standing = taskStanding(task, plan, shanghaiDate(at))
    const report = reportFor(task, dutyRoles(task, openId))
    return {
      ...taskRef(plan, task),
      standing: standingOf(task, standing),
      overdueDays: overdueDays(standing),
      next: nodeRef(standing.firstOverdue ?? standing.nextDue),
      percent: report?.percent ?? null,
      reportStatus: report?.status ?? null,
      mayReport: mayReport(task, openId),
    }
  })

/** A task as a list of what was asked for names it. */
export function foundTask({ plan, task }: PlanTask, at: number): FoundTask {
  const standing = taskStanding(task, plan, shanghaiDate(at))
  const leads = task.duties.filter(({ role }) => role === 'lead_unit')
  return {
    ...taskRef(plan, task),
    standing: standingOf(task, standing),
    overdueDays: overdueDays(standing),
    nextOn: (standing.firstOverdue ?? standing.nextDue)?.dueOn ?? null,
    leadUnit: (leads.find(({ isLead }) => isLead) ?? leads[0])?.name ?? null,
  }
}

/** Who looks at a task, and all that he is to it; in a group nobody in particular. */
export type Viewer = { readonly openId: string; readonly roles: readonly Role[] }

/** What is known of a task beside itself. */
export type Beside = Pick<TaskView, 'directives' | 'edits'> & {
  /** Kinds of requests that wait for the office. */
  readonly asked: readonly RequestKind[]
  /** The number of the task that took it over. */
  readonly mergedInto: string | null
}

/** Marks beside the state (design §3). */
function marksOf(task: Task, { asked, mergedInto, edits }: Beside): readonly string[] {
  const waiting = new Set(asked)
  return [
    ...(task.life.isDeemed ? ['视同签收'] : []),
    ...[...waiting].map((kind) => `${requestWords[kind].word}待批`),
    ...(task.milestones.some(({ printedDueOn }) => printedDueOn !== null) ? ['已延期'] : []),
    ...(edits.length > 0 ? ['已调整'] : []),
    ...(mergedInto ? [`已并入 ${mergedInto}`] : []),
  ]
}

/** One task as `openId` may see it. `authorName`: who wrote the report that the viewer is shown. */
export function taskView(
  { plan, task }: { readonly plan: Plan; readonly task: Task },
  viewer: Viewer,
  authorName: string,
  beside: Beside,
  at: number,
): TaskView {
  const on = shanghaiDate(at)
  const seen = taskFor(task, viewer.roles)
  const standing = taskStanding(seen, plan, on)
  const report = reportFor(task, viewer.roles)
  return {
    ...taskRef(plan, task),
    asOf: at,
    version: task.version,
    planId: plan.id,
    planTitle: plan.title,
    section: task.section,
    text: task.text,
    standing: standingOf(task, standing),
    overdueDays: overdueDays(standing),
    duties: task.duties,
    forms: task.forms,
    milestones: seen.milestones.map((milestone) => ({
      item: milestone.item,
      dueOn: milestone.dueOn,
      text: milestone.text,
      status: milestoneStatus(milestone, plan, on),
    })),
    rate: rateSummary(task, plan, on),
    light: plan.state === 'running' ? lightSummary(task, plan, on) : null,
    lastReport: report && lastReportView(report, authorName),
    mayReport: may(viewer.roles, 'report') || may(viewer.roles, 'report_for_others'),
    mayPassOn: plan.state === 'running' && isChased(task) && isToldOf(task, viewer.openId),
    mayAcknowledge:
      plan.state === 'running' &&
      task.state === 'awaiting_acknowledgement' &&
      may(viewer.roles, 'acknowledge'),
    mayRequest: requestsOpenTo(task, plan, viewer.openId),
    mayMarkInternal: may(viewer.roles, 'mark_internal'),
    mayPrint: may(viewer.roles, 'export_tables'),
    mayDirect: plan.state === 'running' && !isEnded(task) && may(viewer.roles, 'direct'),
    directives: beside.directives,
    mayEdit: may(viewer.roles, 'edit_task'),
    marks: marksOf(task, beside),
    origin: task.life.origin && [task.life.origin.source, task.life.origin.number].join(' ').trim(),
    edits: beside.edits,
  }
}

const lastReportView = (report: Report, authorName: string): LastReport => ({
  by: report.importId === null ? authorName : `${authorName}（随文件导入）`,
  at: report.at,
  percent: report.percent,
  progress: report.progress,
  problems: report.problems,
  nextSteps: report.nextSteps,
  status: report.status,
  returnReason: report.returnReason,
  marks: reportMarks(report),
})

/** As of today; what is printed is each Monday's (`handlers/pushes/store-lights.ts`). */
function lightSummary(task: Task, plan: Plan, on: IsoDate): TaskView['light'] {
  const { light, labels, inputs, why } = lightOf(task, plan, plan.lightProfile, on)
  const worst = inputs.find((one) => one.light === light)
  const isBehind = light === 'amber' || light === 'red'
  return { light, labels, why: worst && isBehind ? `${worst.what}：${worst.why}` : why }
}

function rateSummary(task: Task, plan: Plan, on: IsoDate): TaskView['rate'] {
  const { rate, parts, nodes } = ratesOfTask(task, plan, on)
  return {
    shown: rate.shown,
    isHandSet: task.handSet !== null,
    items: parts.flatMap(({ part, rate: of }) =>
      part.title === null
        ? []
        : [
            {
              title: part.title,
              shown: of.shown,
              isHandSet: (part.item?.handSet ?? null) !== null,
            },
          ],
    ),
    nodes,
    proposals: proposalsOf(task).length,
  }
}

const settled = (task: AssignedTask): number =>
  Number(task.isAcknowledged) - Number(task.isToBreakDown)

/** The tasks of a plan that an account may acknowledge, those that wait first. */
export function assignedTasks(
  { plan, tasks }: PlanWithTasks,
  openId: string,
  at: number,
): readonly AssignedTask[] {
  const on = shanghaiDate(at)
  return tasks
    .filter((task) => mayAcknowledge(task, openId))
    .map((task) => {
      const standing = taskStanding(task, plan, on)
      const duty = task.duties.find(
        ({ role, openIds }) => role !== 'lead_leader' && openIds.includes(openId),
      )
      return {
        ...taskRef(plan, task),
        version: task.version,
        role: duty?.role ?? ('owner' as const),
        next: nodeRef(standing.nextDue ?? standing.firstOverdue),
        isAcknowledged: task.state !== 'awaiting_acknowledgement',
        isToBreakDown: task.state === 'awaiting_breakdown',
      }
    })
    .sort((a, b) => settled(a) - settled(b) || a.seq - b.seq)
}
