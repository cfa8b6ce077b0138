import { join } from 'node:path'
import { expect, it } from 'vitest'
import { runDuban, workFolder } from '../support/run-duban.ts'
import { startBot } from '../support/start-bot.ts'

const credentials = {
  LARK_APP_ID: 'cli_a1',
  LARK_APP_SECRET: 's3cret-value',
  LARK_EVENT_MODE: 'webhook',
  LARK_ENCRYPT_KEY: 'k3y-value',
  LARK_VERIFICATION_TOKEN: 't0ken-value',
}

it.each([
  ['LARK_EVENT_MODE', { ...credentials, LARK_EVENT_MODE: 'polling' }],
  ['LARK_APP_ID', { ...credentials, LARK_EVENT_MODE: 'websocket' }],
  ['LARK_ENCRYPT_KEY', { ...credentials, LARK_ENCRYPT_KEY: '' }],
  ['PORT', { PORT: 'http' }],
  ['DATABASE_URL', { DATABASE_URL: 'mysql://x' }],
  ['ADMIN_OPEN_IDS', { ...credentials, ADMIN_OPEN_IDS: 'someone' }],
  ['LARK_APP_ID', { NODE_ENV: 'production' }],
])('does not start with a wrong %s, and names it', async (name, settings) => {
  const { code, stdout, stderr } = await runDuban(['start'], settings as Record<string, string>)
  expect([code, stdout]).toEqual([2, ''])
  expect(stderr).toContain(`${name}：`)
  expect(stderr).not.toMatch(/s3cret-value|k3y-value|t0ken-value/)
})

it('starts the sandbox where nothing is set, and ends on a signal', async () => {
  const settings = { PORT: '0' }
  const { code, stdout, stderr } = await runDuban(['start'], settings, { until: '督办沙盒已启动' })
  expect([code, stderr]).toEqual([0, ''])
  expect(stdout).toMatch(/督办沙盒已启动，请用浏览器打开：http:\/\/127\.0\.0\.1:\d+\/sandbox\n/)
  expect(stdout).toContain('"event":"server.stopped"')
})

it('starts with credentials, prints the code that claims the office, and no secret', async () => {
  const settings = {
    ...credentials,
    PORT: '0',
    HOST: '127.0.0.1',
    LARK_DOMAIN: 'http://127.0.0.1:9',
  }
  const { code, stdout } = await runDuban([], settings, { until: '督办已启动' })
  expect(code).toBe(0)
  expect(stdout).toMatch(/认领 \d{6}/)
  expect(stdout).not.toMatch(/s3cret-value|k3y-value|t0ken-value/)
})

it('does not start on a port that is taken', async () => {
  const bot = await startBot('2026-03-02T09:00')
  const PORT = new URL(bot.url).port
  const settings = { ...credentials, HOST: '127.0.0.1', PORT, LARK_DOMAIN: bot.platform.url }
  const { code, stderr } = await runDuban(['start'], settings)
  expect(code).toBe(2)
  expect(stderr).toContain(`PORT：端口 ${PORT} 已被占用`)
})

it('updates the database once, when two start at once too', async () => {
  const settings = { DATABASE_URL: `file:${join(workFolder(), 'duban.db')}` }
  const both = await Promise.all([runDuban(['migrate'], settings), runDuban(['migrate'], settings)])
  expect(both.map(({ code }) => code)).toEqual([0, 0])
  expect(both.filter(({ stdout }) => stdout.includes('已更新'))).toHaveLength(1)
  expect(both.filter(({ stdout }) => stdout.includes('已是最新'))).toHaveLength(1)
})

it('tells how it is used when it is not understood', async () => {
  const { code, stderr } = await runDuban(['improt', 'a.txt'])
  expect(code).not.toBe(0)
  expect(stderr).toContain('duban --help')
})
