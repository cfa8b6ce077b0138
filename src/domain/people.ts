/**
 * Units, posts and persons: whom a printed name means on a day (design §2: duties resolve
 * unit → post → person when a message is sent, so that a successor inherits the tasks).
 */
import { type Accounts, accountsOn, nobody, passOn } from './acting.ts'
import { groupBy } from './group-by.ts'
import { namedUnits, namesakesOf, unitsInOrder, unitsOn } from './named-units.ts'
import { isGroupName, isUnitRole, nameOfParty, type PrintedDuty } from './parties.ts'
import type { PeopleFacts, Post } from './people-facts.ts'
import type { Duty } from './plan.ts'
import { shanghaiDate } from './time.ts'

export type Resolver = {
  /** The unit that a printed or former name means on that day, by id. */
  readonly unitOf: (partyId: string) => string
  readonly isGroup: (unitId: string) => boolean
  /** Every name that means the unit on that day, by id, its own among them. */
  readonly namesOf: (unitId: string) => readonly string[]
  /** Holders of a post of a unit on that day, whatever name of it the unit is asked by. */
  readonly holders: (unitId: string, post: Post) => readonly string[]
  /** The person that a printed name means on a task of these units. */
  readonly personOf: (printedId: string, taskId: string, unitIds: readonly string[]) => string
  readonly duties: (taskId: string, printed: readonly PrintedDuty[]) => readonly Duty[]
  readonly reach: (openId: string) => Reach
  readonly holding: (openId: string) => Holding
}

/** Every name as printed whose duties may be an account's, and the tasks passed on to it. */
type Reach = { readonly partyIds: readonly string[]; readonly taskIds: readonly string[] }

/** The names as printed by which tasks are an account's own, and by which they may be. */
export type Holding = {
  /** Whatever the duty. */
  readonly always: readonly string[]
  /** Where the unit leads: its 审签人. */
  readonly leading: readonly string[]
  /** Whatever the duty but 牵头领导: nobody stands in for a leader. */
  readonly standingIn: readonly string[]
  /** Names of namesakes, and tasks that were passed on: only their duties say whose they are. */
  readonly unsure: Reach
}

/** Who means whom at `now` (epoch ms). */
export function resolverOf(facts: PeopleFacts, now: number): Resolver {
  const meant = meantOn(facts, now)
  const { unitOf, isGroup, personOf } = meant
  const passes = groupBy(facts.passes, ({ taskId }) => taskId)
  const reach = (openId: string) => reachOf(facts, meant, openId)
  return {
    unitOf,
    isGroup,
    namesOf: (unitId) => [
      ...new Set([unitId, ...namedUnits(facts).filter((id) => unitOf(id) === unitId)]),
    ],
    holders: (unitId, post) => meant.ofPost(unitId, post).openIds,
    personOf,
    duties: (taskId, printed) => dutiesOf(meant, taskId, passes.get(taskId) ?? [], printed),
    reach,
    holding: (openId) => holdingOf(facts, meant, reach(openId), openId),
  }
}

/** What every name and post means at one time. */
type Meant = ReturnType<typeof meantOn>

function meantOn(facts: PeopleFacts, now: number) {
  const on = shanghaiDate(now)
  const unitOf = unitsOn(facts, on)
  const people = accountsOn(facts, on)
  const groups = new Set(facts.groups.map(({ groupId }) => groupId))
  const isGroup = (unitId: string) => groups.has(unitId) || isGroupName(nameOfParty(unitId))
  const posts = groupBy(
    facts.posts.filter(({ fromOn, untilOn }) => fromOn <= on && (untilOn ?? on) >= on),
    ({ unitId, post }) => `${post} ${unitOf(unitId)}`,
  )
  const bindings = groupBy(facts.bindings, ({ partyId }) =>
    partyId.startsWith('unit:') ? unitOf(partyId) : partyId,
  )
  const grantsOf = (unitId: string, post: Post) => posts.get(`${post} ${unitOf(unitId)}`) ?? []
  return {
    unitOf,
    isGroup,
    people,
    personOf: namesakesOf(facts, unitOf),
    boundPersons: [...bindings.keys()].filter((id) => !id.startsWith('unit:')),
    /** Whether work given to one account now is the other's. */
    isActing: (id: string, openId: string) =>
      people([{ openId: id, at: now }]).openIds.includes(openId),
    ofPost: (unitId: string, post: Post): Accounts => people(grantsOf(unitId, post)),
    ofParty: (partyId: string): Accounts => people(bindings.get(partyId) ?? []),
    /** Nobody stands in for a leader, and a leader passes nothing on: their word is their own. */
    ofLeader: (partyId: string): Accounts => people(bindings.get(partyId) ?? [], true),
    ofUnit: (unitId: string): Accounts =>
      isGroup(unitId)
        ? nobody
        : people([...grantsOf(unitId, 'liaison'), ...(bindings.get(unitId) ?? [])]),
  }
}

