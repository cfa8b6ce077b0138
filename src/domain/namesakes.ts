/** Two different persons whom tables print under one name. */
import { type DirectoryEntry, isOfUnit } from './directory.ts'
import { normaliseName } from './matching.ts'

export type Suspected = {
  readonly partyId: string
  readonly name: string
  /** Units in which the directory has somebody of that name, each with who it is. */
  readonly found: readonly { readonly unit: string; readonly entry: DirectoryEntry }[]
}

/**
 * Printed persons who are probably several: the directory has somebody else of that name in at
 * least two of the units whose tasks they stand on. Only a proposal: the office decides.
 */
export function suspectedNamesakes(
  people: readonly {
    readonly partyId: string
    readonly name: string
    readonly units: readonly string[]
  }[],
  directory: readonly DirectoryEntry[],
): readonly Suspected[] {
  return people.flatMap(({ partyId, name, units }) => {
    const said = normaliseName(name)
    const named = directory.filter((entry) => normaliseName(entry.name) === said)
    const found = units.flatMap((unit) => {
      const [entry, another] = named.filter((one) => isOfUnit(one, unit))
      return entry && another === undefined ? [{ unit, entry }] : []
    })
    const accounts = new Set(found.map(({ entry }) => entry.openId))
    return accounts.size >= 2 ? [{ partyId, name, found }] : []
  })
}
