/** The ladder, profile `default`: whom to remind of which milestones at a slot. */
import {
  type Calendar,
  firstWorkdayOfMonth,
  statutoryCalendar,
  workdayOnOrAfter,
  workdayOnOrBefore,
  workdaysBefore,
} from './calendar.ts'
import type { IsoDate } from './draft-plan.ts'
import { toldOf } from './duty-holders.ts'
import { groupBy } from './group-by.ts'
import { compareText } from './order.ts'
import type { Milestone, Plan, PlanWithTasks, Task } from './plan.ts'
import { isChased, speaksOn } from './plan-window.ts'
import { addDays, atShanghai, earlierOf, shanghaiDate } from './time.ts'

/** From the least to the most urgent. */
const reminderRules = ['month_list', 'three_days_before', 'on_the_day'] as const
type ReminderRule = (typeof reminderRules)[number]

export type ReminderItem = {
  readonly planId: string
  readonly taskId: string
  readonly milestoneId: string
  readonly rule: ReminderRule
  readonly dueOn: IsoDate
}

/** One merged message for one person. */
export type PlannedReminder = { readonly openId: string; readonly items: readonly ReminderItem[] }

/** A milestone that should be reminded, and nobody of its task is bound. */
export type Unreached = {
  readonly planId: string
  readonly taskId: string
  readonly milestoneId: string
  /** The responsible persons and lead units as printed. */
  readonly names: readonly string[]
}

/** 明天再提醒: one person is not told of one milestone before `until`. */
export type Snooze = {
  readonly openId: string
  readonly milestoneId: string
  readonly until: IsoDate
}

export type ReminderPlanning = {
  readonly plans: readonly PlanWithTasks[]
  readonly slotDate: IsoDate
  /** The day of the last slot that ran; steps after it are caught up. Null: today's steps alone. */
  readonly since: IsoDate | null
  readonly snoozes: readonly Snooze[]
  readonly calendar?: Calendar
}

type Step = { readonly rule: ReminderRule; readonly on: IsoDate }

/** The days on which a milestone is reminded: all are working days, none is after the due date. */
export function reminderSteps(
  dueOn: IsoDate,
  calendar: Calendar = statutoryCalendar,
): readonly Step[] {
  const steps: readonly Step[] = [
    { rule: 'month_list', on: firstWorkdayOfMonth(dueOn, calendar) },
    { rule: 'three_days_before', on: workdaysBefore(dueOn, 3, calendar) },
    { rule: 'on_the_day', on: workdayOnOrBefore(dueOn, calendar) },
  ]
  return steps.filter((step) => step.on <= dueOn)
}

const bound = (task: Task, roles: readonly string[]): string[] => [
  ...new Set(task.duties.filter((duty) => roles.includes(duty.role)).flatMap(toldOf)),
]

/** The responsible persons; where none is bound, the lead unit's liaisons. Never a leader's side. */
export function reminderReceivers(task: Task): readonly string[] {
  const owners = bound(task, ['owner'])
  return owners.length > 0 ? owners : bound(task, ['lead_unit', 'liaison'])
}

/** A report this late before the due date answers the two dated steps. */
function isReported(task: Task, dueOn: IsoDate, calendar: Calendar): boolean {
  if (task.lastReport === null || task.lastReport.status === 'returned') return false
  return task.lastReport.at >= atShanghai(workdaysBefore(dueOn, 3, calendar))
}

const isOpen = (milestone: Milestone, plan: Plan): boolean =>
  milestone.doneOn === null && milestone.dueOn >= plan.effectiveOn

const urgency = (rule: ReminderRule): number => reminderRules.indexOf(rule)

const mostUrgent = (steps: readonly Step[]): Step | undefined =>
  steps.reduce<Step | undefined>(
    (best, step) => (!best || urgency(step.rule) > urgency(best.rule) ? step : best),
    undefined,
  )

/** Whether the step still says something, given what was reported. */
const isUnanswered = (step: Step, isAnswered: boolean): boolean =>
  step.rule === 'month_list' || !isAnswered

/** The day a snooze ends for a milestone: at the latest on its last step. */
function snoozedUntil(
  snoozes: readonly Snooze[],
  openId: string,
  milestone: Milestone,
  calendar: Calendar,
): IsoDate | undefined {
  const untils = snoozes
    .filter((snooze) => snooze.openId === openId && snooze.milestoneId === milestone.id)
    .map((snooze) => snooze.until)
  if (untils.length === 0) return undefined
  const latest = untils.reduce((a, b) => (a > b ? a : b))
  return earlierOf(workdayOnOrAfter(latest, calendar), workdayOnOrBefore(milestone.dueOn, calendar))
}

/** What is due to be said of a milestone at this slot: to all, and again to those who snoozed it. */
function stepsAt(milestone: Milestone, task: Task, plan: Plan, planning: ReminderPlanning) {
  const { slotDate, since, calendar = statutoryCalendar } = planning
  const isNew = (on: IsoDate): boolean =>
    on <= slotDate && (since === null ? on === slotDate : on > since)
  const isAnswered = isReported(task, milestone.dueOn, calendar)
  const reached = reminderSteps(milestone.dueOn, calendar).filter(
    (step) => step.on >= plan.effectiveOn && step.on <= slotDate,
  )
  const last = mostUrgent(reached)
  return {
    isNew,
    fresh: mostUrgent(reached.filter((step) => isNew(step.on) && isUnanswered(step, isAnswered))),
    again: last && isUnanswered(last, isAnswered) ? last : undefined,
  }
}

