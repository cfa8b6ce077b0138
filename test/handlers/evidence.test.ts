import { expect, it } from 'vitest'
import { type Bot, startBot } from '../support/start-bot.ts'

const png = Uint8Array.from(
  Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  ),
)

const running = async () => {
  const bot = await startBot('2026-03-02T09:00')
  await bot.dispatched({ bound: ['高朗'] })
  return bot
}

const cardOf = (bot: Bot) => bot.lastCard('高朗').message.messageId

const kept = (bot: Bot) =>
  bot.db.query.selectFrom('evidence').select(['task_id', 'kind', 'file_name', 'size']).execute()

const reply = async (bot: Bot, text: string, replyTo: string) => {
  bot.clock.pass(1000)
  await bot.platform.say(bot.openId('高朗'), 'p2p', text, { replyTo })
  await bot.settle()
}

it('fills the form with words said in reply to a task’s card', async () => {
  const bot = await running()
  await bot.says('高朗', '任务 5')
  await reply(bot, '已开工3所，完成60%', cardOf(bot))
  const form = bot.lastCard('高朗').text
  expect(form).toContain('填报 QH26-5')
  expect(form).toContain('已开工3所，完成60%')
})

it('takes a command said in reply for what it is', async () => {
  const bot = await running()
  await bot.says('高朗', '任务 5')
  await reply(bot, '我的任务', cardOf(bot))
  expect(bot.lastCard('高朗').text).toContain('我的任务 · ')
})

it('keeps a picture sent in reply, its bytes too', async () => {
  const bot = await running()
  await bot.says('高朗', '任务 5')
  const replyTo = cardOf(bot)
  bot.clock.pass(1000)
  await bot.platform.sendFile(bot.openId('高朗'), 'p2p', '现场.png', png, {
    replyTo,
    asImage: true,
  })
  await bot.settle()
  expect(bot.lastCard('高朗').text).toContain('QH26-5 · 佐证已收到')
  const [row] = await kept(bot)
  expect(row).toMatchObject({ kind: 'image', size: png.length })
  expect(row?.task_id).not.toBeNull()
  const chunks = await bot.db.query.selectFrom('evidence_chunks').select('body').execute()
  expect(Buffer.from(chunks.map(({ body }) => body).join(''), 'base64')).toEqual(Buffer.from(png))
  await bot.says('高朗', '佐证 5')
  expect(bot.lastCard('高朗').text).toContain('佐证1件')
})

it('asks which task a reply to a card of several means, by button and by word', async () => {
  const bot = await running()
  await bot.says('高朗', '我的任务')
  const list = cardOf(bot)
  const send = async (name: string) => {
    bot.clock.pass(1000)
    await bot.platform.sendFile(bot.openId('高朗'), 'p2p', name, png, { replyTo: list })
    await bot.settle()
  }
  await send('通知书.pdf')
  expect(bot.lastCard('高朗').text).toContain('“通知书.pdf”是哪一项的佐证')
  const { card } = await bot.presses('高朗', 'QH26-10')
  expect(card).toContain('QH26-10 · 佐证1件')
  await send('合同.pdf')
  await bot.says('高朗', '佐证 5')
  expect(bot.lastCard('高朗').text).toContain('QH26-5 · 佐证已收到')
  const rows = await kept(bot)
  expect(new Set(rows.map(({ task_id }) => task_id)).size).toBe(2)
  await reply(bot, '都在推进', list)
  expect(bot.lastCard('高朗').text).toContain('请选择任务')
})

it('takes a post with words and pictures', async () => {
  const bot = await running()
  await bot.says('高朗', '任务 5')
  const replyTo = cardOf(bot)
  bot.clock.pass(1000)
  await bot.platform.sendPost(
    bot.openId('高朗'),
    'p2p',
    { text: '现场照片', images: [png, png] },
    { replyTo },
  )
  await bot.settle()
  expect(await kept(bot)).toHaveLength(2)
  expect(bot.lastCard('高朗').text).toContain('现场照片')
})

it('stores nothing for somebody without a duty on the task', async () => {
  const bot = await startBot('2026-03-02T09:00')
  await bot.dispatched({ bound: ['高朗', '陶然'] })
  await bot.says('陶然', '任务 5')
  const replyTo = bot.lastCard('陶然').message.messageId
  bot.clock.pass(1000)
  await bot.platform.sendFile(bot.openId('陶然'), 'p2p', '现场.png', png, {
    replyTo,
    asImage: true,
  })
  await bot.settle()
  expect(await kept(bot)).toEqual([])
})

it('takes a reply to the first card, of one task as its report, of several by asking which', async () => {
  const bot = await startBot('2026-03-02T09:00')
  await bot.dispatched({ bound: ['高朗', '章越'] })
  const assignmentOf = (name: string) => {
    const { text, message } = bot.lastCard(name)
    expect(text).toContain('QH26 新任务')
    return message.messageId
  }
  const say = async (name: string, text: string, replyTo: string) => {
    bot.clock.pass(1000)
    await bot.platform.say(bot.openId(name), 'p2p', text, { replyTo })
    await bot.settle()
    return bot.lastCard(name).text
  }
  const [ofOne, ofTwo] = [assignmentOf('章越'), assignmentOf('高朗')]
  const form = await say('章越', '已开工3所', ofOne)
  expect(form).toContain('填报 QH26-1 ')
  expect(form).toContain('已开工3所')
  const question = await say('高朗', '已开工3所', ofTwo)
  expect(question).toContain('请选择任务 · 2项')
  expect(question).toContain('[QH26-10 ')
  bot.clock.pass(1000)
  await bot.platform.sendFile(bot.openId('高朗'), 'p2p', '合同.pdf', png, { replyTo: ofTwo })
  await bot.settle()
  expect(bot.lastCard('高朗').text).toContain('“合同.pdf”是哪一项的佐证')
})
