import type { DraftMilestone } from '../../domain/draft-plan.ts'
import { likeness, type Quantity, quantitiesOf } from '../cells/quantities.ts'

/** A target in a task's text that its last node contradicts, both as printed. */
export type Contradiction = {
  readonly target: Quantity
  readonly node: Quantity
  readonly at: number
}

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
  const targets = quantitiesOf(text).filter(({ isPart }) => !isPart)
  const all = milestones.flatMap((milestone, at) => measured(milestone, at))
  const found = new Map<Quantity, Contradiction>()
  for (const node of lastQuantities(milestones)) {
    const target = targetOf(node, targets)
    if (!target || keeps(target, node.value)) continue
    const series = all.filter((one) => one.item === node.item && one.unit === node.unit)
    const same = series.filter((one) => targetOf(one, targets) === target)
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
  return quantitiesOf(milestone.text)
    .filter(({ isPart }) => !isPart)
    .map((quantity) => ({ ...quantity, item: milestone.item, at }))
}

/** The one target that a node's figure speaks of; none where two are equally like it. */
function targetOf(node: Measured, targets: readonly Quantity[]): Quantity | undefined {
  const sameUnit = targets.filter(({ unit }) => unit === node.unit)
  const scored = sameUnit
    .map((target) => ({ target, score: scoreOf(node, target, sameUnit.length === 1) }))
    .filter(({ score }) => score >= alike)
    .sort((one, other) => other.score - one.score)
  const [best, second] = scored
  if (best && second && second.score === best.score && second.target.value !== best.target.value) {
    return undefined
  }
  return best?.target
}

/**
 * A sub-project's title stands for the name where the node itself names nothing, but a general
 * measure (个, 项) is too weak a link for that.
 */
function scoreOf(node: Measured, target: Quantity, isOnlyOne: boolean): number {
  const direct = likeness(node.name, target.name)
  const lengths = [node.name.length, target.name.length]
  if (direct >= alike) return direct + (0.1 * Math.min(...lengths)) / Math.max(...lengths)
  if (!isOnlyOne || node.item === null || /^[个项次%％]$/.test(node.unit)) return 0
  return likeness(node.item, target.name)
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
