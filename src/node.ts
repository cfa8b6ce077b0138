import { randomInt, randomUUID } from 'node:crypto'
import type { AddressInfo } from 'node:net'
import { serve } from '@hono/node-server'
import type { Hono } from 'hono'
import { schedule } from 'node-cron'
import { readBacklog } from '../db/backlog.ts'
import type { Database } from '../db/database.ts'
import { migrate } from '../db/migrate.ts'
import { openDatabase } from '../db/open.ts'
import { aheadOfServerMs } from '../db/server-time.ts'
import { addWork } from '../db/work.ts'
import { answerTo, createApp, NotReady } from './app.ts'
import { type Config, ConfigError } from './config.ts'
import { assemble } from './core.ts'
import type { Sender } from './deliver.ts'
import { receive } from './door.ts'
import { heartbeat } from './heartbeat.ts'
import { isolatedDocuments, isolatedPrinter } from './isolate.ts'
import { type LongConnection, openLongConnection } from './lark/long-connection.ts'
import type { Verifier } from './lark/verify.ts'
import { addMetricsRoute, createMetrics, type NodeMetrics } from './metrics.ts'
import { prepareOffice } from './office-claim.ts'
import type { Clock, Deps, Documents, Log } from './ports.ts'
import { closeHttp, pending, within } from './shutdown.ts'
import { readSlotLag } from './slot-lag.ts'

export type ServerOptions = {
  readonly config: Config & { readonly lark: NonNullable<Config['lark']> }
  readonly log: Log
  readonly clock?: Clock
  readonly documents?: Documents
  /** Told the code that makes somebody the office's first member. */
  readonly onClaimCode?: (code: string) => void
  /** More routes on the same port. */
  readonly addRoutes?: (app: Hono, sender: Sender) => void
}

export type RunningServer = {
  /** Base address of the bot, such as `http://127.0.0.1:3000`. */
  readonly url: string
  readonly sender: Sender
  /** Takes no more, finishes what runs, closes the database: within 10 s. */
  readonly close: () => Promise<void>
}

/** How often what waits is looked at when nothing calls for it: retries are a second apart. */
const pollMs = 1000
/** Whoever stops us kills after 10 s or later. What takes longer than this the next start finishes. */
const stopMs = 8_500

/** Starts the bot on Node: database, HTTP, the minute's tick. */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const { config, log, clock = { now: () => Date.now() } } = options
  const db = await openPrepared({ ...options, clock })
  let heart: ReturnType<typeof heartbeat> | undefined
  const metrics = createMetrics()
  const presses = pending()
  const stopping = new AbortController()
  const { deps, verifier, ...parts } = assemble({
    config,
    db,
    documents: options.documents ?? isolatedDocuments(),
    printer: isolatedPrinter(),
    log,
    metrics,
    clock,
    wake: () => heart?.wake(),
    keepAlive: presses.add,
  })
  const sender = { ...parts.sender, stopping: stopping.signal }
  heart = heartbeat(sender, log)
  let connection: LongConnection | undefined
  const app = routes({ deps, verifier, metrics, config, connection: () => connection })
  options.addRoutes?.(app, sender)
  const { server, url } = await listen(app.fetch, config)
  const minute = schedule('* * * * *', () => heart?.tick(), { noOverlap: true })
  const poll = setInterval(() => heart?.wake(), pollMs)
  if (!verifier) connection = await connect(config, deps)
  const eventMode = verifier ? 'webhook' : 'websocket'
  log('server.started', { url, larkBaseUrl: config.larkBaseUrl, eventMode })
  heart.wake()

  const stop = async () => {
    log('server.stopping')
    clearInterval(poll)
    stopping.abort()
    await minute.destroy()
    const closed = [closeHttp(server), connection?.close()]
    const ended = [Promise.all(closed).then(presses.ended), heart?.stop()]
    const isFinished = await within(stopMs, Promise.all(ended))
    await within(stopMs / 10, db.close())
    log('server.stopped', { isFinished })
  }
  let stopped: Promise<void> | undefined
  return {
    url,
    sender,
    close: () => {
      stopped ??= stop()
      return stopped
    },
  }
}

