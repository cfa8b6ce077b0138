import { expect, it } from 'vitest'
import { storeEvent } from '../db/inbox.ts'
import { enqueue, type Priority } from '../db/outbox.ts'
import { deliverDue, leaseMs, type Sender } from '../src/deliver.ts'
import { LarkError } from '../src/lark/errors.ts'
import { createPacer } from '../src/pacer.ts'
import type { SendTarget } from '../src/ports.ts'
import { type Bot, startBot } from './support/start-bot.ts'

const start = '2026-03-02T09:00'
const person = (id: string): SendTarget => ({ type: 'open_id', id })

type Sent = { readonly text: string; readonly to: string; readonly at: number }

/** A pacer on the test's clock, which stands while something real is still to happen. */
const pacerOf = (bot: Bot, onPause: () => Promise<void> | void = () => {}) =>
  createPacer(bot.clock.now, async (ms) => {
    await new Promise((resolve) => setTimeout(resolve, 1))
    bot.clock.pass(ms)
    await onPause()
  })

/** The sender on a platform that takes everything at once; what left is noted, with the time. */
function onEasyPlatform(bot: Bot, onSend: (sent: Sent) => Promise<void> | void = () => {}) {
  const sent: Sent[] = []
  const sender: Sender = {
    ...bot.sender,
    pacer: pacerOf(bot),
    larkSend: async (target, body) => {
      const text = body.msgType === 'text' ? body.text : 'card'
      const one = { text, to: target.id, at: bot.clock.now() }
      await onSend(one)
      sent.push(one)
      return { messageId: `om_${text}`, chatId: null }
    },
  }
  return { sent, sender }
}

const queue = (
  bot: Bot,
  rows: readonly (readonly [key: string, target: SendTarget])[],
  priority: Priority = 'answer',
) =>
  bot.db.atomic(
    rows.map(([key, target]) =>
      enqueue(bot.db, key, target, { kind: 'text', text: key }, bot.clock.now(), { priority }),
    ),
  )

const rowsTo = (count: number, name: string, to = (n: number) => person(`ou_${name}_${n}`)) =>
  Array.from({ length: count }, (_, n) => [`${name} ${n}`, to(n)] as const)

const states = async (bot: Bot, ...ids: readonly string[]) => {
  const rows = await bot.db.query
    .selectFrom('outbox')
    .select(['id', 'state', 'reason', 'attempts'])
    .where('id', 'in', ids)
    .execute()
  return ids.map((id) => rows.find((row) => row.id === id))
}

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
