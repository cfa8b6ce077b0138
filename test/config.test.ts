import { describe, expect, it } from 'vitest'
import { openDatabase } from '../db/open.ts'
import { ConfigError, readConfig, secretsOf } from '../src/config.ts'

const credentials = {
  LARK_APP_ID: 'cli_a1',
  LARK_APP_SECRET: 's3cret',
  LARK_ENCRYPT_KEY: 'k3y',
  LARK_VERIFICATION_TOKEN: 't0ken',
}

const webhook = { ...credentials, LARK_EVENT_MODE: 'webhook' }

/** What stops the start with these settings. */
function problemOf(environment: Record<string, string>): string {
  try {
    readConfig(environment)
  } catch (error) {
    if (error instanceof ConfigError) return error.message
    throw error
  }
  return ''
}

it('starts the sandbox on this machine alone where nothing is set', () => {
  expect(readConfig({})).toEqual({
    larkBaseUrl: 'https://open.feishu.cn',
    larkDomain: 'feishu',
    eventMode: 'webhook',
    database: { kind: 'sqlite', path: './data/duban.db' },
    port: 3000,
    host: '127.0.0.1',
    adminOpenIds: [],
  })
})

it('reads all that can be set', () => {
  expect(
    readConfig({
      ...credentials,
      LARK_DOMAIN: 'http://127.0.0.1:9000/',
      LARK_EVENT_MODE: 'webhook',
      DATABASE_URL: 'file:/var/lib/duban.db',
      PORT: '8080',
      HOST: '10.0.0.1',
      ADMIN_OPEN_IDS: 'ou_a, ou_b，ou_c',
      NODE_ENV: 'production',
    }),
  ).toMatchObject({
    lark: {
      appId: 'cli_a1',
      appSecret: 's3cret',
      webhook: { encryptKey: 'k3y', verificationToken: 't0ken' },
    },
    eventMode: 'webhook',
    larkBaseUrl: 'http://127.0.0.1:9000',
    database: { kind: 'sqlite', path: '/var/lib/duban.db' },
    port: 8080,
    host: '10.0.0.1',
    adminOpenIds: ['ou_a', 'ou_b', 'ou_c'],
  })
})

it('takes what is left blank for not set', () => {
  const blank = { LARK_APP_ID: ' ', LARK_DOMAIN: '', PORT: '', HOST: '', DATABASE_URL: '' }
  expect(readConfig(blank)).toEqual(readConfig({}))
})

it('is reached from outside once it has credentials', () => {
  expect(readConfig(webhook).host).toBe('0.0.0.0')
})

it.each([
  ['lark', 'https://open.larksuite.com'],
  ['feishu', 'https://open.feishu.cn'],
  ['https://open.example.cn', 'https://open.example.cn'],
])('knows the platform %s', (domain, url) => {
  expect(readConfig({ LARK_DOMAIN: domain }).larkBaseUrl).toBe(url)
})

describe('a wrong setting stops the start with its name and what it should be', () => {
  it.each([
    ['LARK_APP_ID', { ...credentials, LARK_APP_ID: 'app' }, 'cli_'],
    ['LARK_DOMAIN', { LARK_DOMAIN: 'wecom' }, 'feishu、lark'],
    ['LARK_DOMAIN', { LARK_DOMAIN: 'https://open.example.cn/path' }, 'feishu、lark'],
    ['LARK_EVENT_MODE', { LARK_EVENT_MODE: 'polling' }, 'webhook'],
    ['LARK_APP_ID', credentials, '16 位十六进制'],
    ['DATABASE_URL', { DATABASE_URL: 'mysql://x' }, 'file:'],
    ['DATABASE_URL', { DATABASE_URL: './duban.db' }, 'file:'],
    ['DATABASE_URL', { DATABASE_URL: 'postgres://u:pa#ss@host/duban' }, 'URL 编码'],
    ['DATABASE_URL', { DATABASE_URL: 'postgres://u:100%@host/duban' }, 'URL 编码'],
    ['DATABASE_URL', { DATABASE_URL: 'postgres://host:5432' }, '数据库名'],
    ['PORT', { PORT: 'http' }, '0–65535'],
    ['PORT', { PORT: '65536' }, '0–65535'],
    ['PORT', { PORT: '80.5' }, '0–65535'],
    ['PORT', { PORT: '-1' }, '0–65535'],
    ['ADMIN_OPEN_IDS', { ADMIN_OPEN_IDS: 'ou_a,someone' }, 'ou_'],
  ])('%s %j', (name, environment, words) => {
    expect(problemOf(environment)).toContain(`${name}：`)
    expect(problemOf(environment)).toContain(words)
    expect(problemOf(environment).split('\n')).toHaveLength(1)
  })
})

