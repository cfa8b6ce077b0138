/** Finding out which person is meant: by name, @, 名片 or picker. What follows: `person-act.ts`. */

import { noticeCard } from '../../cards/notice.ts'
import { EntrustForm, PersonAct, PersonForm } from '../../cards/people/people-actions.ts'
import { entrustFormCard, pickPersonCard } from '../../cards/people/person.ts'
import { readDirectory } from '../../db/directory.ts'
import { forgetQuestion, questionOf, rememberQuestion } from '../../db/stand-ins.ts'
import { areColleagues, type DirectoryEntry, findPersonSaid } from '../../src/domain/directory.ts'
import { partyIdOf } from '../../src/domain/parties.ts'
import type { Post } from '../../src/domain/people-facts.ts'
import {
  parseHandover,
  parsePostClaim,
  parseStandIn,
  parseUnitAndPerson,
} from '../../src/domain/people-words.ts'
import { dayMs, isIsoDate, shanghaiDate } from '../../src/domain/time.ts'
import type { Deps } from '../../src/ports.ts'
import { isAllowed } from '../allowed.ts'
import { answer, answerNotice, failure, sendPrivately, success, warning } from '../answers.ts'
import { findSaidTask } from '../tasks/find-task.ts'
import type { CardHandler, CommandHandler, Decision, Press, Said, Writes } from '../types.ts'
import { bindAct, contactOf } from './bind-person.ts'
import { handOverAct } from './hand-over.ts'
import { namesakeAct, namesakesOfName } from './namesakes.ts'
import { passOnAct, takeBack } from './pass-on.ts'
import type { ActKind, Done, Purpose } from './person-act.ts'
import { postAct, unitSaid } from './posts.ts'
import { cancelStandIn, standInAct } from './stand-ins.ts'

const kinds = {
  bind: bindAct,
  post: postAct,
  namesake: namesakeAct,
  stand_in: standInAct,
  hand_over: handOverAct,
  pass_on: passOnAct,
} as const satisfies { readonly [Kind in PersonAct['kind']]: ActKind<Kind> }

const kindOf = (act: PersonAct) => kinds[act.kind] as ActKind<PersonAct['kind']>

const perform = (
  act: PersonAct,
  by: string,
  via: string,
  person: DirectoryEntry,
  deps: Deps,
): Promise<Done> => kindOf(act).perform(act, { by, via, person }, deps)

/** A question of yesterday is not answered by a 名片 of today. */
const questionMs = dayMs

/** With the person said, it is done at once; else the picker comes, and a 名片 answers it too. */
export async function askOrPerform(
  said: Said,
  act: PersonAct,
  words: string,
  deps: Deps,
): Promise<Writes> {
  const purpose = await kindOf(act).purpose(act, deps)
  if (!purpose) return gone(said, deps)
  const found = findPersonSaid(await readDirectory(deps.db), {
    words: words || purpose.name,
    mentioned: mentionedIn(said),
    unit: purpose.unit,
  })
  if (found.kind === 'several' || (words === '' && mentionedIn(said).length === 0)) {
    const candidates = found.kind === 'one' ? [found.entry] : found.candidates
    return [
      ...rememberQuestion(deps.db, said.speaker, act, deps.clock.now()),
      ...answer(said, pickerOf(act, purpose, words, candidates, deps), deps),
    ]
  }
  return answerDone(said, await perform(act, said.speaker, said.key, found.entry, deps), deps)
}

const mentionedIn = ({ message }: Said): readonly string[] =>
  message.mentions.flatMap(({ openId, name }) =>
    openId && textOf(message).includes(`@${name}`) ? [openId] : [],
  )

const textOf = ({ content }: Said['message']): string => ('text' in content ? content.text : '')

const pickerOf = (
  act: PersonAct,
  { title, words }: Purpose,
  said: string,
  candidates: readonly DirectoryEntry[],
  deps: Deps,
) => pickPersonCard({ purpose: title, act, said, candidates, words, at: deps.clock.now() })

