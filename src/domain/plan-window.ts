/** From when to when a plan speaks, and which of its tasks are over. */
import type { IsoDate } from './draft-plan.ts'
import type { Plan, Task, TaskState } from './plan.ts'

/** A plan falls silent after 31 January of the year after its own. */
export const lastDayOf = (plan: Plan): IsoDate => `${plan.year + 1}-01-31`

/** Whether the plan may send anything on `date`. */
export const speaksOn = (plan: Plan, date: IsoDate): boolean =>
  plan.state === 'running' && plan.effectiveOn <= date && date <= lastDayOf(plan)

const ended: ReadonlySet<TaskState> = new Set(['closed', 'suspended', 'withdrawn'])

/** 已办结, 已中止, 已撤项: nothing is asked of it any more. */
export const isEnded = (task: Task): boolean => ended.has(task.state)

/** Whether somebody can be asked about its milestones: broken down, and not over. */
export const isChased = (task: Task): boolean =>
  !isEnded(task) && task.state !== 'awaiting_breakdown'
