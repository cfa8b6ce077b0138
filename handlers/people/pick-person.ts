/** Finding out which person is meant: by name, @, 名片 or picker. What follows: `person-act.ts`. */
import { noticeCard } from '../../cards/notice.ts'
import { PersonAct, PersonForm } from '../../cards/people/people-actions.ts'
import { pickPersonCard } from '../../cards/people/person.ts'
import { readDirectory } from '../../db/directory.ts'
import { forgetQuestion, questionOf, rememberQuestion } from '../../db/stand-ins.ts'
import { type DirectoryEntry, findPersonSaid } from '../../src/domain/directory.ts'
import { dayMs } from '../../src/domain/time.ts'
import type { Deps } from '../../src/ports.ts'
import { isAllowed } from '../allowed.ts'
import { answer, answerNotice, failure, sendPrivately, success, warning } from '../answers.ts'
import type { CardHandler, Decision, Press, Said, Writes } from '../types.ts'
import { bindAct, contactOf } from './bind-person.ts'
import { handOverAct } from './hand-over.ts'
import { namesakeAct } from './namesakes.ts'
import { passOnAct } from './pass-on.ts'
import type { ActKind, Done, Purpose } from './person-act.ts'
import { postAct } from './posts.ts'
import { standInAct } from './stand-ins.ts'

const kinds = {
  bind: bindAct,
  post: postAct,
  namesake: namesakeAct,
  stand_in: standInAct,
  hand_over: handOverAct,
  pass_on: passOnAct,
} as const satisfies { readonly [Kind in PersonAct['kind']]: ActKind<Kind> }

const kindOf = (act: PersonAct) => kinds[act.kind] as ActKind<PersonAct['kind']>

export const perform = (
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

export const mentionedIn = ({ message }: Said): readonly string[] =>
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

export const answerDone = (said: Said, done: Done, deps: Deps): Writes => [
  ...forgetQuestion(deps.db, said.speaker),
  ...done.writes,
  ...answerNotice(said, done, deps),
]

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

export async function pressedFor(
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
