import { expect, it } from 'vitest'
import { storeEvent } from '../db/inbox.ts'
import { deliverDue, type Sender } from '../src/deliver.ts'
import { LarkError } from '../src/lark/errors.ts'
import type { SendTarget } from '../src/ports.ts'
import { onEasyPlatform, pacerOf, person, queue, rowsTo, states } from './support/easy-platform.ts'
import { startBot } from './support/start-bot.ts'

const start = '2026-03-02T09:00'

it('does not let two hundred messages to one person hold up the others', async () => {
  const bot = await startBot(start)
  const { sent, sender } = onEasyPlatform(bot)
  const from = bot.clock.now()
  await queue(
    bot,
    rowsTo(200, 'flood', () => person('ou_flooded')),
  )
  await queue(bot, rowsTo(50, 'other'))
  expect(await deliverDue(sender)).toBe(250)
  const others = sent.filter(({ text }) => text.startsWith('other'))
  expect(Math.max(...others.map(({ at }) => at)) - from).toBeLessThan(2_000)
  const flood = sent.filter(({ to }) => to === 'ou_flooded')
  expect(flood.map(({ text }) => text)).toEqual(rowsTo(200, 'flood').map(([key]) => key))
  expect(bot.clock.now() - from).toBeLessThan(41_000)
})

it('lets an answer overtake a thousand waiting messages', async () => {
  const bot = await startBot(start)
  let askedAt = 0
  const { sent, sender } = onEasyPlatform(bot, async ({ text }) => {
    if (text !== 'bulk 300') return
    askedAt = bot.clock.now()
    await queue(bot, [['answer', person('ou_asking')]])
  })
  await queue(bot, rowsTo(1_000, 'bulk'), 'bulk')
  expect(await deliverDue(sender)).toBe(1_001)
  const answer = sent.find(({ text }) => text === 'answer')
  expect((answer?.at ?? 0) - askedAt).toBeLessThanOrEqual(1_000)
})

it('keeps some calls of each minute for answers when more bulk waits than a minute holds', async () => {
  const bot = await startBot(start)
  const from = bot.clock.now()
  let askedAt = 0
  const { sent, sender } = onEasyPlatform(bot)
  const asking: Sender = {
    ...sender,
    pacer: pacerOf(bot, async () => {
      if (askedAt > 0 || bot.clock.now() - from < 30_000) return
      askedAt = bot.clock.now()
      await queue(bot, [['answer', person('ou_asking')]])
    }),
  }
  await queue(bot, rowsTo(1_500, 'bulk'), 'bulk')
  await deliverDue(asking)
  const answer = sent.find(({ text }) => text === 'answer')
  expect((answer?.at ?? 0) - askedAt).toBeLessThanOrEqual(1_000)
  expect(sent).toHaveLength(1_501)
})

it('reaches a thousand people within 21 seconds', async () => {
  const bot = await startBot(start)
  const from = bot.clock.now()
  const { sent, sender } = onEasyPlatform(bot)
  await queue(bot, rowsTo(1_000, 'bulk'), 'bulk')
  await deliverDue(sender)
  expect(sent).toHaveLength(1_000)
  expect(bot.clock.now() - from).toBeLessThan(21_000)
})

it('stops everything for a limit of the app, and one receiver for a limit of its own', async () => {
  const bot = await startBot(start)
  const app = new LarkError(99991400, '', { httpStatus: 429, retryAfterMs: 7_000 })
  const own = new LarkError(230020, '', { httpStatus: 400 })
  const failures = new Map([
    ['a', app],
    ['b', own],
  ])
  const from = bot.clock.now()
  const { sent, sender } = onEasyPlatform(bot, ({ text }) => {
    const error = failures.get(text)
    failures.delete(text)
    if (error) throw error
  })
  await queue(bot, [['a', person('ou_a')]])
  await deliverDue(sender)
  await queue(bot, rowsTo(20, 'other'))
  await queue(bot, [
    ['b', person('ou_b')],
    ['b2', person('ou_b')],
  ])
  await queue(bot, [['b3', person('ou_b')]], 'push')
  for (let round = 0; round < 20; round += 1) {
    await deliverDue(sender)
    bot.clock.pass(500)
  }
  expect(Math.min(...sent.map(({ at }) => at)) - from).toBeGreaterThanOrEqual(7_000)
  expect(sent).toHaveLength(24)
  const held = sent.filter(({ to }) => to === 'ou_b')
  expect(held.map(({ text }) => text)).toEqual(['b', 'b2', 'b3'])
  const others = sent.filter(({ text }) => text.startsWith('other'))
  expect((held[0]?.at ?? 0) - Math.max(...others.map(({ at }) => at))).toBeGreaterThan(100)
})

it('counts a reply for its group, as far as the group is known', async () => {
  const bot = await startBot(start)
  const { sent, sender } = onEasyPlatform(bot)
  const heard = (n: number) => ({
    key: `om_heard_${n}`,
    kind: 'im.message.receive_v1',
    payload: { message: { message_id: `om_heard_${n}`, chat_id: 'oc_busy' } },
  })
  const numbers = Array.from({ length: 8 }, (_, n) => n)
  await bot.db.atomic(numbers.map((n) => storeEvent(bot.db, heard(n), bot.clock.now())))
  const from = bot.clock.now()
  await queue(
    bot,
    rowsTo(8, 'known', (n) => ({ type: 'reply', id: `om_heard_${n}` })),
  )
  await queue(
    bot,
    rowsTo(8, 'unknown', (n) => ({ type: 'reply', id: `om_lost_${n}` })),
  )
  await deliverDue(sender)
  const within = sent.filter(({ at }) => at < from + 1_000).map(({ text }) => text)
  expect(within.filter((text) => text.startsWith('known'))).toHaveLength(5)
  expect(within.filter((text) => text.startsWith('unknown'))).toHaveLength(8)
})

it('redraws a card once, to the newest of what waits', async () => {
  const bot = await startBot(start)
  const { sent, sender } = onEasyPlatform(bot)
  const card: SendTarget = { type: 'patch', id: 'om_card' }
  await queue(
    bot,
    rowsTo(6, 'drawing', () => card),
  )
  await queue(bot, [['elsewhere', { type: 'patch', id: 'om_other' }]])
  await deliverDue(sender)
  expect(sent.map(({ text }) => text).sort()).toEqual(['drawing 5', 'elsewhere'])
  expect(await states(bot, 'drawing 0', 'drawing 5')).toMatchObject([
    { state: 'dropped', reason: 'superseded', attempts: 0 },
    { state: 'sent' },
  ])
})

it('lets a message that fails again and again hold up those behind it only for a while', async () => {
  const bot = await startBot(start)
  const { sent, sender } = onEasyPlatform(bot, ({ text }) => {
    if (text === 'sick') throw new LarkError(2200, '', { httpStatus: 500 })
  })
  await queue(bot, [['sick', person('ou_a')]])
  await queue(bot, [['sound', person('ou_a')]])
  const from = bot.clock.now()
  while (sent.length === 0 && bot.clock.now() - from < 120_000) {
    await deliverDue(sender)
    bot.clock.pass(500)
  }
  expect(sent.map(({ text }) => text)).toEqual(['sound'])
  expect(bot.clock.now() - from).toBeLessThan(45_000)
  expect(bot.clock.now() - from).toBeGreaterThan(8_000)
})
