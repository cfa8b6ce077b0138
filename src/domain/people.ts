/**
 * Units, posts and persons: whom a printed name means on a day (design §2: duties resolve
 * unit → post → person when a message is sent, so that a successor inherits the tasks).
 */
import type { DutyRole, IsoDate } from './draft-plan.ts'
import { groupBy } from './group-by.ts'
import type { Duty, Task } from './plan.ts'
import { atShanghai, shanghaiDate } from './time.ts'

/** 审签人 联络员 负责人 成员 */
export type Post = 'signer' | 'liaison' | 'head' | 'member'

/** All that is known of who stands for whom. Times are epoch ms, dates Shanghai's, both ends in. */
export type PeopleFacts = {
  readonly bindings: readonly {
    readonly partyId: string
    readonly openId: string
    readonly at: number
  }[]
  readonly posts: readonly {
    readonly unitId: string
    readonly post: Post
    readonly openId: string
    readonly fromOn: IsoDate
    readonly untilOn: IsoDate | null
    readonly at: number
  }[]
  readonly standIns: readonly {
    readonly openId: string
    readonly standInId: string
    readonly fromOn: IsoDate
    readonly untilOn: IsoDate
  }[]
  /** In the order in which they take effect. */
  readonly handovers: readonly {
    readonly fromId: string
    readonly toId: string
    readonly fromOn: IsoDate
    readonly at: number
  }[]
  readonly passes: readonly {
    readonly taskId: string
    readonly fromId: string
    readonly toId: string
  }[]
  readonly aliases: readonly { readonly name: string; readonly unitId: string }[]
  readonly changes: readonly {
    readonly unitId: string
    readonly successorId: string
    readonly fromOn: IsoDate
    readonly isMain: boolean
  }[]
  readonly groups: readonly { readonly groupId: string; readonly unitId: string }[]
  readonly namesakes: readonly {
    readonly printedId: string
    /** A unit's id, or `task:` and a task's id. */
    readonly scope: string
    readonly partyId: string
  }[]
  /** Accounts of people who left. */
  readonly resigned: readonly string[]
}

/** A duty as it stands in the table. */
export type PrintedDuty = {
  readonly role: DutyRole
  readonly partyId: string
  readonly name: string
  readonly isLead: boolean
}

/** The key of a person or unit: its printed name. */
export const partyIdOf = (kind: 'person' | 'unit', name: string): string => `${kind}:${name}`

/** The printed name that a party's id stands for; of a namesake without the unit after `@`. */
export const nameOfParty = (partyId: string): string =>
  partyId.slice(partyId.indexOf(':') + 1).replace(/^([^@]+)@.*$/, '$1')

/** The party that a table prints where it means this one or a namesake. */
export const printedIdOf = (partyId: string): string => partyId.replace(/^([^@]+)@.*$/, '$1')

/** The party of one of two persons whom tables print alike: told apart by unit or task. */
export const namesakeIdOf = (printedId: string, scope: string): string =>
  `${printedId}@${scope.startsWith('unit:') ? nameOfParty(scope) : scope}`

export const isUnitRole = (role: DutyRole): boolean => role === 'lead_unit' || role === 'co_unit'

/** Names such as 各镇街, 相关平台, 各有关单位: several units at once, whoever they are. */
export const isGroupName = (name: string): boolean => /^(各|相关|有关)/.test(name)

/** The duty as its table has it, whatever its name means now. */
export const printedDuty = ({ role, name, printed = name, isLead }: Duty): PrintedDuty => ({
  role,
  partyId: partyIdOf(isUnitRole(role) ? 'unit' : 'person', printed),
  name: printed,
  isLead,
})

type Accounts = { readonly openIds: readonly string[]; readonly away: readonly string[] }

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
  /** Every name as printed whose duties may be this account's, and the tasks passed on to it. */
  readonly reach: (openId: string) => {
    readonly partyIds: readonly string[]
    readonly taskIds: readonly string[]
  }
  readonly holding: (openId: string) => Holding
}

/** The names as printed by which tasks are an account's own, and by which they may be. */
export type Holding = {
  /** Whatever the duty. */
  readonly always: readonly string[]
  /** Where the unit leads: its 审签人. */
  readonly leading: readonly string[]
  /** Whatever the duty but 牵头领导: nobody stands in for a leader. */
  readonly standingIn: readonly string[]
  /** Names of namesakes, and tasks that were passed on: only their duties say whose they are. */
  readonly unsure: { readonly partyIds: readonly string[]; readonly taskIds: readonly string[] }
}

