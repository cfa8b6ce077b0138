/** The accounts that act for those who were named: successors, stand-ins, colleagues. */
import type { IsoDate } from './draft-plan.ts'
import type { PeopleFacts } from './people-facts.ts'
import { atShanghai } from './time.ts'

export type Accounts = { readonly openIds: readonly string[]; readonly away: readonly string[] }

export const nobody: Accounts = { openIds: [], away: [] }

const merge = (all: readonly Accounts[]): Accounts => ({
  openIds: [...new Set(all.flatMap(({ openIds }) => openIds))],
  away: [...new Set(all.flatMap(({ away }) => away))],
})

type Grant = { readonly openId: string; readonly at: number }

type People = (grants: readonly Grant[], isAlone?: boolean) => Accounts

/**
 * The accounts that act for those who were named: after handovers, without those who left, with
 * the stand-ins of the day (`isAlone`: without them).
 */
export function accountsOn(facts: PeopleFacts, on: IsoDate): People {
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
export function passOn(
  accounts: Accounts,
  passes: PeopleFacts['passes'],
  people: People,
): Accounts {
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
