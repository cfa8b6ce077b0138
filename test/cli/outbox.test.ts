import { join } from 'node:path'
import { expect, it } from 'vitest'
import { enqueue } from '../../db/outbox.ts'
import { runDuban, workFolder } from '../support/run-duban.ts'
import { startBot } from '../support/start-bot.ts'

/** A bot that could not reach 高朗, and `duban outbox` on its database. */
async function withDeadLetters() {
  const database = join(workFolder(), 'duban.db')
  const bot = await startBot('2026-03-02T09:00', { database })
  const gao = bot.openId('高朗')
  await bot.says('高朗', '帮助')
  await bot.platform.resign(gao)
  await bot.db.atomic(
    ['one', 'two'].map((key) =>
      enqueue(bot.db, key, { type: 'open_id', id: gao }, { kind: 'text', text: key }, 1),
    ),
  )
  await bot.settle()
  await bot.passes(60_000)
  const run = (...args: string[]) =>
    runDuban(['outbox', ...args], { DATABASE_URL: `file:${database}` })
  const reachable = () => {
    const person = bot.platform.people.findIndex(({ openId }) => openId === gao)
    const known = bot.platform.people[person]
    if (known) bot.platform.people[person] = { ...known, isResigned: false }
  }
  return { bot, run, reachable }
}

it('lists what did not leave, for whom, why and since when', async () => {
  const { run } = await withDeadLetters()
  const { code, stdout } = await run()
  expect(code).toBe(0)
  const line = stdout.split('\n').find((one) => one.startsWith('one'))
  expect(line).toMatch(/文字 +个人 高朗 +未送达 +1 +230029 +2026-03-02 09:0\d +\S/)
  expect(stdout).toContain('共 2 条')
})

it('sends one of them again once it is asked to, and says so in the trail', async () => {
  const { bot, run, reachable } = await withDeadLetters()
  const before = bot.messagesTo('高朗').length
  reachable()
  expect(await run('retry', 'one')).toMatchObject({ code: 0 })
  await bot.settle()
  expect(bot.messagesTo('高朗').slice(before)).toEqual(['one'])
  const trail = await bot.db.query
    .selectFrom('audit_events')
    .select(['subject', 'version', 'type', 'via'])
    .where('type', '=', 'outbox.retried')
    .execute()
  expect(trail).toEqual([
    { subject: 'outbox:one', version: 1, type: 'outbox.retried', via: 'duban outbox retry' },
  ])
  expect((await run()).stdout).toContain('共 1 条')
})

it('sends all of them again with --all, then lists none', async () => {
  const { bot, run, reachable } = await withDeadLetters()
  reachable()
  const { stdout } = await run('retry', '--all')
  expect(stdout).toContain('已放回 2 条')
  await bot.settle()
  expect((await run()).stdout).toContain('没有未送达的消息')
})

it('counts the tries anew, and lists again what is refused again', async () => {
  const { bot, run } = await withDeadLetters()
  for (let time = 0; time < 2; time += 1) {
    await run('retry', 'one')
    await bot.settle()
  }
  const { stdout } = await run()
  expect(stdout.split('\n').find((one) => one.startsWith('one'))).toMatch(/ 1 +230029/)
})

it('lists what waits for more than ten minutes as stuck', async () => {
  const database = join(workFolder(), 'duban.db')
  const bot = await startBot('2026-03-02T09:00', { database })
  const to = { type: 'open_id', id: bot.openId('高朗') } as const
  await bot.db.atomic([enqueue(bot.db, 'old', to, { kind: 'text', text: '' }, 1)])
  const { stdout } = await runDuban(['outbox'], { DATABASE_URL: `file:${database}` })
  expect(stdout).toMatch(/old .*等待过久 +0 +—/)
})

it('refuses a number that it does not know, and a retry of nothing', async () => {
  const { run } = await withDeadLetters()
  expect(await run('retry', 'three')).toMatchObject({ code: 1 })
  expect(await run('retry')).toMatchObject({ code: 2 })
  expect(await run('retry', 'one', '--all')).toMatchObject({ code: 2 })
})
