import { expect, it } from 'vitest'
import { type Bot, startBot } from '../support/start-bot.ts'

const start = '2026-03-02T09:00'
const office = '林督查'

const running = async (...bound: string[]) => {
  const bot = await startBot(start)
  await bot.dispatched({ bound: ['高朗', ...bound] })
  return bot
}

const report = async (bot: Bot, form: Record<string, unknown> = {}) => {
  await bot.says('高朗', '填报 5')
  return bot.presses('高朗', '提交', { percent: '20', progress: '已完成招标', ...form })
}

const stored = (bot: Bot) =>
  bot.db.query
    .selectFrom('reports')
    .select(['percent', 'state', 'corrects', 'period', 'doubts'])
    .orderBy('at')
    .execute()

it('is withdrawn by its author until it was reviewed, by button and by word', async () => {
  const bot = await running()
  await report(bot)
  const { toast, card } = await bot.presses('高朗', '撤回')
  expect(toast).toBe('已撤回')
  expect(card).toContain('已撤回')
  await bot.says('高朗', '填报 5')
  expect(bot.lastCard('高朗').text).not.toContain('上次')
  await report(bot, { percent: '25' })
  await bot.says(office, '撤回 5')
  expect(bot.lastCard(office).text).toContain('只有填报人自己可以撤回')
  await bot.says('高朗', '撤回 5')
  expect(bot.lastCard('高朗').text).toContain('已撤回')
  await report(bot, { percent: '30' })
  await bot.says(office, '通过 5')
  await bot.says('高朗', '撤回 5')
  expect(bot.lastCard('高朗').text).toContain('这条填报已经审核过')
  expect((await stored(bot)).map(({ state }) => state)).toEqual([
    'withdrawn',
    'withdrawn',
    'accepted',
  ])
})

it('is put right freely within its month', async () => {
  const bot = await running()
  await report(bot)
  await bot.says(office, '通过 5')
  await bot.says('高朗', '更正 5')
  expect(bot.lastCard('高朗').text).toContain('更正2026年3月填报')
  const { card } = await bot.presses('高朗', '提交', { percent: '15' })
  expect(card).toContain('更正')
  const [first, second] = await stored(bot)
  expect(first).toMatchObject({ state: 'accepted', percent: '20' })
  expect(second).toMatchObject({
    state: 'submitted',
    percent: '15',
    period: '2026-03',
    doubts: '[]',
  })
  expect(second?.corrects).not.toBeNull()
})

it('needs the office’s word once its month stands, and never passes by itself', async () => {
  const bot = await running()
  await report(bot)
  await bot.says(office, '通过 5')
  bot.clock.moveTo('2026-04-10T09:00')
  await bot.says('高朗', '更正 5')
  expect(bot.lastCard('高朗').text).toContain('这一期已截止，督查室同意后生效')
  await bot.presses('高朗', '提交', { percent: '15' })
  await bot.says(office, '一键通过')
  expect(bot.lastCard(office).text).toContain('没有可以一并通过的填报')
  await bot.at('2026-04-20T07:40')
  expect((await stored(bot))[1]).toMatchObject({ state: 'submitted', period: '2026-03' })
  await bot.says(office, '审核')
  expect(bot.lastCard(office).text).toContain('更正已截止的一期，须督查室同意')
  await bot.presses(office, '通过')
  expect((await stored(bot))[1]).toMatchObject({ state: 'accepted' })
})

it('asks before it stores what is not plausible; 仍然提交 stores it with the doubt', async () => {
  const bot = await running()
  await report(bot, { percent: '60' })
  const asked = await report(bot, { percent: '40', progress: '已进场' })
  expect(asked.toast).toContain('还没有提交')
  expect(asked.card).toContain('进度比上次低（60% → 40%）')
  expect(await stored(bot)).toHaveLength(1)
  const form = await bot.presses('高朗', '返回修改')
  expect(form.card).toContain('已进场')
  await bot.presses('高朗', '提交')
  const { toast } = await bot.presses('高朗', '仍然提交')
  expect(toast).toBe('已提交，待审核')
  expect((await stored(bot))[1]).toMatchObject({ percent: '40' })
  await bot.says(office, '审核')
  expect(bot.lastCard(office).text).toContain('疑问：进度比上次低（60% → 40%）')
})

