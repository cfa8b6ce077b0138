/** Taps from a reminder to a stored report: a button, a field one types into, 提交. */
import { expect, it } from 'vitest'
import { type Bot, startBot } from '../support/start-bot.ts'

const stored = async (bot: Bot) =>
  (await bot.db.query.selectFrom('reports').select('id').execute()).length

/** Counts what a thumb does: each press is a tap, and each field that is changed. */
const counter = (bot: Bot, who: string) => {
  let taps = 0
  return {
    press: (button: string, form?: Record<string, unknown>) => {
      taps += 1 + Object.keys(form ?? {}).length
      return bot.presses(who, button, form)
    },
    taps: () => taps,
  }
}

const reminded = async (who: string) => {
  const bot = await startBot('2026-03-02T09:00')
  await bot.dispatched({ bound: [who] })
  await bot.at('2026-03-26T08:55')
  expect(bot.lastCard(who).text).toContain('到期提醒')
  return bot
}

it('takes two where one number is asked: its field, 提交', async () => {
  const bot = await reminded('章越')
  const { press, taps } = counter(bot, '章越')
  await press('提交', { percent: '20' })
  expect([await stored(bot), taps()]).toEqual([1, 2])
})

it('takes three for words: 填报, the field, 提交; what was said last is there', async () => {
  const bot = await reminded('高朗')
  const { press, taps } = counter(bot, '高朗')
  await press('填报')
  await press('提交', { progress: '施工招标已完成' })
  expect([await stored(bot), taps()]).toEqual([1, 3])
})

it('takes two where nothing is to be changed: 填报, 提交', async () => {
  const bot = await reminded('高朗')
  await bot.says('高朗', '无新增 5')
  bot.clock.moveTo('2026-04-01T08:55')
  await bot.says('高朗', '我的任务')
  const before = await stored(bot)
  const { press, taps } = counter(bot, '高朗')
  await press('填报')
  await press('提交')
  expect([(await stored(bot)) - before, taps()]).toEqual([1, 2])
})

it('takes one where a project has no numbers: its stage', async () => {
  const bot = await startBot('2026-03-02T09:00')
  await bot.dispatched({ bound: ['陶然'] })
  await bot.says('陶然', '填报 6')
  const { press, taps } = counter(bot, '陶然')
  const { card } = await press('开工')
  expect(card).toContain('项目已到“开工”阶段')
  expect([await stored(bot), taps()]).toEqual([1, 1])
})
