import { expect, it } from 'vitest'
import { enqueue } from '../db/outbox.ts'
import type { OutboxContent } from '../db/outbox-content.ts'
import { deliverDue, leaseMs, type Sender, uuidOf } from '../src/deliver.ts'
import { LarkError } from '../src/lark/errors.ts'
import type { SendTarget } from '../src/ports.ts'
import { type Bot, startBot } from './support/start-bot.ts'

const start = '2026-03-02T09:00'
const office = '林督查'
const minute = 60_000

const text = (words: string): OutboxContent => ({ kind: 'text', text: words })
const to = (bot: Bot, who: string): SendTarget => ({ type: 'open_id', id: bot.openId(who) })

async function queue(bot: Bot, key: string, who = '高朗', priority: 'answer' | 'bulk' = 'answer') {
  await bot.db.atomic([
    enqueue(bot.db, key, to(bot, who), text(key), bot.clock.now(), { priority }),
  ])
}

const row = (bot: Bot, id: string) =>
  bot.db.query
    .selectFrom('outbox')
    .select(['state', 'attempts', 'code', 'reason', 'lease_until'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow()

/** The real sender whose first sends go wrong so. */
function failing(bot: Bot, ...errors: readonly unknown[]): Sender {
  const left = [...errors]
  return {
    ...bot.sender,
    larkSend: async (...send) => {
      const error = left.shift()
      if (error) throw error
      return bot.sender.larkSend(...send)
    },
  }
}

/** The real sender; only one person cannot be reached. */
const refusing = (bot: Bot, who: string, error: LarkError): Sender => ({
  ...bot.sender,
  larkSend: async (target, ...send) => {
    if (target.id === bot.openId(who)) throw error
    return bot.sender.larkSend(target, ...send)
  },
})

it.each([
  ['a rate limit', new LarkError(99991400, 'limit', { httpStatus: 429, retryAfterMs: 7000 }), 7000],
  ['a limit per receiver', new LarkError(230020, 'limit', { httpStatus: 400 }), 1250],
  ['a failure of the platform', new LarkError(0, 'oops', { httpStatus: 502 }), 1250],
  ['no answer', new LarkError(0, 'no answer'), 1250],
])(
  'tries again after %s, no earlier than asked, with one message in the end',
  async (_what, error, waitMs) => {
    const bot = await startBot(start)
    await queue(bot, 'm1')
    const sender = failing(bot, error)
    await deliverDue(sender)
    expect(await row(bot, 'm1')).toMatchObject({ state: 'waiting', code: error.code })
    bot.clock.pass(700)
    await deliverDue(sender)
    expect(bot.messagesTo('高朗')).toEqual([])
    bot.clock.pass(waitMs - 700)
    await deliverDue(sender)
    expect(await row(bot, 'm1')).toMatchObject({ state: 'sent', attempts: 2 })
    expect(bot.messagesTo('高朗')).toEqual(['m1'])
  },
)

it.each([230013, 230029, 230002, 99991672, 230025])(
  'gives up on %i at once and tells the office once',
  async (code) => {
    const bot = await startBot(start)
    await queue(bot, 'm1')
    await queue(bot, 'm2')
    const error = new LarkError(code, 'no', { httpStatus: 400, logId: 'log-1' })
    await deliverDue(refusing(bot, '高朗', error))
    expect(await row(bot, 'm1')).toMatchObject({ state: 'failed', attempts: 1, code })
    await bot.passes(60 * minute)
    const told = bot.messagesTo(office).filter((words) => words.includes('未能送达'))
    expect(told).toHaveLength(1)
    expect(told[0]).toContain(`错误码 ${code}，日志号 log-1`)
  },
)

it('tells the office of each refusal of the real platform in words', async () => {
  const bot = await startBot(start)
  await bot.platform.resign(bot.openId('高朗'))
  await queue(bot, 'm1')
  await bot.settle()
  expect(await row(bot, 'm1')).toMatchObject({ state: 'failed', code: 230029 })
  expect(bot.messagesTo(office).join()).toMatch(/发给“.+”的.+未能送达/)
})

it('does not report that a report could not be delivered', async () => {
  const bot = await startBot(start, { office: [office, '周督查'] })
  await bot.platform.resign(bot.openId(office))
  await bot.platform.resign(bot.openId('周督查'))
  await queue(bot, 'm1', office)
  await bot.settle()
  await bot.passes(minute)
  const rows = await bot.db.query.selectFrom('outbox').select(['id', 'state']).execute()
  expect(rows).toHaveLength(2)
  expect(rows.every(({ state }) => state === 'failed')).toBe(true)
})

it('waits longer after each failure, up to five minutes', async () => {
  const bot = await startBot(start)
  await queue(bot, 'm1')
  const sender = failing(bot, ...Array(20).fill(new LarkError(0, 'no answer')))
  const waits: number[] = []
  for (let attempt = 0; attempt < 12; attempt += 1) {
    await deliverDue(sender)
    const { lease_until } = await row(bot, 'm1')
    waits.push(lease_until - bot.clock.now())
    bot.clock.pass(lease_until - bot.clock.now())
  }
  expect(waits[0]).toBeLessThanOrEqual(1250)
  expect(waits[3]).toBeGreaterThanOrEqual(6000)
  expect(Math.max(...waits)).toBeLessThanOrEqual(375_000)
})

it('sends a message once, though the process died between send and record', async () => {
  const bot = await startBot(start)
  await queue(bot, 'm1')
  const died: Sender = {
    ...bot.sender,
    holder: 'died',
    larkSend: async (...send) => {
      await bot.sender.larkSend(...send)
      return new Promise(() => {})
    },
  }
  void deliverDue(died)
  await expect.poll(() => bot.messagesTo('高朗')).toEqual(['m1'])
  await deliverDue(bot.sender)
  bot.clock.pass(leaseMs + 1)
  expect(await deliverDue(bot.sender)).toBe(1)
  expect(bot.messagesTo('高朗')).toEqual(['m1'])
  expect(await row(bot, 'm1')).toMatchObject({ state: 'sent', attempts: 2 })
})

it('drops a digest, but sends a reminder once more, when an hour later nobody knows', async () => {
  const bot = await startBot(start)
  await bot.dispatched({ bound: ['贺明远', '高朗'] })
  await bot.at('2026-03-23T08:10')
  bot.clock.moveTo('2026-03-23T08:20')
  const lost = failing(bot, new LarkError(0, 'no answer'))
  await deliverDue(lost)
  await bot.at('2026-03-26T08:40')
  bot.clock.moveTo('2026-03-26T08:50')
  await deliverDue(failing(bot, ...Array(2).fill(new LarkError(0, 'no answer'))))
  bot.clock.pass(60 * minute)
  await bot.settle()
  expect(bot.messagesTo('贺明远').join()).not.toContain('周报 ·')
  expect(bot.messagesTo('高朗').filter((words) => words.includes('到期提醒'))).toHaveLength(1)
  const dropped = await bot.db.query
    .selectFrom('outbox')
    .select(['kind', 'reason'])
    .where('state', '=', 'dropped')
    .execute()
  expect(dropped).toEqual([{ kind: 'leader_digest', reason: 'outcome-unknown' }])
})

it('lets one of two senders at once send', async () => {
  const bot = await startBot(start)
  for (let n = 0; n < 30; n += 1) await queue(bot, `m${n}`, n % 2 ? '高朗' : '陶然')
  const other = { ...bot.sender, holder: 'another process' }
  await Promise.all([deliverDue(bot.sender), deliverDue(other)])
  await bot.passes(minute)
  expect(bot.platform.messages()).toHaveLength(30)
  expect(bot.logged('delivery.sent')).toHaveLength(30)
})

it('lets answers overtake bulk, and keeps the order to one receiver', async () => {
  const bot = await startBot(start)
  for (let n = 0; n < 30; n += 1) await queue(bot, `bulk ${n}`, '陶然', 'bulk')
  for (let n = 0; n < 3; n += 1) {
    await queue(bot, `answer ${n}`, '高朗')
    bot.clock.pass(1)
  }
  await deliverDue(bot.sender)
  const order = bot.platform.messages().map((message) => message.text)
  expect(order.indexOf('answer 2')).toBeLessThan(20)
  expect(bot.messagesTo('高朗')).toEqual(['answer 0', 'answer 1', 'answer 2'])
})

it('keeps the platform’s limits without one refusal', async () => {
  const bot = await startBot(start)
  for (let n = 0; n < 23; n += 1) await queue(bot, `m${n}`)
  await deliverDue(bot.sender)
  const sends = bot.platform.requests.filter(({ path }) => path.includes('/im/v1/messages?'))
  expect(sends.filter(({ code }) => code !== 0)).toEqual([])
  expect(sends).toHaveLength(23)
})

it('gives the same key the same uuid, and another key another', async () => {
  expect(await uuidOf('a')).toBe(await uuidOf('a'))
  expect(await uuidOf('a')).not.toBe(await uuidOf('b'))
  expect((await uuidOf('长'.repeat(500))).length).toBeLessThanOrEqual(50)
})
