/** 逐项填报: the tasks on which somebody owes a report now. */
import { statutoryCalendar, workdaysAfter } from './calendar.ts'
import type { IsoDate } from './draft-plan.ts'
import { isToldOf } from './duty-holders.ts'
import type { Plan, PlanWithTasks, Task } from './plan.ts'
import { isChased, speaksOn } from './plan-window.ts'
import { mayReport } from './reporting.ts'
import { atShanghai, monthOf, shanghaiDate, startOfMonth } from './time.ts'

/** Milestones due within so many working days are reported on already. */
const aheadWorkdays = 3

/**
 * Whether a report on the task is waited for: it came back; or a milestone is due shortly or is
 * overdue, or its form asks for one each month, and nothing was reported this month.
 * @param at epoch ms
 */
export function waitsForReport(task: Task, plan: Plan, at: number): boolean {
  const today = shanghaiDate(at)
  if (!speaksOn(plan, today) || !isChased(task)) return false
  const { lastReport } = task
  if (lastReport?.status === 'returned') return true
  if (lastReport && isOfThisMonth(lastReport.at, lastReport.period, today)) return false
  const until = workdaysAfter(today, aheadWorkdays, statutoryCalendar)
  const isDue = task.milestones.some(({ doneOn, dueOn }) => doneOn === null && dueOn <= until)
  return isDue || task.forms.some((form) => form.includes('每月') || form.includes('每周'))
}

const isOfThisMonth = (at: number, period: string, today: IsoDate): boolean =>
  period === monthOf(today) || at >= atShanghai(startOfMonth(today))

/** Whose report is waited for: a signer may report too, but nobody asks him to. */
export const isAskedToReport = (task: Task, openId: string): boolean =>
  mayReport(task, openId) && isToldOf(task, openId)

/** All that waits for somebody, in printed order, so that one can go on from any of them. */
export const reportsOwed = (plans: readonly PlanWithTasks[], openId: string, at: number) =>
  plans.flatMap(({ plan, tasks }) =>
    tasks
      .filter((task) => isAskedToReport(task, openId) && waitsForReport(task, plan, at))
      .map((task) => ({ plan, task })),
  )