const gone = (said: Said, deps: Deps): Writes =>
  answerNotice(
    said,
    { title: '找不到对象', lines: ['要处理的人或任务已经不在了。'], tone: 'warning' },
    deps,
  )

const answerDone = (said: Said, done: Done, deps: Deps): Writes => [
  ...forgetQuestion(deps.db, said.speaker),
  ...done.writes,
  ...answerNotice(said, done, deps),
]

// Buttons

/** Opens the picker in the private chat. */
export const askPerson: CardHandler<'person.ask'> = async ({ act }, press, deps) => {
  const purpose = await kindOf(act).purpose(act, deps)
  if (!purpose) return { reply: { toast: warning('要处理的人或任务已经不在了') } }
  if (
    (act.kind === 'bind' || act.kind === 'namesake') &&
    !(await isAllowed(deps.db, press.operator, 'manage_people'))
  ) {
    return { reply: { toast: warning('只有督查室可以绑定他人') } }
  }
  const found = findPersonSaid(await readDirectory(deps.db), {
    words: purpose.name,
    mentioned: [],
    unit: purpose.unit,
  })
  const candidates = found.kind === 'one' ? [found.entry] : found.candidates
  const card = pickerOf(act, purpose, '', candidates, deps)
  const { reply, writes = [] } = sendPrivately(press, 'pick', card, '请选择人员', deps)
  return {
    reply,
    writes: [...writes, ...rememberQuestion(deps.db, press.operator, act, deps.clock.now())],
  }
}

export const pickPerson: CardHandler<'person.pick'> = async ({ act }, press, deps) => {
  const form = PersonForm.safeParse(press.form)
  if (!form.success || !form.data.person) return { reply: { toast: failure('请先选择人员') } }
  return pressedFor(act, form.data.person, press, deps)
}

export const choosePerson: CardHandler<'person.choose'> = async ({ act, openId }, press, deps) =>
  pressedFor(act, openId, press, deps)

async function pressedFor(
  act: PersonAct,
  openId: string,
  press: Press,
  deps: Deps,
): Promise<Decision> {
  const person = (await readDirectory(deps.db)).find((entry) => entry.openId === openId)
  if (!person) return { reply: { toast: warning('通讯录里已经没有这个人') } }
  const done = await perform(act, press.operator, press.eventId, person, deps)
  if (done.tone !== 'success' && done.writes.length === 0) {
    return { reply: { toast: warning(done.lines[0] ?? done.title) } }
  }
  return {
    reply: { toast: success(done.title.slice(0, 40)), card: noticeCard(done) },
    writes: [...forgetQuestion(deps.db, press.operator), ...done.writes],
  }
}

// Words

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

/** 请假代办 至7月1日 叶知秋 */
export const sayStandIn: CommandHandler = async (said, deps) => {
  if (/^(取消|结束)$/.test(said.rest)) return cancelStandIn(said, deps)
  if (!said.rest) return answer(said, await entrustForm('stand_in', said.speaker, deps), deps)
  const asked = parseStandIn(said.rest, shanghaiDate(deps.clock.now()))
  if (!asked) {
    const lines = [
      '请写最后一天和代办人，例如：请假代办 至7月1日 叶知秋',
      '提前结束：请假代办 取消',
    ]
    return answerNotice(said, { title: '请假代办', lines, tone: 'info' }, deps)
  }
  const act = { kind: 'stand_in', openId: said.speaker, untilOn: asked.untilOn } as const
  return askOrPerform(said, act, asked.person, deps)
}

