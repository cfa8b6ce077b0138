/** Which unit a name of a table means on a day, and which of two persons of one name. */
import type { IsoDate } from './draft-plan.ts'
import { type PrintedDuty, partyIdOf } from './parties.ts'
import type { PeopleFacts } from './people-facts.ts'

/** Every id of a unit that a table may print or a post may name. */
export const namedUnits = (facts: PeopleFacts): readonly string[] => [
  ...new Set([
    ...facts.bindings.map(({ partyId }) => partyId).filter((id) => id.startsWith('unit:')),
    ...facts.posts.map(({ unitId }) => unitId),
    ...facts.aliases.flatMap(({ name, unitId }) => [partyIdOf('unit', name), unitId]),
    ...facts.changes.flatMap(({ unitId, successorId }) => [unitId, successorId]),
  ]),
]

/** Follows aliases, then renames, mergers and splits up to the day. */
export function unitsOn(facts: PeopleFacts, on: IsoDate): (partyId: string) => string {
  const aliases = new Map(
    facts.aliases.map(({ name, unitId }) => [partyIdOf('unit', name), unitId] as const),
  )
  const successors = new Map(
    facts.changes
      .filter(({ fromOn, isMain }) => isMain && fromOn <= on)
      .map(({ unitId, successorId }) => [unitId, successorId] as const),
  )
  return (partyId) => {
    const seen = new Set<string>()
    let unit = partyId
    while (!seen.has(unit)) {
      seen.add(unit)
      unit = aliases.get(unit) ?? successors.get(unit) ?? unit
    }
    return unit
  }
}

/** The lead units first: they tell namesakes apart. */
export const unitsInOrder = (printed: readonly PrintedDuty[]): readonly string[] =>
  (['lead_unit', 'co_unit'] as const).flatMap((role) =>
    printed.filter((duty) => duty.role === role).map(({ partyId }) => partyId),
  )

export function namesakesOf(facts: PeopleFacts, unitOf: (partyId: string) => string) {
  const split = new Map(
    facts.namesakes.map(
      ({ printedId, scope, partyId }) =>
        [`${printedId} ${scope.startsWith('unit:') ? unitOf(scope) : scope}`, partyId] as const,
    ),
  )
  return (printedId: string, taskId: string, unitIds: readonly string[]): string =>
    [`task:${taskId}`, ...unitIds]
      .map((scope) => split.get(`${printedId} ${scope}`))
      .find((partyId) => partyId !== undefined) ?? printedId
}
