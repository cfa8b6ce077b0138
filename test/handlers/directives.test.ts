import { expect, it } from 'vitest'
import { startBot } from '../support/start-bot.ts'

const start = '2026-03-02T09:00'
const office = '林督查'

/** A running plan; 贺明远 leads task 1, for which 章越 is responsible. */
const running = async (...bound: string[]) => {
  const bot = await startBot(start)
  await bot.dispatched({ bound })
  return bot
}

it('takes a leader’s press to the responsible person, and the answer back', async () => {
  const bot = await running('贺明远', '章越')
  await bot.says('贺明远', '任务 1')
  expect((await bot.presses('贺明远', '请报方案')).toast).toBe('已发给责任人 1 人')
  expect(bot.lastCard('章越').text).toContain('工作要求 · 待答复')
  expect(bot.lastCard('章越').text).toContain('请报方案')
  const { toast, card } = await bot.presses('章越', '答复', { text: '方案今日报送' })
  expect(toast).toBe('已答复，已告知领导')
  expect(card).toContain('已答复')
  expect(bot.lastCard('贺明远').text).toContain('方案今日报送')
  await bot.says('贺明远', '任务 1')
  expect(bot.lastCard('贺明远').text).toContain('答复：方案今日报送')
})

it('does the same in words, and keeps own words', async () => {
  const bot = await running('贺明远', '章越')
  await bot.says('贺明远', '工作要求 1 本周内把用地问题解决')
  expect(bot.lastCard('贺明远').text).toContain('工作要求 · 已发出')
  await bot.says('章越', '答复 1 周四前解决')
  expect(bot.lastCard('贺明远').text).toContain('周四前解决')
  await bot.says('章越', '答复 1 再说一次')
  expect(bot.lastCard('章越').text).toContain('没有待答复的工作要求')
  await bot.says('贺明远', '任务 1')
  await bot.presses('贺明远', '自拟要求')
  await bot.presses('贺明远', '发出', { text: '请约谈施工单位' })
  expect(bot.lastCard('章越').text).toContain('请约谈施工单位')
})

it('stands in the leader’s next digest until it is answered, with buttons where it is late', async () => {
  const bot = await running('贺明远', '章越')
  await bot.says('贺明远', '工作要求 1 请说明原因')
  await bot.at('2026-04-13T08:20')
  const digest = bot.lastCard('贺明远').text
  expect(digest).toContain('待答复的工作要求')
  expect(digest).toContain('请说明原因')
  expect(digest).toContain('[请加快]')
})

it('is refused to who does not lead, and not given twice in the same words', async () => {
  const bot = await running('贺明远', '章越', '高朗')
  await bot.says('高朗', '工作要求 1 请加快')
  expect(bot.lastCard('高朗').text).toContain('只有这项任务的牵头领导和督查室')
  await bot.says('贺明远', '工作要求 1 请加快')
  await bot.says('贺明远', '工作要求 1 请加快')
  expect(bot.lastCard('贺明远').text).toContain('责任人还没有答复')
  await bot.says('贺明远', '工作要求 1')
  expect(bot.lastCard('贺明远').text).toContain('请写明要求')
  const on = bot.pressedOn('章越', '答复')
  const { toast } = await bot.sealedPress(
    '高朗',
    '答复',
    { eventId: 'x', form: { text: '不是我的' } },
    { on },
  )
  expect(toast).toContain('不能答复')
})

it('goes to the office where nobody is bound', async () => {
  const bot = await running('贺明远')
  await bot.says('贺明远', '工作要求 1 请加快')
  expect(bot.lastCard('贺明远').text).toContain('已转督查室')
  expect(bot.lastCard(office).text).toContain('请加快')
})