it.each(Object.keys(credentials))('wants %s where the other three are given', (name) => {
  const { [name]: _, ...others } = webhook as Record<string, string>
  expect(problemOf(others)).toContain(`${name}：未填写`)
})

it.each(Object.entries(credentials))(
  'takes %s alone for a mistake, not for the sandbox',
  (name, value) => {
    const alone = { LARK_EVENT_MODE: 'webhook', [name]: value }
    expect(problemOf(alone).split('\n')).toHaveLength(3)
  },
)

it('takes the long connection where credentials are given and nothing else is said', () => {
  const own = { LARK_APP_ID: 'cli_0123456789abcdef', LARK_APP_SECRET: 's3cret' }
  expect(readConfig(own)).toMatchObject({ eventMode: 'websocket', lark: { appSecret: 's3cret' } })
  expect(readConfig({ ...credentials, ...own }).lark).not.toHaveProperty('webhook')
  expect(problemOf({ LARK_APP_SECRET: 's3cret' })).toMatch(/^LARK_APP_ID：未填写.*$/)
})

it('never starts the sandbox in production', () => {
  expect(problemOf({ NODE_ENV: 'production' })).toContain('LARK_APP_ID：NODE_ENV=production')
})

it('names every problem at once', () => {
  const problems = problemOf({ PORT: 'x', LARK_DOMAIN: 'y', ADMIN_OPEN_IDS: 'z' }).split('\n')
  expect(problems).toHaveLength(3)
})

it('never quotes a secret', () => {
  const problem = problemOf({ ...credentials, LARK_APP_ID: '', PORT: 'x' })
  expect(problem).not.toMatch(/s3cret|k3y|t0ken/)
})

describe('the address of a PostgreSQL server', () => {
  it.each(['postgres://duban:geheim%40@db.local/duban', 'postgresql://db:5433/duban'])(
    'is taken as it is: %s',
    (url) => {
      expect(readConfig({ DATABASE_URL: url }).database).toEqual({ kind: 'postgres', url })
    },
  )

  it('counts its password among what is never shown', () => {
    const config = readConfig({ DATABASE_URL: 'postgres://duban:geheim%40@db.local/duban' })
    expect(secretsOf(config)).toEqual(['geheim@', 'geheim%40'])
  })

  it('is never quoted when it is wrong', () => {
    expect(problemOf({ DATABASE_URL: 'postgres://u:geheim@[x/duban' })).not.toContain('geheim')
    expect(problemOf({ DATABASE_URL: 'postgre://u:geheim@x/duban' })).not.toContain('geheim')
  })

  it('that nobody answers stops the start with a sentence that names the setting', async () => {
    const config = readConfig({ DATABASE_URL: 'postgres://duban:geheim@127.0.0.1:9/duban' })
    const opened = openDatabase(config)
    await expect(opened).rejects.toThrow(ConfigError)
    await expect(opened).rejects.toThrow('DATABASE_URL：连不上 PostgreSQL（127.0.0.1:9/duban）')
    await expect(opened).rejects.not.toThrow('geheim')
  })
})