/** The database with the schema of this release, an office, and the directory to be mirrored. */
async function openPrepared({
  config,
  log,
  clock,
  onClaimCode,
}: ServerOptions & { readonly clock: Clock }) {
  const db = await openDatabase(config)
  const applied = await migrate(db, Date.now())
  if (applied.length > 0) log('database.migrated', { applied })
  if (config.database.kind === 'postgres') await checkClock(db, log)
  const at = clock.now()
  const random = () => randomInt(2 ** 32) / 2 ** 32
  const code = await prepareOffice(db, config.adminOpenIds, at, random, config.lark.appSecret)
  if (code) onClaimCode?.(code)
  await db.atomic([
    addWork(
      db,
      { id: `mirror:start:${Math.floor(at / 3_600_000)}`, kind: 'mirror_directory', payload: {} },
      at,
    ),
  ])
  return db
}

/** Replicas compare each other's leases with their own clocks; a lease lasts twelve seconds. */
const bearableMs = 2_000

async function checkClock(db: Database, log: Log): Promise<void> {
  const aheadMs = await aheadOfServerMs(db, Date.now)
  if (Math.abs(aheadMs) <= bearableMs) return
  const reason = '本机时钟与数据库服务器相差过大，多副本可能重复或延误发送，请校准时间（NTP）'
  log('clock.differs', { aheadMs, reason })
}

type Parts = {
  readonly deps: Deps
  readonly verifier: Verifier | undefined
  readonly connection: () => LongConnection | undefined
  readonly metrics: NodeMetrics
  readonly config: Config
}

/** Feeds the same door as the webhook does. */
const connect = ({ lark, larkBaseUrl: baseUrl }: ServerOptions['config'], deps: Deps) =>
  openLongConnection({
    appId: lark.appId,
    appSecret: lark.appSecret,
    baseUrl,
    log: deps.log,
    now: deps.clock.now,
    receive: async (opened) => answerTo(await receive(opened, randomUUID(), deps)),
  })

const unconnected = (problem: string | undefined) =>
  `与飞书平台的长连接没有建立${problem ? `：${problem}` : '，正在连接'}`

function routes({ deps, verifier, metrics, config, connection }: Parts) {
  const { db, clock } = deps
  const app = createApp({
    deps,
    verifier,
    checkReady: async () => {
      await db.query.selectFrom('settings').select('key').limit(1).execute()
      const open = connection()
      if (open && !open.isOpen()) throw new NotReady(unconnected(open.problem()))
    },
  })
  addMetricsRoute(app, {
    metrics,
    token: config.metricsToken,
    now: clock.now,
    readStanding: async () => ({
      backlog: await readBacklog(db, clock.now()),
      slotLag: await readSlotLag(db, clock.now()),
    }),
  })
  return app
}

async function listen(fetch: Parameters<typeof serve>[0]['fetch'], config: Config) {
  return new Promise<{ server: ReturnType<typeof serve>; url: string }>((resolve, reject) => {
    const server = serve({ fetch, port: config.port, hostname: config.host }, (info) => {
      const { address, port } = info as AddressInfo
      const host = address === '0.0.0.0' || address === '::' ? '127.0.0.1' : address
      resolve({ server, url: `http://${host}:${port}` })
    })
    server.once('error', (error) => reject(listenProblem(error, config)))
  })
}

/** Which setting is to blame when the address cannot be had. */
function listenProblem(error: Error & { readonly code?: string }, config: Config): Error {
  if (error.code === 'EADDRINUSE') {
    return new ConfigError([`PORT：端口 ${config.port} 已被占用，请换一个或先停掉占用它的程序`])
  }
  if (error.code === 'EACCES') {
    return new ConfigError([`PORT：没有权限使用端口 ${config.port}，请用 1024 以上的端口`])
  }
  if (error.code === 'EADDRNOTAVAIL' || error.code === 'ENOTFOUND') {
    return new ConfigError([
      `HOST：本机没有地址 ${config.host}，应为 0.0.0.0、127.0.0.1 或本机地址`,
    ])
  }
  return error
}
