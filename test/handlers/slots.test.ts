import { expect, it } from 'vitest'
import { previewDueSlots, runDueSlots, tick } from '../../src/tick.ts'
import { type Bot, startBot } from '../support/start-bot.ts'

const start = '2026-03-02T09:00'

const running = async () => {
  const bot = await startBot(start)
  await bot.dispatched({ bound: ['高朗', '贺明远'] })
  return bot
}

const slots = async (bot: Bot, job: string) => {
  const rows = await bot.db.query
    .selectFrom('slots')
    .select(['at', 'state'])
    .where('job', '=', job)
    .orderBy('at')
    .execute()
  return rows.map(
    ({ at, state }) => `${new Date(at + 8 * 3_600_000).toISOString().slice(5, 10)} ${state}`,
  )
}

const sentTo = (bot: Bot, who: string, words: string) =>
  bot.messagesTo(who).filter((text) => text.includes(words))

it('sends nothing when a slot is run again', async () => {
  const bot = await running()
  await bot.at('2026-03-26T08:50')
  const messages = bot.platform.messages().length
  await bot.at('2026-03-26T08:51')
  await runDueSlots(bot.deps, bot.clock.now(), true)
  await bot.passes(3_600_000)
  expect(bot.platform.messages()).toHaveLength(messages)
})

it('lets one of two ticks at once run a slot', async () => {
  const bot = await running()
  bot.clock.moveTo('2026-03-26T08:50')
  await Promise.all([tick(bot.sender), tick({ ...bot.sender, holder: 'another process' })])
  await bot.settle()
  expect(sentTo(bot, '高朗', '到期提醒')).toHaveLength(1)
})

it('runs only the latest slot after a pause, and records the older as skipped', async () => {
  const bot = await running()
  await bot.at('2026-03-23T08:50')
  await bot.at('2026-03-27T09:30')
  expect((await slots(bot, 'reminders')).slice(-4)).toEqual([
    '03-24 skipped',
    '03-25 skipped',
    '03-26 skipped',
    '03-27 closed',
  ])
  expect(sentTo(bot, '高朗', '到期提醒')).toHaveLength(0)
  await bot.at('2026-03-27T09:45')
  expect(sentTo(bot, '高朗', '到期提醒')).toHaveLength(1)
})

it('catches up a step of the ladder that a pause had swallowed, once', async () => {
  const bot = await running()
  await bot.at('2026-03-25T08:50')
  await bot.at('2026-03-30T08:50')
  await bot.at('2026-03-31T08:50')
  expect(sentTo(bot, '高朗', '到期提醒').map((text) => text.split('\n')[0])).toEqual([
    '【到期提醒 · 1项 · 3个工作日内到期1个 · 3月30日】',
    '【到期提醒 · 1项 · 今日到期1个 · 3月31日】',
  ])
})

it('finishes a slot whose run died, without telling anybody twice', async () => {
  const bot = await running()
  bot.clock.moveTo('2026-03-26T08:41')
  await runDueSlots(bot.deps, bot.clock.now())
  await bot.db.query
    .updateTable('slots')
    .set({ state: 'open', closed_at: null })
    .where('job', '=', 'reminders')
    .execute()
  await bot.at('2026-03-26T08:50')
  expect(sentTo(bot, '高朗', '到期提醒')).toHaveLength(1)
  expect((await slots(bot, 'reminders')).at(-1)).toBe('03-26 closed')
})

it('lists what a run would send and changes nothing', async () => {
  const bot = await running()
  bot.clock.moveTo('2026-03-26T08:50')
  const tables = ['slots', 'outbox', 'work', 'audit_events'] as const
  const count = async () =>
    Promise.all(
      tables.map(
        async (name) => (await bot.db.query.selectFrom(name).selectAll().execute()).length,
      ),
    )
  const before = await count()
  const previews = await previewDueSlots(bot.deps)
  expect(previews.map(({ summary }) => summary)).toContain(
    '高朗：提醒 QH26-5 3月31日（3个工作日后到期）',
  )
  expect(await count()).toEqual(before)
})

it('sends at once, without jitter, when told to', async () => {
  const bot = await running()
  bot.clock.moveTo('2026-03-26T08:40')
  await runDueSlots(bot.deps, bot.clock.now(), true)
  await bot.settle()
  expect(sentTo(bot, '高朗', '到期提醒')).toHaveLength(1)
})

it('copies the directory each night', async () => {
  const bot = await running()
  await bot.platform.updateUser(bot.openId('石磊'), { name: '石小磊' })
  await bot.db.query.deleteFrom('accounts').execute()
  await bot.at('2026-03-03T02:31')
  const names = await bot.db.query.selectFrom('accounts').select('name').execute()
  expect(names.map(({ name }) => name)).toContain('石小磊')
})
