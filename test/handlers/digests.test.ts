import { expect, it } from 'vitest'
import { group } from '../support/conversation.ts'
import { type Bot, startBot } from '../support/start-bot.ts'

const start = '2026-03-02T09:00'
const office = '林督查'
const monday = '2026-03-23T08:20'

const running = async (...bound: string[]) => {
  const bot = await startBot(start)
  await bot.dispatched({ bound })
  return bot
}

const digestsTo = (bot: Bot, who: string) =>
  bot.messagesTo(who).filter((text) => text.includes('周报 ·'))
const digestsIn = (bot: Bot) => bot.messagesIn(group).filter((text) => text.includes('周报 ·'))

it('sends each bound leader one digest on the first working day of the week', async () => {
  const bot = await running('贺明远', '高朗')
  await bot.at('2026-03-16T08:20')
  expect(digestsTo(bot, '贺明远')).toHaveLength(1)
  await bot.at('2026-03-17T08:20')
  expect(digestsTo(bot, '贺明远')).toHaveLength(1)
  expect(digestsTo(bot, '贺明远')[0]).toContain('您牵头的4项重点工作')
  expect(digestsTo(bot, '高朗')).toEqual([])
})

it('leaves within nine minutes of its slot, never at once for all', async () => {
  const bot = await running('贺明远', '苏敬之', '闻人静')
  await bot.at('2026-03-23T08:10')
  expect(digestsTo(bot, '贺明远')).toEqual([])
  const rows = await bot.db.query
    .selectFrom('outbox')
    .select('not_before')
    .where('kind', '=', 'leader_digest')
    .execute()
  const minutes = rows.map(
    ({ not_before }) => (not_before - Date.parse('2026-03-23T08:10+08:00')) / 60_000,
  )
  expect(minutes.every((minute) => minute >= 1 && minute <= 9)).toBe(true)
})

it('does not send last week’s digest after this week’s', async () => {
  const bot = await running('贺明远')
  await bot.at('2026-03-09T08:20')
  await bot.at('2026-03-23T08:09')
  await bot.at(monday)
  await bot.at('2026-03-23T09:30')
  expect(digestsTo(bot, '贺明远').map((text) => text.split('\n')[0])).toEqual([
    '【牵头任务周报 · 4项 · 无逾期 · 3月9日】',
    '【牵头任务周报 · 4项 · 无逾期 · 3月23日】',
  ])
})

it('sends on the Tuesday after a Monday off', async () => {
  const bot = await running('贺明远')
  await bot.at('2026-04-06T08:20')
  const before = digestsTo(bot, '贺明远').length
  await bot.at('2026-04-07T08:20')
  expect(digestsTo(bot, '贺明远')).toHaveLength(before + 1)
})

it('tells accepted values, counts what waits, and names what is overdue', async () => {
  const bot = await running('贺明远', '章越')
  await bot.says('章越', '填报 1')
  await bot.presses('章越', '提交', { percent: '20', progress: '已招引5个' })
  await bot.says(office, '通过 1')
  await bot.says('章越', '填报 1')
  await bot.presses('章越', '提交', { percent: '10', progress: '已招引3个' })
  await bot.presses('章越', '仍然提交')
  await bot.at('2026-03-09T08:20')
  expect(digestsTo(bot, '贺明远')[0]).toContain('近7天已报1项')
  expect(digestsTo(bot, '贺明远')[0]).toContain('已招引5个')
  expect(digestsTo(bot, '贺明远')[0]).not.toContain('已招引3个')
  expect(digestsTo(bot, '贺明远')[0]).toContain('另有 1 项的填报待审')
  await bot.at('2026-04-13T08:20')
  expect(digestsTo(bot, '贺明远').at(-1)).toContain('逾期1项')
})

it('sends a group one digest for what it subscribed to', async () => {
  const bot = await running()
  await bot.subscribed()
  await bot.at(monday)
  await bot.at('2026-03-23T09:00')
  expect(digestsIn(bot)).toHaveLength(1)
  expect(digestsIn(bot)[0]).toContain('本群订阅的12项重点工作')
  expect(digestsIn(bot)[0]).toContain('依据：每周一订阅（全部）')
})

it.each([
  [
    'the bot was taken out',
    (bot: Bot) => bot.platform.removeBotFromChat(group, bot.openId('章越')),
  ],
  ['the group was dissolved', (bot: Bot) => bot.platform.disbandChat(group, bot.openId('章越'))],
  ['it was cancelled', (bot: Bot) => bot.says('章越', '退订', { in: group })],
  [
    'the group became external',
    async (bot: Bot) => {
      const chat = bot.platform.chats.find(({ chatId }) => chatId === group)
      if (chat) chat.external = true
    },
  ],
])('sends a group nothing once %s', async (_what, happens) => {
  const bot = await running()
  await bot.subscribed()
  await happens(bot)
  await bot.settle()
  const said = bot.platform.messages(group).length
  await bot.at(monday)
  expect(bot.platform.messages(group)).toHaveLength(said)
})

it('drops a digest that was planned before the bot was taken out', async () => {
  const bot = await running()
  await bot.subscribed()
  await bot.at('2026-03-23T08:10')
  await bot.platform.removeBotFromChat(group, bot.openId('章越'))
  await bot.at('2026-03-23T08:20')
  expect(digestsIn(bot)).toEqual([])
  expect(bot.messagesTo(office).join()).not.toContain('未能送达')
})

it('sends again after the bot is back', async () => {
  const bot = await running()
  await bot.subscribed()
  await bot.platform.removeBotFromChat(group, bot.openId('章越'))
  await bot.settle()
  await bot.platform.addBotToChat(group, bot.openId('章越'))
  await bot.settle()
  await bot.at(monday)
  expect(digestsIn(bot)).toHaveLength(1)
})

it('sends nothing of a draft, nor after the plan’s time', async () => {
  const bot = await startBot(start)
  await bot.imported()
  await bot.bound('贺明远')
  await bot.at(monday)
  expect(digestsTo(bot, '贺明远')).toEqual([])
  await bot.says(office, '下发')
  await bot.presses(office, '确认下发')
  await bot.at('2027-02-01T08:20')
  expect(digestsTo(bot, '贺明远')).toEqual([])
})
