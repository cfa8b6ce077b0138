import { expect, it } from 'vitest'
import { startBot } from '../support/start-bot.ts'

const start = '2026-03-02T09:00'
const office = '林督查'

/** The numbers of a list's tasks, from top to bottom. */
const numbers = (text: string) =>
  [...text.matchAll(/^QH26-(\d+)　/gm)].map(([, seq]) => Number(seq))

it('lists one’s tasks in a plan that runs, and nothing before', async () => {
  const bot = await startBot(start)
  await bot.imported()
  await bot.bound('高朗')
  await bot.says('高朗', '我的任务')
  expect(bot.lastCard('高朗').text).toContain('我的任务 · 0项')
  await bot.presses(office, '下发')
  await bot.presses(office, '确认下发')
  await bot.says('高朗', '我的任务')
  expect(bot.lastCard('高朗').text).toContain('我的任务 · 2项 · 待签收2')
  expect(numbers(bot.lastCard('高朗').text)).toEqual([5, 10])
})

it('puts the worst first, with its days', async () => {
  const bot = await startBot(start)
  await bot.dispatched({ bound: ['贺明远'] })
  bot.clock.moveTo('2026-05-06T10:00')
  await bot.says('贺明远', '我的任务')
  const { text } = bot.lastCard('贺明远')
  expect(text).toContain('逾期2 ')
  expect(numbers(text)).toEqual([1, 3, 2, 4])
  expect(text).toContain('逾期36天 · 3月31日')
})

it('turns pages on the same card and stays within them', async () => {
  const bot = await startBot(start, {
    world: ({ people }) => {
      const owners = ['章越', '温若兰', '沈一舟', '罗安', '高朗', '陶然', '田小满', '卫东']
      for (const person of people) if (owners.includes(person.name)) person.name += '甲'
    },
  })
  await bot.dispatched({ bound: ['高朗甲'].slice(1) })
  const openId = bot.openId('石磊')
  const parties = await bot.db.query
    .selectFrom('duties')
    .select('party_id')
    .distinct()
    .where('role', '=', 'owner')
    .execute()
  await bot.db.query
    .insertInto('bindings')
    .values(
      parties.map(({ party_id }) => ({ party_id, open_id: openId, bound_by: openId, bound_at: 1 })),
    )
    .execute()
  await bot.says('石磊', '我的任务')
  expect(bot.lastCard('石磊').text).toContain('我的任务 · 12项')
  expect(numbers(bot.lastCard('石磊').text)).toHaveLength(6)
  const before = bot.messagesTo('石磊').length
  const { card } = await bot.presses('石磊', '下一页')
  expect(card).toContain('第 2 页，共 2 页')
  expect(bot.messagesTo('石磊')).toHaveLength(before)
  expect(bot.lastCard('石磊').text).not.toContain('[下一页]')
  expect((await bot.presses('石磊', '上一页')).card).toContain('第 1 页，共 2 页')
})

it('sends the details of a task as a message of their own', async () => {
  const bot = await startBot(start)
  await bot.dispatched({ bound: ['高朗'] })
  await bot.says('高朗', '我的任务')
  expect((await bot.presses('高朗', '详情')).toast).toBe('任务详情已发给您')
  expect(bot.lastCard('高朗').text).toContain('主干道路提升行动。完成青禾大道、望溪路等6条道路整治')
})

it.each(['任务 5', '5', 'QH26-5', '任務５', '第5项'])('shows a task by %s', async (words) => {
  const bot = await startBot(start)
  await bot.dispatched({ bound: ['高朗'] })
  await bot.says('高朗', words)
  expect(bot.lastCard('高朗').text).toContain('主干道路提升行动')
})

it('shows whoever has a duty in the plan its other tasks, without the way to report', async () => {
  const bot = await startBot(start)
  await bot.dispatched({ bound: ['高朗'] })
  await bot.says('高朗', '任务 6')
  expect(bot.lastCard('高朗').text).toContain('河道综合治理行动')
  expect(bot.lastCard('高朗').text).not.toContain('[填报]')
})

it('shows a stranger nothing, by words or by a press', async () => {
  const bot = await startBot(start)
  await bot.dispatched({ bound: ['高朗'] })
  await bot.says('石磊', '任务 5')
  await bot.says('石磊', '我的任务')
  await bot.says('高朗', '我的任务')
  const on = bot.pressedOn('高朗', '详情')
  for (const button of ['详情', '填报']) {
    const answered = await bot.sealedPress('石磊', button, { eventId: button }, { on })
    expect(answered.card).toBeUndefined()
  }
  await bot.settle()
  expect(bot.messagesTo('石磊').join()).not.toMatch(/主干道路|QH26/)
})

it('shows nobody but the office a draft or a trial', async () => {
  const bot = await startBot(start)
  await bot.imported()
  await bot.bound('高朗')
  await bot.says('高朗', '任务 5')
  expect(bot.lastCard('高朗').text).toContain('没有找到这项任务')
  await bot.says(office, '任务 5')
  expect(bot.lastCard(office).text).toContain('主干道路提升行动')
  await bot.presses(office, '试运行')
  for (const words of ['任务 5', '我的任务', '填报 5']) {
    await bot.says('高朗', words)
    expect(bot.lastCard('高朗').text).not.toContain('主干道路')
  }
})

it('answers a number that there is not', async () => {
  const bot = await startBot(start)
  await bot.dispatched({ bound: ['高朗'] })
  await bot.says('高朗', '任务 99')
  expect(bot.lastCard('高朗').text).toContain('没有找到这项任务')
  await bot.says('高朗', '填报')
  expect(bot.lastCard('高朗').text).toContain('请写上序号')
})
