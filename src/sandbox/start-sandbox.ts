import { randomBytes } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Hono } from 'hono'
import { z } from 'zod'
import type { Config } from '../config.ts'
import type { Sender } from '../deliver.ts'
import { atShanghai } from '../domain/time.ts'
import { type RunningServer, type ServerOptions, startServer } from '../node.ts'
import { runDueSlots } from '../tick.ts'
import { type AdjustableClock, adjustableClock } from './adjustable-clock.ts'
import { type PageParts, pageRoutes } from './page-routes.ts'
import { type Platform, type Schedule, startPlatform } from './platform/platform.ts'
import { sampleOffice, sampleOpenId, sampleWorld } from './sample/world.ts'
import { emptyDatabase, markAsSandbox } from './start-anew.ts'
import { keepWorld, readWorld } from './world-file.ts'

export type Sandbox = {
  readonly platform: Platform
  readonly server: RunningServer
  /** The clock of the bot and of the platform. */
  readonly clock: AdjustableClock
  /** Address of the page with the phones. */
  readonly pageUrl: string
  readonly close: () => Promise<void>
}

type SandboxOptions = Omit<ServerOptions, 'config' | 'clock' | 'addRoutes'> & {
  readonly config: Config
  /** Port of the emulator; 0 takes any free one. */
  readonly platformPort: number
  /** When the sandbox begins, epoch ms; left out: when the sample plan does. */
  readonly startAt?: number
}

/** A Monday morning shortly after the sample plan was issued. */
const sampleStart = atShanghai('2026-03-02', '09:00')

const secret = () => randomBytes(16).toString('hex')

/**
 * The bot together with an emulator of the platform, both on this machine: the bot reaches it over
 * HTTP with the real SDK, as it reaches the real one, and gets signed and encrypted events. A
 * sandbox that was stopped goes on where it was.
 */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  const startAt = options.startAt ?? sampleStart
  const saved = readWorld(options.config)
  const clock = adjustableClock(saved?.at ?? startAt)
  const { platform, lark, world } = await startEmulator(clock, options)
  if (saved) platform.restore(saved.world)
  const config = {
    ...options.config,
    lark,
    larkBaseUrl: platform.url,
    larkDomain: platform.url,
    adminOpenIds: [sampleOpenId(sampleOffice)],
  }
  let beginning: string | undefined
  const startAnew = async (sender: Sender): Promise<boolean> => {
    if (!beginning) return false
    clock.moveTo(startAt)
    platform.startAnew(world())
    beginning = await emptyDatabase(sender, config.adminOpenIds)
    await runDueSlots(sender.deps, sender.wall.now())
    return true
  }
  const addRoutes = (app: Hono, sender: Sender) =>
    addPage(app, { platform, clock, sender, startAnew: () => startAnew(sender) })
  const server = await startServer({ ...options, clock, config, addRoutes }).catch(
    async (error: unknown) => {
      await platform.close()
      throw error
    },
  )
  const { deps, wall } = server.sender
  beginning = await markAsSandbox(deps.db)
  if (saved && saved.beginning !== beginning) {
    clock.moveTo(startAt)
    platform.startAnew(world())
  }
  // What was due this morning is over before anybody does anything.
  await runDueSlots(deps, wall.now())
  platform.setWebhookBase(server.url)
  rememberSandbox(config)
  const stopKeeping = keepWorld({ config, platform, clock, beginning: () => beginning })
  return {
    platform,
    server,
    clock,
    pageUrl: `${server.url}/sandbox`,
    close: async () => {
      platform.live.close()
      await server.close()
      await platform.close()
      stopKeeping()
    },
  }
}

/** The emulator with the sample's world, under secrets of this run alone. */
async function startEmulator(clock: AdjustableClock, { platformPort, config }: SandboxOptions) {
  const secrets = { appSecret: secret(), encryptKey: secret(), verificationToken: secret() }
  const world = () => ({ ...sampleWorld(secrets), seed: `${secret()}:` })
  const platform = await startPlatform({
    world: world(),
    port: platformPort,
    webhookBase: '',
    now: clock.now,
    wall: Date.now,
    schedule: realTime(clock),
  })
  const { appId } = platform.store.app
  const { appSecret, ...webhook } = secrets
  platform.setEventMode(config.eventMode)
  const lark = { appId, appSecret, ...(config.eventMode === 'webhook' ? { webhook } : {}) }
  return { platform, lark, world }
}

function addPage(app: Hono, parts: PageParts): void {
  for (const path of ['/', '/sandbox/']) {
    app.get(path, (context) => context.redirect('/sandbox'))
  }
  app.route('/sandbox', pageRoutes(parts))
}

/** What failed is sent again after its time; a clock that is moved sees to the rest. */
const realTime =
  (clock: AdjustableClock): Schedule =>
  (at, run) =>
    void setTimeout(run, Math.max(0, at - clock.now())).unref()

const Remembered = z.object({
  larkBaseUrl: z.string(),
  lark: z.object({ appId: z.string(), appSecret: z.string() }),
})

/** Beside the SQLite file; where a server keeps the data, in the folder that would hold it. */
const rememberedPath = ({ database }: Config): string =>
  join(database.kind === 'sqlite' ? dirname(database.path) : 'data', 'sandbox.json')

/** So that `duban schedule run` reaches the emulator of the sandbox that is running. */
function rememberSandbox(config: Config): void {
  const { database, larkBaseUrl, lark: { appId, appSecret } = {} } = config
  if (database.kind === 'sqlite' && database.path === ':memory:') return
  const path = rememberedPath(config)
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, JSON.stringify({ larkBaseUrl, lark: { appId, appSecret } }), { mode: 0o600 })
}

/** The settings of the sandbox that runs on this database, or undefined when none was started. */
export function rememberedSandbox(config: Config) {
  try {
    const stored = Remembered.parse(JSON.parse(readFileSync(rememberedPath(config), 'utf8')))
    return { ...config, ...stored, larkDomain: stored.larkBaseUrl }
  } catch {
    return undefined
  }
}
