import { bindingOfferCard } from '../../cards/binding.ts'
import {
  addOffer,
  lastBindingRequestOf,
  offersTo,
  type PrintedPerson,
  partiesOf,
  printedPeople,
} from '../../db/bindings.ts'
import { findAccount, markGreeted, mirrorAccounts } from '../../db/people.ts'
import { postsOf } from '../../db/posts.ts'
import { rolesOf } from '../../db/roles.ts'
import type { BindingOfferTable } from '../../db/schema/people.ts'
import { matchPerson } from '../../src/domain/matching.ts'
import type { Deps } from '../../src/ports.ts'
import { answer, answerNotice } from '../answers.ts'
import type { CommandHandler, Said, Writes } from '../types.ts'
import { withdrawOffers } from './answer-offer.ts'
import { askOffice } from './ask-office.ts'
import { namesakesOf, partOf } from './bind-account.ts'
import { resolverNow } from './person-act.ts'
import { claimPost } from './say-person.ts'

/**
 * Finds out whom a plan prints under the speaker's real name, and asks (您是…吗); namesakes and
 * unknown names go to the office. Undefined: bound already, or with a post or a granted role and no
 * match. Who has a post or acts for somebody is asked once, unless he asks.
 * @param words what the speaker said about who he is (绑定, 我是 …), null for anything else
 */
export async function identify(
  said: Said,
  words: string | null,
  deps: Deps,
): Promise<Writes | undefined> {
  const { db } = deps
  if (await hasOwnName(said.speaker, deps)) return undefined
  const [isActing, granted] = await Promise.all([
    actsForSomebody(said.speaker, deps),
    rolesOf(db, said.speaker),
  ])
  const people = await printedPeople(db, deps.clock.now())
  if (people.length === 0) return undefined
  const { realName, writes } = await realNameOf(said.speaker, deps)
  const unbound = people.filter(({ openIds }) => openIds.length === 0)
  const match = matchPerson(realName ?? '', unbound)
  const isAlone = (await namesakesOf(realName, said.speaker, deps)).length === 0
  const offers = await offersTo(db, said.speaker)
  const declined = offers.some(({ state }) => state === 'declined')
  if (match.kind === 'one' && isAlone && !declined) {
    const wasAsked = offers.some(
      (one) => one.state === 'open' && one.party_id === match.person.partyId,
    )
    if (isActing && wasAsked && words === null) return undefined
    return [...writes, ...offerTo(said, match.person, offers, deps)]
  }
  if (granted.length > 0 || (isActing && (words === null || match.kind === 'none'))) {
    return undefined
  }
  const last = await lastBindingRequestOf(db, said.speaker)
  if (last?.state === 'refused' && !words) return [...writes, ...refusedBefore(said, deps)]
  const reason = declined ? 'declined' : match.kind === 'none' && isAlone ? 'none' : 'several'
  const asked = {
    openId: said.speaker,
    realName,
    reason,
    words: words ?? '',
    via: said.key,
  } as const
  return [
    ...writes,
    ...(await askOffice(asked, deps)),
    ...(match.kind === 'one' ? await withdrawOffers(match.person.partyId, said.key, deps) : []),
    ...sentToOffice(said, deps),
  ]
}

/** Bound to a name that a plan prints; a unit, a post or another's tasks are no name of one's own. */
const hasOwnName = async (openId: string, deps: Deps): Promise<boolean> =>
  (await partiesOf(deps.db, openId)).some((id) => id.startsWith('person:'))

/** Bound, of a unit (or asking to be), or in somebody's place. */
export async function actsForSomebody(openId: string, deps: Deps): Promise<boolean> {
  const [parties, posts, resolver] = await Promise.all([
    partiesOf(deps.db, openId),
    postsOf(deps.db, openId),
    resolverNow(deps),
  ])
  const { partyIds, taskIds } = resolver.reach(openId)
  return [parties, posts, partyIds, taskIds].some(({ length }) => length > 0)
}

/** The office has answered already; only new words about oneself ask it again. */
function refusedBefore(said: Said, deps: Deps): Writes {
  const lines = [
    '督查室核对后没有找到与您对应的姓名。',
    '如有误，请发送单位和姓名，督查室会再核对，例如：我是 区科技局 王小明',
  ]
  return answerNotice(said, { title: '身份未确认', lines, tone: 'warning' }, deps, ':id')
}

function sentToOffice(said: Said, deps: Deps): Writes {
  const lines = [
    '您的身份还没有与任务表对上，已请督查室核对，对上后会通知您。',
    '想让督查室更快认出您，请发送单位和姓名，例如：我是 区科技局 王小明',
  ]
  return answerNotice(said, { title: '身份待督查室确认', lines, tone: 'info' }, deps, ':id')
}

/** From the directory's copy, else from the platform then and there. */
async function realNameOf(openId: string, deps: Deps) {
  const account = await findAccount(deps.db, openId)
  if (account?.name) return { realName: account.name, writes: [] }
  const user = await deps.larkRead.user(openId)
  if (!user) return { realName: null, writes: [] }
  return { realName: user.name, writes: mirrorAccounts(deps.db, [user], deps.clock.now()) }
}

/** The question that is open, or a new one: a withdrawn one cannot be answered any more. */
function offerTo(
  said: Said,
  person: PrintedPerson,
  offers: readonly BindingOfferTable[],
  deps: Deps,
): Writes {
  const at = deps.clock.now()
  const open = offers.find((one) => one.state === 'open' && one.party_id === person.partyId)
  const id = open?.id ?? `${said.speaker}:${person.partyId}:${offers.length}`.slice(0, 80)
  return [
    ...addOffer(deps.db, { id, openId: said.speaker, partyId: person.partyId }, at),
    ...markGreeted(deps.db, said.speaker, at),
    ...answer(
      said,
      bindingOfferCard({
        state: 'open',
        offerId: id,
        name: person.name,
        units: person.units,
        tasks: person.taskCount,
        part: partOf(person),
        at,
      }),
      deps,
      ':offer',
    ),
  ]
}

/** 绑定 · 我是 …: asks again, whatever was asked before. */
export const bindSpeaker: CommandHandler = async (said, deps) => {
  const claimed = await claimPost(said, deps)
  if (claimed) return claimed
  const asked = await identify(said, said.rest, deps)
  if (asked) return asked
  const isKnown = await actsForSomebody(said.speaker, deps)
  const lines = (await hasOwnName(said.speaker, deps))
    ? ['您的账号已绑定，发送“我的任务”查看任务。']
    : isKnown
      ? ['任务表中没有待绑定的同名人员；岗位或代办的任务照常办理，发送“我的任务”查看。']
      : ['目前没有可以绑定的任务表，或表中没有您的姓名。']
  return answerNotice(said, { title: '绑定', lines, tone: 'info' }, deps)
}
