import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { migrate } from '../../db/migrate.ts'
import { openSqlite } from '../../db/sqlite.ts'
import { doctorCommand } from '../../src/cli/doctor.ts'
import { readConfig } from '../../src/config.ts'
import { type Facts, findings } from '../../src/doctor/findings.ts'
import { neededScopes } from '../../src/lark/scopes.ts'
import { startPlatform, type World } from '../../src/sandbox/platform/platform.ts'
import { usualScopes } from '../../src/sandbox/platform/world.ts'
import { sampleWorld } from '../../src/sandbox/sample/world.ts'

const secrets = {
  appSecret: 'the app secret',
  encryptKey: 'the encrypt key',
  verificationToken: 'the verification token',
} as const
const hour = 3_600_000

type Case = {
  readonly world?: (world: World) => void
  readonly settings?: Readonly<Record<string, string>>
  readonly aheadMs?: number
}

/** The command against the emulator, with an up-to-date database. @returns exit code and lines */
async function doctor({ world: change, settings, aheadMs = 0 }: Case = {}) {
  const world = sampleWorld(secrets)
  change?.(world)
  const platform = await startPlatform({ world, webhookBase: '' })
  const folder = mkdtempSync(join(tmpdir(), 'duban-doctor-'))
  onTestFinished(async () => {
    await platform.close()
    rmSync(folder, { recursive: true })
  })
  const path = join(folder, 'duban.db')
  const db = openSqlite(path)
  await migrate(db, Date.now())
  await db.close()
  const environment = {
    LARK_APP_ID: world.app.appId,
    LARK_APP_SECRET: secrets.appSecret,
    LARK_DOMAIN: platform.url,
    DATABASE_URL: `file:${path}`,
    ...settings,
  }
  const lines: string[] = []
  const code = await doctorCommand(
    () => readConfig(environment),
    () => Date.now() + aheadMs,
    (line) => lines.push(line),
  )
  return { code, lines }
}

/** The lines that are neither 正常 nor about the calendar, whose next year is known or not. */
const complaints = (lines: readonly string[]) =>
  lines.filter((line) => /^(有误|注意)/.test(line) && !line.includes('日历'))

it('finds nothing wrong where nothing is', async () => {
  const { code, lines } = await doctor()
  expect(complaints(lines)).toEqual([])
  expect(lines.at(-1)).toBe('检查完毕，可以使用')
  expect(code).toBe(0)
})

const without = (scope: string) => (world: World) => {
  world.app.scopes = usualScopes.filter((one) => one !== scope)
}

it.each<[string, Case, RegExp]>([
  [
    'a wrong secret',
    { settings: { LARK_APP_SECRET: 'wr0ng-secret' } },
    /^有误 {2}凭证：.*App Secret/,
  ],
  ['another app', { settings: { LARK_APP_ID: 'cli_0000000000000000' } }, /^有误 {2}凭证：.*App ID/],
  ['a missing scope', { world: without('im:resource') }, /^有误 {2}权限：缺少 im:resource（/],
  [
    'an unpublished version',
    {
      world: (world) => {
        world.app.activateStatus = 0
      },
    },
    /^有误 {2}应用状态：应用还没有发布/,
  ],
  ['a clock that is fast', { aheadMs: hour }, /^有误 {2}时钟：本机比平台快 60 分钟/],
  ['a clock that is slow', { aheadMs: -hour }, /^有误 {2}时钟：本机比平台慢 60 分钟/],
  [
    'a database that cannot be reached',
    { settings: { DATABASE_URL: 'postgres://duban:hidden-word@127.0.0.1:1/duban' } },
    /^有误 {2}数据库：DATABASE_URL：连不上 PostgreSQL（127.0.0.1:1\/duban）/,
  ],
  [
    'a platform that cannot be reached',
    { settings: { LARK_DOMAIN: 'http://127.0.0.1:1' } },
    /^有误 {2}凭证：/,
  ],
  ['a wrong setting', { settings: { PORT: 'http' } }, /^有误 {2}配置：PORT：应为/],
])('says what to do about %s', async (_, asked, expected) => {
  const { code, lines } = await doctor(asked)
  expect(code).toBe(1)
  const [first, ...others] = complaints(lines)
  expect(first).toMatch(expected)
  expect(others).toEqual([])
  expect(lines.join('\n')).not.toMatch(/wr0ng-secret|hidden-word/)
})

const well: Facts = {
  settings: [],
  app: {
    state: { ok: true, value: { name: '督办助手', activateStatus: 2 } },
    scopes: { ok: true, value: neededScopes.map(({ anyOf }) => anyOf[0]) },
    connection: { ok: true, value: undefined },
    aheadMs: { ok: true, value: 400 },
  },
  database: { ok: true, value: { isNew: false, pending: [] } },
  people: { ok: true, value: { bound: 3, unseen: [], unavailable: [] } },
  calendar: [{ year: 2026, isKnown: true }],
  isFeishuOnWorkers: false,
}

it.each<[string, Partial<Facts>, string]>([
  [
    'people whom the platform does not show',
    { people: { ok: true, value: { bound: 3, unseen: ['高朗'], unavailable: [] } } },
    '注意 人员：通讯录里看不到：高朗',
  ],
  [
    'people who cannot be written to',
    { people: { ok: true, value: { bound: 3, unseen: [], unavailable: ['高朗'] } } },
    '有误 人员：消息发不到：高朗',
  ],
  [
    'a schema that is behind',
    { database: { ok: true, value: { isNew: false, pending: ['0002.sql'] } } },
    '注意 数据库：有 1 项结构更新',
  ],
  ['next year', { calendar: [{ year: 2027, isKnown: false }] }, '注意 日历：2027 年'],
  ['Workers for the mainland', { isFeishuOnWorkers: true }, '有误 运行方式：'],
])('tells of %s', (_, changed, expected) => {
  const marks = { ok: '正常', warning: '注意', error: '有误' }
  const lines = findings({ ...well, ...changed }).map(
    ({ level, check, words }) => `${marks[level]} ${check}：${words}`,
  )
  expect(lines.filter((line) => !line.startsWith('正常'))).toEqual([
    expect.stringContaining(expected),
  ])
})

it('needs no scope that the emulator would not grant a bot of this kind', () => {
  expect(
    neededScopes.filter(({ anyOf }) => !anyOf.some((one) => usualScopes.includes(one))),
  ).toEqual([])
})