/** 移交 顾清→叶知秋 自7月1日 */
export const sayHandOver: CommandHandler = async (said, deps) => {
  const notice = (line: string) =>
    answerNotice(said, { title: '移交', lines: [line], tone: 'info' }, deps)
  if (!said.rest) return answer(said, await entrustForm('handover', said.speaker, deps), deps)
  if (/^[A-Za-z]*\d/.test(said.rest))
    return notice('移交的是一个人的全部任务；只交一项请发送：转办 14 姓名')
  const asked = parseHandover(said.rest, shanghaiDate(deps.clock.now()))
  if (!asked) return notice('没有看懂日期，例如：移交 顾清→叶知秋 自7月1日')
  const fromId = asked.from ? await accountCalled(asked.from, said, deps) : said.speaker
  if (!fromId) return notice(`通讯录里没有唯一的“${asked.from.slice(0, 20)}”，请由其本人移交。`)
  const act = { kind: 'hand_over', fromId, fromOn: asked.fromOn } as const
  const [first] = mentionedIn(said)
  // Of two who are mentioned the second is the successor.
  const spoken = fromId === first ? withoutFirstMention(said) : said
  return askOrPerform(spoken, act, asked.to, deps)
}

const withoutFirstMention = (said: Said): Said => ({
  ...said,
  message: { ...said.message, mentions: said.message.mentions.slice(1) },
})

/** By name or mention, also of somebody who left. */
async function accountCalled(name: string, said: Said, deps: Deps): Promise<string | undefined> {
  const [mentioned] = name.startsWith('@') ? mentionedIn(said) : []
  if (mentioned) return mentioned
  const rows = await deps.db.query
    .selectFrom('accounts')
    .select('open_id')
    .where('name', '=', name)
    .execute()
  return rows.length === 1 ? rows[0]?.open_id : undefined
}

/** The form of 请假代办 or 移交: a colleague and a day. */
async function entrustForm(how: 'stand_in' | 'handover', openId: string, deps: Deps) {
  const directory = await readDirectory(deps.db)
  const me = directory.find((entry) => entry.openId === openId)
  const candidates = directory.filter(
    (entry) => me && entry.openId !== openId && areColleagues(me, entry),
  )
  return entrustFormCard({ how, candidates, at: deps.clock.now() })
}

/** 确定 on that form. */
export const submitEntrust: CardHandler<'entrust.submit'> = async ({ how }, press, deps) => {
  const form = EntrustForm.safeParse(press.form)
  if (!form.success || !form.data.person) return { reply: { toast: failure('请先选择人员') } }
  const { person, day } = form.data
  if (!isIsoDate(day)) return { reply: { toast: failure('请先选择日期') } }
  const { operator } = press
  const act: PersonAct =
    how === 'stand_in'
      ? { kind: 'stand_in', openId: operator, untilOn: day }
      : { kind: 'hand_over', fromId: operator, fromOn: day }
  return pressedFor(act, person, press, deps)
}

/** 转办 14 叶知秋 */
export const sayPassOn: CommandHandler = async (said, deps) => {
  const found = await findSaidTask(said, 'pass_on', deps)
  if ('card' in found) return answer(said, found.card, deps)
  if (/^(取消|收回)$/.test(found.rest)) return takeBack(said, found, deps)
  return askOrPerform(said, { kind: 'pass_on', taskId: found.task.id }, found.rest, deps)
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

/** A 名片: the answer to the question that was asked last, else whose it is. */
export async function receiveContact(
  said: Said,
  openId: string,
  deps: Deps,
): Promise<Writes | undefined> {
  const since = deps.clock.now() - questionMs
  const asked = PersonAct.safeParse(await questionOf(deps.db, said.speaker, since))
  const person = (await readDirectory(deps.db)).find((entry) => entry.openId === openId)
  if (!person) {
    const lines = ['通讯录里没有这个人，可能不在应用的可见范围内。']
    return answerNotice(said, { title: '名片', lines, tone: 'warning' }, deps)
  }
  if (asked.success) {
    return answerDone(said, await perform(asked.data, said.speaker, said.key, person, deps), deps)
  }
  if (!(await isAllowed(deps.db, said.speaker, 'manage_people'))) return undefined
  return answer(said, await contactOf(person, deps), deps)
}
