import { bindingOfferCard } from '../cards/binding.ts'
import { audit } from '../db/audit.ts'
import {
  addBindingRequest,
  closeOffer,
  findOffer,
  offersTo,
  type PrintedPerson,
} from '../db/bindings.ts'
import { findAccount, officeMembers } from '../db/people.ts'
import type { BindingOfferTable } from '../db/schema.ts'
import type { Deps } from '../src/ports.ts'
import { answer, answerNotice, info, success, tell, warning } from './answers.ts'
import { bindWrites, personOf, printedName } from './bind-account.ts'
import type { CardHandler, CommandHandler, Decision, Writes } from './types.ts'

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
  if (offer.state !== 'open') {
    return { reply: { toast: info('已经处理过'), card: offerCard(offer, person, deps) } }
  }
  const takenBy = person?.openIds.filter((openId) => openId !== offer.open_id) ?? []
  if (takenBy.length > 0) {
    return {
      reply: {
        toast: warning('这个姓名已绑定其他账号'),
        card: offerCard({ ...offer, state: 'taken' }, person, deps),
      },
      writes: [...closeWith(offer, 'taken', via, deps)],
    }
  }
  return {
    reply: {
      toast: success('已绑定'),
      card: offerCard({ ...offer, state: 'accepted' }, person, deps),
    },
    writes: [
      ...closeWith(offer, 'accepted', via, deps),
      ...(await bindWrites(offer.party_id, offer.open_id, offer.open_id, deps)),
    ],
  }
}

async function decline(offer: BindingOfferTable, via: string, deps: Deps): Promise<Decision> {
  const person = await personOf(offer.party_id, deps)
  if (offer.state !== 'open') {
    return { reply: { toast: info('已经处理过'), card: offerCard(offer, person, deps) } }
  }
  const account = await findAccount(deps.db, offer.open_id)
  const requestId = `declined:${offer.id}`.slice(0, 80)
  const office = await officeMembers(deps.db)
  return {
    reply: {
      toast: info('已记下，督查室会核对'),
      card: offerCard({ ...offer, state: 'declined' }, person, deps),
    },
    writes: [
      ...closeWith(offer, 'declined', via, deps),
      ...addBindingRequest(
        deps.db,
        {
          id: requestId,
          open_id: offer.open_id,
          real_name: account?.name ?? null,
          reason: 'declined',
          said: null,
        },
        deps.clock.now(),
      ),
      ...office.flatMap((openId) =>
        tell(
          openId,
          `binding-request:${requestId}:${openId}`,
          { kind: 'binding_request', requestId },
          deps,
        ),
      ),
    ],
  }
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
  state: 'accepted' | 'declined' | 'taken',
  via: string,
  deps: Deps,
): Writes => [
  audit(deps.db, {
    subject: `offer:${offer.id}`,
    version: offer.version + 1,
    type: `binding.${state}`,
    actor: offer.open_id,
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
    name: person?.name ?? printedName(offer.party_id),
    units: person?.units ?? [],
    tasks: person?.taskCount ?? 0,
    at: deps.clock.now(),
  })