function dutiesOf(
  meant: Meant,
  taskId: string,
  passes: PeopleFacts['passes'],
  printed: readonly PrintedDuty[],
): readonly Duty[] {
  const { unitOf, isGroup, personOf, people } = meant
  const units = unitsInOrder(printed).map(unitOf)
  return printed.map((duty) => {
    const isUnit = isUnitRole(duty.role)
    const partyId = isUnit ? unitOf(duty.partyId) : personOf(duty.partyId, taskId, units)
    const accounts = isUnit ? meant.ofUnit(partyId) : meant.ofParty(partyId)
    const acting =
      duty.role === 'lead_leader' ? meant.ofLeader(partyId) : passOn(accounts, passes, people)
    const signerIds = isUnit ? meant.ofPost(partyId, 'signer').openIds : []
    return dutyOf(duty, isUnit ? nameOfParty(partyId) : duty.name, acting, {
      ...(signerIds.length > 0 ? { signerIds } : {}),
      ...(isUnit && isGroup(partyId) ? { isGroup: true } : {}),
    })
  })
}

function reachOf(facts: PeopleFacts, meant: Meant, openId: string): Reach {
  const has = ({ openIds }: Accounts) => openIds.includes(openId)
  const units = namedUnits(facts).filter(
    (id) => has(meant.ofUnit(meant.unitOf(id))) || has(meant.ofPost(id, 'signer')),
  )
  const persons = meant.boundPersons.filter((id) => has(meant.ofParty(id)))
  const printed = facts.namesakes
    .filter(({ partyId }) => persons.includes(partyId))
    .map(({ printedId }) => printedId)
  const passedTo = facts.passes.filter(({ toId }) => meant.isActing(toId, openId))
  return {
    partyIds: [...new Set([...units, ...persons, ...printed])],
    taskIds: [...new Set(passedTo.map(({ taskId }) => taskId))],
  }
}

function holdingOf(
  facts: PeopleFacts,
  meant: Meant,
  { partyIds, taskIds }: Reach,
  openId: string,
): Holding {
  const has = ({ openIds }: Accounts) => openIds.includes(openId)
  const shared = new Set(facts.namesakes.flatMap((one) => [one.printedId, one.partyId]))
  const units = partyIds.filter((id) => id.startsWith('unit:'))
  const persons = partyIds.filter((id) => !id.startsWith('unit:') && !shared.has(id))
  const isOfUnit = (id: string) => has(meant.ofUnit(meant.unitOf(id)))
  const isOwn = (id: string) => has(meant.ofLeader(id))
  return {
    always: [...units.filter(isOfUnit), ...persons.filter(isOwn)],
    leading: units.filter((id) => !isOfUnit(id)),
    standingIn: persons.filter((id) => !isOwn(id)),
    unsure: { partyIds: partyIds.filter((id) => shared.has(id)), taskIds },
  }
}

const dutyOf = (
  duty: PrintedDuty,
  name: string,
  { openIds, away }: Accounts,
  marks: Pick<Duty, 'signerIds' | 'isGroup'>,
): Duty => ({
  role: duty.role,
  name,
  ...(name === duty.name ? {} : { printed: duty.name }),
  isLead: duty.isLead,
  openIds,
  ...(away.length > 0 ? { away } : {}),
  ...marks,
})
