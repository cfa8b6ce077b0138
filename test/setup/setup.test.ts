import { readFileSync } from 'node:fs'
import { expect, it, onTestFinished } from 'vitest'
import { eventTypes } from '../../handlers/index.ts'
import { openLongConnection } from '../../src/lark/long-connection.ts'
import { missingScopes, neededScopes } from '../../src/lark/scopes.ts'
import { startPlatform } from '../../src/sandbox/platform/platform.ts'
import { sampleWorld } from '../../src/sandbox/sample/world.ts'
import {
  addonsFor,
  envText,
  type Registration,
  runSetup,
  type SetupOptions,
  type SetupTools,
} from '../../src/setup/setup.ts'

const made = {
  client_id: 'cli_0123456789abcdef',
  client_secret: 'the app secret',
  user_info: { open_id: 'ou_first', tenant_brand: 'feishu' },
} as const

type Given = {
  readonly options?: Partial<SetupOptions>
  readonly answers?: readonly string[]
  readonly old?: string
  readonly register?: SetupTools['register']
  readonly connect?: SetupTools['connect']
}

/** A whole run with tools that only remember. */
async function setUp({ options, answers = [], old, register, connect }: Given) {
  const lines: string[] = []
  const written: string[] = []
  const asked: Registration[] = []
  const left = [...answers]
  let openConnections = 0
  const code = await runSetup(
    { domain: 'feishu', ...options },
    {
      ask: async (question) => {
        lines.push(question)
        return left.shift() ?? ''
      },
      print: (line) => void lines.push(line),
      drawCode: async (url) => `[${url}]`,
      register:
        register ??
        (async (registration) => {
          asked.push(registration)
          registration.onQRCodeReady({ url: 'https://accounts.example/scan', expireIn: 600 })
          return made
        }),
      connect:
        connect ??
        (async () => {
          openConnections += 1
          return {
            isOpen: true,
            close: async () => {
              openConnections -= 1
            },
          }
        }),
      env: { read: () => written.at(-1) ?? old, write: (text) => void written.push(text) },
      events: eventTypes,
    },
  )
  return { code, text: lines.join('\n'), env: written.at(-1), asked, openConnections }
}

it('gives an app of the console what it lacks, and writes what the start needs', async () => {
  const { code, text, env, asked, openConnections } = await setUp({
    options: { appId: made.client_id },
    answers: [''],
  })
  expect(code).toBe(0)
  expect(asked).toMatchObject([{ appId: made.client_id }])
  expect(asked[0]).not.toHaveProperty('createOnly')
  expect(env).toBe(
    [
      `LARK_APP_ID=${made.client_id}`,
      'LARK_APP_SECRET=the app secret',
      'LARK_DOMAIN=feishu',
      'LARK_EVENT_MODE=websocket',
      'ADMIN_OPEN_IDS=ou_first',
      '',
    ].join('\n'),
  )
  expect(text).toContain('[https://accounts.example/scan]')
  expect(text).toMatch(/使用长连接接收[\s\S]*版本管理与发布[\s\S]*duban doctor/)
  expect(text).not.toContain('the app secret')
  expect(openConnections).toBe(0)
})

it('asks for every scope, event and callback that the bot uses', () => {
  const { scopes, events, callbacks } = addonsFor(eventTypes)
  expect(missingScopes(scopes.tenant)).toEqual([])
  expect(events.items.tenant).toContain('im.message.receive_v1')
  expect(events.items.tenant).toEqual(eventTypes)
  expect(callbacks.items).toEqual(['card.action.trigger'])
})

it('says what a pilot app is not fit for, and makes none without a yes', async () => {
  const refused = await setUp({ answers: ['否'] })
  expect(refused).toMatchObject({ code: 1, env: undefined, asked: [] })
  expect(refused.text).toContain('只适合试点')
  const agreed = await setUp({ answers: ['是', ''] })
  expect(agreed).toMatchObject({ code: 0, asked: [{ createOnly: true }] })
})

it('never overwrites credentials unasked, and keeps the other settings', async () => {
  const old = 'LARK_APP_ID=cli_old\nLARK_APP_SECRET=old\nPORT=8080\nADMIN_OPEN_IDS=ou_a\n'
  const options = { appId: made.client_id }
  expect(await setUp({ options, old, answers: ['否'] })).toMatchObject({ code: 1, env: undefined })
  const { env } = await setUp({ options, old, answers: ['是', ''] })
  expect(env).toContain('PORT=8080')
  expect(env).toContain('ADMIN_OPEN_IDS=ou_a')
  expect(env).not.toMatch(/cli_old|ou_first|=old/)
})

it.each([
  ['access_denied', '没有同意'],
  ['expired_token', '过期'],
  ['ENOTFOUND', '连不上'],
])('gives up in words on %s', async (code, words) => {
  const register = () => Promise.reject({ code })
  const run = await setUp({ options: { appId: made.client_id }, register })
  expect(run).toMatchObject({ code: 1, env: undefined })
  expect(run.text).toContain(words)
})

it('knows no scan for a private deployment, and lists what to grant there', async () => {
  const { code, text } = await setUp({ options: { domain: 'https://open.example.cn' } })
  expect(code).toBe(1)
  expect(text).toContain('权限 im:message:send_as_bot')
  expect(text).toContain('事件 im.message.receive_v1')
})

it('takes the brand of who scanned: Lark abroad', async () => {
  const register = async () => ({ ...made, user_info: { tenant_brand: 'lark' as const } })
  const { env } = await setUp({ options: { appId: made.client_id }, register, answers: [''] })
  expect(env).toContain('LARK_DOMAIN=lark')
  expect(env).not.toContain('ADMIN_OPEN_IDS')
})

it('holds a real connection while the console saves its mode', async () => {
  const world = sampleWorld({
    appSecret: made.client_secret,
    encryptKey: 'the encrypt key',
    verificationToken: 'the verification token',
  })
  const platform = await startPlatform({ world, webhookBase: '' })
  onTestFinished(platform.close)
  let heldWhileAsked = 0
  const connection = await openLongConnection({
    appId: world.app.appId,
    appSecret: made.client_secret,
    baseUrl: platform.url,
    log: () => {},
    now: Date.now,
    receive: () => Promise.reject(new Error('no events here')),
  })
  await expect.poll(connection.isOpen).toBe(true)
  heldWhileAsked = platform.connections.count
  await connection.close()
  await expect.poll(() => platform.connections.count).toBe(0)
  expect(heldWhileAsked).toBe(1)
})

it('writes each setting once', () => {
  expect(envText('A=1\nB=2\n', { A: '3' })).toBe('B=2\nA=3\n')
  expect(envText(undefined, { A: '3' })).toBe('A=3\n')
})

it('stands in the guide with every scope and what it is for', () => {
  const guide = readFileSync(new URL('../../docs/it-guide.md', import.meta.url), 'utf8')
  const rows = neededScopes.map(({ anyOf, why }) => `| \`${anyOf[0]}\` | ${why} |`)
  expect(rows.filter((row) => !guide.includes(row))).toEqual([])
})
