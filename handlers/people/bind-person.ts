/** The office ties an account to a printed person, or to a unit. */

import { noticeCard } from '../../cards/notice.ts'
import { contactCard } from '../../cards/people/contact.ts'
import { audit } from '../../db/audit.ts'
import { partiesOf, printedPeople, unbindOthers } from '../../db/bindings.ts'
import { postsInState, unitNames } from '../../db/posts.ts'
import { type DirectoryEntry, isOfUnit } from '../../src/domain/directory.ts'
import { normaliseName } from '../../src/domain/matching.ts'
import { nameOfParty, partyIdOf } from '../../src/domain/parties.ts'
import type { Deps } from '../../src/ports.ts'
import { isAllowed } from '../allowed.ts'
import { asContent, tell } from '../answers.ts'
import { bindWrites, personOf } from './bind-account.ts'
import { type ActKind, nameAndUnit, refused } from './person-act.ts'

const isUnit = (partyId: string): boolean => partyId.startsWith('unit:')

export const bindAct: ActKind<'bind'> = {
  purpose: async ({ partyId }, deps) => {
    const name = nameOfParty(partyId)
    if (isUnit(partyId)) {
      return { title: `绑定 · ${name}`, words: `绑定人员 ${name}`, unit: name, name: '' }
    }
    const person = await personOf(partyId, deps)
    const unit = person?.units[0] ?? null
    return { title: `绑定 · ${name}`, words: `绑定人员 ${name}`, unit, name }
  },
  perform: async ({ partyId }, { by, via, person }, deps) => {
    const name = nameOfParty(partyId)
    const title = `绑定 · ${name}`
    if (!(await isAllowed(deps.db, by, 'manage_people'))) {
      return refused(title, '只有督查室可以绑定他人。')
    }
    const printed = isUnit(partyId) ? undefined : await personOf(partyId, deps)
    if (!isUnit(partyId) && !printed) return refused(title, '任务表里没有这个人。')
    if ((await partiesOf(deps.db, person.openId)).includes(partyId)) {
      return { ...refused(title, `已经绑定${nameAndUnit(person)}，没有改动。`), tone: 'info' }
    }
    const before = printed?.openIds ?? []
    const notice = noticeCard({
      title: `您已绑定为 ${name}`,
      lines: ['督查室已确认您的身份。', '发送“我的任务”查看您的任务。'],
      tone: 'success',
    })
    return {
      title: `${title} · 已绑定`,
      lines: [`${name}：${nameAndUnit(person)}`],
      tone: 'success',
      writes: [
        audit(deps.db, {
          subject: `binding:${partyId}:${via}`,
          version: 1,
          type: 'binding.set',
          actor: by,
          at: deps.clock.now(),
          via,
          before: { openIds: before },
          after: { openId: person.openId },
        }),
        ...(isUnit(partyId) ? [] : [unbindOthers(deps.db, partyId, person.openId)]),
        ...before.flatMap((openId) => tellFormer(name, openId, via, deps)),
        ...(await bindWrites(partyId, person.openId, by, deps)),
        ...tell(person.openId, `bound:${via}:${partyId}`, asContent(notice), deps),
      ],
    }
  },
}

const tellFormer = (name: string, openId: string, via: string, deps: Deps) =>
  tell(
    openId,
    `unbound:${via}:${openId}`,
    asContent(
      noticeCard({
        title: '您的绑定已改动',
        lines: [`督查室已把任务表中的“${name}”改绑到另一个账号。`, '如有误，请联系督查室。'],
        tone: 'warning',
      }),
    ),
    deps,
  )

const mostOffered = 3

/** Whose a 名片 is, and what the office may make of them with one press. */
export async function contactOf(person: DirectoryEntry, deps: Deps) {
  const [parties, held, people, units] = await Promise.all([
    partiesOf(deps.db, person.openId),
    postsInState(deps.db, 'held'),
    printedPeople(deps.db, deps.clock.now()),
    unitNames(deps.db),
  ])
  const own = normaliseName(person.name)
  return contactCard({
    ...person,
    bound: parties.map(nameOfParty),
    posts: held
      .filter(({ openId }) => openId === person.openId)
      .map(({ unitId, post }) => ({ unit: nameOfParty(unitId), post })),
    namesakes: people
      .filter(({ partyId, name }) => normaliseName(name) === own && !parties.includes(partyId))
      .slice(0, mostOffered)
      .map(({ partyId, name, units: of, openIds }) => ({
        partyId,
        name,
        units: of,
        isBound: openIds.length > 0,
      })),
    offered: units
      .filter((unit) => isOfUnit(person, unit))
      .slice(0, mostOffered)
      .map((name) => ({ unitId: partyIdOf('unit', name), name })),
    at: deps.clock.now(),
  })
}
