import { expect, it } from 'vitest'
import { group } from '../support/conversation.ts'
import { type Bot, startBot } from '../support/start-bot.ts'

const start = '2026-03-02T09:00'
const office = '林督查'

const trail = async (bot: Bot, type: string) => {
  const rows = await bot.db.query
    .selectFrom('audit_events')
    .selectAll()
    .where('type', '=', type)
    .orderBy('at')
    .execute()
  return rows.map((row) => ({
    ...row,
    before: row.before && JSON.parse(row.before),
    after: row.after && JSON.parse(row.after),
  }))
}

it('records the import and the dispatch: who, when, by which press, before and after', async () => {
  const bot = await startBot(start)
  await bot.imported()
  const [made] = await trail(bot, 'plan.imported')
  expect(made).toMatchObject({ actor: bot.openId(office), after: { code: 'QH26', tasks: 12 } })
  expect(await trail(bot, 'import.committed')).toMatchObject([
    { before: { state: 'waiting' }, after: { state: 'committed' } },
  ])
  await bot.presses(office, '下发')
  const at = bot.clock.now()
  await bot.presses(office, '确认下发')
  const [sent] = await trail(bot, 'plan.dispatched')
  expect(sent).toMatchObject({
    subject: made?.subject,
    version: 2,
    actor: bot.openId(office),
    before: { state: 'draft' },
    after: { state: 'running' },
  })
  expect((sent?.at ?? 0) - at).toBeLessThan(60_000)
  expect(sent?.via).toMatch(/\w{10,}/)
})

it('records a binding by the person and one by the office', async () => {
  const bot = await startBot(start)
  await bot.imported()
  await bot.bound('高朗')
  expect(await trail(bot, 'binding.accepted')).toMatchObject([
    { actor: bot.openId('高朗'), after: { partyId: 'person:高朗' } },
  ])
  await bot.says('陶然', '你好')
  await bot.presses('陶然', '不是')
  await bot.presses(office, '陶然')
  expect(await trail(bot, 'binding-request.assigned')).toMatchObject([
    { actor: bot.openId(office), after: { openId: bot.openId('陶然'), partyId: 'person:陶然' } },
  ])
})

it('records a report with what stood before it', async () => {
  const bot = await startBot(start)
  await bot.dispatched({ bound: ['高朗'] })
  for (const percent of ['20', '40']) {
    await bot.says('高朗', '填报 5')
    await bot.presses('高朗', '提交', { percent, progress: `完成${percent}` })
  }
  const [first] = await trail(bot, 'report.submitted+acknowledged')
  expect(first).toMatchObject({
    actor: bot.openId('高朗'),
    before: { state: 'awaiting_acknowledgement', report: null },
    after: { state: 'in_progress', report: { percent: '20' } },
  })
  expect(await trail(bot, 'report.submitted')).toMatchObject([
    { before: { report: { percent: '20' } }, after: { report: { percent: '40' } } },
  ])
})

it('records each task of 全部签收', async () => {
  const bot = await startBot(start)
  await bot.dispatched({ bound: ['高朗'] })
  await bot.presses('高朗', '全部签收')
  const rows = await trail(bot, 'task.acknowledged')
  expect(rows).toHaveLength(2)
  expect(new Set(rows.map(({ via }) => via)).size).toBe(1)
})

it('records a subscription from the question to the end', async () => {
  const bot = await startBot(start)
  await bot.dispatched()
  await bot.subscribed()
  await bot.says('章越', '退订', { in: group })
  const rows = await bot.db.query
    .selectFrom('audit_events')
    .select(['version', 'type', 'actor'])
    .where('subject', 'like', 'subscription:%')
    .orderBy('version')
    .execute()
  expect(rows).toEqual([
    { version: 1, type: 'subscription.asked', actor: bot.openId('章越') },
    { version: 2, type: 'subscription.approved', actor: bot.openId(office) },
    { version: 3, type: 'subscription.ended', actor: bot.openId('章越') },
  ])
})

it('names who claimed the office', async () => {
  const bot = await startBot(start, { office: [] })
  await bot.says('周督查', '认领 000000')
  await bot.says('周督查', `认领 ${bot.claimCode}`)
  expect(await trail(bot, 'office.claim-refused')).toHaveLength(1)
  expect(await trail(bot, 'office.claimed')).toMatchObject([{ actor: bot.openId('周督查') }])
})

it('never logs what people wrote, nor a secret', async () => {
  const bot = await startBot(start)
  await bot.dispatched({ bound: ['高朗'] })
  await bot.says('高朗', '填报 5')
  await bot.presses('高朗', '提交', { percent: '20', progress: '一句只有本人写过的话' })
  await bot.says('高朗', '另一句闲话')
  const log = bot.logLines.join('\n')
  expect(log).toContain('delivery.sent')
  expect(log).not.toMatch(/一句只有本人写过的话|另一句闲话/)
  expect(log).not.toMatch(
    /the app secret|the encrypt key|the verification token|Bearer t-|t-[a-z0-9]{20}/,
  )
})
