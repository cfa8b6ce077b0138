import { expect, it } from 'vitest'
import { type Bot, startBot } from '../support/start-bot.ts'

const start = '2026-03-02T09:00'
const office = '林督查'

const running = async () => {
  const bot = await startBot(start)
  await bot.dispatched({ bound: ['高朗'] })
  await bot.says('高朗', '文本模式')
  return bot
}

const last = (bot: Bot) => bot.messagesTo('高朗').at(-1) ?? ''
const cards = (bot: Bot) =>
  bot.platform.messages(bot.privateChat('高朗')).filter(({ from, card }) => from === 'bot' && card)

it('sends plain text from then on, with the words in the place of buttons', async () => {
  const bot = await running()
  const before = cards(bot).length
  await bot.says('高朗', '任务 5')
  expect(last(bot)).toContain('【QH26-5 · ')
  expect(last(bot)).toContain('▸ 填报：发送“填报 QH26-5”')
  await bot.says('高朗', '我的任务')
  expect(last(bot)).toContain('▸ 填报：发送“填报 QH26-10”')
  expect(cards(bot)).toHaveLength(before)
  await bot.says('高朗', '文本模式 关')
  await bot.says('高朗', '任务 5')
  expect(cards(bot).length).toBeGreaterThan(before)
})

it('takes two words from reminder to stored report: 填报 with what is to be said, 确认', async () => {
  const bot = await running()
  await bot.at('2026-03-26T08:55')
  expect(last(bot)).toContain('到期提醒')
  expect(last(bot)).toContain('填报 5')
  await bot.says('高朗', '填报 5 施工招标已完成，完成20%，问题：征地未完，节点：1')
  expect(last(bot)).toContain('【QH26-5 · 填报待确认')
  expect(last(bot)).toContain('完成 20%')
  expect(last(bot)).toContain('存在问题：征地未完')
  expect(last(bot)).toContain('完成节点：完成施工招标')
  const stored = () =>
    bot.db.query.selectFrom('reports').select(['percent', 'progress', 'problems']).execute()
  expect(await stored()).toEqual([])
  await bot.says('高朗', '确认')
  expect(last(bot)).toContain('已提交 · 待审 · 20%')
  expect(last(bot)).toContain('▸ 撤回：发送“撤回 QH26-5”')
  expect(await stored()).toEqual([
    { percent: '20', progress: '施工招标已完成，完成20%', problems: '征地未完' },
  ])
  await bot.says('高朗', '确认')
  expect(last(bot)).toContain('请写上序号')
})

it('says what is refused, and asks about what is not plausible', async () => {
  const bot = await running()
  await bot.says('高朗', '填报 5 完成120%')
  expect(last(bot)).toContain('“完成进度”应在 0 到 100 之间')
  await bot.says('高朗', '填报 5 完成100%')
  expect(last(bot)).toContain('请核对：填了100%，仍有节点未完成')
})

it('tells the second of two what changed, and 确认 sends the merged report', async () => {
  const bot = await running()
  await bot.says('高朗', '填报 5 我的进展，完成20%')
  await bot.says(office, '填报 5')
  const form = { percent: '15', progress: '电话了解', problems: '缺资金', source: '电话' }
  await bot.presses(office, '提交', form)
  await bot.says('高朗', '确认')
  expect(last(bot)).toContain('有更新，请核对')
  expect(last(bot)).toContain('进展情况 电话了解（您填的不同，保留您的）')
  expect(last(bot)).toContain('存在问题：缺资金')
  await bot.says('高朗', '确认')
  expect(last(bot)).toContain('已提交')
  const rows = await bot.db.query.selectFrom('reports').select(['progress', 'problems']).execute()
  expect(rows).toContainEqual({ progress: '我的进展，完成20%', problems: '缺资金' })
})

it('pushes returns as text too', async () => {
  const bot = await running()
  await bot.says('高朗', '填报 5 已招标，完成20%')
  await bot.says('高朗', '确认')
  await bot.says(office, '退回 5 附通知书')
  expect(last(bot)).toContain('退回原因 附通知书')
  expect(last(bot)).toContain('▸ 补正：发送“填报 QH26-5”')
})
