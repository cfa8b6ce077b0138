import { printedPeople } from '../../db/bindings.ts'
import { isAllowed } from '../allowed.ts'
import { answerNotice } from '../answers.ts'
import type { CommandHandler } from '../types.ts'

const listed = 30

/** 人员: to the office, who of the tables has no account yet, those with most tasks first. */
export const showPeople: CommandHandler = async (said, deps) => {
  const notice = (title: string, lines: readonly string[]) =>
    answerNotice(said, { title, lines, tone: 'info' }, deps)
  if (!said.isPrivate || !(await isAllowed(deps.db, said.speaker, 'see_people'))) {
    return notice('人员', ['只有督查室可以在私聊里查看人员。'])
  }
  const people = await printedPeople(deps.db)
  const unbound = people
    .filter(({ openIds }) => openIds.length === 0)
    .sort((a, b) => b.taskCount - a.taskCount)
  if (unbound.length === 0) return notice('人员 · 均已绑定', [`共 ${people.length} 人。`])
  const names = unbound
    .slice(0, listed)
    .map(({ name, taskCount, units }) => `${name}（${taskCount}项，${units[0] ?? '未列单位'}）`)
  const more = unbound.length - names.length
  return notice(`人员 · 未绑定${unbound.length}人`, [
    `共 ${people.length} 人，已绑定 ${people.length - unbound.length} 人。未绑定的收不到消息：`,
    `${names.join('、')}${more > 0 ? `等，另有 ${more} 人` : ''}`,
    '请他们给督办助手发一条消息，按姓名绑定。',
  ])
}
