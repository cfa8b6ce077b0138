/** Words that name a person: posts, 绑定人员, 同名. */
import { readDirectory } from '../../db/directory.ts'
import { partyIdOf } from '../../src/domain/parties.ts'
import type { Post } from '../../src/domain/people-facts.ts'
import { parsePostClaim, parseUnitAndPerson } from '../../src/domain/people-words.ts'
import type { Deps } from '../../src/ports.ts'
import { isAllowed } from '../allowed.ts'
import { answer, answerNotice } from '../answers.ts'
import { findSaidTask } from '../tasks/find-task.ts'
import type { CommandHandler, Said, Writes } from '../types.ts'
import { namesakesOfName } from './namesakes.ts'
import { answerDone, askOrPerform, perform } from './pick-person.ts'
import { unitSaid } from './posts.ts'

/** 联络员 区科技局 沈一舟 · 审签人 区科技局 */
const sayPost =
  (post: Post, word: string): CommandHandler =>
  async (said, deps) => {
    const { unit, person } = parseUnitAndPerson(said.rest)
    const notice = (line: string) =>
      answerNotice(said, { title: word, lines: [line], tone: 'info' }, deps)
    if (!unit) return notice(`请写单位和姓名，例如：${word} 区科技局 沈一舟`)
    const unitId = await unitSaid(unit, deps)
    if (!unitId) return notice(`任务表里没有“${unit.slice(0, 30)}”这个单位，请按表上的名称写。`)
    return askOrPerform(said, { kind: 'post', unitId, post }, person, deps)
  }

export const saySigner = sayPost('signer', '审签人')

export const sayLiaison = sayPost('liaison', '联络员')

export const sayHead = sayPost('head', '负责人')

/** 我是 区科技局 联络员. Undefined: it names no post, or no unit that is known. */
export async function claimPost(said: Said, deps: Deps): Promise<Writes | undefined> {
  const claim = parsePostClaim(said.rest)
  const unitId = claim && (await unitSaid(claim.unit, deps))
  if (!claim || !unitId) return undefined
  const me = (await readDirectory(deps.db)).find(({ openId }) => openId === said.speaker)
  if (!me) return undefined
  const act = { kind: 'post', unitId, post: claim.post } as const
  return answerDone(said, await perform(act, said.speaker, said.key, me, deps), deps)
}

/** 绑定人员 高朗 卫东: a printed name (or a unit), and whose account it is. */
export const sayBindPerson: CommandHandler = async (said, deps) => {
  const { unit: printed, person } = parseUnitAndPerson(said.rest)
  const notice = (line: string) =>
    answerNotice(said, { title: '绑定人员', lines: [line], tone: 'info' }, deps)
  if (!(await isAllowed(deps.db, said.speaker, 'manage_people'))) {
    return notice('只有督查室可以绑定他人。')
  }
  if (!printed) return notice('请写表上的姓名和对应的人，例如：绑定人员 高朗 @高朗')
  const unitId = await unitSaid(printed, deps)
  const partyId = unitId ?? partyIdOf('person', printed)
  return askOrPerform(said, { kind: 'bind', partyId }, person, deps)
}

/** 同名 王强 · 同名 王强 区教育局 王强 · 同名 王强 14 王强 */
export const sayNamesakes: CommandHandler = async (said, deps) => {
  const notice = (line: string) =>
    answerNotice(said, { title: '同名', lines: [line], tone: 'info' }, deps)
  if (!(await isAllowed(deps.db, said.speaker, 'manage_people'))) {
    return notice('只有督查室可以区分同名的人。')
  }
  const [name = '', where = '', ...person] = said.rest.split(/[\s,，、]+/).filter(Boolean)
  const card = name && (await namesakesOfName(name, deps))
  if (!card) return notice('请写任务表上的姓名，例如：同名 王强')
  if (!where) return answer(said, card, deps)
  const printedId = partyIdOf('person', name)
  const unitId = await unitSaid(where, deps)
  if (unitId) {
    const act = { kind: 'namesake', printedId, scope: unitId } as const
    return askOrPerform(said, act, person.join(''), deps)
  }
  const found = await findSaidTask({ ...said, rest: [where, ...person].join(' ') }, 'show', deps)
  if ('card' in found) return notice(`没有“${where.slice(0, 20)}”这个单位或任务。`)
  const act = { kind: 'namesake', printedId, scope: `task:${found.task.id}` } as const
  return askOrPerform(said, act, found.rest, deps)
}
