import { expect, it } from 'vitest'
import { deliverDue, leaseMs, type Sender } from '../src/deliver.ts'
import { LarkError } from '../src/lark/errors.ts'
import { onEasyPlatform, pacerOf, person, queue, rowsTo, states } from './support/easy-platform.ts'
import { startBot } from './support/start-bot.ts'

const start = '2026-03-02T09:00'

it('does not doubt what was refused: a digest that met a limit for an hour is sent', async () => {
  const bot = await startBot(start)
  await bot.dispatched({ bound: ['贺明远'] })
  await bot.at('2026-03-23T08:10')
  bot.clock.moveTo('2026-03-23T08:20')
  let isLimited = true
  const busy: Sender = {
    ...bot.sender,
    larkSend: async (...send) => {
      if (isLimited) throw new LarkError(99991400, '', { httpStatus: 429, retryAfterMs: 120_000 })
      return bot.sender.larkSend(...send)
    },
  }
  for (let round = 0; round < 35; round += 1) {
    await deliverDue(busy)
    bot.clock.pass(120_000)
  }
  isLimited = false
  await deliverDue(busy)
  expect(bot.messagesTo('贺明远').join()).toContain('周报')
})

it('sends what nobody knows of once more, not twice more', async () => {
  const bot = await startBot(start)
  let tries = 0
  const { sender } = onEasyPlatform(bot, () => {
    tries += 1
    throw new LarkError(0, 'no answer')
  })
  await queue(bot, [['lost', person('ou_a')]])
  await deliverDue(sender)
  bot.clock.pass(60 * 60_000)
  await deliverDue(sender)
  expect(tries).toBe(2)
  bot.clock.pass(60 * 60_000)
  await deliverDue(sender)
  expect(tries).toBe(2)
  expect(await states(bot, 'lost')).toMatchObject([{ state: 'dropped', reason: 'outcome-unknown' }])
})

it('does not hold it against a message that its processes were killed', async () => {
  const bot = await startBot(start)
  const { sent, sender } = onEasyPlatform(bot, () => {
    if (sent.length === 0 && isAway) throw new LarkError(0, '', { httpStatus: 502 })
  })
  let isAway = true
  await queue(bot, [['m', person('ou_a')]])
  const deaths = { attempts: 60, lease_holder: 'killed', first_attempt_at: bot.clock.now() }
  await bot.db.query.updateTable('outbox').set(deaths).where('id', '=', 'm').execute()
  await deliverDue(sender)
  expect(await states(bot, 'm')).toMatchObject([{ state: 'waiting', attempts: 61 }])
  isAway = false
  // As after any first failure: a second, more or less.
  bot.clock.pass(1_500)
  await deliverDue(sender)
  expect(sent).toHaveLength(1)
})

it('keeps its lease while an answer takes long', async () => {
  const bot = await startBot(start)
  const other: Sender = { ...bot.sender, holder: 'another process' }
  let answer = () => {}
  const { sender } = onEasyPlatform(
    bot,
    () =>
      new Promise<void>((resolve) => {
        answer = resolve
      }),
  )
  await queue(bot, [['slow', person('ou_a')]])
  const delivered = deliverDue(sender)
  for (let second = 0; second < 3 * (leaseMs / 4_000); second += 1) {
    await new Promise((resolve) => setTimeout(resolve, 250))
    bot.clock.pass(4_000)
  }
  await new Promise((resolve) => setTimeout(resolve, 250))
  expect(await deliverDue(other)).toBe(0)
  answer()
  expect(await delivered).toBe(1)
  expect(await states(bot, 'slow')).toMatchObject([{ state: 'sent', attempts: 1 }])
})

it('puts back what it took and did not send when the process stops', async () => {
  const bot = await startBot(start)
  const stopping = new AbortController()
  const { sent, sender } = onEasyPlatform(bot, () => stopping.abort())
  await queue(bot, rowsTo(30, 'bulk'), 'bulk')
  expect(await deliverDue({ ...sender, stopping: stopping.signal })).toBe(sent.length)
  expect(sent.length).toBeLessThan(30)
  const left = await bot.db.query
    .selectFrom('outbox')
    .select(['attempts', 'lease_holder', 'first_attempt_at'])
    .where('state', '=', 'waiting')
    .where('id', 'like', 'bulk%')
    .execute()
  expect(left).toHaveLength(30 - sent.length)
  expect(
    left.every((row) => row.attempts === 0 && !row.lease_holder && row.first_attempt_at === null),
  ).toBe(true)
})

it('reckons with what another process sent just before', async () => {
  const bot = await startBot(start)
  const { sent, sender } = onEasyPlatform(bot)
  const next: Sender = {
    ...sender,
    holder: 'another process',
    pacer: pacerOf(bot),
  }
  await queue(
    bot,
    rowsTo(5, 'first', () => person('ou_a')),
  )
  await queue(bot, rowsTo(60, 'bulk'), 'bulk')
  await deliverDue(sender, 50)
  await deliverDue(next)
  expect(sent).toHaveLength(65)
  const times = sent.map(({ at }) => at)
  for (const from of times) {
    expect(times.filter((at) => at >= from && at < from + 1_000).length).toBeLessThanOrEqual(48)
  }
})
