/** How a milestone, and with it a task, stands on a day. Labels only: lights are another matter. */
import { type Calendar, statutoryCalendar, workdaysBefore } from './calendar.ts'
import type { IsoDate } from './draft-plan.ts'
import { compareText } from './order.ts'
import type { Milestone, Plan, Task } from './plan.ts'
import { isEnded } from './plan-window.ts'
import { daysBetween } from './time.ts'

export type MilestoneStatus =
  | 'done'
  | 'to_be_supplied'
  | 'overdue'
  | 'due_today'
  | 'due_soon'
  | 'later'

export const milestoneStatusLabel: Readonly<Record<MilestoneStatus, string>> = {
  done: '已完成',
  to_be_supplied: '待补报',
  overdue: '逾期',
  due_today: '今日到期',
  due_soon: '临期',
  later: '未到期',
}

/** 临期 begins this many working days before the due date. */
const dueSoonWorkdays = 3

export function milestoneStatus(
  milestone: Pick<Milestone, 'dueOn' | 'doneOn'>,
  plan: Pick<Plan, 'effectiveOn'>,
  on: IsoDate,
  calendar: Calendar = statutoryCalendar,
): MilestoneStatus {
  const { dueOn, doneOn } = milestone
  if (doneOn !== null) return 'done'
  if (dueOn < plan.effectiveOn) return 'to_be_supplied'
  if (dueOn < on) return 'overdue'
  if (dueOn === on) return 'due_today'
  // The far ones, most of them, are settled without walking the calendar.
  if (daysBetween(on, dueOn) > 21) return 'later'
  return on >= workdaysBefore(dueOn, dueSoonWorkdays, calendar) ? 'due_soon' : 'later'
}

export type Standing = {
  readonly counts: Readonly<Record<MilestoneStatus, number>>
  readonly total: number
  /** The earliest one not done that is due today or later. */
  readonly nextDue: Milestone | null
  /** The longest overdue one. */
  readonly firstOverdue: Milestone | null
  readonly isOverdue: boolean
  /** Of the longest overdue milestone; 0 where there is none. */
  readonly daysOverdue: number
}

function earliest(milestones: readonly Milestone[]): Milestone | null {
  return milestones.reduce<Milestone | null>(
    (first, next) => (first === null || next.dueOn < first.dueOn ? next : first),
    null,
  )
}

/** An ended task is never overdue and has nothing due next; its counts still tell the dates. */
export function taskStanding(
  task: Task,
  plan: Plan,
  on: IsoDate,
  calendar: Calendar = statutoryCalendar,
): Standing {
  const counts = { done: 0, to_be_supplied: 0, overdue: 0, due_today: 0, due_soon: 0, later: 0 }
  const overdue: Milestone[] = []
  const ahead: Milestone[] = []
  for (const milestone of task.milestones) {
    const status = milestoneStatus(milestone, plan, on, calendar)
    counts[status] += 1
    if (status === 'overdue') overdue.push(milestone)
    else if (status !== 'done' && status !== 'to_be_supplied') ahead.push(milestone)
  }
  const firstOverdue = isEnded(task) ? null : earliest(overdue)
  return {
    counts,
    total: task.milestones.length,
    nextDue: isEnded(task) ? null : earliest(ahead),
    firstOverdue,
    isOverdue: firstOverdue !== null,
    daysOverdue: firstOverdue === null ? 0 : daysBetween(firstOverdue.dueOn, on),
  }
}

export type Standed = { readonly plan: Plan; readonly task: Task; readonly standing: Standing }

/**
 * What lists sort by, as text: the date of the longest overdue node, else of the next one due; then
 * what is to be supplied, then what has no date, then what is over. `db/task-list.ts` says the same
 * to the database.
 */
function urgencyOf({ task, standing }: Pick<Standed, 'task' | 'standing'>): string {
  if (isEnded(task)) return urgency.ended
  const node = standing.firstOverdue ?? standing.nextDue
  if (node) return node.dueOn
  return standing.counts.to_be_supplied > 0 ? urgency.toBeSupplied : urgency.undated
}

/** After every date, in this order. */
export const urgency = { toBeSupplied: '9998', undated: '9999', ended: '99999' } as const

/** Longest overdue first, then what is due next, then what is to be supplied, then printed order. */
export const worstFirst = (a: Standed, b: Standed): number =>
  compareText(urgencyOf(a), urgencyOf(b)) ||
  compareText(a.plan.code, b.plan.code) ||
  a.task.seq - b.task.seq ||
  compareText(a.task.id, b.task.id)
