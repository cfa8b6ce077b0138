import { expect, it } from 'vitest'
import { type Bot, startBot } from '../support/start-bot.ts'

const start = '2026-03-02T09:00'
const office = '林督查'
const signer = '陶然'

const post = (bot: Bot, unit: string, who: string) =>
  bot.db.query
    .insertInto('unit_posts')
    .values({
      id: `post-${unit}`,
      unit_id: `unit:${unit}`,
      post: 'signer',
      open_id: bot.openId(who),
      from_on: '2026-01-01',
      until_on: null,
      state: 'held',
      asked_by: bot.openId(office),
      granted_by: bot.openId(office),
      at: 0,
      version: 1,
    })
    .execute()

/** A running plan in which 陶然 signs for 区住建局, which leads task 5. */
const running = async () => {
  const bot = await startBot(start)
  await bot.dispatched({ bound: ['高朗', signer] })
  await post(bot, '区住建局', signer)
  return bot
}

const report = async (bot: Bot, form: Record<string, unknown> = {}) => {
  await bot.says('高朗', '填报 5')
  return bot.presses('高朗', '提交', { percent: '20', progress: '已完成招标', ...form })
}

const states = async (bot: Bot) => {
  const rows = await bot.db.query
    .selectFrom('reports')
    .select(['state', 'sign_off'])
    .orderBy('at')
    .execute()
  return rows.map(({ state, sign_off }) => [state, sign_off])
}

const trail = async (bot: Bot) => {
  const rows = await bot.db.query
    .selectFrom('audit_events')
    .select('type')
    .where('type', 'like', 'report.%')
    .orderBy('at')
    .orderBy('version')
    .execute()
  return rows.map(({ type }) => type)
}

it('goes to the signer first: one merged card, 审签, then the office', async () => {
  const bot = await running()
  const { toast, card } = await report(bot)
  expect(toast).toBe('已提交，待审签')
  expect(card).toContain('已提交 · 待审签 · 20%')
  await bot.says(office, '审核')
  expect(bot.lastCard(office).text).toContain('0项待审')
  await bot.passes(15 * 60_000)
  expect(bot.lastCard(signer).text).toContain('审签 · 1项待审签')
  expect(bot.lastCard(signer).text).toContain('已完成招标')
  const signed = await bot.presses(signer, '审签')
  expect(signed.toast).toBe('已审签，已送督查室审核')
  expect(signed.card).toContain('审签 · 0项待审签')
  expect(await states(bot)).toEqual([['submitted', 'signed']])
  await bot.says(office, '审核')
  expect(bot.lastCard(office).text).toContain('已审签')
  await bot.presses(office, '通过')
  expect(await states(bot)).toEqual([['accepted', 'signed']])
  expect(await trail(bot)).toEqual([
    'report.submitted+acknowledged',
    'report.signed',
    'report.accepted',
  ])
})

it('does the same in words, and all at once', async () => {
  const bot = await running()
  await report(bot)
  await bot.says(office, '通过 5')
  expect(bot.lastCard(office).text).toContain('还在等单位审签')
  await bot.says('高朗', '审签 5')
  expect(bot.lastCard('高朗').text).toContain('只有牵头单位的审签人可以审签')
  await bot.says(signer, '审签')
  expect(bot.lastCard(signer).text).toContain('审签 · 1项待审签')
  await bot.says(signer, '审签 5')
  expect(bot.lastCard(signer).text).toContain('已审签，已送督查室审核')
  await report(bot, { progress: '已进场' })
  await bot.says(signer, '一键审签')
  expect(bot.lastCard(signer).text).toContain('已审签 1 项')
  expect(await states(bot)).toEqual([
    ['submitted', 'signed'],
    ['submitted', 'signed'],
  ])
})

it('comes back from the signer with words, by button and by word', async () => {
  const bot = await running()
  await report(bot)
  await bot.says(signer, '审签')
  await bot.presses(signer, '退回')
  await bot.presses(signer, '退回补正', { reason: '写明中标单位' })
  expect(bot.lastCard('高朗').text).toContain('依据：单位审签')
  expect(bot.lastCard('高朗').text).toContain('写明中标单位')
  await report(bot, { progress: '中标单位为某公司' })
  await bot.says(signer, '退回 5 附通知书')
  expect(await states(bot)).toEqual([
    ['returned', 'refused'],
    ['returned', 'refused'],
  ])
})

it('counts the signer’s own report as signed', async () => {
  const bot = await running()
  await bot.says(signer, '填报 5')
  const { toast } = await bot.presses(signer, '提交', { percent: '20', progress: '已招标' })
  expect(toast).toBe('已提交，待审核')
  expect(await states(bot)).toEqual([['submitted', 'own']])
})

it('is skipped and marked where nobody signs, and where liaisons may report directly', async () => {
  const bot = await startBot(start)
  await bot.dispatched({ bound: ['高朗', signer] })
  expect((await report(bot)).card).toContain('未设审签人')
  await post(bot, '区住建局', signer)
  await bot.says('高朗', '授权直报')
  expect(bot.lastCard('高朗').text).toContain('只有本单位的审签人')
  await bot.says(signer, '授权直报')
  expect(bot.lastCard(signer).text).toContain('区住建局')
  expect((await report(bot, { progress: '已进场' })).card).toContain('授权直报')
  await bot.says(signer, '取消直报')
  expect((await report(bot, { progress: '已开挖' })).card).toContain('待审签')
  const changes = bot.db.query.selectFrom('audit_events').select(['type', 'version'])
  expect(await changes.where('subject', 'like', 'direct:%').orderBy('at').execute()).toEqual([
    { type: 'direct_reporting.allowed', version: 1 },
    { type: 'direct_reporting.ended', version: 2 },
  ])
  expect((await states(bot)).map(([, signOff]) => signOff)).toEqual([
    'no_signer',
    'direct',
    'waiting',
  ])
})

it('goes on unsigned at the deadline, marked 未审签', async () => {
  const bot = await running()
  await report(bot)
  await bot.at('2026-04-07T07:40')
  expect(await states(bot)).toEqual([['awaiting_sign_off', 'waiting']])
  // 5 April is a Sunday, 6 April a holiday: due on the 7th at 17:00.
  await bot.at('2026-04-08T07:40')
  expect(await states(bot)).toEqual([['submitted', 'lapsed']])
  await bot.says(office, '审核')
  expect(bot.lastCard(office).text).toContain('未审签')
  expect(await trail(bot)).toContain('report.sign_off_lapsed')
})

it('tells the signer again the next working morning, of all that waits', async () => {
  const bot = await running()
  await report(bot)
  await bot.passes(15 * 60_000)
  const before = bot.messagesTo(signer).length
  await bot.at('2026-03-03T07:40')
  await bot.at('2026-03-03T08:55')
  const after = bot.messagesTo(signer)
  expect(after.length).toBe(before + 1)
  expect(after.at(-1)).toContain('审签 · 1项待审签')
})
