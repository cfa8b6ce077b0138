import type { AddressInfo } from 'node:net'
import { serve } from '@hono/node-server'
import { onTestFinished } from 'vitest'
import { migrate } from '../../db/migrate.ts'
import { openSqlite } from '../../db/sqlite.ts'
import { addWork } from '../../db/work.ts'
import { createApp } from '../../src/app.ts'
import { readConfig } from '../../src/config.ts'
import { assemble } from '../../src/core.ts'
import type { Sender } from '../../src/deliver.ts'
import { readDocument } from '../../src/import/read-document.ts'
import { readStaffList } from '../../src/import/staff-list.ts'
import { jsonLog } from '../../src/log.ts'
import { prepareOffice } from '../../src/office-claim.ts'
import { createPacer } from '../../src/pacer.ts'
import { type Documents, type Metrics, noMetrics } from '../../src/ports.ts'
import { startPlatform, type World } from '../../src/sandbox/platform/platform.ts'
import { sampleOffice, sampleOpenId, sampleWorld } from '../../src/sandbox/sample/world.ts'
import { sweep, tick } from '../../src/tick.ts'
import { conversation } from './conversation.ts'
import { testClock } from './test-clock.ts'

export const secrets = {
  appSecret: 'the app secret',
  encryptKey: 'the encrypt key',
  verificationToken: 'the verification token',
} as const

export type BotOptions = {
  /** Members of the office by name; `[]` leaves it to be claimed with a code. */
  readonly office?: readonly string[]
  /** Changes the people and groups of the sample before the start. */
  readonly world?: (world: World) => void
  readonly documents?: Documents
  readonly metrics?: Metrics
  /** Path of a SQLite file; in memory where left out. */
  readonly database?: string
}

export type Bot = Awaited<ReturnType<typeof startBot>>

const inProcess: Documents = { read: readDocument, staffList: readStaffList }

/**
 * The whole bot and the emulator of the platform, talking over loopback HTTP: the real SDK, signed
 * and encrypted webhooks, a database in memory, and one clock for all, which the test moves. The
 * bot's own loop does not run: each step of the conversation sweeps until nothing waits.
 * Closed when the test ends.
 */
export async function startBot(start: string, options: BotOptions = {}) {
  const clock = testClock(start)
  const world = sampleWorld(secrets)
  options.world?.(world)
  const platform = await startPlatform({ world, webhookBase: '', now: clock.now })
  const db = openSqlite(options.database ?? ':memory:')
  await migrate(db, clock.now())
  const office = (options.office ?? [sampleOffice]).map(sampleOpenId)
  const claimCode = await prepareOffice(db, office, clock.now(), () => 0.5, secrets.appSecret)

  const logLines: string[] = []
  const log = jsonLog((line) => logLines.push(line), Object.values(secrets))
  const config = {
    ...readConfig({ DATABASE_URL: ':memory:' }),
    lark: { appId: world.app.appId, appSecret: secrets.appSecret, webhook: secrets },
    larkBaseUrl: platform.url,
    larkDomain: platform.url,
  }
  const documents = options.documents ?? inProcess
  const { metrics = noMetrics } = options
  const parts = assemble({ config, db, documents, log, metrics, clock, wake: () => {} })
  const sender: Sender = {
    ...parts.sender,
    wall: clock,
    pacer: createPacer(clock.now, async (ms) => clock.pass(ms)),
  }
  await db.atomic([
    addWork(db, { id: 'mirror:start', kind: 'mirror_directory', payload: {} }, clock.now()),
  ])
  const checkReady = async () => {
    await db.query.selectFrom('settings').select('key').limit(1).execute()
  }
  const app = createApp({ deps: parts.deps, verifier: parts.verifier, checkReady })
  const server = await listen(app.fetch)
  platform.setWebhookBase(server.url)

  onTestFinished(async () => {
    await server.close()
    await platform.close()
    await db.close()
  })
  return {
    ...conversation({
      platform,
      clock,
      settle: () => sweep(sender),
      tick: () => tick(sender),
    }),
    platform,
    db,
    deps: parts.deps,
    sender,
    clock,
    /** Base address of the bot. */
    url: server.url,
    /** What was printed at start when nobody was of the office. */
    claimCode,
    logLines,
    /** Facts of every log line of that event. */
    logged: (event: string): readonly Record<string, unknown>[] =>
      logLines.map((line) => JSON.parse(line)).filter((line) => line.event === event),
  }
}

async function listen(fetch: Parameters<typeof serve>[0]['fetch']) {
  const [server, port] = await new Promise<[ReturnType<typeof serve>, number]>((resolve) => {
    const started = serve({ fetch, port: 0, hostname: '127.0.0.1' }, (info) =>
      resolve([started, (info as AddressInfo).port]),
    )
  })
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve())
      if ('closeAllConnections' in server) server.closeAllConnections()
    })
  return { url: `http://127.0.0.1:${port}`, close }
}
