import { helpCard } from '../cards/help.ts'
import { partiesOf } from '../db/bindings.ts'
import { loadPlans } from '../db/plans.ts'
import { rolesOf } from '../db/roles.ts'
import { plannedWord } from '../src/domain/commands.ts'
import type { Deps } from '../src/ports.ts'
import { answer, answerNotice } from './answers.ts'
import type { CommandHandler, Said, Writes } from './types.ts'

/** 帮助: what one can do, by role. */
export const showHelp: CommandHandler = async (said, deps) => {
  const [granted, parties, plans] = await Promise.all([
    rolesOf(deps.db, said.speaker),
    partiesOf(deps.db, said.speaker),
    loadPlans(deps.db, { openId: said.speaker }, deps.clock.now()),
  ])
  const isLeader = plans.some(({ tasks }) =>
    tasks.some(({ duties }) =>
      duties.some(({ role, openIds }) => role === 'lead_leader' && openIds.includes(said.speaker)),
    ),
  )
  const view = {
    isOffice: granted.includes('office'),
    granted: granted.filter((role) => role !== 'office'),
    isLeader,
    isBound: parties.length > 0 || plans.length > 0,
    inGroup: !said.isPrivate,
  }
  return answer(said, helpCard(view), deps)
}

const greeting = /^\s*(你好|您好|你們好|你们好|早上好|下午好|在吗|在嗎|hi|hello)?[\s\p{P}]*$/iu

/** Words that are no command: the nearest ones, or that they were not understood. */
export async function suggestCommands(
  said: Said,
  suggestions: readonly string[],
  deps: Deps,
): Promise<Writes> {
  if (greeting.test(said.rest)) return showHelp(said, deps)
  const planned = plannedWord(said.rest)
  if (planned) {
    const lines = [`“${planned}”还不支持，会在后续版本提供。`, '发送“帮助”查看现在可以说什么。']
    return answerNotice(said, { title: `${planned} · 还不支持`, lines, tone: 'info' }, deps)
  }
  const lines = [
    `没有看懂“${said.rest.slice(0, 40)}”。${suggestions.length > 0 ? '您是不是想说：' : ''}`,
    ...suggestions,
    '发送“帮助”查看全部说法。',
  ]
  return answerNotice(said, { title: '没有看懂这句话', lines, tone: 'info' }, deps)
}
