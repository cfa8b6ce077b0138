/** From the indicators of tasks to what 指标 shows. */
import { pageOf } from '../../cards/pager.ts'
import { type IndicatorsView, proposalsPerPage } from '../../cards/tasks/indicators.ts'
import { proposalsOf } from '../../src/domain/decide-indicators.ts'
import { indicatorsOf } from '../../src/domain/item-matching.ts'
import type { Indicator, PlanWithTasks } from '../../src/domain/plan.ts'
import type { Direction } from '../../src/domain/rates.ts'
import { taskRef } from './task-views.ts'

const signs: Readonly<Record<Direction, string>> = {
  at_least: '≥',
  at_most: '≤',
  equal: '=',
  once: '完成',
  growth: '增长',
}

const targetOf = ({ target, targetText, direction, unit }: Indicator): string =>
  target === null ? (targetText ?? '未列目标') : `${signs[direction]} ${target}${unit}`

export function indicatorsView(
  { plan, tasks }: PlanWithTasks,
  {
    scope,
    id,
    page,
  }: { readonly scope: 'task' | 'plan'; readonly id: string; readonly page: number },
  mayDecide: boolean,
  at: number,
): IndicatorsView {
  const rows = tasks.flatMap((task) =>
    proposalsOf(task).map(({ item, indicator }, n) => ({
      ...taskRef(plan, task),
      indicatorId: indicator.id,
      number: n + 1,
      name: indicator.name,
      target: targetOf(indicator),
      item: item.title,
    })),
  )
  const [first] = tasks
  const settled = tasks
    .flatMap((task) => indicatorsOf(task.items))
    .filter(({ isProposal }) => !isProposal)
  return {
    scope,
    id,
    called: scope === 'task' && first ? `${plan.code}-${first.seq}` : plan.code,
    planTitle: plan.title,
    at,
    proposals: rows.length,
    ...pageOf(rows, page, proposalsPerPage),
    settled: settled.map((one) => `${one.name} ${targetOf(one)}`),
    mayDecide,
  }
}
