import { expect, it } from 'vitest'
import { group } from '../support/conversation.ts'
import { startBot } from '../support/start-bot.ts'

const office = '林督查'

async function inDecember() {
  const bot = await startBot('2026-03-02T09:00')
  await bot.dispatched({ bound: ['高朗', '贺明远'] })
  await bot.subscribed()
  bot.clock.moveTo('2026-12-21T09:00')
  return bot
}

it('tells leader and group each Monday while the plan runs', async () => {
  const bot = await inDecember()
  const before = [bot.messagesTo('贺明远').length, bot.messagesIn(group).length]
  await bot.at('2026-12-28T08:10')
  await bot.at('2026-12-28T08:30')
  expect(bot.messagesTo('贺明远').length).toBeGreaterThan(before[0] ?? 0)
  expect(bot.messagesIn(group).length).toBeGreaterThan(before[1] ?? 0)
})

it('asks by a second card, and chases nobody once figures are verified', async () => {
  const bot = await inDecember()
  await bot.says(office, '年终核验')
  expect(bot.lastCard(office).text).toContain('QH26 · 年终核验待确认 · 任务12项')
  expect(bot.lastCard(office).text).toContain('未办结 12 项')
  expect((await bot.presses(office, '确认核验')).card).toContain('QH26 · 年终核验中')
  const before = [bot.messagesTo('高朗'), bot.messagesTo('贺明远'), bot.messagesIn(group)]
  await bot.at('2026-12-28T08:10')
  await bot.at('2026-12-28T08:30')
  await bot.at('2026-12-31T10:00')
  const after = [bot.messagesTo('高朗'), bot.messagesTo('贺明远'), bot.messagesIn(group)]
  expect(after.map(({ length }) => length)).toEqual(before.map(({ length }) => length))
})

it('lets figures be completed while they are verified, and not once archived', async () => {
  const bot = await inDecember()
  await bot.says(office, '确认核验 QH26')
  await bot.says('高朗', '填报 10')
  expect(bot.lastCard('高朗').text).toContain('进展情况')
  await bot.says(office, '归档 QH26')
  expect((await bot.presses(office, '确认归档')).toast).toBe('已归档')
  await bot.says('高朗', '填报 10')
  expect(bot.lastCard('高朗').text).not.toContain('进展情况')
  await bot.says('高朗', '任务 10', { in: group })
  expect(bot.lastCardIn(group).text).not.toContain('老旧小区改造')
})

it('shows an archived plan by its code to who sees whole plans, and in no list', async () => {
  const bot = await inDecember()
  await bot.says(office, '确认核验 QH26')
  await bot.says(office, '确认归档 QH26')
  await bot.says(office, '总览 QH26')
  expect(bot.lastCard(office).text).toContain('青禾区2026年重点')
  await bot.says(office, '完成率 QH26')
  expect(bot.lastCard(office).text).toContain('完成率')
  expect(bot.lastCard(office).text).toContain('青禾区2026年重点')
  await bot.says(office, '总览')
  expect(bot.lastCard(office).text).toContain('没有正在执行的计划')
  await bot.says('高朗', '完成率 QH26')
  expect(bot.lastCard('高朗').text).not.toContain('青禾区2026年重点')
})

it('keeps the order of states, and to the office', async () => {
  const bot = await inDecember()
  await bot.says(office, '归档 QH26')
  expect(bot.lastCard(office).text).toContain('年终核验以后才能归档')
  await bot.says('高朗', '年终核验 QH26')
  expect(bot.lastCard('高朗').text).toContain('只有督查室')
  await bot.says(office, '年终核验 QH26')
  await bot.presses(office, '确认核验')
  await bot.says(office, '确认核验 QH26')
  expect(bot.lastCard(office).text).toContain('年终核验中')
  const rows = await bot.db.query
    .selectFrom('audit_events')
    .select('type')
    .where('type', 'like', 'plan.year%')
    .execute()
  expect(rows).toEqual([{ type: 'plan.year-end-check' }])
})

it('offers what is unfinished, and makes a draft of the next year once', async () => {
  const bot = await inDecember()
  await bot.db.query.updateTable('tasks').set({ state: 'closed' }).where('seq', '<', 9).execute()
  await bot.says(office, '新建下年计划 QH26')
  expect(bot.lastCard(office).text).toContain('新建2027年计划待确认 · 结转4项')
  const { toast, card } = await bot.presses(office, '确认结转')
  expect(toast).toBe('已建草案 QH27，结转 4 项')
  expect(card).toContain('QH27')
  await bot.says(office, '任务 QH27-2')
  expect(bot.lastCard(office).text).toContain('老旧小区改造')
  await bot.says('高朗', '任务 QH27-2')
  expect(bot.lastCard('高朗').text).toContain('没有找到')
  await bot.says(office, '确认结转 QH26')
  expect(bot.lastCard(office).text).toContain('已经结转到 QH27')
})

it('leaves behind what is said to stay', async () => {
  const bot = await inDecember()
  await bot.says(office, '确认结转 QH26 除 1,2，3')
  const rows = await bot.db.query
    .selectFrom('tasks')
    .innerJoin('plans', 'plans.id', 'tasks.plan_id')
    .select('tasks.seq')
    .where('plans.code', '=', 'QH27')
    .execute()
  expect(rows).toHaveLength(9)
})
