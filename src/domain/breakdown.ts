/** 分解: the nodes, indicators and liaison that a lead unit gives a task printed without any. */
import type { IsoDate } from './draft-plan.ts'
import type { Duty, Item, Milestone, Plan, Task } from './plan.ts'
import { lastDayOf } from './plan-window.ts'

export type BreakdownNode = { readonly dueOn: IsoDate; readonly text: string }

/** As the unit writes it: `招商项目`, `24`, `个`. */
export type BreakdownIndicator = {
  readonly name: string
  /** Decimal text. */
  readonly target: string
  readonly unit: string
}

export type Breakdown = {
  readonly nodes: readonly BreakdownNode[]
  readonly indicators: readonly BreakdownIndicator[]
  /** The name of the liaison who will report; null: as it was. */
  readonly liaison: string | null
}

export type BreakdownRefusal =
  | 'no-nodes'
  | 'too-many-nodes'
  | 'node-without-text'
  | 'node-too-long'
  | 'date-beyond-plan'
  | 'date-before-plan'

const mostNodes = 60
const nodeTextLimit = 200

/** What is wrong with a breakdown, null where nothing is. */
export function breakdownRefusal({ nodes }: Breakdown, plan: Plan): BreakdownRefusal | null {
  if (nodes.length === 0) return 'no-nodes'
  if (nodes.length > mostNodes) return 'too-many-nodes'
  for (const { dueOn, text } of nodes) {
    if (text.trim() === '') return 'node-without-text'
    if ([...text.trim()].length > nodeTextLimit) return 'node-too-long'
    if (dueOn > lastDayOf(plan)) return 'date-beyond-plan'
    if (dueOn < `${plan.year}-01-01`) return 'date-before-plan'
  }
  return null
}

/** Indicators of the task as a whole; their figures are reported like those that a table prints. */
function itemOf(task: Task, indicators: readonly BreakdownIndicator[]): readonly Item[] {
  if (indicators.length === 0) return []
  const id = `${task.id}-bi${task.version}`
  return [
    {
      id,
      title: '',
      printedRate: null,
      handSet: null,
      indicators: indicators.map(({ name, target, unit }, position) => ({
        id: `${id}-${position + 1}`,
        name,
        unit,
        targetText: `${target}${unit}` || null,
        target: target || null,
        baseline: null,
        direction: 'at_least' as const,
        basis: null,
        printedRate: null,
        isProposal: false,
        current: null,
      })),
    },
  ]
}

/** The task with the nodes of an approved breakdown, soonest first, its indicators and its liaison. */
export function withBreakdown(task: Task, { nodes, indicators, liaison }: Breakdown): Task {
  const milestones = [...nodes]
    .sort((a, b) => (a.dueOn < b.dueOn ? -1 : Number(a.dueOn > b.dueOn)))
    .map(
      (node, position): Milestone => ({
        id: `${task.id}-b${task.version}-${position + 1}`,
        item: null,
        dueOn: node.dueOn,
        printedDueOn: null,
        text: node.text.trim(),
        doneOn: null,
      }),
    )
  return {
    ...task,
    milestones,
    duties: withLiaison(task.duties, liaison),
    items: [...task.items, ...itemOf(task, indicators)],
  }
}

function withLiaison(duties: readonly Duty[], liaison: string | null): readonly Duty[] {
  if (liaison === null) return duties
  const known = duties.find(({ role, name }) => role === 'liaison' && name === liaison)
  if (known) return duties
  return [...duties, { role: 'liaison', name: liaison, isLead: false, openIds: [] }]
}
