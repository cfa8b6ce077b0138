/** What time nodes say in figures: how far an indicator has to be by their day. */
import type { IsoDate } from './draft-plan.ts'
import { numberIn } from './indicator-values.ts'
import { comparable, likeness, pairsOf } from './likeness.ts'
import type { Indicator, Milestone } from './plan.ts'
import { quantitiesOf } from './quantities.ts'
import type { DecimalText } from './rates.ts'

export type NodeTarget = {
  readonly milestoneId: string
  readonly dueOn: IsoDate
  /** In the indicator's unit. */
  readonly target: DecimalText
}

const alikeEnough = 0.5

/** Targets of an indicator in the words of nodes: the same unit of measure, and the same thing. */
export function nodeTargetsOf(
  { name, unit, direction }: Pick<Indicator, 'name' | 'unit' | 'direction'>,
  milestones: readonly Milestone[],
): readonly NodeTarget[] {
  if (direction !== 'at_least' || unit === '') return []
  const wanted = comparable(name)
  return milestones.flatMap(({ id, dueOn, text }) => {
    const said = quantitiesOf(text).find(
      (one) => unit.endsWith(one.unit) && isAlike(wanted, comparable(one.name)),
    )
    const target = said && numberIn(unit, said.printed)
    return target === undefined ? [] : [{ milestoneId: id, dueOn, target }]
  })
}

const isAlike = (a: string, b: string): boolean =>
  b.length > 1 &&
  (a.includes(b) || b.includes(a) || likeness(pairsOf(a), pairsOf(b)) >= alikeEnough)
