import { expect, it } from 'vitest'
import { group } from '../support/conversation.ts'
import { startBot } from '../support/start-bot.ts'

const start = '2026-03-02T09:00'
const office = '林督查'

/** The numbers of a list's tasks, from top to bottom. */
const numbers = (text: string) => [...text.matchAll(/QH26-(\d+)　/g)].map(([, seq]) => Number(seq))

async function inMay(bound: readonly string[] = ['高朗']) {
  const bot = await startBot(start)
  await bot.dispatched({ bound })
  bot.clock.moveTo('2026-05-06T10:00')
  const found = async (who: string, said: string) => {
    await bot.says(who, said)
    return bot.lastCard(who).text
  }
  return { bot, found }
}

it('lists what was asked for, worst first', async () => {
  const { found } = await inMay()
  expect(numbers(await found(office, '逾期'))).toEqual([1, 5, 6, 9, 3, 10])
  expect(await found(office, '单位 住建')).toContain('单位 住建 · 3项 · 逾期2 · 5月6日')
  expect(numbers(await found(office, '单位 qzjj'))).toEqual([5, 10, 8])
  expect(numbers(await found(office, '领导 贺 明 远'))).toEqual([1, 3, 2, 4])
  expect(numbers(await found(office, '领导 hmy'))).toEqual([1, 3, 2, 4])
  expect(numbers(await found(office, '板块 民生'))).toEqual([9, 10, 11, 12])
  expect(numbers(await found(office, '滞后'))).toEqual([1, 5, 6, 9, 3, 10])
})

it.each([
  ['查 小区', [10]],
  ['查 ljxq', [10]],
  ['查老旧 住建', [10]],
  ['查 高朗', [5, 10]],
  ['查 glang', []],
  ['查 qh26-7', [7]],
  ['查 QH26 7', [7]],
  ['查 第7项', [7]],
  ['查 民生 教育', [9]],
  ['查 %', []],
  ["查 ' or 1=1", []],
])('finds by pieces: %s', async (said, expected) => {
  const { found } = await inMay()
  expect(numbers(await found(office, said))).toEqual(expected)
})

it('says what is due this week, and what to try where nothing is', async () => {
  const { bot, found } = await inMay()
  expect(await found(office, '本周到期')).toContain('本周到期 · 0项')
  bot.clock.moveTo('2026-05-26T10:00')
  expect(numbers(await found(office, '本周到期'))).toEqual([6, 7, 11])
  const none = await found(office, '查 火箭')
  expect(none).toContain('查 火箭 · 没有找到')
  expect(none).toContain('拼音首字母')
  expect(await found(office, '单位')).toContain('单位 · 请写要找什么')
})

it('turns pages by button and by words, on the same card', async () => {
  const { bot, found } = await inMay()
  expect(await found(office, '查 12月')).toContain('查 12月 · ')
  const all = await found(office, '查 QH26')
  expect(all).toContain('第 1 页，共 2 页')
  expect(all).toContain('查 QH26 第2页')
  const before = bot.messagesTo(office).length
  const { card = '' } = await bot.presses(office, '下一页')
  expect(numbers(card)).toHaveLength(4)
  expect(bot.messagesTo(office)).toHaveLength(before)
  expect(numbers(await found(office, '查 QH26 第2页'))).toEqual(numbers(card))
  expect(numbers(await found(office, '查 QH26 第9页'))).toEqual(numbers(card))
})

it('opens a task from the list', async () => {
  const { bot, found } = await inMay()
  await found('高朗', '查 小区')
  expect((await bot.presses('高朗', '看')).toast).toBe('任务详情已发给您')
  expect(bot.lastCard('高朗').text).toContain('老旧小区改造')
})

it('shows a stranger nothing, and whoever has a duty the plan without 内部事项', async () => {
  const { bot, found } = await inMay()
  await bot.db.query.updateTable('tasks').set({ is_internal: 1 }).where('seq', '=', 9).execute()
  expect(await found('石磊', '查 学校')).not.toContain('新改扩建学校')
  expect(numbers(await found('高朗', '逾期'))).toEqual([1, 5, 6, 3, 10])
  expect(numbers(await found(office, '逾期'))).toContain(9)
})

it('shows a group what it subscribed to and nothing before', async () => {
  const { bot } = await inMay()
  await bot.platform.addBotToChat(group, bot.openId('章越'))
  await bot.settle()
  await bot.says('高朗', '逾期', { in: group })
  expect(bot.lastCardIn(group).text).toContain('逾期 · 0项')
  expect(bot.messagesIn(group).join()).not.toContain('老旧小区')
  await bot.subscribed()
  await bot.db.query.updateTable('tasks').set({ is_internal: 1 }).where('seq', '=', 9).execute()
  await bot.says('高朗', '查 QH26', { in: group })
  expect(bot.lastCardIn(group).text).toContain('查 QH26 · 11项')
  const turned = await bot.presses('石磊', '下一页', undefined, { in: group })
  expect(numbers(turned.card ?? '')).toHaveLength(3)
  expect(turned.card).not.toContain('新改扩建学校')
})
