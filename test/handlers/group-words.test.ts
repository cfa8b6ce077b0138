import { expect, it } from 'vitest'
import { group } from '../support/conversation.ts'
import { startBot } from '../support/start-bot.ts'

const start = '2026-03-02T09:00'
const office = '林督查'

const inGroup = async () => {
  const bot = await startBot(start)
  await bot.dispatched({ bound: ['高朗'] })
  await bot.platform.addBotToChat(group, bot.openId('章越'))
  await bot.platform.joinChat(bot.openId(office), group)
  await bot.settle()
  return bot
}

it('introduces itself to a group once, and not again when it is added again', async () => {
  const bot = await inGroup()
  expect(bot.messagesIn(group)).toHaveLength(1)
  expect(bot.lastCardIn(group).text).toContain('已加入“重点项目推进群”')
  expect(bot.lastCardIn(group).text).toContain('[订阅全部]')
  await bot.platform.removeBotFromChat(group, bot.openId('章越'))
  await bot.platform.addBotToChat(group, bot.openId('章越'))
  await bot.settle()
  expect(bot.messagesIn(group)).toHaveLength(1)
})

it('tells a group that has not subscribed nothing of any plan', async () => {
  const bot = await inGroup()
  expect(JSON.stringify(bot.lastCardIn(group).message.card)).not.toMatch(/重点工作任务|QH26/)
})

it('offers an external group nothing to subscribe to', async () => {
  const bot = await startBot(start)
  const chat = bot.platform.chats.find(({ chatId }) => chatId === group)
  if (chat) chat.external = true
  await bot.platform.addBotToChat(group, bot.openId('章越'))
  await bot.settle()
  expect(bot.lastCardIn(group).text).toContain('外部')
  expect(bot.lastCardIn(group).text).not.toContain('[订阅全部]')
})

it('hears only what mentions it', async () => {
  const bot = await inGroup()
  await bot.platform.say(bot.openId('章越'), group, '我的任务')
  await bot.settle()
  expect(bot.messagesIn(group)).toHaveLength(1)
})

it('answers in a group as a reply to what was said', async () => {
  const bot = await inGroup()
  await bot.says('章越', '帮助', { in: group })
  const { message, text } = bot.lastCardIn(group)
  expect(text).toContain('本群可以这样说')
  expect(message.parentId).toBeDefined()
})

it.each([
  ['高朗', '填报 10', '填报 QH26-10'],
  ['高朗', '我的任务', '我的任务 · 2项'],
  ['高朗', '无新增 10', 'QH26-10 · 已提交'],
  ['高朗', '签收 10', 'QH26-10 · 已签收'],
  ['章越', '绑定', '您是 章越 吗'],
  [office, '试运行', '没有待下发的计划'],
  [office, '人员', '未绑定16人'],
])('answers what is personal in the private chat: %s says %s', async (who, words, answered) => {
  const bot = await inGroup()
  await bot.says(who, words, { in: group })
  expect(bot.lastCard(who).text).toContain(answered)
  expect(bot.lastCardIn(group).text).toContain('已发到您的私聊')
  expect(bot.messagesIn(group).slice(1).join()).not.toMatch(/老旧小区改造|QH26/)
})

it.each(['任务 10', '任务 99', '10'])(
  'tells a group nothing of a task that it did not subscribe to: %s',
  async (words) => {
    const bot = await inGroup()
    await bot.says('高朗', words, { in: group })
    expect(bot.lastCardIn(group).text).toContain('没有找到这项任务')
    expect(bot.messagesIn(group).slice(1).join()).not.toContain('老旧小区改造')
  },
)

it('shows a task that the subscription covers, without buttons to report', async () => {
  const bot = await inGroup()
  await bot.subscribed()
  await bot.says('石磊', '任务 10', { in: group })
  expect(bot.lastCardIn(group).text).toContain('老旧小区改造')
  expect(bot.lastCardIn(group).text).not.toContain('[填报]')
})

it('shows nothing more once the group has external members', async () => {
  const bot = await inGroup()
  await bot.subscribed()
  const chat = bot.platform.chats.find(({ chatId }) => chatId === group)
  if (chat) chat.external = true
  await bot.says('石磊', '任务 10', { in: group })
  expect(bot.lastCardIn(group).text).not.toContain('老旧小区改造')
})

it('sends the weekly digest on 周报 for what the group subscribed to', async () => {
  const bot = await inGroup()
  await bot.says('石磊', '周报', { in: group })
  expect(bot.lastCardIn(group).text).toContain('没有可发的周报')
  await bot.subscribed()
  await bot.says('石磊', '周报', { in: group })
  expect(bot.lastCardIn(group).text).toContain('QH26 周报 · 12项')
})

it('gives nearest words in a group too', async () => {
  const bot = await inGroup()
  await bot.says('石磊', '定阅列表', { in: group })
  expect(bot.lastCardIn(group).text).toContain('订阅列表')
})
