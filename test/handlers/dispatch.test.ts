import { expect, it } from 'vitest'
import { type Bot, startBot } from '../support/start-bot.ts'

const start = '2026-03-02T09:00'
const office = '林督查'

const plan = (bot: Bot) =>
  bot.db.query.selectFrom('plans').select(['state', 'is_trial']).executeTakeFirstOrThrow()

it('asks by a second card before anybody gets anything', async () => {
  const bot = await startBot(start)
  await bot.imported()
  await bot.bound('高朗', '贺明远')
  await bot.presses(office, '下发')
  expect(bot.lastCard(office).text).toContain('将向 1 人发送任务卡，涉及 2 项任务')
  expect(bot.lastCard(office).text).toContain('未绑定 12 人不会收到：章越')
  expect(await plan(bot)).toEqual({ state: 'draft', is_trial: 0 })
  const { card } = await bot.presses(office, '确认下发')
  expect(card).toContain('QH26 · 已下发')
  expect(await plan(bot)).toEqual({ state: 'running', is_trial: 0 })
  expect(bot.lastCard('高朗').text).toContain('QH26 新任务 · 待签收2项')
  expect(bot.messagesTo('贺明远').join()).not.toContain('新任务')
  const cards = bot.db.query
    .selectFrom('outbox')
    .select('priority')
    .where('kind', '=', 'assignment')
  // Behind answers, since they may be a thousand.
  expect(await cards.execute()).toEqual([{ priority: 2 }])
})

it('sends each card once, though 确认下发 is pressed twice at once', async () => {
  const bot = await startBot(start)
  await bot.imported()
  await bot.bound('高朗')
  await bot.presses(office, '下发')
  const on = bot.pressedOn(office, '确认下发')
  const answers = await Promise.all([
    bot.sealedPress(office, '确认下发', { eventId: 'one' }, { on }),
    bot.sealedPress(office, '确认下发', { eventId: 'two' }, { on }),
  ])
  await bot.settle()
  expect(answers.map(({ toast }) => toast).sort()).toEqual([
    '已下发，正在发给 1 人',
    '已经处理过，以下是最新状态',
  ])
  expect(bot.messagesTo('高朗').filter((text) => text.includes('新任务'))).toHaveLength(1)
})

it('can be said in words, with the code or without', async () => {
  const bot = await startBot(start)
  await bot.says(office, '下发')
  expect(bot.lastCard(office).text).toContain('没有待下发的计划')
  await bot.imported()
  await bot.says(office, '下发 XX99')
  expect(bot.lastCard(office).text).toContain('没有待下发的计划')
  await bot.says(office, '下發 ｑｈ２６')
  expect(bot.lastCard(office).text).toContain('下发待确认')
  expect(await plan(bot)).toMatchObject({ state: 'draft' })
})

it('is the office’s alone', async () => {
  const bot = await startBot(start)
  await bot.imported()
  await bot.bound('高朗')
  await bot.says('高朗', '下发')
  expect(bot.lastCard('高朗').text).toContain('只有督查室可以下发')
  for (const button of ['下发', '试运行', '稍后']) {
    const on = bot.pressedOn(office, '下发')
    const { toast } = await bot.sealedPress('高朗', button, { eventId: `x${button}` }, { on })
    expect(toast).toBe('只有督查室可以下发')
  }
  expect(await plan(bot)).toMatchObject({ state: 'draft' })
})

it('keeps the draft on 稍后', async () => {
  const bot = await startBot(start)
  await bot.imported()
  expect((await bot.presses(office, '稍后')).card).toContain('QH26 · 暂不下发')
  expect((await bot.presses(office, '下发')).card).toContain('下发待确认')
  expect((await bot.presses(office, '稍后')).card).toContain('QH26 · 暂不下发')
  expect(await plan(bot)).toMatchObject({ state: 'draft' })
})

it('shows what a trial would send to the office alone, each message once to each member', async () => {
  const bot = await startBot(start, { office: [office, '周督查'] })
  await bot.imported()
  await bot.bound('高朗', '贺明远')
  await bot.presses(office, '试运行')
  await bot.at('2026-03-23T08:20')
  await bot.at('2026-03-26T08:50')
  for (const member of [office, '周督查']) {
    const got = bot.messagesTo(member)
    const count = (words: string) => got.filter((text) => text.includes(words)).length
    expect(count('新任务')).toBe(1)
    expect(count('牵头任务周报')).toBe(1)
    expect(count('到期提醒')).toBe(1)
    expect(count('无人收到提醒')).toBe(1)
    expect(got.find((text) => text.includes('到期提醒'))).toContain('正式下发后发给 高朗')
  }
  expect(bot.messagesTo('高朗').join()).not.toMatch(/新任务|到期提醒/)
  expect(bot.messagesTo('贺明远').join()).not.toContain('周报')
})

it('goes from the trial to the real thing', async () => {
  const bot = await startBot(start)
  await bot.imported()
  await bot.bound('高朗')
  await bot.presses(office, '试运行')
  await bot.presses(office, '下发')
  await bot.presses(office, '确认下发')
  expect(await plan(bot)).toEqual({ state: 'running', is_trial: 0 })
  expect(bot.lastCard('高朗').text).toContain('待签收2项')
})

it('answers a press on an old card with the state of now', async () => {
  const bot = await startBot(start)
  await bot.imported()
  const summary = bot.pressedOn(office, '试运行')
  await bot.says(office, '下发')
  await bot.presses(office, '确认下发')
  const { toast, card } = await bot.presses(office, '试运行', undefined, { on: summary })
  expect(toast).toContain('已经处理过')
  expect(card).toContain('QH26 · 已下发')
  expect(await plan(bot)).toEqual({ state: 'running', is_trial: 0 })
})