/** Who means whom at `now` (epoch ms). */
export function resolverOf(facts: PeopleFacts, now: number): Resolver {
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
  const ofPost = (unitId: string, post: Post): Accounts => people(grantsOf(unitId, post))
  const ofParty = (partyId: string): Accounts => people(bindings.get(partyId) ?? [])
  /** Nobody stands in for a leader, and a leader passes nothing on: their word is their own. */
  const ofLeader = (partyId: string): Accounts => people(bindings.get(partyId) ?? [], true)
  const ofUnit = (unitId: string): Accounts =>
    isGroup(unitId)
      ? nobody
      : people([...grantsOf(unitId, 'liaison'), ...(bindings.get(unitId) ?? [])])
  const passes = groupBy(facts.passes, ({ taskId }) => taskId)
  const personOf = namesakesOf(facts, unitOf)

  const duties = (taskId: string, printed: readonly PrintedDuty[]): readonly Duty[] => {
    const units = unitsInOrder(printed).map(unitOf)
    return printed.map((duty) => {
      const isUnit = isUnitRole(duty.role)
      const partyId = isUnit ? unitOf(duty.partyId) : personOf(duty.partyId, taskId, units)
      const accounts = isUnit ? ofUnit(partyId) : ofParty(partyId)
      const acting =
        duty.role === 'lead_leader'
          ? ofLeader(partyId)
          : passOn(accounts, passes.get(taskId) ?? [], people)
      const signerIds = isUnit ? ofPost(partyId, 'signer').openIds : []
      return dutyOf(duty, isUnit ? nameOfParty(partyId) : duty.name, acting, {
        ...(signerIds.length > 0 ? { signerIds } : {}),
        ...(isUnit && isGroup(partyId) ? { isGroup: true } : {}),
      })
    })
  }

  const reach = (openId: string) => {
    const has = ({ openIds }: Accounts) => openIds.includes(openId)
    const units = namedUnits(facts).filter(
      (id) => has(ofUnit(unitOf(id))) || has(ofPost(id, 'signer')),
    )
    const persons = [...bindings.keys()].filter((id) => !id.startsWith('unit:') && has(ofParty(id)))
    const printed = facts.namesakes
      .filter(({ partyId }) => persons.includes(partyId))
      .map(({ printedId }) => printedId)
    const passedTo = facts.passes.filter(({ toId }) => has(people([{ openId: toId, at: now }])))
    return {
      partyIds: [...new Set([...units, ...persons, ...printed])],
      taskIds: [...new Set(passedTo.map(({ taskId }) => taskId))],
    }
  }
  const namesOf = (unitId: string) => [
    ...new Set([unitId, ...namedUnits(facts).filter((id) => unitOf(id) === unitId)]),
  ]
  const holding = (openId: string): Holding => {
    const has = ({ openIds }: Accounts) => openIds.includes(openId)
    const { partyIds, taskIds } = reach(openId)
    const shared = new Set(facts.namesakes.flatMap((one) => [one.printedId, one.partyId]))
    const [units, persons] = [
      partyIds.filter((id) => id.startsWith('unit:')),
      partyIds.filter((id) => !id.startsWith('unit:') && !shared.has(id)),
    ]
    const isOfUnit = (id: string) => has(ofUnit(unitOf(id)))
    const isOwn = (id: string) => has(ofLeader(id))
    return {
      always: [...units.filter(isOfUnit), ...persons.filter(isOwn)],
      leading: units.filter((id) => !isOfUnit(id)),
      standingIn: persons.filter((id) => !isOwn(id)),
      unsure: { partyIds: partyIds.filter((id) => shared.has(id)), taskIds },
    }
  }
  const holders = (unitId: string, post: Post) => ofPost(unitId, post).openIds
  return { unitOf, isGroup, namesOf, holders, personOf, duties, reach, holding }
}

const nobody: Accounts = { openIds: [], away: [] }

const merge = (all: readonly Accounts[]): Accounts => ({
  openIds: [...new Set(all.flatMap(({ openIds }) => openIds))],
  away: [...new Set(all.flatMap(({ away }) => away))],
})

