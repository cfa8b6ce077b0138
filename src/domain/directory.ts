/** Finding people in the directory: by what is said of them, or by their unit. */
import { normaliseName } from './matching.ts'
import { withoutSpaces } from './written-form.ts'

/** Somebody of the platform's directory who has not left. */
export type DirectoryEntry = {
  readonly openId: string
  readonly name: string
  /** Names of the departments. */
  readonly units: readonly string[]
}

/** Fewer characters than this say no unit. */
const shortestUnit = 3

/** `区科技局`, `青禾区科技局` and `科技局` are one unit, as a directory and a table name it. */
export function isSameUnit(one: string, other: string): boolean {
  const [a, b] = [withoutSpaces(one), withoutSpaces(other)]
  if (a === b) return a !== ''
  if (Math.min(a.length, b.length) < shortestUnit) return false
  return a.endsWith(b) || b.endsWith(a)
}

export const isOfUnit = (entry: DirectoryEntry, unit: string): boolean =>
  entry.units.some((name) => isSameUnit(name, unit))

/** Whether two people share a department: one may do the other's work without anybody's consent. */
export const areColleagues = (one: DirectoryEntry, other: DirectoryEntry): boolean =>
  one.units.some((unit) => other.units.includes(unit))

export type PersonSaid = {
  /** What was said: a name, perhaps with the unit before or behind it. */
  readonly words: string
  /** Accounts mentioned with `@`. */
  readonly mentioned: readonly string[]
  /** The unit that the question is about, if any. */
  readonly unit: string | null
}

export type PersonFound =
  | { readonly kind: 'one'; readonly entry: DirectoryEntry }
  /** Those who come into question, the likeliest first; perhaps nobody. */
  | { readonly kind: 'several'; readonly candidates: readonly DirectoryEntry[] }

/**
 * Whom somebody means. One person of that name is that person; of namesakes the only one of the
 * unit, if a unit is known. Nobody said: the unit's people are to choose from.
 */
export function findPersonSaid(
  directory: readonly DirectoryEntry[],
  { words, mentioned, unit }: PersonSaid,
): PersonFound {
  const [openId, another] = mentioned
  const meant = directory.find((entry) => entry.openId === openId)
  if (meant && another === undefined) return { kind: 'one', entry: meant }
  const ofUnit = unit === null ? [] : directory.filter((entry) => isOfUnit(entry, unit))
  const said = normaliseName(words.replace(/^@/, ''))
  if (said === '') return { kind: 'several', candidates: ofUnit }
  const named = directory.filter(({ name }) => normaliseName(name) === said)
  const namesakes = named.length > 0 ? named : directory.filter((entry) => isSaid(entry, said))
  const near = namesakes.filter((entry) => ofUnit.includes(entry))
  const [only, more] = near.length > 0 ? near : namesakes
  if (only && more === undefined) return { kind: 'one', entry: only }
  return { kind: 'several', candidates: [...new Set([...near, ...namesakes, ...ofUnit])] }
}

/** `区科技局沈一舟`, `沈一舟区科技局` */
const isSaid = (entry: DirectoryEntry, said: string): boolean => {
  const name = normaliseName(entry.name)
  if (name === '' || !said.includes(name)) return false
  const rest = said.replace(name, '')
  return entry.units.some((unit) => isSameUnit(normaliseName(unit), rest))
}
