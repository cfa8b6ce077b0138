import { expect, it } from 'vitest'
import { insertItems } from '../../db/item-rows.ts'
import { indicator, item, task } from '../domain/samples.ts'
import { type Bot, startBot } from '../support/start-bot.ts'

const idOfTask = async (bot: Bot, seq: number) => {
  const rows = bot.db.query.selectFrom('tasks').select('id').where('seq', '=', seq)
  return (await rows.executeTakeFirstOrThrow()).id
}

/** A running plan in which task 5 of 高朗 has `count` indicators. */
const running = async (count: number) => {
  const bot = await startBot('2026-03-02T09:00')
  await bot.dispatched({ bound: ['高朗'] })
  const id = await idOfTask(bot, 5)
  const indicators = Array.from({ length: count }, (_, n) =>
    indicator({
      id: `n${n + 1}`,
      name: n === 0 ? '引进亿元以上项目' : `指标${n + 1}`,
      unit: n === 0 ? '个' : '亿元',
      targetText: n === 0 ? '不少于24个' : '10亿元',
      target: n === 0 ? '24' : '10',
    }),
  )
  await bot.db.atomic(insertItems(bot.db, [task({ id, items: [item({ id: 'i1', indicators })] })]))
  return bot
}

const values = async (bot: Bot) => {
  const rows = bot.db.query.selectFrom('report_values').select(['indicator_id', 'value', 'said'])
  return (await rows.orderBy('indicator_id').execute()).map((row) => Object.values(row))
}

it('asks the value of each indicator in the place of a percentage, with units', async () => {
  const bot = await running(2)
  await bot.says('高朗', '填报 5')
  const form = bot.lastCard('高朗').text
  expect(form).toContain('引进亿元以上项目（个），目标不少于24个：____')
  expect(form).not.toContain('完成进度（%）')
  const refused = await bot.presses('高朗', '提交', { value_n1: '十几', progress: '推进中' })
  expect(refused.toast).toContain('“引进亿元以上项目”请填数字')
  await bot.presses('高朗', '提交', {
    value_n1: '１５',
    value_n2: '32,000万元',
    progress: '推进中',
  })
  expect(await values(bot)).toEqual([
    ['n1', '15', '１５'],
    ['n2', '3.2', '32,000万元'],
  ])
  await bot.says('高朗', '填报 5')
  expect(bot.lastCard('高朗').text).toContain('目标不少于24个：１５')
})

it('asks about a value that fell, and stores what is said of none', async () => {
  const bot = await running(2)
  await bot.says('高朗', '填报 5')
  await bot.presses('高朗', '提交', { value_n1: '15', value_n2: '未公布', progress: '推进中' })
  expect((await values(bot))[1]).toEqual(['n2', null, '未公布'])
  await bot.says('高朗', '填报 5')
  const { card } = await bot.presses('高朗', '提交', { value_n1: '12', progress: '又推进' })
  expect(card).toContain('累计数比上次小（引进亿元以上项目：15 → 12）')
})

it('takes figures from words by the names of indicators', async () => {
  const bot = await running(3)
  await bot.says('高朗', '填报 5 亿元以上15个')
  expect(bot.lastCard('高朗').text).toContain('目标不少于24个：15个')
})

it('pages through sixty indicators and keeps what was typed on each page', async () => {
  const bot = await running(60)
  await bot.says('高朗', '填报 5')
  expect(bot.lastCard('高朗').text).toContain('指标第 1 页，共 5 页')
  const second = await bot.presses('高朗', '下一页指标', { value_n1: '15', progress: '推进中' })
  expect(second.card).toContain('指标第 2 页，共 5 页')
  expect(second.card).toContain('推进中')
  await bot.presses('高朗', '提交', { value_n13: '2.5' })
  expect(await values(bot)).toEqual([
    ['n1', '15', '15'],
    ['n13', '2.5', '2.5'],
  ])
})
