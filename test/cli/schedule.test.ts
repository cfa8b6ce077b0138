import { join } from 'node:path'
import { expect, it } from 'vitest'
import { runDuban, workFolder } from '../support/run-duban.ts'
import { secrets, startBot } from '../support/start-bot.ts'

const start = '2026-03-02T09:00'

/** A plan under way, and `duban schedule run` on its database and platform. */
async function scheduled() {
  const database = join(workFolder(), 'duban.db')
  const bot = await startBot(start, { database })
  await bot.dispatched({ bound: ['高朗', '贺明远'] })
  const settings = {
    LARK_APP_ID: bot.deps.appId,
    LARK_APP_SECRET: secrets.appSecret,
    LARK_EVENT_MODE: 'webhook',
    LARK_ENCRYPT_KEY: secrets.encryptKey,
    LARK_VERIFICATION_TOKEN: secrets.verificationToken,
    LARK_DOMAIN: bot.platform.url,
    DATABASE_URL: `file:${database}`,
  }
  const run = (...args: string[]) => runDuban(['schedule', 'run', ...args], settings)
  const remindersTo = (who: string) =>
    bot.messagesTo(who).filter((text) => text.includes('到期提醒'))
  return { bot, run, remindersTo }
}

it('lists with --dry-run who would get what, and sends nothing', async () => {
  const { bot, run } = await scheduled()
  const messages = bot.platform.messages().length
  for (let time = 0; time < 2; time += 1) {
    const { code, stdout } = await run('--at', '2026-03-26T08:40', '--dry-run')
    expect(code).toBe(0)
    expect(stdout).toContain('高朗：提醒 QH26-5 3月31日（3个工作日后到期）')
    expect(stdout).toContain('贺明远：领导周报，牵头 4 项')
    expect(stdout).toContain('（未发送）')
  }
  expect(bot.platform.messages()).toHaveLength(messages)
  expect(await bot.db.query.selectFrom('slots').selectAll().execute()).toEqual([])
})

it('sends at once what is due by that time, and nothing when it is run again', async () => {
  const { bot, run, remindersTo } = await scheduled()
  const first = await run('--at', '2026-03-26T08:40')
  expect(first.code).toBe(0)
  expect(remindersTo('高朗')).toHaveLength(1)
  const messages = bot.platform.messages().length
  const again = await run('--at', '2026-03-26T08:40:00+08:00')
  expect(again.stdout).toContain('安排 0 条消息')
  expect(bot.platform.messages()).toHaveLength(messages)
})

it('takes a time without offset for Shanghai’s', async () => {
  const { run, remindersTo } = await scheduled()
  await run('--at', '2026-03-26T08:39')
  expect(remindersTo('高朗')).toEqual([])
  await run('--at', '2026-03-26T00:40Z')
  expect(remindersTo('高朗')).toHaveLength(1)
})

it('refuses a time that it cannot read, and a run without an app', async () => {
  const wrong = await runDuban(['schedule', 'run', '--at', 'tomorrow'])
  expect([wrong.code, wrong.stdout]).toEqual([2, ''])
  expect(wrong.stderr).toContain('--at：看不懂“tomorrow”')
  const alone = await runDuban(['schedule', 'run'])
  expect(alone.code).toBe(2)
  expect(alone.stderr).toContain('没有飞书应用凭证')
})
