import { bindingOfferCard } from '../../cards/binding.ts'
import { audit } from '../../db/audit.ts'
import {
  closeOffer,
  findOffer,
  offersTo,
  openOffersAbout,
  type PrintedPerson,
} from '../../db/bindings.ts'
import { findAccount } from '../../db/people.ts'
import type { BindingOfferTable } from '../../db/schema/people.ts'
import { nameOfParty } from '../../src/domain/parties.ts'
import type { Deps } from '../../src/ports.ts'
import { answer, answerNotice, info, success, warning } from '../answers.ts'
import type { CardHandler, CommandHandler, Decision, Toast, Writes } from '../types.ts'
import { askOffice } from './ask-office.ts'
import { bindWrites, namesakesOf, partOf, personOf } from './bind-account.ts'

/** 是 on 您是…吗: only the account that was asked may say so, and only while nobody else has. */
export const acceptOffer: CardHandler<'binding.accept'> = async ({ offerId }, press, deps) => {
  const offer = await findOffer(deps.db, offerId)
  if (offer?.open_id !== press.operator) return { reply: { toast: warning('这不是问您的') } }
  return accept(offer, press.eventId, deps)
}

export const declineOffer: CardHandler<'binding.decline'> = async ({ offerId }, press, deps) => {
  const offer = await findOffer(deps.db, offerId)
  if (offer?.open_id !== press.operator) return { reply: { toast: warning('这不是问您的') } }
  return decline(offer, press.eventId, deps)
}

async function accept(offer: BindingOfferTable, via: string, deps: Deps): Promise<Decision> {
  const person = await personOf(offer.party_id, deps)
  const settle = (state: BindingOfferTable['state'], toast: Toast, writes: Writes): Decision => ({
    reply: { toast, card: offerCard({ ...offer, state }, person, deps) },
    writes,
  })
  if (offer.state !== 'open') return settle(offer.state, info('已经处理过'), [])
  const takenBy = person?.openIds.filter((openId) => openId !== offer.open_id) ?? []
  if (takenBy.length > 0) {
    const writes = closeWith(offer, 'taken', offer.open_id, via, deps)
    return settle('taken', warning('这个姓名已绑定其他账号'), writes)
  }
  const account = await findAccount(deps.db, offer.open_id)
  const realName = account?.name ?? null
  if ((await namesakesOf(realName, offer.open_id, deps)).length > 0) {
    const asked = { openId: offer.open_id, realName, reason: 'several', words: '', via } as const
    return settle('withdrawn', info('有同名的人，已请督查室确认'), [
      ...closeWith(offer, 'withdrawn', offer.open_id, via, deps),
      ...(await askOffice(asked, deps)),
    ])
  }
  return settle('accepted', success('已绑定'), [
    ...closeWith(offer, 'accepted', offer.open_id, via, deps),
    ...(await bindWrites(offer.party_id, offer.open_id, offer.open_id, deps)),
  ])
}

async function decline(offer: BindingOfferTable, via: string, deps: Deps): Promise<Decision> {
  const person = await personOf(offer.party_id, deps)
  if (offer.state !== 'open') {
    return { reply: { toast: info('已经处理过'), card: offerCard(offer, person, deps) } }
  }
  const account = await findAccount(deps.db, offer.open_id)
  const realName = account?.name ?? null
  const asked = { openId: offer.open_id, realName, reason: 'declined', words: '', via } as const
  return {
    reply: {
      toast: info('已记下，督查室会核对'),
      card: offerCard({ ...offer, state: 'declined' }, person, deps),
    },
    writes: [
      ...closeWith(offer, 'declined', offer.open_id, via, deps),
      ...(await askOffice(asked, deps)),
    ],
  }
}

/** Somebody else of that name has come: what was asked of one is now for the office to say. */
export async function withdrawOffers(partyId: string, via: string, deps: Deps): Promise<Writes> {
  const open = await openOffersAbout(deps.db, partyId)
  const writes = await Promise.all(
    open.map(async (offer, index) => {
      const account = await findAccount(deps.db, offer.open_id)
      const asked = {
        openId: offer.open_id,
        realName: account?.name ?? null,
        reason: 'several',
        words: '',
        via: `${via}-${index}`,
      } as const
      return [
        ...closeWith(offer, 'withdrawn', 'system', via, deps),
        ...(await askOffice(asked, deps)),
      ]
    }),
  )
  return writes.flat()
}

/** 是 · 不是, said in words: the newest question that is open. */
const inWords =
  (decide: typeof accept): CommandHandler =>
  async (said, deps) => {
    const [open] = (await offersTo(deps.db, said.speaker)).filter(({ state }) => state === 'open')
    if (!open) {
      const lines = ['现在没有等您回答的问题。', '发送“帮助”查看可以说什么。']
      return answerNotice(said, { title: '没有待答的问题', lines, tone: 'info' }, deps)
    }
    const { reply, writes = [] } = await decide(open, said.key, deps)
    return [...writes, ...(reply.card ? answer(said, reply.card, deps) : [])]
  }
export const sayYes = inWords(accept)
export const sayNo = inWords(decline)

const closeWith = (
  offer: BindingOfferTable,
  state: Exclude<BindingOfferTable['state'], 'open'>,
  actor: string,
  via: string,
  deps: Deps,
): Writes => [
  audit(deps.db, {
    subject: `offer:${offer.id}`,
    version: offer.version + 1,
    type: `binding.${state}`,
    actor,
    at: deps.clock.now(),
    via,
    before: { state: offer.state },
    after: { state, partyId: offer.party_id },
  }),
  ...closeOffer(deps.db, offer, state),
]

const offerCard = (offer: BindingOfferTable, person: PrintedPerson | undefined, deps: Deps) =>
  bindingOfferCard({
    state: offer.state,
    offerId: offer.id,
    name: person?.name ?? nameOfParty(offer.party_id),
    units: person?.units ?? [],
    tasks: person?.taskCount ?? 0,
    part: partOf(person),
    at: deps.clock.now(),
  })
