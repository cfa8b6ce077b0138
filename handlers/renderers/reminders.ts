import { type ReminderFigure, reminderCard, unreachedCard } from '../../cards/pushes/reminder.ts'
import { loadPlans } from '../../db/plans.ts'
import type { PlanTask } from '../../src/domain/digests.ts'
import { groupBy } from '../../src/domain/group-by.ts'
import type { PlanWithTasks } from '../../src/domain/plan.ts'
import { reminderReceivers, stillDue } from '../../src/domain/reminders.ts'
import { mayReport } from '../../src/domain/reporting.ts'
import { isTold } from '../../src/domain/stages.ts'
import type { Renderer } from '../types.ts'
import { reminderRows } from '../views/digest-views.ts'
import { figureFields } from '../views/report-views.ts'
import { nodeRef, taskRef } from '../views/task-views.ts'
import { forTrial } from './trial.ts'

const byTask = (plans: readonly PlanWithTasks[]): ReadonlyMap<string, PlanTask> =>
  new Map(
    plans.flatMap(({ plan, tasks }) => tasks.map((task) => [task.id, { plan, task }] as const)),
  )

/** What is still due when the row leaves: a report made meanwhile cancels it. */
export const reminder: Renderer<'reminder'> = async (content, row, deps) => {
  const tasks = byTask(await loadPlans(deps.db, { openId: content.openId }, deps.clock.now()))
  const now = content.drillAt ?? deps.clock.now()
  const leaving = { openId: content.openId, now, plannedAt: row.createdAt, snoozes: [] }
  const judged = content.items.map((item) => {
    const found = tasks.get(item.taskId)
    const verdict = found
      ? stillDue(item, found.task, found.plan, leaving)
      : ({ ok: false, reason: 'gone' } as const)
    return { item, verdict }
  })
  const due = judged.filter(({ verdict }) => verdict.ok).map(({ item }) => item)
  if (due.length === 0) {
    const [first] = judged
    return { drop: first && !first.verdict.ok ? first.verdict.reason : 'nothing-due' }
  }
  const card = reminderCard({
    on: content.slotDate,
    items: reminderRows(due, tasks, content.openId),
    figure: figureOf(due, tasks, content.openId),
  })
  return { body: { msgType: 'interactive', card: forTrial(card, content.trialFor) } }
}

/** The one number that is asked, where one task is all there is. */
function figureOf(
  due: readonly { readonly taskId: string }[],
  tasks: ReadonlyMap<string, PlanTask>,
  openId: string,
): ReminderFigure | null {
  const [taskId, ...others] = [...new Set(due.map((item) => item.taskId))]
  const found = tasks.get(taskId ?? '')
  if (!found || others.length > 0 || !mayReport(found.task, openId)) return null
  const { task } = found
  const [indicator = null, ...more] = figureFields(task, {})
  if (more.length > 0 || isTold(task)) return null
  const { lastReport } = task
  const percent = lastReport?.percent ?? ''
  return { taskId: task.id, base: lastReport?.id ?? null, indicator, percent }
}

/** To the office: nodes due that nobody was told of, since nobody is bound. */
export const unreached: Renderer<'unreached'> = async (content, _row, deps) => {
  const planIds = [...new Set(content.items.map(({ planId }) => planId))]
  const tasks = byTask(await loadPlans(deps.db, { planIds }, deps.clock.now()))
  const open = content.items.filter(({ taskId }) => {
    const found = tasks.get(taskId)
    return found && reminderReceivers(found.task).length === 0
  })
  const rows = [...groupBy(open, ({ taskId }) => taskId)].flatMap(([taskId, items]) => {
    const found = tasks.get(taskId)
    const milestone = found?.task.milestones.find(({ id }) => id === items[0]?.milestoneId) ?? null
    if (!found) return []
    return [
      {
        ...taskRef(found.plan, found.task),
        persons: found.task.duties.filter(({ role }) => role === 'owner').map(({ name }) => name),
        node: nodeRef(milestone),
      },
    ]
  })
  if (rows.length === 0) return { drop: 'all-bound' }
  const plans = [...new Map([...tasks.values()].map(({ plan }) => [plan.id, plan])).values()]
  const card = unreachedCard({
    code: plans.map(({ code }) => code).join('、'),
    planTitle: plans.map(({ title }) => title).join('、'),
    at: content.slotAt,
    tasks: rows,
  })
  return { body: { msgType: 'interactive', card: forTrial(card, content.trialFor) } }
}
