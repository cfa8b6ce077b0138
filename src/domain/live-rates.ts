/** 完成率 of a live plan, from its tasks' last accepted values (design §4). */
import { withAcceptedTicks } from './accepted-values.ts'
import type { IsoDate } from './draft-plan.ts'
import { isProposed } from './item-matching.ts'
import { milestoneStatus } from './milestone-status.ts'
import type { HandSetRate, Indicator, Item, Milestone, Plan, Task } from './plan.ts'
import {
  type DecimalText,
  handSetRate,
  indicatorRate,
  itemRate,
  type MeasuredIndicator,
  type MeasuredItem,
  meanRate,
  milestoneRate,
  type Rate,
  type RateProfile,
  rateProfiles,
  taskRate,
} from './rates.ts'

/** What a task's rate is the mean of: an item, or time nodes that stand under no item. */
export type Part = {
  /** Null: the task as a whole. */
  readonly title: string | null
  readonly item: Item | null
  readonly milestones: readonly Milestone[]
}

export type IndicatorRate = { readonly indicator: Indicator; readonly rate: Rate }
export type PartRate = {
  readonly part: Part
  readonly rate: Rate
  /** Of confirmed indicators alone; a proposal enters no rate. */
  readonly indicators: readonly IndicatorRate[]
}
export type TaskRate = {
  readonly task: Task
  readonly rate: Rate
  readonly parts: readonly PartRate[]
  /** 节点达成率, and from what; it stands beside the rate and is never called 完成率. */
  readonly nodes: NodeRate
}
/** Of the nodes that are due by the day. `rate` null: none is. */
export type NodeRate = {
  readonly done: number
  readonly due: number
  readonly rate: DecimalText | null
}

/** Rates of nodes and of percentages entered by hand are called this. */
export const wholeTask = '任务整体'

/** What the rate of a target in words is: the percentage done that was reported. */
const wholeTarget = '100'

const confirmed = ({ indicators }: Item): readonly Indicator[] =>
  indicators.filter(({ isProposal }) => !isProposal)

/**
 * The parts of a task: its items with the nodes under their names, then the names that only nodes
 * have, then the nodes without a name. These count as one part, unless indicators measure the task.
 */
export function partsOf({ items, milestones }: Task): readonly Part[] {
  const titles = new Set(items.map(({ title }) => title))
  const named = [...new Set(milestones.map(({ item }) => item))].filter(
    (name) => name !== null && !titles.has(name),
  )
  const under = (name: string | null) => milestones.filter(({ item }) => item === name)
  const parts: readonly Part[] = [
    ...items
      .filter((item) => !isProposed(item) || under(item.title || null).length > 0)
      .map((item) => ({
        title: item.title || null,
        item,
        milestones: under(item.title || null),
      })),
    ...named.map((title) => ({ title, item: null, milestones: under(title) })),
  ]
  const isMeasured = items.some((item) => confirmed(item).length > 0)
  const hasWhole = parts.some(({ title }) => title === null) || (isMeasured && parts.length > 0)
  const loose = under(null)
  const isAlone = parts.length === 0 || loose.length > 0
  return !hasWhole && isAlone ? [...parts, { title: null, item: null, milestones: loose }] : parts
}

/** An indicator as the formula sees it. A target in words is measured by the percentage done. */
const measuredIndicator = ({
  name,
  target,
  direction,
  baseline,
  current,
}: Indicator): MeasuredIndicator => ({
  name,
  direction: target === null ? 'at_least' : direction,
  target: target ?? wholeTarget,
  baseline: baseline ?? undefined,
  current: current?.value ?? { none: 'no_data' },
})

/** The percentage of the task's last accepted report stands for a part that has nothing else. */
function measuredPart(part: Part, entered: DecimalText | null): MeasuredItem {
  const { milestones } = part
  return {
    title: part.title ?? wholeTask,
    indicators: part.item ? confirmed(part.item).map(measuredIndicator) : [],
    milestones: {
      done: milestones.filter(({ doneOn }) => doneOn !== null).length,
      all: milestones.length,
    },
    entered: entered ?? undefined,
  }
}

const withHandSet = (rate: Rate, set: HandSetRate | null): Rate =>
  set === null ? rate : handSetRate(rate, set.rate, set.reason)

export const profileOf = ({ rateProfile }: Pick<Plan, 'rateProfile'>): RateProfile =>
  rateProfiles[rateProfile]

/**
 * All rates of a task by its plan's formula.
 * @param on the day as of which nodes are due
 */
export function ratesOfTask(
  task: Task,
  plan: Pick<Plan, 'rateProfile' | 'effectiveOn'>,
  on: IsoDate,
): TaskRate {
  const profile = profileOf(plan)
  const accepted = withAcceptedTicks(task)
  const parts = partsOf(accepted)
  const entered = parts.length === 1 ? (task.lastAccepted?.percent ?? null) : null
  const measured = parts.map((part) => measuredPart(part, entered))
  const rated = parts.map((part, place): PartRate => {
    const one = measured[place] as MeasuredItem
    return {
      part,
      rate: withHandSet(itemRate(one, profile), part.item?.handSet ?? null),
      indicators: (part.item ? confirmed(part.item) : []).map((indicator) => ({
        indicator,
        rate: indicatorRate(measuredIndicator(indicator), profile),
      })),
    }
  })
  const rate =
    profile.taskOver === 'items'
      ? meanRate(
          'task',
          rated.map(({ part, rate: of }) => ({ label: part.title ?? wholeTask, rate: of })),
          profile,
        )
      : taskRate(measured, profile)
  return {
    task,
    rate: withHandSet(rate, task.handSet),
    parts: rated,
    nodes: nodeRate(accepted.milestones, plan, on),
  }
}

/** 节点达成率: of the nodes that fell due since the plan took effect, those done. */
function nodeRate(
  milestones: readonly Milestone[],
  plan: Pick<Plan, 'effectiveOn'>,
  on: IsoDate,
): NodeRate {
  const due = milestones.filter(
    (one) => one.dueOn <= on && milestoneStatus(one, plan, on) !== 'to_be_supplied',
  )
  const done = due.filter(({ doneOn }) => doneOn !== null).length
  return { done, due: due.length, rate: milestoneRate(done, due.length) }
}

/** Tasks that were taken out or stand still are in no mean of several. */
const counts = ({ state }: Task): boolean => state !== 'withdrawn' && state !== 'suspended'

/** 完成率 of a section, a unit, a leader or a plan: the mean of its tasks. */
export const groupRate = (rates: readonly TaskRate[], plan: Pick<Plan, 'rateProfile'>): Rate =>
  meanRate(
    'group',
    rates
      .filter(({ task }) => counts(task))
      .map(({ task, rate }) => ({ label: `第${task.seq}项`, rate })),
    profileOf(plan),
  )

/** 节点达成率 of several tasks: all their due nodes together. */
export function groupNodes(rates: readonly TaskRate[]): NodeRate {
  const counted = rates.filter(({ task }) => counts(task))
  const done = counted.reduce((sum, { nodes }) => sum + nodes.done, 0)
  const due = counted.reduce((sum, { nodes }) => sum + nodes.due, 0)
  return { done, due, rate: milestoneRate(done, due) }
}
