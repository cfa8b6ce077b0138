import { expect, it } from 'vitest'
import { addWork } from '../db/work.ts'
import type { Deps } from '../src/ports.ts'
import { sweep } from '../src/tick.ts'
import { sampleFile } from './support/conversation.ts'
import { type Bot, startBot } from './support/start-bot.ts'

const start = '2026-03-02T09:00'
const office = '林督查'

/** A sender whose platform does not tell who somebody is. */
function withBrokenRead(bot: Bot, broken: Partial<Deps['larkRead']>) {
  const deps = { ...bot.deps, larkRead: { ...bot.deps.larkRead, ...broken } }
  return { ...bot.sender, deps }
}
const fail = () => Promise.reject(new Error('the platform is away'))

it('runs a failing event five times, then puts it aside, and goes on with the others', async () => {
  const bot = await startBot(start)
  await bot.imported()
  await bot.db.query.deleteFrom('accounts').execute()
  await bot.platform.say(bot.openId('高朗'), 'p2p', '你好')
  await bot.platform.say(bot.openId('陶然'), 'p2p', '帮助')
  const broken = withBrokenRead(bot, { user: fail })
  for (let run = 0; run < 8; run += 1) {
    await sweep(broken)
    bot.clock.pass(20_000)
  }
  const row = await bot.db.query
    .selectFrom('inbox')
    .select(['state', 'attempts', 'error'])
    .where('state', '!=', 'done')
    .execute()
  expect(row).toEqual([{ state: 'failed', attempts: 5, error: expect.any(String) }])
  expect(bot.logged('event.failed')).toHaveLength(4)
  expect(bot.logged('event.given-up')).toHaveLength(1)
  expect(bot.messagesTo('高朗')).toEqual([])
  expect(bot.messagesTo('陶然')).toHaveLength(1)
})

it('finishes an event once what failed is back', async () => {
  const bot = await startBot(start)
  await bot.imported()
  await bot.db.query.deleteFrom('accounts').execute()
  await bot.platform.say(bot.openId('高朗'), 'p2p', '你好')
  await sweep(withBrokenRead(bot, { user: fail }))
  await bot.passes(1000)
  expect(bot.lastCard('高朗').text).toContain('您是 高朗 吗')
})

it('handles an event once, though its run died before the end', async () => {
  const bot = await startBot(start)
  await bot.imported()
  await bot.db.query.deleteFrom('accounts').execute()
  await bot.platform.say(bot.openId('高朗'), 'p2p', '你好')
  void sweep(withBrokenRead(bot, { user: () => new Promise(() => {}) }))
  await expect
    .poll(() =>
      bot.db.query.selectFrom('inbox').select('attempts').where('state', '=', 'waiting').execute(),
    )
    .toEqual([{ attempts: 1 }])
  await bot.settle()
  expect(bot.messagesTo('高朗')).toEqual([])
  await bot.passes(12_000)
  expect(bot.messagesTo('高朗')).toHaveLength(1)
})

it.each(['inbox', 'work'] as const)(
  'puts aside a row of the %s that ended its process ten times',
  async (table) => {
    const bot = await startBot(start)
    await bot.settle()
    await bot.platform.sendFile(bot.openId(office), 'p2p', '表.txt', Buffer.from('x'))
    if (table === 'work') await sweep(withBrokenRead(bot, { messageFile: fail }))
    await bot.db.query
      .updateTable(table)
      .set({ attempts: 10, failures: 0 })
      .where('state', '=', 'waiting')
      .execute()
    await bot.passes(60_000)
    const states = bot.db.query.selectFrom(table).select('attempts').where('state', '=', 'failed')
    expect(await states.execute()).toEqual([{ attempts: 11 }])
    expect(bot.platform.requests.filter(({ path }) => path.includes('/resources/'))).toEqual([])
  },
)

/** A process that comes to no end: what it took stays taken, until its lease is over. */
async function dies(bot: Bot, sender: Bot['sender']): Promise<void> {
  const taken = async () => {
    const sum = bot.db.query.selectFrom('inbox').select(({ fn }) => fn.sum('attempts').as('n'))
    return Number((await sum.executeTakeFirst())?.n)
  }
  const before = await taken()
  void sweep(sender)
  await expect.poll(taken).toBeGreaterThan(before)
  // Those beside it may still be under way.
  await new Promise((resolve) => setTimeout(resolve, 50))
  bot.clock.pass(13_000)
}

const tries = (bot: Bot) =>
  bot.db.query
    .selectFrom('inbox')
    .select(['state', 'attempts', 'failures'])
    .orderBy('received_at')
    .orderBy('key')
    .execute()

const people = ['高朗', '陶然', '贺明远', office] as const