it('takes 仍然提交 in words', async () => {
  const bot = await running()
  await bot.says('高朗', '仍然提交 5')
  expect(bot.lastCard('高朗').text).toContain('没有等待确认的填报')
  await report(bot, { percent: '100' })
  await bot.says('高朗', '仍然提交 5')
  expect(bot.lastCard('高朗').text).toContain('已提交 · 待审 · 100%')
  expect(await stored(bot)).toHaveLength(1)
})

it.each(['仍然提交', '仍然提交 5'])('takes %s the day after a month’s last day', async (words) => {
  const bot = await running()
  bot.clock.moveTo('2026-03-31T17:00')
  await report(bot, { percent: '100' })
  expect(await stored(bot)).toEqual([])
  bot.clock.moveTo('2026-04-01T09:00')
  await bot.says('高朗', words)
  expect(bot.lastCard('高朗').text).toContain('已提交 · 待审 · 100%')
})

it('says when a figure is expected that is not there', async () => {
  const bot = await running()
  await bot.says('高朗', '填报 5')
  const refused = await bot.presses('高朗', '提交', {
    progress: '统计局未公布',
    no_figure: '未公布（请选预计公布日期）',
  })
  expect(refused.toast).toContain('请选预计公布日期')
  const { card } = await bot.presses('高朗', '提交', {
    progress: '统计局未公布',
    no_figure: '未公布（请选预计公布日期）',
    expected_on: '2026-04-20',
  })
  expect(card).toContain('暂无数据：未公布，预计4月20日')
})

it('steps through all that waits, the next form after each 提交 or 跳过', async () => {
  const bot = await startBot('2026-03-30T09:00')
  await bot.dispatched({ bound: ['高朗'] })
  await bot.says('高朗', '逐项填报')
  expect(bot.lastCard('高朗').text).toContain('填报 QH26-5 · 1/2 ·')
  const skipped = await bot.presses('高朗', '跳过这一项')
  expect(skipped.card).toContain('填报 QH26-10 · 2/2 ·')
  const last = await bot.presses('高朗', '提交', { percent: '10', progress: '推进中' })
  expect(last.card).toContain('QH26-10 · 已提交 · 待审')
  await bot.says('高朗', '逐项填报')
  expect(bot.lastCard('高朗').text).toContain('填报 QH26-5 · 1/1 ·')
  bot.clock.moveTo('2026-04-01T09:00')
  await bot.says('高朗', '逐项填报')
  const { toast, card } = await bot.presses('高朗', '提交', { percent: '10', progress: '推进中' })
  expect(toast).toBe('已提交，待审核')
  expect(card).toContain('填报 QH26-10 · 2/2 ·')
  expect(card).toContain('✓ 已提交 QH26-5 · 10%（撤回请发送：撤回 QH26-5）')
})

it('shows a participant a tick when its report is accepted, and its unit at once', async () => {
  const bot = await running('章越')
  /** The whole of the card but its title, which says the task's state. */
  const seenBy = async (name: string) => {
    await bot.says(name, '任务 5')
    return bot.lastCard(name).text.split('\n').slice(1).join('\n')
  }
  const before = await seenBy('章越')
  expect(before).toContain('3月31日　未到期　完成施工招标')
  await report(bot, { milestones_done: ['3月31日 完成施工招标'] })
  expect(await seenBy('章越')).toBe(before)
  const ticked = '3月31日　已完成　完成施工招标'
  expect(await seenBy('高朗')).toContain(ticked)
  expect(await seenBy(office)).toContain(ticked)
  await bot.says(office, '审核')
  await bot.presses(office, '通过')
  expect(await seenBy('章越')).toContain(ticked)
})

it('takes 撤回 said twice once: the report before it stands', async () => {
  const bot = await running()
  await report(bot)
  await report(bot, { percent: '30', progress: '已进场' })
  await bot.says('高朗', '撤回 5')
  await bot.says('高朗', '撤回 5')
  expect(bot.lastCard('高朗').text).toContain('这条填报已经撤回')
  expect((await stored(bot)).map(({ state }) => state)).toEqual(['submitted', 'withdrawn'])
})

it('no longer sends on 确认 what was asked about before other words came', async () => {
  const bot = await running()
  await bot.says('高朗', '5 完成20%')
  await bot.presses('高朗', '提交', { percent: '100' })
  expect(bot.lastCard('高朗').text).toContain('请核对')
  await bot.says('高朗', '5 完成45%')
  expect(bot.lastCard('高朗').text).toContain('完成45%')
  await bot.says('高朗', '确认 5')
  expect(bot.lastCard('高朗').text).toContain('没有等待确认的填报')
  expect(await stored(bot)).toEqual([])
})
