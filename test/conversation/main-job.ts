import { expect } from 'vitest'
import { sampleOffice } from '../../src/sandbox/sample/world.ts'
import { type conversation, group, sampleFile } from '../support/conversation.ts'

/** What the script needs of a bot, wherever it runs: people who speak, drop and press, and a clock. */
export type Talk = ReturnType<typeof conversation>

/** When the script expects to begin. */
export const mainJobStart = '2026-03-02T09:05'

const owner = '高朗'
const leader = '贺明远'

/**
 * The main job as people see it, from the dropped table to the second week's digest, and that
 * everybody was told everything once. The same script for every database and runtime.
 */
export async function playMainJob(bot: Talk): Promise<void> {
  await importAndDispatch(bot)
  await report(bot)
  await subscribe(bot)
  await remindAndDigest(bot)
  expect(titles(bot.messagesTo(owner))).toEqual([
    '身份确认 · 高朗 · 已绑定 · 3月2日',
    'QH26 新任务 · 已全部签收2项 · 3月2日',
    '填报 QH26-5 · 待填报 · 3月2日',
    'QH26-5 · 已提交 · 待审 · 20% · 3月2日',
    '到期提醒 · 1项 · 3个工作日内到期1个 · 3月26日',
  ])
  expect(titles(bot.messagesTo(leader))).toEqual([
    '身份确认 · 贺明远 · 已绑定 · 3月2日',
    '牵头任务周报 · 4项 · 无逾期 · 3月23日',
    '牵头任务周报 · 4项 · 逾期1项 · 4月13日',
  ])
  expect(titles(bot.messagesIn(group)).slice(-3)).toEqual([
    '订阅 全部 · 已生效 · 3月2日',
    'QH26 周报 · 12项 · 无逾期 · 3月23日',
    'QH26 周报 · 12项 · 逾期4项 · 4月13日',
  ])
}

/** First lines of cards, without their brackets. */
const titles = (messages: readonly string[]) =>
  messages.map((text) => /^【(.+)】/.exec(text)?.[1] ?? text)

async function importAndDispatch(bot: Talk): Promise<void> {
  await bot.drops(sampleOffice, sampleFile)
  expect(bot.lastCard(sampleOffice).text).toContain('任务 12 项　时间节点 36 个')
  const imported = await bot.presses(sampleOffice, '确认导入')
  expect(imported.toast).toBe('已导入为草案，还没有通知任何人')
  for (const name of [owner, leader]) {
    await bot.says(name, '你好')
    expect((await bot.presses(name, '是')).toast).toBe('已绑定')
  }
  await bot.says(sampleOffice, '下发')
  expect((await bot.presses(sampleOffice, '确认下发')).toast).toBe('已下发，正在发给 1 人')
}

async function report(bot: Talk): Promise<void> {
  expect((await bot.presses(owner, '全部签收（2 项）')).toast).toBe('已签收 2 项')
  await bot.says(owner, '填报 5')
  const progress = '已完成2条道路施工招标'
  const refused = await bot.presses(owner, '提交', { percent: '一百二', progress })
  expect(refused.toast).toContain('已存为草稿')
  await bot.says(owner, '填报 5')
  expect(bot.lastCard(owner).text).toContain('一百二')
  const taken = await bot.presses(owner, '提交', { percent: '20', progress })
  expect(taken.toast).toBe('已提交，待审核')
}

async function subscribe(bot: Talk): Promise<void> {
  await bot.subscribed()
  expect(bot.lastCardIn(group).text).toContain('订阅已生效')
}

/** Each slot, and a second time when it is over: nothing is sent twice. */
async function remindAndDigest(bot: Talk): Promise<void> {
  const days = ['2026-03-23T08:10', '2026-03-26T08:40', '2026-04-13T08:10']
  for (const slot of days) {
    await bot.at(slot)
    await bot.at(slot.replace(/:(\d)0$/, (_, ten: string) => `:${Number(ten) + 1}0`))
  }
  await bot.at('2026-04-13T08:21')
  expect(bot.lastCard(leader).text).toContain('逾期13天')
  expect(bot.lastCardIn(group).text).toContain('说明：已完成2条道路施工招标')
}
