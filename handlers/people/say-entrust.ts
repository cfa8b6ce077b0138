/** 请假代办, 移交, 转办: said, or by the form of a colleague and a day. */
import { EntrustForm, type PersonAct } from '../../cards/people/people-actions.ts'
import { entrustFormCard } from '../../cards/people/person.ts'
import { readDirectory } from '../../db/directory.ts'
import { areColleagues } from '../../src/domain/directory.ts'
import { parseHandover, parseStandIn } from '../../src/domain/people-words.ts'
import { isIsoDate, shanghaiDate } from '../../src/domain/time.ts'
import type { Deps } from '../../src/ports.ts'
import { answer, answerNotice, failure } from '../answers.ts'
import { findSaidTask } from '../tasks/find-task.ts'
import type { CardHandler, CommandHandler, Said } from '../types.ts'
import { takeBack } from './pass-on.ts'
import { askOrPerform, mentionedIn, pressedFor } from './pick-person.ts'
import { cancelStandIn } from './stand-ins.ts'

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
