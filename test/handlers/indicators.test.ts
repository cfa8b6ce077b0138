import { expect, it } from 'vitest'
import { findTask, loadPlans } from '../../db/plans.ts'
import { proposalsOf } from '../../src/domain/decide-indicators.ts'
import { indicatorsOf } from '../../src/domain/item-matching.ts'
import { type Bot, startBot } from '../support/start-bot.ts'

const office = '林督查'

/** The sample plan, running; its words have figures, its table no indicators. */
async function running(): Promise<Bot> {
  const bot = await startBot('2026-03-02T09:00')
  await bot.dispatched({ bound: ['高朗'] })
  return bot
}
const said = async (bot: Bot, who: string, words: string) => {
  await bot.says(who, words)
  return bot.lastCard(who).text
}
async function task(bot: Bot, seq: number) {
  const [found] = await loadPlans(bot.db, { inState: 'running' }, bot.clock.now())
  const id = found?.tasks.find((one) => one.seq === seq)?.id ?? ''
  const one = await findTask(bot.db, id, bot.clock.now())
  if (!one) throw new Error(`no task ${seq}`)
  return one.task
}
const settled = (of: Awaited<ReturnType<typeof task>>) =>
  indicatorsOf(of.items)
    .filter(({ isProposal }) => !isProposal)
    .map(({ name, target, unit }) => `${name} ${target}${unit}`)

it('proposes indicators at import, says so on the preview, and asks for none of them', async () => {
  const bot = await running()
  expect(bot.messagesTo(office).join('\n')).toMatch(
    /建议指标 \d+ 个（由任务文字推出，采用后才计入完成率）/,
  )
  const shown = await said(bot, '高朗', '指标 5')
  expect(shown).toContain('QH26-5 · 建议指标1个待确认')
  expect(shown).toContain('≥ 6条')
  expect(shown).not.toContain('[采用]')
  expect(settled(await task(bot, 5))).toEqual([])
})

it('lets the office take or decline them, by presses', async () => {
  const bot = await running()
  const of1 = proposalsOf(await task(bot, 1)).length
  await bot.says(office, '指标')
  const taken = await bot.presses(office, '采用')
  expect(taken.toast).toBe('已采用 1 个')
  expect(settled(await task(bot, 1))).toHaveLength(1)
  const { version } = await task(bot, 2)
  const declined = await bot.presses(office, '本页都不采用')
  expect(declined.toast).toBe('已不采用 6 个')
  expect(proposalsOf(await task(bot, 1))).toEqual([])
  expect(settled(await task(bot, 1))).toHaveLength(1)
  expect((await task(bot, 2)).version).toBe(version + 1)
  const trail = await bot.db.query
    .selectFrom('audit_events')
    .select('type')
    .where('type', 'like', 'indicators.%')
    .execute()
  expect(trail.map(({ type }) => type)).toContain('indicators.taken')
  expect(of1).toBeGreaterThan(0)
})

it('takes them in words, once, and by the office alone', async () => {
  const bot = await running()
  expect(await said(bot, '高朗', '指标 5 采用 1')).toContain('只有督查室可以确认指标')
  expect(await said(bot, office, '指标 5 采用 9')).toContain('没有这个序号')
  expect(await said(bot, office, '指标 5 好的')).toContain('请这样写')
  const taken = await said(bot, office, '指标 5 全部采用')
  expect(taken).toContain('QH26-5 · 指标1个')
  expect(settled(await task(bot, 5))[0]).toMatch(/6条$/)
  expect(await said(bot, office, '指标 5 全部采用')).toContain('请这样写')
  // From now on the rate is made of it, and nothing was reported yet.
  expect(await said(bot, office, '完成率 5')).toContain('暂无数据，不计入')
})
