import { bindingOfferCard } from '../cards/binding.ts'
import {
  addBindingRequest,
  addOffer,
  offersTo,
  openBindingRequestOf,
  type PrintedPerson,
  partiesOf,
  printedPeople,
} from '../db/bindings.ts'
import {
  accountsNamed,
  findAccount,
  isOffice,
  markGreeted,
  mirrorAccounts,
  officeMembers,
} from '../db/people.ts'
import { matchPerson } from '../src/domain/matching.ts'
import type { Deps } from '../src/ports.ts'
import { answer, answerNotice, tell } from './answers.ts'
import type { CommandHandler, Said, Writes } from './types.ts'

/**
 * Finds out whom a plan prints under the speaker's real name, and asks (您是…吗); namesakes and
 * unknown names go to the office. Undefined: bound already, or of the office without a match.
 */
export async function identify(said: Said, deps: Deps): Promise<Writes | undefined> {
  const { db } = deps
  const [parties, office] = await Promise.all([
    partiesOf(db, said.speaker),
    isOffice(db, said.speaker),
  ])
  if (parties.length > 0) return undefined
  const people = await printedPeople(db)
  if (people.length === 0) return undefined
  const { realName, writes } = await realNameOf(said.speaker, deps)
  const unbound = people.filter(({ openIds }) => openIds.length === 0)
  const match = matchPerson(realName ?? '', unbound)
  const namesakes = realName ? await accountsNamed(db, realName) : []
  const isAlone = namesakes.every((openId) => openId === said.speaker)
  const offers = await offersTo(db, said.speaker)
  const declined = offers.some(({ state }) => state === 'declined')
  if (match.kind === 'one' && isAlone && !declined) {
    return [...writes, ...offerTo(said, match.person, deps)]
  }
  if (office) return undefined
  const reason = declined ? 'declined' : match.kind === 'none' && isAlone ? 'none' : 'several'
  return [...writes, ...(await askOffice(said, realName, reason, deps))]
}

/** From the directory's copy, else from the platform then and there. */
async function realNameOf(openId: string, deps: Deps) {
  const account = await findAccount(deps.db, openId)
  if (account?.name) return { realName: account.name, writes: [] }
  const user = await deps.larkRead.user(openId)
  if (!user) return { realName: null, writes: [] }
  return { realName: user.name, writes: mirrorAccounts(deps.db, [user], deps.clock.now()) }
}

function offerTo(said: Said, person: PrintedPerson, deps: Deps): Writes {
  const at = deps.clock.now()
  const id = `${said.speaker}:${person.partyId}`.slice(0, 80)
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
        at,
      }),
      deps,
      ':offer',
    ),
  ]
}

async function askOffice(
  said: Said,
  realName: string | null,
  reason: 'none' | 'several' | 'declined',
  deps: Deps,
): Promise<Writes> {
  const at = deps.clock.now()
  const open = await openBindingRequestOf(deps.db, said.speaker)
  const lines = ['您的身份还没有与任务表对上，已请督查室核对，对上后会通知您。']
  const notice = answerNotice(said, { title: '身份待督查室确认', lines, tone: 'info' }, deps, ':id')
  if (open) return notice
  const requestId = deps.newId()
  const office = await officeMembers(deps.db)
  const text = said.rest.slice(0, 200)
  return [
    ...addBindingRequest(
      deps.db,
      { id: requestId, open_id: said.speaker, real_name: realName, reason, said: text || null },
      at,
    ),
    ...office.flatMap((openId) =>
      tell(
        openId,
        `binding-request:${requestId}:${openId}`,
        { kind: 'binding_request', requestId },
        deps,
      ),
    ),
    ...notice,
  ]
}

/** 绑定 · 我是 …: asks again, whatever was asked before. */
export const bindSpeaker: CommandHandler = async (said, deps) => {
  const asked = await identify(said, deps)
  if (asked) return asked
  const parties = await partiesOf(deps.db, said.speaker)
  const lines =
    parties.length > 0
      ? ['您的账号已绑定，发送“我的任务”查看任务。']
      : ['目前没有可以绑定的任务表，或表中没有您的姓名。']
  return answerNotice(said, { title: '绑定', lines, tone: 'info' }, deps)
}
