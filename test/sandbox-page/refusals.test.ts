import { expect, it } from 'vitest'
import { runDuban, workFolder } from '../support/run-duban.ts'
import { startDuban } from '../support/start-duban.ts'

const credentials = {
  LARK_APP_ID: 'cli_a1',
  LARK_APP_SECRET: 'secret-of-the-app',
  LARK_EVENT_MODE: 'webhook',
  LARK_ENCRYPT_KEY: 'key-of-the-app',
  LARK_VERIFICATION_TOKEN: 'token-of-the-app',
  LARK_DOMAIN: 'http://127.0.0.1:9',
}

it('is not there in production', async () => {
  const { code, stdout, stderr } = await runDuban(['start'], { NODE_ENV: 'production', PORT: '0' })
  expect([code, stdout]).toEqual([2, ''])
  expect(stderr).toContain('沙盒不会在生产环境启动')
})

it('is not there beside an app of the platform', async () => {
  const settings = { ...credentials, DATABASE_URL: 'file:duban.db' }
  const { url, printed } = await startDuban(workFolder(), settings)
  for (const path of [
    '',
    '/sandbox',
    '/sandbox/api/live',
    '/sandbox/api/clock',
    '/sandbox/api/people',
  ]) {
    expect([path, (await fetch(`${url}${path}`)).status]).toEqual([path, 404])
  }
  expect(printed()).not.toContain('/sandbox')
})