/** Every id of a unit that a table may print or a post may name. */
const namedUnits = (facts: PeopleFacts): readonly string[] => [
  ...new Set([
    ...facts.bindings.map(({ partyId }) => partyId).filter((id) => id.startsWith('unit:')),
    ...facts.posts.map(({ unitId }) => unitId),
    ...facts.aliases.flatMap(({ name, unitId }) => [partyIdOf('unit', name), unitId]),
    ...facts.changes.flatMap(({ unitId, successorId }) => [unitId, successorId]),
  ]),
]

/** Follows aliases, then renames, mergers and splits up to the day. */
function unitsOn(facts: PeopleFacts, on: IsoDate): (partyId: string) => string {
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

type Grant = { readonly openId: string; readonly at: number }
type People = (grants: readonly Grant[], isAlone?: boolean) => Accounts

/**
 * The accounts that act for those who were named: after handovers, without those who left, with
 * the stand-ins of the day (`isAlone`: without them).
 */
function accountsOn(facts: PeopleFacts, on: IsoDate): People {
  const resigned = new Set(facts.resigned)
  const handovers = facts.handovers.filter(({ fromOn }) => fromOn <= on)
  const standIns = new Map(
    facts.standIns
      .filter(({ fromOn, untilOn }) => fromOn <= on && on <= untilOn)
      .filter(({ standInId }) => !resigned.has(standInId))
      .map(({ openId, standInId }) => [openId, standInId] as const),
  )
  /** What somebody was given after a handover is theirs. */
  const successorOf = ({ openId, at }: Grant): string =>
    handovers.reduce(
      (holder, { fromId, toId, fromOn, at: agreedAt }) =>
        holder === fromId && at < Math.max(agreedAt, atShanghai(fromOn)) ? toId : holder,
      openId,
    )
  return (grants, isAlone = false) => {
    const holders = [...new Set(grants.map(successorOf))].filter((id) => !resigned.has(id))
    if (isAlone) return { openIds: holders, away: [] }
    const openIds = new Set(holders)
    const away = new Set<string>()
    for (const openId of openIds) {
      const standIn = standIns.get(openId)
      // Two who stand in for each other: the one who was there first is told.
      if (standIn === undefined || standIn === openId || away.has(standIn)) continue
      away.add(openId)
      openIds.add(standIn)
    }
    return { openIds: [...openIds], away: [...away] }
  }
}

/** 转经办人: the colleague may act, and is told in the place of the one who passed the task on. */
function passOn(accounts: Accounts, passes: PeopleFacts['passes'], people: People): Accounts {
  return passes.reduce((now, { fromId, toId }) => {
    if (!now.openIds.includes(fromId)) return now
    const receivers = people([{ openId: toId, at: Number.POSITIVE_INFINITY }])
    if (receivers.openIds.length === 0) return now
    const { openIds, away } = merge([now, receivers])
    const told = receivers.openIds.filter((openId) => !receivers.away.includes(openId))
    return {
      openIds,
      away: [...new Set([...away, fromId])].filter((openId) => !told.includes(openId)),
    }
  }, accounts)
}

/** The lead units first: they tell namesakes apart. */
const unitsInOrder = (printed: readonly PrintedDuty[]): readonly string[] =>
  (['lead_unit', 'co_unit'] as const).flatMap((role) =>
    printed.filter((duty) => duty.role === role).map(({ partyId }) => partyId),
  )

function namesakesOf(facts: PeopleFacts, unitOf: (partyId: string) => string) {
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

/** Accounts of a duty that are told of it: not those for whom somebody else is. */
export const toldOf = ({ openIds, away = [] }: Duty): readonly string[] =>
  openIds.filter((openId) => !away.includes(openId))

/** Whether an account is told of a task for its own work, and so may pass it on (转办). */
export const isToldOf = ({ duties }: Pick<Task, 'duties'>, openId: string): boolean =>
  duties.some((duty) => duty.role !== 'lead_leader' && toldOf(duty).includes(openId))

/** 审签人 of a task: those of its lead units, and one whom the table itself names. */
export const signersOf = ({ duties }: Pick<Task, 'duties'>): readonly string[] => [
  ...new Set(
    duties.flatMap((duty) =>
      duty.role === 'lead_unit'
        ? (duty.signerIds ?? [])
        : duty.role === 'signer'
          ? duty.openIds
          : [],
    ),
  ),
]

export const isSigner = (task: Pick<Task, 'duties'>, openId: string): boolean =>
  signersOf(task).includes(openId)