/** No step is earlier than this before a due date: a month, or three working days and a holiday. */
const longestLeadDays = 31

type Told = { readonly openId: string; readonly item: ReminderItem }

function remindersOf(
  milestone: Milestone,
  task: Task,
  plan: Plan,
  planning: ReminderPlanning,
): { readonly told: readonly Told[]; readonly unreached: readonly Unreached[] } {
  const { slotDate, snoozes, calendar = statutoryCalendar } = planning
  const nothing = { told: [], unreached: [] }
  if (!isOpen(milestone, plan) || milestone.dueOn < slotDate) return nothing
  if (milestone.dueOn > addDays(slotDate, longestLeadDays)) return nothing
  const { isNew, fresh, again } = stepsAt(milestone, task, plan, planning)
  if (!fresh && !again) return nothing

  const ids = { planId: plan.id, taskId: task.id, milestoneId: milestone.id }
  const receivers = reminderReceivers(task)
  if (receivers.length === 0) {
    const names = task.duties
      .filter((duty) => duty.role === 'owner' || (duty.role === 'lead_unit' && !duty.isGroup))
      .map((duty) => duty.name)
    return fresh ? { told: [], unreached: [{ ...ids, names }] } : nothing
  }
  const told = receivers.flatMap((openId): Told[] => {
    const until = snoozedUntil(snoozes, openId, milestone, calendar)
    if (until !== undefined && until > slotDate) return []
    const step = fresh ?? (until !== undefined && isNew(until) ? again : undefined)
    return step ? [{ openId, item: { ...ids, rule: step.rule, dueOn: milestone.dueOn } }] : []
  })
  return { told, unreached: [] }
}

/**
 * Plans a slot. Everybody gets one message with each milestone once, by its most urgent step.
 * The answer depends on the values alone, not on the order in which they came.
 */
export function planReminders(planning: ReminderPlanning): {
  readonly reminders: readonly PlannedReminder[]
  readonly unreached: readonly Unreached[]
} {
  const found = planning.plans
    .filter(({ plan }) => speaksOn(plan, planning.slotDate))
    .flatMap(({ plan, tasks }) =>
      tasks
        .filter(isChased)
        .flatMap((task) =>
          task.milestones.map((milestone) => remindersOf(milestone, task, plan, planning)),
        ),
    )
  const byPerson = groupBy(
    found.flatMap(({ told }) => told),
    ({ openId }) => openId,
  )
  const position = seqOf(planning.plans)
  const inOrder = (a: ReminderItem, b: ReminderItem): number =>
    compareText(a.dueOn, b.dueOn) ||
    compareText(a.planId, b.planId) ||
    (position.get(a.taskId) ?? 0) - (position.get(b.taskId) ?? 0) ||
    compareText(a.taskId, b.taskId) ||
    compareText(a.milestoneId, b.milestoneId)
  return {
    reminders: [...byPerson]
      .map(([openId, told]) => ({ openId, items: told.map(({ item }) => item).sort(inOrder) }))
      .sort((a, b) => compareText(a.openId, b.openId)),
    unreached: found
      .flatMap(({ unreached }) => unreached)
      .sort((a, b) => compareText(a.planId, b.planId) || compareText(a.milestoneId, b.milestoneId)),
  }
}

const seqOf = (plans: readonly PlanWithTasks[]): ReadonlyMap<string, number> =>
  new Map(plans.flatMap(({ tasks }) => tasks.map((task) => [task.id, task.seq] as const)))

export type NotDue =
  | 'not_running'
  | 'task_ended'
  | 'gone'
  | 'done'
  | 'before_effective'
  | 'past_due'
  | 'not_theirs'
  | 'snoozed'
  | 'reported'

export type Leaving = {
  readonly openId: string
  readonly now: number
  /** When the row was planned: a report since then answers the month's list too. */
  readonly plannedAt: number
  readonly snoozes: readonly Snooze[]
  readonly calendar?: Calendar
}

/** Asked when a row leaves: much may have happened since it was planned. */
export function stillDue(
  item: ReminderItem,
  task: Task,
  plan: Plan,
  { openId, now, plannedAt, snoozes, calendar = statutoryCalendar }: Leaving,
): { readonly ok: true } | { readonly ok: false; readonly reason: NotDue } {
  const today = shanghaiDate(now)
  const refuse = (reason: NotDue) => ({ ok: false, reason }) as const
  if (!speaksOn(plan, today)) return refuse('not_running')
  if (!isChased(task)) return refuse('task_ended')
  const milestone = task.milestones.find(({ id }) => id === item.milestoneId)
  if (!milestone || milestone.dueOn !== item.dueOn) return refuse('gone')
  if (milestone.doneOn !== null) return refuse('done')
  if (milestone.dueOn < plan.effectiveOn) return refuse('before_effective')
  if (milestone.dueOn < today) return refuse('past_due')
  if (!reminderReceivers(task).includes(openId)) return refuse('not_theirs')
  const until = snoozedUntil(snoozes, openId, milestone, calendar)
  if (until !== undefined && until > today) return refuse('snoozed')
  const { lastReport } = task
  const isAnsweredSince =
    lastReport !== null && lastReport.status !== 'returned' && lastReport.at >= plannedAt
  const isAnswered = item.rule !== 'month_list' && isReported(task, milestone.dueOn, calendar)
  return isAnsweredSince || isAnswered ? refuse('reported') : { ok: true }
}
