import type { DraftMilestone } from '../../domain/draft-plan.ts'
import { likeness, nameOf, type Quantity, quantitiesOf } from '../../domain/quantities.ts'

/** A target in a task's text that its last node contradicts, both as printed. */
export type Contradiction = {
  readonly target: Quantity
  readonly node: Quantity
  readonly at: number
}

type Match = { readonly target: Quantity; readonly score: number }
type Measured = Quantity & { readonly item: string | null; readonly at: number }

const alike = 0.6
/** Beyond this a cell is no list of nodes, and comparing each with each would take too long. */
const mostMilestones = 300

/**
 * Compares the targets of a task's text with the last node of each sub-project: the same thing
 * in the same unit of measure, counted from the start, with another value. More than a "以上"
 * target is no contradiction, nor are parallel parts that add up to the target.
 * `at` is the index of the node.
 */
export function contradictions(
  text: string,
  milestones: readonly DraftMilestone[],
): Contradiction[] {
  if (milestones.length > mostMilestones) return []
  const targets = quantitiesOf(text)
  const all = milestones.flatMap((milestone, at) => measured(milestone, at))
  const found = new Map<Quantity, Contradiction>()
  for (const [node, target] of matchBest(lastQuantities(milestones), targets)) {
    if (keeps(target, node.value)) continue
    const series = all.filter((one) => one.item === node.item && one.unit === node.unit)
    const same = series.filter((one) => matchOf(one, targets)?.target === target)
    if (!isCounted(node, same) || addsUp(same, target)) continue
    found.set(target, { target, node, at: node.at })
  }
  return [...found.values()]
}

function lastQuantities(milestones: readonly DraftMilestone[]): Measured[] {
  return milestones.flatMap((milestone, at) => {
    const others = milestones.filter(({ item }) => item === milestone.item)
    const isLast = others.every(({ due }) => due <= milestone.due)
    return isLast ? measured(milestone, at) : []
  })
}

function measured(milestone: DraftMilestone, at: number): Measured[] {
  return quantitiesOf(milestone.text).map((quantity) => ({ ...quantity, item: milestone.item, at }))
}

/** Each figure with its target; of several in one node that are like one target, the likest. */
function matchBest(
  nodes: readonly Measured[],
  targets: readonly Quantity[],
): (readonly [Measured, Quantity])[] {
  const matched = nodes.flatMap((node) => {
    const match = matchOf(node, targets)
    return match ? [{ node, ...match }] : []
  })
  return matched
    .filter(({ node, target, score }) =>
      matched.every(
        (other) => other.target !== target || other.node.at !== node.at || other.score <= score,
      ),
    )
    .map(({ node, target }) => [node, target] as const)
}

/** The one target that a node's figure speaks of; none where two are equally like it. */
function matchOf(node: Measured, targets: readonly Quantity[]): Match | undefined {
  const comparable = targets.filter(
    ({ unit, isPart }) => unit === node.unit && (isPart || !node.isPart),
  )
  const isOnlyOne = comparable.filter(({ isPart }) => !isPart).length === 1
  const [best, second] = comparable
    .map((target) => ({ target, score: scoreOf(node, target, isOnlyOne && !target.isPart) }))
    .filter(({ score }) => score >= alike)
    .sort((one, other) => other.score - one.score)
  if (best && second && second.score === best.score && second.target.value !== best.target.value) {
    return undefined
  }
  return best
}

/**
 * A sub-project's title stands for the name where the node itself names nothing, but a general
 * measure (个, 项) is too weak a link for that.
 */
function scoreOf(node: Measured, target: Quantity, isOnlyOne: boolean): number {
  const direct = node.grade === target.grade ? likeness(node.name, target.name) : 0
  const lengths = [node.name.length, target.name.length]
  if (direct >= alike) return direct + (0.1 * Math.min(...lengths)) / Math.max(...lengths)
  if (!isOnlyOne || node.item === null || /^[个项次%％]$/.test(node.unit)) return 0
  const item = nameOf(node.item)
  const grade = node.grade ?? item.grade
  return grade === target.grade ? likeness(item.name, target.name) : 0
}

function keeps(target: Quantity, value: number): boolean {
  if (target.bound === 'least') return value >= target.value
  if (target.bound === 'most') return value <= target.value
  return value === target.value
}

/** Said to be cumulative, or a series of three and more that never falls. */
function isCounted(node: Measured, series: readonly Measured[]): boolean {
  if (node.isCumulative) return true
  const rises = series.every((one, index) => (series[index - 1]?.value ?? 0) <= one.value)
  return series.length >= 3 && rises
}

function addsUp(series: readonly Measured[], target: Quantity): boolean {
  const sum = series.reduce((total, { value }) => total + value, 0)
  return Math.abs(sum - target.value) < 1e-6
}
