/** 电话督办: the units that do not answer, or that nothing reaches (design §6). */
import { type Calendar, statutoryCalendar, workdaysBefore } from './calendar.ts'
import type { IsoDate } from './draft-plan.ts'
import { groupBy } from './group-by.ts'
import { milestoneStatus } from './milestone-status.ts'
import type { Plan, PlanWithTasks, Task } from './plan.ts'
import { isEnded, speaksOn } from './plan-window.ts'
import { atShanghai } from './time.ts'

/** Why a unit is called: nobody bound; 3 working days without 签收; silent after 红. */
export type CallReason = 'unbound' | 'unacknowledged' | 'overdue'

export type UnitToCall = {
  readonly unit: string
  readonly reasons: readonly CallReason[]
  /** Names of the responsible persons, as printed. */
  readonly names: readonly string[]
  /** Accounts that would be reached; empty where nobody is bound. */
  readonly openIds: readonly string[]
  readonly tasks: readonly {
    readonly plan: Plan
    readonly task: Task
    readonly reason: CallReason
  }[]
}

/**
 * Working days after which the ladder falls silent (design §6): 蓝 on the third, 黄 five later, 红
 * five later.
 */
const silentAfterWorkdays = 13

const person = new Set(['owner', 'liaison', 'lead_unit'])

const reachable = (task: Task): readonly string[] => [
  ...new Set(task.duties.filter(({ role }) => person.has(role)).flatMap(({ openIds }) => openIds)),
]

/** Why one task makes its unit be called, the gravest reason first; null: nothing. */
export function callReason(
  task: Task,
  plan: Plan,
  today: IsoDate,
  calendar: Calendar = statutoryCalendar,
): CallReason | null {
  if (!speaksOn(plan, today) || plan.isTrial || isEnded(task)) return null
  if (reachable(task).length === 0) return 'unbound'
  if (task.life.isDeemed && task.lastReport === null) return 'unacknowledged'
  const silentSince = workdaysBefore(today, silentAfterWorkdays, calendar)
  const isSilent = task.milestones.some(
    (node) =>
      milestoneStatus(node, plan, today, calendar) === 'overdue' &&
      node.dueOn < silentSince &&
      (task.lastReport === null || task.lastReport.at < atShanghai(node.dueOn)),
  )
  return isSilent ? 'overdue' : null
}

const leadUnit = (task: Task): string => {
  const leads = task.duties.filter(({ role }) => role === 'lead_unit')
  return (leads.find(({ isLead }) => isLead) ?? leads[0])?.name ?? '（未列牵头单位）'
}

/** Units to be called, those with most tasks first. */
export function unitsToCall(
  plans: readonly PlanWithTasks[],
  today: IsoDate,
  calendar: Calendar = statutoryCalendar,
): readonly UnitToCall[] {
  const found = plans.flatMap(({ plan, tasks }) =>
    tasks.flatMap((task) => {
      const reason = callReason(task, plan, today, calendar)
      return reason ? [{ plan, task, reason }] : []
    }),
  )
  return [...groupBy(found, ({ task }) => leadUnit(task))]
    .map(([unit, tasks]) => ({
      unit,
      reasons: [...new Set(tasks.map(({ reason }) => reason))],
      names: [
        ...new Set(
          tasks.flatMap(({ task }) =>
            task.duties.filter(({ role }) => role === 'owner').map(({ name }) => name),
          ),
        ),
      ],
      openIds: [...new Set(tasks.flatMap(({ task }) => reachable(task)))],
      tasks,
    }))
    .sort((a, b) => b.tasks.length - a.tasks.length || (a.unit < b.unit ? -1 : 1))
}
