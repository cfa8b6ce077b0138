/** A staff list: whom each row is, and what follows from it. */
import { type DirectoryEntry, findPersonSaid, isOfUnit, isSameUnit } from './directory.ts'
import { normaliseName } from './matching.ts'
import { namesakeIdOf } from './parties.ts'
import type { Post } from './people-facts.ts'

/** As printed. */
export type StaffRow = {
  readonly unit: string
  readonly name: string
  readonly post: string
  /** Eleven digits. */
  readonly mobile: string | null
}

/** A row with the account that it is taken for; of a doubt, those who come into question. */
export type StaffEntry = Pick<StaffRow, 'unit' | 'name' | 'post'> & {
  readonly openId: string | null
  readonly by: 'mobile' | 'name' | 'office' | null
  readonly candidates: readonly string[]
}

/** A choice of a phone's width. */
const mostChoices = 3

/**
 * By mobile where the platform knows it and the name agrees; else by the only one of that name in
 * that unit. All else is for the office to say.
 */
export function matchStaff(
  rows: readonly StaffRow[],
  directory: readonly DirectoryEntry[],
  byMobile: ReadonlyMap<string, string>,
): readonly StaffEntry[] {
  return rows.map(({ unit, name, post, mobile }) => {
    const row = { unit, name, post }
    const doubt = (candidates: readonly DirectoryEntry[]): StaffEntry => ({
      ...row,
      openId: null,
      by: null,
      candidates: candidates.slice(0, mostChoices).map(({ openId }) => openId),
    })
    const owner = directory.find(({ openId }) => mobile && openId === byMobile.get(mobile))
    if (owner) {
      const isSame = normaliseName(owner.name) === normaliseName(name)
      return isSame
        ? { ...row, openId: owner.openId, by: 'mobile', candidates: [] }
        : doubt([owner])
    }
    const found = findPersonSaid(directory, { words: name, mentioned: [], unit })
    if (found.kind === 'one') {
      return isOfUnit(found.entry, unit)
        ? { ...row, openId: found.entry.openId, by: 'name', candidates: [] }
        : doubt([found.entry])
    }
    const named = found.candidates.filter(
      (entry) => normaliseName(entry.name) === normaliseName(name),
    )
    return doubt(named)
  })
}

/** The post that a list's words mean; 职务 such as 局长 is none of ours. */
export function postOf(words: string): Post {
  if (/审签/.test(words)) return 'signer'
  if (/联络/.test(words)) return 'liaison'
  return /负责人/.test(words) ? 'head' : 'member'
}

export type PrintedOf = {
  readonly partyId: string
  readonly name: string
  readonly units: readonly string[]
  readonly openIds: readonly string[]
}

export type StaffEffect =
  | { readonly kind: 'post'; readonly unit: string; readonly post: Post; readonly openId: string }
  | { readonly kind: 'binding'; readonly partyId: string; readonly openId: string }
  /** The printed name means this person on the tasks of the unit alone. */
  | {
      readonly kind: 'namesake'
      readonly printedId: string
      readonly scope: string
      readonly partyId: string
      readonly openId: string
    }

/**
 * What a confirmed list brings: posts of units, and the accounts of the persons whom tables print
 * for these units. Two rows of one name are told apart by their units.
 * @param unitIdOf the unit that a printed name means now
 */
export function staffEffects(
  entries: readonly StaffEntry[],
  people: readonly PrintedOf[],
  unitIdOf: (name: string) => string,
): readonly StaffEffect[] {
  const known = entries.flatMap((entry) =>
    entry.openId ? [{ ...entry, openId: entry.openId }] : [],
  )
  return known.flatMap(({ unit, name, post, openId }): StaffEffect[] => {
    const said = normaliseName(name)
    const printed = people.find(
      (one) =>
        normaliseName(one.name) === said &&
        one.units.some((of) => isSameUnit(of, unit) || unitIdOf(of) === unitIdOf(unit)),
    )
    const isShared = known.some(
      (other) => normaliseName(other.name) === said && other.openId !== openId,
    )
    const posted = { kind: 'post' as const, unit, post: postOf(post), openId }
    if (!printed || printed.openIds.includes(openId)) return [posted]
    if (!isShared) return [posted, { kind: 'binding', partyId: printed.partyId, openId }]
    const scope = unitIdOf(printed.units.find((of) => isSameUnit(of, unit)) ?? unit)
    const printedId = printed.partyId.replace(/@.*$/, '')
    const partyId = namesakeIdOf(printedId, scope)
    return [posted, { kind: 'namesake', printedId, scope, partyId, openId }]
  })
}
