import { expect, it } from 'vitest'
import { type Bot, startBot } from '../support/start-bot.ts'

const start = '2026-03-02T09:00'
const office = '林督查'

const running = async (...bound: string[]) => {
  const bot = await startBot(start)
  await bot.dispatched({ bound })
  return bot
}

const remindersTo = (bot: Bot, who: string) =>
  bot.messagesTo(who).filter((text) => text.includes('到期提醒'))

/** Plays every working day's slot from one date to another. */
async function playDays(bot: Bot, from: string, to: string) {
  for (let day = Date.parse(from); day <= Date.parse(to); day += 86_400_000) {
    await bot.at(`${new Date(day).toISOString().slice(0, 10)}T08:50`)
  }
}

it('reminds by the ladder: the month’s list, three working days before, the day', async () => {
  const bot = await running('高朗')
  await playDays(bot, '2026-04-01', '2026-05-08')
  const heads = remindersTo(bot, '高朗').map((text) => text.split('\n')[0])
  expect(heads).toEqual([
    '【到期提醒 · 1项 · 本月到期1个 · 4月1日】',
    '【到期提醒 · 1项 · 3个工作日内到期1个 · 4月27日】',
    '【到期提醒 · 1项 · 今日到期1个 · 4月30日】',
  ])
})

it('merges what is due into one message a person and day', async () => {
  const bot = await running('高朗')
  await bot.at('2026-06-01T08:50')
  expect(remindersTo(bot, '高朗')).toHaveLength(1)
  expect(remindersTo(bot, '高朗')[0]).toContain('QH26-5')
  expect(remindersTo(bot, '高朗')[0]).toContain('QH26-10')
})

it('moves what falls on a day off to the working day before', async () => {
  const bot = await running('田小满')
  await playDays(bot, '2026-05-25', '2026-06-01')
  const days = remindersTo(bot, '田小满').map((text) => text.split('\n')[0])
  expect(days.at(-1)).toBe('【到期提醒 · 1项 · 今日到期1个 · 5月29日】')
})

it('keeps within hours, off the round times', async () => {
  const bot = await running('高朗')
  await bot.at('2026-03-26T08:40')
  expect(remindersTo(bot, '高朗')).toEqual([])
  const { not_before: at } = await bot.db.query
    .selectFrom('outbox')
    .select('not_before')
    .where('kind', '=', 'reminder')
    .executeTakeFirstOrThrow()
  const minutes = (at - Date.parse('2026-03-26T08:40+08:00')) / 60_000
  expect(minutes).toBeGreaterThanOrEqual(1)
  expect(minutes).toBeLessThanOrEqual(9)
})

it('does not remind of what was reported between plan and send', async () => {
  const bot = await running('高朗')
  await bot.at('2026-03-26T08:40')
  await bot.says('高朗', '填报 5')
  await bot.presses('高朗', '提交', { percent: '20', progress: '已完成招标' })
  await bot.at('2026-03-26T08:50')
  expect(remindersTo(bot, '高朗')).toEqual([])
  const row = await bot.db.query
    .selectFrom('outbox')
    .select(['state', 'reason'])
    .where('kind', '=', 'reminder')
    .executeTakeFirst()
  expect(row).toEqual({ state: 'dropped', reason: 'reported' })
})

it('never chases a leader or his liaison', async () => {
  const bot = await running('贺明远', '顾清', '章越')
  await bot.at('2026-03-26T08:50')
  expect(remindersTo(bot, '章越')).toHaveLength(1)
  expect(remindersTo(bot, '贺明远')).toEqual([])
  expect(remindersTo(bot, '顾清')).toEqual([])
})

it('tells the office of nodes that reach nobody', async () => {
  const bot = await running('高朗')
  await bot.at('2026-03-26T08:50')
  const told = bot.messagesTo(office).filter((text) => text.includes('无人收到提醒'))
  expect(told).toHaveLength(1)
  expect(told[0]).toContain('责任人：章越')
  expect(told[0]).not.toContain('高朗')
})

it('opens the form from the reminder itself', async () => {
  const bot = await running('高朗')
  await bot.at('2026-03-26T08:50')
  expect((await bot.presses('高朗', '填报')).toast).toBe('填报表已发到私聊')
  expect(bot.lastCard('高朗').text).toContain('填报 QH26-5')
})

it('reminds of nothing before 下发', async () => {
  const bot = await startBot(start)
  await bot.imported()
  await bot.bound('高朗')
  await bot.at('2026-03-26T08:50')
  expect(remindersTo(bot, '高朗')).toEqual([])
  expect(bot.messagesTo(office).join()).not.toContain('无人收到提醒')
})

it('reminds of no node that was due before the plan’s effective date', async () => {
  const bot = await running('高朗')
  await bot.db.query.updateTable('plans').set({ effective_on: '2026-04-10' }).execute()
  await bot.at('2026-03-26T08:50')
  await bot.at('2026-03-31T08:50')
  expect(remindersTo(bot, '高朗')).toEqual([])
  await bot.at('2026-04-27T08:50')
  expect(remindersTo(bot, '高朗')).toHaveLength(1)
})

it('takes back the message of who is not responsible any more', async () => {
  const bot = await running('高朗')
  await bot.at('2026-03-26T08:40')
  await bot.db.query.deleteFrom('bindings').execute()
  await bot.at('2026-03-26T08:50')
  expect(remindersTo(bot, '高朗')).toEqual([])
})
