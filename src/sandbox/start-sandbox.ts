import { randomBytes } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { z } from 'zod'
import type { Config } from '../config.ts'
import { type RunningServer, type ServerOptions, startServer } from '../node.ts'
import type { Clock } from '../ports.ts'
import { type Platform, startPlatform } from './platform/platform.ts'
import { sampleOffice, sampleOpenId, sampleWorld } from './sample/world.ts'

export type Sandbox = {
  readonly platform: Platform
  readonly server: RunningServer
  readonly close: () => Promise<void>
}

type SandboxOptions = Omit<ServerOptions, 'config'> & {
  readonly config: Config
  /** Port of the emulator; 0 takes any free one. */
  readonly platformPort: number
}

const secret = () => randomBytes(16).toString('hex')

/**
 * The bot together with an emulator of the platform, both on this machine: the bot reaches it over
 * HTTP with the real SDK, as it reaches the real one, and gets signed and encrypted events.
 */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  const clock: Clock = options.clock ?? { now: () => Date.now() }
  const world = sampleWorld({
    appSecret: secret(),
    encryptKey: secret(),
    verificationToken: secret(),
  })
  const platform = await startPlatform({
    world,
    port: options.platformPort,
    webhookBase: '',
    ...(options.clock ? { now: clock.now } : {}),
  })
  const { appId, appSecret, encryptKey, verificationToken } = world.app
  const config = {
    ...options.config,
    lark: { appId, appSecret, encryptKey, verificationToken },
    larkBaseUrl: platform.url,
    larkDomain: platform.url,
    adminOpenIds: [sampleOpenId(sampleOffice)],
  }
  const server = await startServer({ ...options, clock, config }).catch(async (error: unknown) => {
    await platform.close()
    throw error
  })
  platform.setWebhookBase(server.url)
  rememberSandbox(config)
  return {
    platform,
    server,
    close: async () => {
      await server.close()
      await platform.close()
    },
  }
}

const Remembered = z.object({
  larkBaseUrl: z.string(),
  lark: z.object({
    appId: z.string(),
    appSecret: z.string(),
    encryptKey: z.string(),
    verificationToken: z.string(),
  }),
})

/** Beside the SQLite file; where a server keeps the data, in the folder that would hold it. */
const rememberedPath = ({ database }: Config): string =>
  join(database.kind === 'sqlite' ? dirname(database.path) : 'data', 'sandbox.json')

/** So that `duban schedule run` reaches the emulator of the sandbox that is running. */
function rememberSandbox(config: Config): void {
  const { database, larkBaseUrl, lark } = config
  if (database.kind === 'sqlite' && database.path === ':memory:') return
  const path = rememberedPath(config)
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, JSON.stringify({ larkBaseUrl, lark }), { mode: 0o600 })
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
