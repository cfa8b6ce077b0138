/** What a role may not see appears in no card, list, search or file for it. */
import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { actsOfCommand } from '../../handlers/acts.ts'
import { type CommandName, commandTable } from '../../src/domain/commands.ts'
import { type Act, sees } from '../../src/domain/roles.ts'
import { sampleOpenId } from '../../src/sandbox/sample/world.ts'
import { group } from '../support/conversation.ts'
import {
  codeOf,
  groupOwner,
  hiddenFrom,
  hiddenFromGroup,
  people,
  personIn,
  settle,
  type Town,
  tasksOf,
  townArb,
} from '../support/sight-town.ts'
import { type Bot, startBot } from '../support/start-bot.ts'

/** A Friday: nothing waits two working days until Monday's digests, so nothing is 自动通过. */
const start = '2026-03-06T09:00'
const asked = { words: 0, presses: 0, texts: 0 }

type Shown = { readonly what: string; readonly json: string }

/** All that stands in a chat, as JSON: cards with their past looks, texts. */
const standingIn = (bot: Bot, chatId: string): readonly Shown[] =>
  bot.platform
    .messages(chatId)
    .filter(({ from }) => from === 'bot')
    .map(({ content, card, history, text }) => ({
      what: card ? JSON.stringify((card.config as { summary?: unknown })?.summary) : text,
      json: JSON.stringify([content, card, history]),
    }))

/** What can be said about a task, a plan, a word, somebody. */
function phrases(bot: Bot, town: Town, name: CommandName): readonly string[] {
  const { words, takes } = commandTable[name]
  const [word] = words
  if (takes === 'nothing') return [word]
  const numbers = tasksOf(bot, town).map(({ p, t }) => `${word} ${codeOf(p)}-${t + 1}`)
  if (takes === 'task') return numbers
  return [word, ...town.plans.map((_, p) => `${word} ${codeOf(p)}`), `${word} 行动`, `${word} 高朗`]
}

/** Buttons that show something of a task, a report, a directive. */
const shownBy = (taskId: string, p: number, t: number) => [
  { action: 'task.show', taskId },
  { action: 'report.open', taskId },
  { action: 'request.open', taskId, kind: 'close_out' },
  { action: 'directive.open', taskId },
  { action: 'directive.reply', directiveId: `d-${p}-${t}` },
  { action: 'review.return.open', taskId, reportId: `r-${p}-${t}-pending` },
  { action: 'trail.page', subject: `task:${taskId}`, page: 1 },
  { action: 'purge.ask', what: 'report', id: `r-${p}-${t}-pending` },
]

async function press(bot: Bot, name: string, value: object): Promise<Shown> {
  bot.clock.pass(300)
  asked.presses += 1
  const body = bot.platform.envelope('card.action.trigger', {
    operator: { open_id: bot.openId(name) },
    token: 'c-1',
    action: { tag: 'button', value, form_value: { text: '好' } },
    context: { open_message_id: 'om_forged', open_chat_id: bot.privateChat(name) },
  })
  const { body: answered } = await bot.platform.post('/webhook/card', bot.platform.sealed(body))
  return { what: JSON.stringify(value), json: answered ?? '' }
}

/** Who does these lets somebody else see. */
const passingOn: readonly Act[] = ['entrust_oneself', 'manage_people', 'grant_roles', 'purge']

/** Asks everything there is to ask, as one person. */
async function askAll(bot: Bot, town: Town, name: string): Promise<readonly Shown[]> {
  const person = personIn(bot, town, name)
  const mayReadTrail = sees(person.roles, 'trail')
  const skipped: readonly Act[] = [...passingOn, ...(mayReadTrail ? (['read_trail'] as const) : [])]
  const names = (Object.keys(commandTable) as CommandName[]).filter(
    (one) => !actsOfCommand[one].some((act) => skipped.includes(act)),
  )
  const answers: Shown[] = []
  for (const { p, t, task } of tasksOf(bot, town)) {
    for (const value of shownBy(task.id, p, t)) {
      if (value.action === 'trail.page' && mayReadTrail) continue
      answers.push(await press(bot, name, value))
    }
  }
  answers.push(await press(bot, name, { action: 'tasks.page', page: 1 }))
  await bot.settle()
  for (const said of names.flatMap((one) => phrases(bot, town, one))) {
    asked.words += 1
    await bot.says(name, said)
  }
  return answers
}

const readInGroup = [
  '任务',
  '周报',
  '帮助',
  '订阅列表',
  '我的任务',
  '待我办理',
  '审核',
  '痕迹',
] as const

it('shows nobody what the table hides', { timeout: 900_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(townArb, async (town) => {
      const bot = await startBot(start, {
        world: ({ chats }) => {
          const [chat] = chats
          if (chat) chat.memberOpenIds = [...people, groupOwner].map(sampleOpenId)
        },
      })
      await bot.settle()
      await bot.platform.addBotToChat(group, bot.openId(groupOwner))
      await bot.settle()
      await settle(bot, town)
      const found: string[] = []
      const look = (where: string, shown: readonly Shown[], hidden: readonly string[]) => {
        asked.texts += shown.length
        for (const { what, json } of shown) {
          const marks = hidden.filter((mark) => json.includes(mark))
          if (marks.length > 0) found.push(`${where}: ${marks.join()} in ${what.slice(0, 120)}`)
        }
      }
      for (const said of readInGroup) {
        for (const { p, t } of said === '任务' ? tasksOf(bot, town) : [{ p: 0, t: 0 }]) {
          await bot.says(groupOwner, said === '任务' ? `任务 ${codeOf(p)}-${t + 1}` : said, {
            in: group,
          })
        }
      }
      // Pushes: reminders, the digests of leaders and of the group.
      for (const moment of ['2026-03-06T09:20', '2026-03-09T08:30']) {
        await bot.at(moment)
        bot.clock.pass(600_000)
        await bot.settle()
      }
      look('group', standingIn(bot, group), hiddenFromGroup(bot, town))
      for (const name of [...people, groupOwner]) {
        const isAsking = name === groupOwner || town.askers.some((one) => one === name)
        const answers = isAsking ? await askAll(bot, town, name) : []
        const shown = [...answers, ...standingIn(bot, bot.privateChat(name))]
        look(name, shown, hiddenFrom(bot, town, name))
      }
      look('group', standingIn(bot, group), hiddenFromGroup(bot, town))
      expect(found).toEqual([])
    }),
    { numRuns: 1, endOnFailure: true },
  )
  process.stdout.write(`asked: ${JSON.stringify(asked)}\n`)
})
