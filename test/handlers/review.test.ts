import { expect, it } from 'vitest'
import { type Bot, startBot } from '../support/start-bot.ts'

const start = '2026-03-02T09:00'
const office = '林督查'

/** A running plan in which task 5 was reported on by 高朗. */
const reported = async (
  form: Record<string, unknown> = { percent: '20', progress: '已完成招标' },
) => {
  const bot = await startBot(start)
  await bot.dispatched({ bound: ['高朗', '章越'] })
  await bot.says('高朗', '填报 5')
  const { toast } = await bot.presses('高朗', '提交', form)
  if (toast.includes('请核对')) await bot.presses('高朗', '仍然提交')
  return bot
}

const states = async (bot: Bot) => {
  const rows = await bot.db.query
    .selectFrom('reports')
    .select(['status', 'reviewed_by', 'return_reason'])
    .orderBy('at')
    .execute()
  return rows.map(({ status, reviewed_by, return_reason }) => [status, reviewed_by, return_reason])
}

it('shows the office what waits, and takes 通过 by one press', async () => {
  const bot = await reported()
  await bot.says(office, '审核')
  const desk = bot.lastCard(office).text
  expect(desk).toContain('审核 · 1项待审')
  expect(desk).toContain('已完成招标')
  expect(desk).toContain('高朗')
  const { toast, card } = await bot.presses(office, '通过')
  expect(toast).toBe('已通过')
  expect(card).toContain('0项待审')
  expect(await states(bot)).toEqual([['accepted', bot.openId(office), null]])
})

it('returns with words: the author is told, the form says why, the desk shows the new one', async () => {
  const bot = await reported()
  await bot.says(office, '审核')
  expect((await bot.presses(office, '退回')).toast).toBe('请填写退回原因')
  const { toast } = await bot.presses(office, '退回补正', { reason: '写明中标单位' })
  expect(toast).toBe('已退回，已告知填报人')
  expect(await states(bot)).toEqual([['returned', bot.openId(office), '写明中标单位']])
  const told = bot.lastCard('高朗').text
  expect(told).toContain('退回补正')
  expect(told).toContain('写明中标单位')
  expect(told).toContain('3月4日前')
  await bot.presses('高朗', '补正')
  expect(bot.lastCard('高朗').text).toContain('退回原因 写明中标单位')
  await bot.presses('高朗', '提交', { percent: '20', progress: '中标单位为某公司' })
  await bot.says(office, '审核')
  expect(bot.lastCard(office).text).toContain('中标单位为某公司')
  expect((await states(bot)).map(([state]) => state)).toEqual(['returned', 'submitted'])
})

it('opens the milestones again that a returned report had marked as done', async () => {
  const milestones_done = ['3月31日 完成施工招标']
  const bot = await reported({ percent: '20', progress: '已完成招标', milestones_done })
  const done = async () => {
    const rows = await bot.db.query.selectFrom('milestones').select('done_on').execute()
    return rows.filter(({ done_on }) => done_on !== null).length
  }
  expect(await done()).toBe(1)
  await bot.says(office, '退回 5 没有中标通知书')
  expect(await done()).toBe(0)
  expect(bot.lastCard('高朗').text).toContain('没有中标通知书')
})

it.each([
  ['keeps what was ticked', {}],
  ['unticks it', { milestones_done: [] }],
])(
  'leaves an accepted report its milestones when a correction that %s comes back',
  async (_, form) => {
    const milestones_done = ['3月31日 完成施工招标']
    const bot = await reported({ percent: '20', progress: '已完成招标', milestones_done })
    await bot.says(office, '通过 5')
    await bot.passes(60_000)
    await bot.says('高朗', '更正 5')
    await bot.presses('高朗', '提交', { percent: '20', progress: '招标已完成', ...form })
    await bot.says(office, '退回 5 请核实')
    expect((await states(bot)).map(([state]) => state)).toEqual(['accepted', 'returned'])
    const done = bot.db.query
      .selectFrom('milestones')
      .innerJoin('reports', 'reports.id', 'milestones.done_by_report')
      .select(['milestones.done_on', 'reports.state'])
    expect(await done.execute()).toEqual([{ done_on: '2026-03-02', state: 'accepted' }])
  },
)

it('does the same in words', async () => {
  const bot = await reported()
  await bot.says(office, '退回 5')
  expect(bot.lastCard(office).text).toContain('请写明退回原因')
  await bot.says(office, '通过 5')
  expect(bot.lastCard(office).text).toContain('QH26-5 · 已通过')
  await bot.says(office, '通过 5')
  expect(bot.lastCard(office).text).toContain('这条填报已经审核过')
  await bot.says(office, '退回 1 说明')
  expect(bot.lastCard(office).text).toContain('这项任务还没有填报')
})

it('takes all without doubts at one press, and leaves the doubtful', async () => {
  const bot = await reported({ percent: '100', progress: '已完工' })
  await bot.says('章越', '填报 1')
  await bot.presses('章越', '提交', { percent: '20', progress: '已招引5个' })
  await bot.says(office, '审核')
  expect(bot.lastCard(office).text).toContain('审核 · 2项待审 · 疑问1')
  expect(bot.lastCard(office).text).toContain('填了100%，仍有节点未完成')
  await bot.says(office, '一键通过')
  expect(bot.lastCard(office).text).toContain('已通过 1 项')
  expect((await states(bot)).map(([state]) => state)).toEqual(['submitted', 'accepted'])
})

it('is the office’s alone, by who presses', async () => {
  const bot = await reported()
  await bot.says('章越', '审核')
  expect(bot.lastCard('章越').text).toContain('审核由督查室办理')
  await bot.says(office, '审核')
  const on = bot.pressedOn(office, '通过')
  const { toast } = await bot.sealedPress('章越', '通过', { eventId: 'x' }, { on })
  expect(toast).toBe('只有督查室可以审核')
  expect((await states(bot))[0]?.[0]).toBe('submitted')
})

it('does not take what was reported anew after the desk was shown', async () => {
  const bot = await reported()
  await bot.says(office, '审核')
  await bot.says('高朗', '填报 5')
  await bot.presses('高朗', '提交', { percent: '30', progress: '已进场' })
  const { toast, card } = await bot.presses(office, '通过')
  expect(toast).toBe('填报人已重新填报，请看最新的一条')
  expect(card).toContain('已进场')
})

it('accepts by itself what nobody reviewed for two working days', async () => {
  const bot = await reported()
  await bot.at('2026-03-04T07:40')
  expect((await states(bot))[0]?.[0]).toBe('submitted')
  await bot.at('2026-03-05T07:40')
  expect(await states(bot)).toEqual([['accepted', 'system', null]])
})
