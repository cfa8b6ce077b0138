import { bindingOfferCard, bindingRequestCard } from '../cards/binding.ts'
import { noticeCard } from '../cards/notice.ts'
import { audit } from '../db/audit.ts'
import {
  addBindingRequest,
  bind,
  closeBindingRequest,
  closeOffer,
  findBindingRequest,
  findOffer,
  offersTo,
  type PrintedPerson,
  printedPeople,
} from '../db/bindings.ts'
import { departmentNames, findAccount, isOffice, officeMembers } from '../db/people.ts'
import { loadPlans } from '../db/plans.ts'
import type { BindingOfferTable, BindingRequestTable } from '../db/schema.ts'
import { normaliseName } from '../src/domain/matching.ts'
import { mayAcknowledge } from '../src/domain/reporting.ts'
import type { Deps } from '../src/ports.ts'
import { answer, answerNotice, asContent, info, success, tell, warning } from './answers.ts'
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

/** The binding, and what it brings at once: the card of 下发 of every plan that is under way. */
async function bindWrites(
  partyId: string,
  openId: string,
  by: string,
  deps: Deps,
): Promise<Writes> {
  const at = deps.clock.now()
  const name = partyId.slice(partyId.indexOf(':') + 1)
  const plans = (await loadPlans(deps.db, { partyId })).filter(
    ({ plan }) => plan.state === 'running' && !plan.isTrial,
  )
  const assigned = plans.filter(({ tasks }) =>
    tasks.some((task) =>
      mayAcknowledge(
        {
          ...task,
          duties: task.duties.map((duty) =>
            duty.name === name ? { ...duty, openIds: [...duty.openIds, openId] } : duty,
          ),
        },
        openId,
      ),
    ),
  )
  return [
    bind(deps.db, { partyId, openId, by }, at),
    ...assigned.flatMap(({ plan }) =>
      tell(
        openId,
        `assignment:${plan.id}:${openId}`,
        { kind: 'assignment', planId: plan.id, openId },
        deps,
      ),
    ),
  ]
}

const personOf = async (partyId: string, deps: Deps): Promise<PrintedPerson | undefined> => {
  const [person] = await printedPeople(deps.db, partyId.slice(partyId.indexOf(':') + 1))
  return person
}

const offerCard = (offer: BindingOfferTable, person: PrintedPerson | undefined, deps: Deps) =>
  bindingOfferCard({
    state: offer.state,
    offerId: offer.id,
    name: person?.name ?? offer.party_id.slice(offer.party_id.indexOf(':') + 1),
    units: person?.units ?? [],
    tasks: person?.taskCount ?? 0,
    at: deps.clock.now(),
  })

/** The office says whose account it is. */
export const assignBinding: CardHandler<'binding.assign'> = async (
  { requestId, personId },
  press,
  deps,
) => {
  const request = await findBindingRequest(deps.db, requestId)
  if (!request) return { reply: { toast: warning('找不到这条申请') } }
  if (!(await isOffice(deps.db, press.operator))) {
    return { reply: { toast: warning('只有督查室可以确认身份') } }
  }
  if (request.state !== 'open') {
    return { reply: { toast: info('已经处理过'), card: await requestCard(request, deps) } }
  }
  const person = await personOf(personId, deps)
  if (!person) return { reply: { toast: warning('任务表里没有这个人') } }
  const after = { ...request, state: 'assigned' as const }
  const title = `已绑定为 ${person.name}`
  const lines = ['督查室已确认您的身份。', '发送“我的任务”查看您的任务。']
  return {
    reply: { toast: success('已绑定'), card: await requestCard(after, deps, person.name) },
    writes: [
      requestAudit(request, 'assigned', press.operator, press.eventId, deps, personId),
      ...closeBindingRequest(deps.db, request, 'assigned', press.operator),
      ...(await bindWrites(person.partyId, request.open_id, press.operator, deps)),
      ...tell(
        request.open_id,
        `bound:${request.id}`,
        asContent(noticeCard({ title, lines, tone: 'success' })),
        deps,
      ),
    ],
  }
}

export const refuseBinding: CardHandler<'binding.refuse'> = async ({ requestId }, press, deps) => {
  const request = await findBindingRequest(deps.db, requestId)
  if (!request) return { reply: { toast: warning('找不到这条申请') } }
  if (!(await isOffice(deps.db, press.operator))) {
    return { reply: { toast: warning('只有督查室可以确认身份') } }
  }
  if (request.state !== 'open') {
    return { reply: { toast: info('已经处理过'), card: await requestCard(request, deps) } }
  }
  const lines = ['督查室核对后没有找到与您对应的姓名，如有疑问请联系督查室。']
  return {
    reply: {
      toast: success('已处理'),
      card: await requestCard({ ...request, state: 'refused' }, deps),
    },
    writes: [
      requestAudit(request, 'refused', press.operator, press.eventId, deps),
      ...closeBindingRequest(deps.db, request, 'refused', press.operator),
      ...tell(
        request.open_id,
        `unbound:${request.id}`,
        asContent(noticeCard({ title: '身份未确认', lines, tone: 'warning' })),
        deps,
      ),
    ],
  }
}

const requestAudit = (
  request: BindingRequestTable,
  state: 'assigned' | 'refused',
  by: string,
  via: string,
  deps: Deps,
  partyId?: string,
) =>
  audit(deps.db, {
    subject: `binding-request:${request.id}`,
    version: request.version + 1,
    type: `binding-request.${state}`,
    actor: by,
    at: deps.clock.now(),
    via,
    before: { state: request.state },
    after: { state, openId: request.open_id, partyId },
  })

/** The office's card of a request, with the candidates as they are now. */
export async function requestCard(
  request: BindingRequestTable,
  deps: Deps,
  assignedTo: string | null = null,
) {
  const [people, departments] = await Promise.all([
    printedPeople(deps.db),
    departmentNames(deps.db, request.open_id),
  ])
  return bindingRequestCard({
    state: request.state,
    requestId: request.id,
    realName: request.real_name ?? '（平台未给出姓名）',
    department: departments[0] ?? null,
    reason: request.reason === 'several' ? 'several' : 'none',
    said: request.said,
    candidates: candidatesFor(request, people).map((person) => ({
      personId: person.partyId,
      name: person.name,
      units: person.units,
      tasks: person.taskCount,
    })),
    assignedTo,
    at: deps.clock.now(),
  })
}

/** The same name first, then names that share most of their characters. */
function candidatesFor(
  request: BindingRequestTable,
  people: readonly PrintedPerson[],
): readonly PrintedPerson[] {
  const wanted = new Set(normaliseName(request.real_name ?? ''))
  const shared = (person: PrintedPerson) =>
    [...new Set(normaliseName(person.name))].filter((character) => wanted.has(character)).length
  return people
    .filter((person) => person.openIds.length === 0 || person.name === request.real_name)
    .filter((person) => shared(person) > 0)
    .sort((a, b) => shared(b) - shared(a))
    .slice(0, 5)
}