it('puts aside the event that ends its process again and again, and none beside it', async () => {
  const bot = await startBot(start)
  await bot.imported()
  await bot.db.query.deleteFrom('accounts').execute()
  await bot.db.query.deleteFrom('inbox').execute()
  const [first, ...others] = people
  await bot.platform.say(bot.openId(first), 'p2p', '你好')
  bot.clock.pass(1)
  for (const name of others) await bot.platform.say(bot.openId(name), 'p2p', '帮助')
  const before = others.map((name) => bot.messagesTo(name).length)
  const dying = { ...bot.deps, db: { ...bot.db, atomic: () => new Promise<never>(() => {}) } }
  await dies(bot, { ...bot.sender, deps: dying })
  const ending = withBrokenRead(bot, { user: () => new Promise<never>(() => {}) })
  for (let process = 2; process <= 10; process += 1) await dies(bot, ending)
  await bot.settle()
  expect(await tries(bot)).toEqual([
    { state: 'failed', attempts: 11, failures: 1 },
    ...others.map(() => ({ state: 'done', attempts: 2, failures: 0 })),
  ])
  expect(others.map((name) => bot.messagesTo(name).length)).toEqual(before.map((n) => n + 1))
})

it('answers everybody after ten processes were killed', async () => {
  const bot = await startBot(start)
  for (const name of people) {
    await bot.platform.say(bot.openId(name), 'p2p', '帮助')
    bot.clock.pass(1)
  }
  const dying = { ...bot.deps, db: { ...bot.db, atomic: () => new Promise<never>(() => {}) } }
  for (let process = 1; process <= 10; process += 1) {
    await dies(bot, { ...bot.sender, deps: dying })
  }
  await bot.settle()
  expect(people.map((name) => bot.messagesTo(name).length)).toEqual(people.map(() => 1))
  const attempts = (await tries(bot)).map((row) => row.attempts)
  expect(attempts.sort()).toEqual([4, 4, 4, 5])
})

it('lets two sweeps at once answer everything once', async () => {
  const bot = await startBot(start)
  const people = bot.platform.people.slice(0, 10).map(({ openId }) => openId)
  await Promise.all(people.map((openId) => bot.platform.say(openId, 'p2p', '帮助')))
  await Promise.all([sweep(bot.sender), sweep({ ...bot.sender, holder: 'another process' })])
  await bot.settle()
  expect(people.map((openId) => bot.messagesTo(openId).length)).toEqual(people.map(() => 1))
})

it('puts an event aside that cannot be read, and says so in the log', async () => {
  const bot = await startBot(start)
  await bot.platform.sendEvent('im.message.receive_v1', { message: { chat_id: 'oc_1' } })
  await bot.settle()
  const states = await bot.db.query.selectFrom('inbox').select('state').execute()
  expect(states).toEqual([{ state: 'done' }])
  expect(bot.logged('event.unreadable')).toHaveLength(1)
})

it('does long work again after a failure, five times at most', async () => {
  const bot = await startBot(start)
  await bot.settle()
  await bot.platform.sendFile(bot.openId(office), 'p2p', sampleFile.name, Buffer.from('x'))
  const broken = withBrokenRead(bot, { messageFile: fail })
  for (let run = 0; run < 8; run += 1) {
    await sweep(broken)
    bot.clock.pass(60_000)
  }
  const row = await bot.db.query
    .selectFrom('work')
    .select(['state', 'attempts'])
    .where('kind', '=', 'read_document')
    .execute()
  expect(row).toEqual([{ state: 'failed', attempts: 5 }])
  expect(bot.logged('work.given-up')).toHaveLength(1)
})

it('tells the sender of a file that could not be read in the end', async () => {
  const bot = await startBot(start, {
    documents: {
      read: () => Promise.reject(new Error('died')),
      staffList: () => Promise.reject(new Error('died')),
    },
  })
  await bot.platform.sendFile(bot.openId(office), 'p2p', sampleFile.name, Buffer.from('x'))
  for (let run = 0; run < 8; run += 1) await bot.passes(60_000)
  expect(bot.messagesTo(office)).toHaveLength(2)
  expect(bot.lastCard(office).text).toContain('多次尝试都没有成功')
})

it('says that a file is gone that was taken back', async () => {
  const bot = await startBot(start)
  const said = await bot.platform.sendFile(bot.openId(office), 'p2p', '表.txt', Buffer.from('x'))
  await bot.platform.recallByUser(said.messageId)
  await bot.settle()
  expect(bot.lastCard(office).text).toContain('文件取不到')
})

it('leaves work of a kind that it does not know', async () => {
  const bot = await startBot(start)
  await bot.db.atomic([addWork(bot.db, { id: 'w', kind: 'later', payload: {} }, bot.clock.now())])
  await bot.settle()
  expect(bot.logged('work.failed')).toHaveLength(1)
})
