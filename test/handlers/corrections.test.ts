import { expect, it } from 'vitest'
import { group } from '../support/conversation.ts'
import { type Bot, startBot } from '../support/start-bot.ts'

const office = '林督查'
const leader = '苏敬之'

const report = async (bot: Bot, percent: string, progress: string) => {
  await bot.says('高朗', '填报 5')
  await bot.presses('高朗', '提交', { percent, progress })
  await bot.says(office, '通过 5')
}

/** A leader's and a group's digest went out on Monday with 60 % of task 5. */
const told = async () => {
  const bot = await startBot('2026-03-02T09:00')
  await bot.dispatched({ bound: ['高朗', leader] })
  await bot.subscribed()
  await report(bot, '60', '已开工')
  await bot.at('2026-03-09T08:15')
  await bot.at('2026-03-09T08:25')
  return bot
}

const correct = async (bot: Bot, percent: string) => {
  await bot.says('高朗', '更正 5')
  await bot.presses('高朗', '提交', { percent, progress: '数字有误，已核实' })
  await bot.says(office, '通过 5')
}

const digest = (bot: Bot, who: string) =>
  bot.messagesTo(who).findLast((text) => text.includes('牵头的')) ?? ''

it('redraws the digests that told the figure, and says so', async () => {
  const bot = await told()
  expect(digest(bot, leader)).not.toContain('更正')
  bot.clock.moveTo('2026-03-10T10:00')
  await correct(bot, '45')
  expect(digest(bot, leader)).toContain('已更正 · ')
  expect(digest(bot, leader)).toContain('更正：QH26-5 2026年3月进展，60% 更正为 45%（3月10日）')
  const inGroup = bot.messagesIn(group).findLast((text) => text.includes('更正'))
  expect(inGroup).toContain('60% 更正为 45%')
})

it('opens the next digest with the correction, once', async () => {
  const bot = await told()
  bot.clock.moveTo('2026-03-10T10:00')
  await correct(bot, '45')
  await bot.at('2026-03-16T08:15')
  await bot.at('2026-03-16T08:25')
  const [, , first] = digest(bot, leader).split('\n')
  expect(digest(bot, leader)).not.toContain('已更正 · ')
  expect(first).toContain('更正：QH26-5')
  await bot.at('2026-03-23T08:15')
  await bot.at('2026-03-23T08:25')
  expect(digest(bot, leader)).not.toContain('更正：QH26-5')
})

it('leaves alone what was put right before it was accepted: nobody was told', async () => {
  const bot = await startBot('2026-03-02T09:00')
  await bot.dispatched({ bound: ['高朗', leader] })
  await bot.says('高朗', '填报 5')
  await bot.presses('高朗', '提交', { percent: '60', progress: '已开工' })
  await correct(bot, '45')
  await bot.at('2026-03-09T08:15')
  await bot.at('2026-03-09T08:25')
  expect(digest(bot, leader)).not.toContain('更正')
})
