/** 总览: a whole plan by section and by unit (design §7: 主要领导). Counts, never a ranking. */
import type { IsoDate } from './draft-plan.ts'
import { groupBy } from './group-by.ts'
import { taskStanding } from './milestone-status.ts'
import type { PlanWithTasks, Task } from './plan.ts'

export type OverviewRow = {
  readonly name: string
  readonly total: number
  readonly closed: number
  readonly overdue: number
  /** 待签收 and 待分解. */
  readonly waiting: number
}

export type Overview = {
  readonly all: OverviewRow
  /** In printed order, as are the units. */
  readonly sections: readonly OverviewRow[]
  readonly units: readonly OverviewRow[]
}

/** How a plan stands on a day. Withdrawn tasks are not counted; a task counts for its lead units. */
export function overviewOf({ plan, tasks }: PlanWithTasks, on: IsoDate): Overview {
  const counted = tasks.filter(({ state }) => state !== 'withdrawn')
  const row = (name: string, some: readonly Task[]): OverviewRow => ({
    name,
    total: some.length,
    closed: some.filter(({ state }) => state === 'closed').length,
    overdue: some.filter((task) => taskStanding(task, plan, on).isOverdue).length,
    waiting: some.filter(
      ({ state }) => state === 'awaiting_acknowledgement' || state === 'awaiting_breakdown',
    ).length,
  })
  const held = counted.flatMap((task) =>
    task.duties
      .filter(({ role }) => role === 'lead_unit')
      .map(({ name }) => ({ unit: name, task })),
  )
  const bySection = groupBy(counted, ({ section }) => section[0] ?? '未分板块')
  const byUnit = groupBy(held, ({ unit }) => unit)
  return {
    all: row(plan.title, counted),
    sections: [...bySection].map(([name, some]) => row(name, some)),
    units: [...byUnit].map(([name, some]) => row(name, [...new Set(some.map(({ task }) => task))])),
  }
}
