import { execFile } from 'node:child_process'
import { existsSync, readdirSync, statSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { Miniflare, type MiniflareOptions } from 'miniflare'
import { openD1 } from '../../db/d1.ts'
import { isAnythingWaiting } from '../../db/waiting.ts'
import { startPlatform, type World } from '../../src/sandbox/platform/platform.ts'
import { sampleOffice, sampleOpenId, sampleWorld } from '../../src/sandbox/sample/world.ts'
import { conversation } from './conversation.ts'
import { migrateD1, remoteD1, runD1 } from './d1.ts'
import { runningClock } from './test-clock.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))
const built = join(root, 'dist-worker/worker.js')

export const workerSecrets = {
  appSecret: 'the app secret',
  encryptKey: 'the encrypt key',
  verificationToken: 'the verification token',
} as const

/** The Worker as `npm run build:worker` makes it; made anew when a source is younger. */
export async function builtWorker(): Promise<string> {
  const sources = ['src', 'handlers', 'cards', 'db', 'wrangler.toml']
  const newest = Math.max(...sources.map((path) => lastChange(join(root, path))))
  if (!existsSync(built) || statSync(built).mtimeMs < newest) {
    await promisify(execFile)('npm', ['run', 'build:worker'], { cwd: root })
  }
  return readFile(built, 'utf8')
}

function lastChange(path: string): number {
  const stats = statSync(path)
  if (!stats.isDirectory()) return stats.mtimeMs
  return Math.max(0, ...readdirSync(path).map((name) => lastChange(join(path, name))))
}

/** The Worker's runtime with what `wrangler.toml` says, and settings of the test beside it. */
export async function workerOptions(settings: Readonly<Record<string, string>>) {
  const { unstable_getMiniflareWorkerOptions: read } = await import('wrangler')
  const { workerOptions: options } = read(join(root, 'wrangler.toml'))
  return { ...options, bindings: { ...options.bindings, ...settings } } as MiniflareOptions & object
}

/** Around the built Worker: a clock that can be moved, and a count of D1's statements by run. */
const stageModule = `${runD1}
import worker from './worker.js'
const realNow = Date.now.bind(Date)
let offset = 0
Date.now = () => realNow() + offset
const runs = []
const counted = (env, kind) => {
  const run = { kind, statements: 0 }
  runs.push(run)
  const prepare = (sql) => { run.statements += 1; return env.DB.prepare(sql) }
  return { ...env, DB: { prepare, batch: (all) => env.DB.batch(all) } }
}
export default {
  fetch(request, env, run) {
    const { pathname, searchParams } = new URL(request.url)
    if (pathname === '/stage/clock') { offset = Number(searchParams.get('offset')); return new Response() }
    if (pathname === '/stage/wake') return env.WAKE?.send({}).then(() => new Response()) ?? new Response()
    if (pathname === '/stage/d1') return runD1(request, env)
    if (pathname === '/stage/runs') return Response.json(runs.splice(0))
    return worker.fetch(request, counted(env, pathname), run)
  },
  scheduled: (trigger, env, run) => worker.scheduled(trigger, counted(env, 'tick'), run),
  queue: (batch, env, run) => worker.queue(batch, counted(env, 'sweep'), run),
}`

/** The part of a Worker from outside that Miniflare's types do not show. */
type Scheduled = {
  readonly scheduled: (trigger: { readonly cron: string }) => Promise<{ readonly outcome: string }>
}

/** One run of the Worker: what called it, and how many statements D1 was given. */
export type WorkerRun = { readonly kind: string; readonly statements: number }

export type WorkerBotOptions = {
  readonly world?: (world: World) => void
  readonly settings?: Readonly<Record<string, string>>
  /** Without its queue, a Worker sweeps after its answer. */
  readonly isWithoutQueue?: boolean
}

/**
 * The built Worker in its own runtime, with D1 and its queue, and the emulator of the platform,
 * which it reaches over loopback. Time runs on, from a moment that the test can move.
 */
export async function startWorkerBot(start: string, options: WorkerBotOptions = {}) {
  const clock = runningClock(start)
  const world = sampleWorld(workerSecrets)
  options.world?.(world)
  const platform = await startPlatform({ world, webhookBase: '', now: clock.now })
  const logLines: string[] = []
  const runtime = new Miniflare({
    ...(await workerOptions({
      LARK_APP_ID: world.app.appId,
      LARK_APP_SECRET: workerSecrets.appSecret,
      LARK_ENCRYPT_KEY: workerSecrets.encryptKey,
      LARK_VERIFICATION_TOKEN: workerSecrets.verificationToken,
      LARK_DOMAIN: platform.url,
      ADMIN_OPEN_IDS: sampleOpenId(sampleOffice),
      ...options.settings,
    })),
    ...(options.isWithoutQueue ? { queueProducers: {}, queueConsumers: {} } : {}),
    modules: [
      { type: 'ESModule', path: 'stage.js', contents: stageModule },
      { type: 'ESModule', path: 'worker.js', contents: await builtWorker() },
    ],
    handleRuntimeStdio: (stdout: Readable) => {
      stdout.on('data', (chunk: Buffer) =>
        logLines.push(...String(chunk).split('\n').filter(Boolean)),
      )
    },
  })
  const url = String(await runtime.ready).replace(/\/$/, '')
  platform.setWebhookBase(url)
  const binding = remoteD1(`${url}/stage/d1`)
  await migrateD1(binding)
  const db = openD1(binding)

  const stage = (path: string) => fetch(`${url}/stage/${path}`)
  /** Waits until nothing waits. What was put off for a moment is asked for again. */
  const settle = async () => {
    await stage(`clock?offset=${clock.offset()}`)
    for (let polls = 1; await isAnythingWaiting(db, clock.now()); polls += 1) {
      if (polls > 1500) throw new Error(`still waiting: ${logLines.slice(-5).join('\n')}`)
      if (polls % 50 === 0) await runtime.dispatchFetch('http://worker/stage/wake')
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
  }
  /** The cron trigger of this minute, and all that follows. */
  const tick = async () => {
    await stage(`clock?offset=${clock.offset()}`)
    const worker = (await runtime.getWorker()) as unknown as Scheduled
    const { outcome } = await worker.scheduled({ cron: '* * * * *' })
    if (outcome !== 'ok') throw new Error(`the tick ended with ${outcome}: ${logLines.at(-1)}`)
    await settle()
  }
  await tick()
  return {
    ...conversation({ platform, clock, settle, tick }),
    platform,
    clock,
    db,
    /** Base address of the bot. */
    url,
    logLines,
    /** Facts of every log line of that event. */
    logged: (event: string): readonly Record<string, unknown>[] =>
      logLines.map((line) => JSON.parse(line)).filter((line) => line.event === event),
    /** The runs since this was last asked. */
    runs: async () => (await (await stage('runs')).json()) as readonly WorkerRun[],
    close: async () => {
      await runtime.dispose()
      await platform.close()
    },
  }
}
