import { bindingRequestCard } from '../../cards/binding.ts'
import { noticeCard } from '../../cards/notice.ts'
import { audit } from '../../db/audit.ts'
import {
  closeBindingRequest,
  findBindingRequest,
  type PrintedPerson,
  printedPeople,
  unbindOthers,
} from '../../db/bindings.ts'
import { departmentNames } from '../../db/people.ts'
import type { BindingRequestTable } from '../../db/schema/people.ts'
import { normaliseName } from '../../src/domain/matching.ts'
import type { Deps } from '../../src/ports.ts'
import { isAllowed } from '../allowed.ts'
import { asContent, info, success, tell, warning } from '../answers.ts'
import type { CardHandler, Writes } from '../types.ts'
import { bindWrites, personOf } from './bind-account.ts'

/** The office says whose account it is. */
export const assignBinding: CardHandler<'binding.assign'> = async (
  { requestId, personId },
  press,
  deps,
) => {
  const request = await findBindingRequest(deps.db, requestId)
  if (!request) return { reply: { toast: warning('找不到这条申请') } }
  if (!(await isAllowed(deps.db, press.operator, 'decide_bindings'))) {
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
      unbindOthers(deps.db, person.partyId, request.open_id),
      ...tellFormer(person, request, deps),
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
  if (!(await isAllowed(deps.db, press.operator, 'decide_bindings'))) {
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

/** Those who were bound to the name until now. */
const tellFormer = (person: PrintedPerson, request: BindingRequestTable, deps: Deps): Writes =>
  person.openIds
    .filter((openId) => openId !== request.open_id)
    .flatMap((openId) => {
      const lines = [
        `督查室已把任务表中的“${person.name}”改绑到另一个账号。`,
        '如有误，请联系督查室。',
      ]
      const card = noticeCard({ title: '您的绑定已改动', lines, tone: 'warning' })
      return tell(openId, `unbound:${request.id}:${openId}`, asContent(card), deps)
    })

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
    printedPeople(deps.db, deps.clock.now()),
    departmentNames(deps.db, request.open_id),
  ])
  return bindingRequestCard({
    state: request.state,
    requestId: request.id,
    realName: request.real_name ?? '（平台未给出姓名）',
    department: departments[0] ?? null,
    reason: request.reason,
    said: request.said,
    candidates: candidatesFor(request, people).map((person) => ({
      personId: person.partyId,
      name: person.name,
      units: person.units,
      tasks: person.taskCount,
      isBound: person.openIds.length > 0,
    })),
    assignedTo,
    at: deps.clock.now(),
  })
}

/** Names that were said first, then the same name, then names that share characters with it. */
function candidatesFor(
  request: BindingRequestTable,
  people: readonly PrintedPerson[],
): readonly PrintedPerson[] {
  const realName = normaliseName(request.real_name ?? '')
  const words = normaliseName(request.said ?? '')
  const score = (person: PrintedPerson): number => {
    const name = normaliseName(person.name)
    if (words.includes(name)) return 100
    if (name === realName) return 50
    return [...new Set(name)].filter((character) => realName.includes(character)).length
  }
  return people
    .filter((person) => person.openIds.length === 0 || score(person) >= 50)
    .filter((person) => score(person) > 0)
    .sort((a, b) => score(b) - score(a))
}
