import { expect, it } from 'vitest'
import { startBot } from '../support/start-bot.ts'

const start = '2026-03-02T09:00'
const office = '林督查'

const withHim = async () => {
  const bot = await startBot(start)
  await bot.dispatched({ bound: ['高朗'] })
  return bot
}

it.each([
  ['我的任物', '我的任务'],
  ['待我办', '待我办理'],
  ['签手 5', '签收'],
  ['定阅列表', '订阅列表'],
])('answers %s with the nearest word', async (said, nearest) => {
  const bot = await withHim()
  await bot.says('高朗', said)
  expect(bot.lastCard('高朗').text).toContain('没有看懂')
  expect(bot.lastCard('高朗').text).toContain(nearest)
})

it('says what it does not understand, and where the help is', async () => {
  const bot = await withHim()
  await bot.says('高朗', '今天天气如何')
  expect(bot.lastCard('高朗').text).toContain('没有看懂“今天天气如何”')
  expect(bot.lastCard('高朗').text).toContain('发送“帮助”')
})

it.each([
  ['我的任務', '我的任务 · 2项'],
  ['　我的任务！', '我的任务 · 2项'],
  ['我 的 任 务', '我的任务 · 2项'],
  ['/我的任务', '我的任务 · 2项'],
  ['待办', '待我办理 · 2项'],
])('understands %s', async (said, title) => {
  const bot = await withHim()
  await bot.says('高朗', said)
  expect(bot.lastCard('高朗').text).toContain(title)
})

it('reads a post as words', async () => {
  const bot = await withHim()
  await bot.platform.sendPost(bot.openId('高朗'), 'p2p', { text: '我的任务' })
  await bot.settle()
  expect(bot.lastCard('高朗').text).toContain('我的任务 · 2项')
})

it('takes the menu as words', async () => {
  const bot = await withHim()
  await bot.platform.pressMenu(bot.openId('高朗'), 'my_tasks')
  await bot.settle()
  expect(bot.lastCard('高朗').text).toContain('我的任务 · 2项')
})

it('helps each by role', async () => {
  const bot = await withHim()
  await bot.bound('贺明远')
  const help = async (who: string) => {
    await bot.says(who, '帮助')
    return bot.lastCard(who).text
  }
  expect(await help(office)).toContain('把草案发给责任人')
  expect(await help('高朗')).toContain('填报 14')
  expect(await help('贺明远')).toContain('周报')
  expect(await help('石磊')).toContain('先认领您的身份')
})

it('keeps the order in which somebody speaks', async () => {
  const bot = await withHim()
  const openId = bot.openId('高朗')
  for (const words of ['任务 5', '任务 10', '任务 5']) {
    await bot.platform.say(openId, 'p2p', words)
    bot.clock.pass(1)
  }
  await bot.settle()
  const [first, second, third] = bot.messagesTo('高朗').slice(-3)
  expect([first, second, third].map((text) => /QH26-(\d+)/.exec(text ?? '')?.[1])).toEqual([
    '5',
    '10',
    '5',
  ])
})

it('answers a message that is delivered again only once', async () => {
  const bot = await withHim()
  bot.platform.setDuplicates(3)
  const before = bot.messagesTo('高朗').length
  await bot.says('高朗', '帮助')
  expect(bot.messagesTo('高朗')).toHaveLength(before + 1)
})

it('answers no machine', async () => {
  const bot = await withHim()
  const before = bot.platform.messages().length
  await bot.platform.sendEvent('im.message.receive_v1', {
    sender: { sender_id: { open_id: bot.openId('高朗') }, sender_type: 'app' },
    message: {
      message_id: 'om_machine',
      chat_id: bot.privateChat('高朗'),
      chat_type: 'p2p',
      message_type: 'text',
      content: '{"text":"帮助"}',
    },
  })
  await bot.settle()
  expect(bot.platform.messages()).toHaveLength(before)
})
