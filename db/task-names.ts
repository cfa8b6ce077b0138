/** Which printed names somebody means by a piece of one. */
import { nameOfParty, partyIdOf } from '../src/domain/parties.ts'
import type { PeopleFacts } from '../src/domain/people-facts.ts'
import { hasInitials, type InitialsOf } from '../src/domain/task-query.ts'
import type { Database } from './database.ts'
import type { People } from './known-people.ts'
import { holds } from './like-part.ts'

export type SaidName = {
  readonly kind: 'unit' | 'person' | 'any'
  readonly text: string
  /** Given where the piece is letters. */
  readonly initialsOf?: InitialsOf
}

/** A statement takes no more; whoever means more is asked for a longer piece. */
const mostNames = 40

/**
 * The printed names that a piece of a name means: one that is said whole, else all of which it is
 * a part or, of letters, the initials. A unit is found by its former names and aliases too.
 */
export async function namesLike(
  db: Database,
  { facts, resolver }: People,
  { kind, text, initialsOf }: SaidName,
): Promise<{ readonly partyIds: readonly string[]; readonly isCut: boolean }> {
  const rows = await db.query
    .selectFrom('parties')
    .select(['id', 'name'])
    .$if(kind !== 'any', (query) => query.where('kind', '=', kind as 'unit' | 'person'))
    .$if(!initialsOf, (query) => query.where(holds('name', text)))
    .execute()
  const others = kind === 'person' ? [] : otherNames(facts)
  const known = [...rows, ...others].map(({ id, name }) => ({ id, name: name.toLowerCase() }))
  const whole = known.filter(({ name }) => name === text)
  const found =
    whole.length > 0
      ? whole
      : known.filter(
          ({ name }) =>
            name.includes(text) || (initialsOf ? hasInitials(name, text, initialsOf) : false),
        )
  const ids = [
    ...new Set(
      found
        .slice(0, mostNames + 1)
        .flatMap(({ id }) =>
          id.startsWith('unit:') ? resolver.namesOf(resolver.unitOf(id)) : [id],
        ),
    ),
  ]
  return { partyIds: ids.slice(0, mostNames), isCut: ids.length > mostNames }
}

/** Units under names that no table may print: aliases, former and later names. */
const otherNames = (
  facts: PeopleFacts,
): readonly { readonly id: string; readonly name: string }[] =>
  [
    ...facts.aliases.flatMap(({ name, unitId }) => [partyIdOf('unit', name), unitId]),
    ...facts.changes.flatMap(({ unitId, successorId }) => [unitId, successorId]),
  ].map((id) => ({ id, name: nameOfParty(id) }))
