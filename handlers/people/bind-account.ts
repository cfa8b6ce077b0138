import { bind, type PrintedPerson, printedPeople } from '../../db/bindings.ts'
import { presentAccounts } from '../../db/people.ts'
import { loadPlans } from '../../db/plans.ts'
import { normaliseName } from '../../src/domain/matching.ts'
import { nameOfParty, printedIdOf } from '../../src/domain/parties.ts'
import type { Deps } from '../../src/ports.ts'
import { tell } from '../answers.ts'
import type { Writes } from '../types.ts'
import { resolverNow } from './person-act.ts'

/** The binding, and what it brings at once: the card of 下发 of every plan that is under way. */
export async function bindWrites(
  partyId: string,
  openId: string,
  by: string,
  deps: Deps,
): Promise<Writes> {
  const printed = partyId.startsWith('unit:')
    ? (await resolverNow(deps)).namesOf(partyId)
    : [printedIdOf(partyId)]
  return [
    bind(deps.db, { partyId, openId, by }, deps.clock.now()),
    ...(await assignmentsOf(printed, openId, partyId, deps)),
  ]
}

/** The card of 下发 of every plan under way that prints one of these names. */
export async function assignmentsOf(
  partyIds: readonly string[],
  openId: string,
  part: string,
  deps: Deps,
): Promise<Writes> {
  const at = deps.clock.now()
  const found = await Promise.all(partyIds.map((partyId) => loadPlans(deps.db, { partyId }, at)))
  const planIds = found
    .flat()
    .filter(({ plan }) => plan.state === 'running' && !plan.isTrial)
    .map(({ plan }) => plan.id)
  return [...new Set(planIds)].flatMap((planId) =>
    tell(
      openId,
      `assignment:${planId}:${openId}:${part}`,
      { kind: 'assignment', planId, openId },
      deps,
    ),
  )
}

/** The person of a party id, with what the plans print of them. */
export const personOf = async (partyId: string, deps: Deps): Promise<PrintedPerson | undefined> => {
  const people = await printedPeople(deps.db, deps.clock.now(), nameOfParty(partyId))
  return people.find((person) => person.partyId === partyId)
}

/** What the tables print this person as, the highest first. */
export function partOf(person: PrintedPerson | undefined): 'leader' | 'liaison' | 'owner' {
  if (person?.roles.includes('lead_leader')) return 'leader'
  const isOwner = person?.roles.some((role) => role === 'owner' || role === 'liaison') ?? true
  return isOwner ? 'owner' : 'liaison'
}

/** Other accounts of that name that have not left; names are compared as with the tables. */
export async function namesakesOf(
  realName: string | null,
  openId: string,
  deps: Deps,
): Promise<readonly string[]> {
  if (!realName) return []
  const wanted = normaliseName(realName)
  const present = await presentAccounts(deps.db)
  return present
    .filter((one) => one.openId !== openId && normaliseName(one.name) === wanted)
    .map((one) => one.openId)
}
