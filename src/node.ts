import { randomInt } from 'node:crypto'
import type { AddressInfo } from 'node:net'
import { serve } from '@hono/node-server'
import { schedule } from 'node-cron'
import { readBacklog } from '../db/backlog.ts'
import { migrate } from '../db/migrate.ts'
import { openDatabase } from '../db/open.ts'
import { addWork } from '../db/work.ts'
import { createApp } from './app.ts'
import type { Config } from './config.ts'
import { assemble } from './core.ts'
import { deliverDue, type Sender } from './deliver.ts'
import { isolatedDocuments } from './isolate.ts'
import { addMetricsRoute, createMetrics } from './metrics.ts'
import { prepareOffice } from './office-claim.ts'
import type { Clock, Documents, Log } from './ports.ts'
import { readSlotLag } from './slot-lag.ts'
import { doWaitingWork, handleInbox, runDueSlots } from './tick.ts'

export type ServerOptions = {
  readonly config: Config & { readonly lark: NonNullable<Config['lark']> }
  readonly log: Log
  readonly clock?: Clock
  readonly documents?: Documents
  /** Told the code that makes somebody the office's first member. */
  readonly onClaimCode?: (code: string) => void
}

export type RunningServer = {
  /** Base address of the bot, such as `http://127.0.0.1:3000`. */
  readonly url: string
  readonly sender: Sender
  /** Takes no more, finishes what runs, closes the database. */
  readonly close: () => Promise<void>
}

/** How often what waits is looked at when nothing calls for it: retries are a second apart. */
const pollMs = 1000

/** Starts the bot on Node: database, HTTP, the minute's tick. */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const { config, log, clock = { now: () => Date.now() } } = options
  const db = await openDatabase(config)
  const applied = await migrate(db, Date.now())
  if (applied.length > 0) log('database.migrated', { applied })
  const code = await prepareOffice(
    db,
    config.adminOpenIds,
    clock.now(),
    () => randomInt(2 ** 32) / 2 ** 32,
    config.lark.appSecret,
  )
  if (code) options.onClaimCode?.(code)

  let heart: ReturnType<typeof heartbeat> | undefined
  const documents = options.documents ?? isolatedDocuments()
  const metrics = createMetrics()
  const { deps, sender, verifier } = assemble({
    config,
    db,
    documents,
    log,
    metrics,
    clock,
    wake: () => heart?.wake(),
  })
  heart = heartbeat(sender, log)
  const at = clock.now()
  await db.atomic([
    addWork(db, { id: `mirror:start:${at}`, kind: 'mirror_directory', payload: {} }, at),
  ])

  const app = createApp({
    deps,
    verifier,
    checkReady: async () => {
      await db.query.selectFrom('settings').select('key').limit(1).execute()
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
  const { server, url } = await listen(app.fetch, config)
  const minute = schedule('* * * * *', () => heart?.tick(), { noOverlap: true })
  const poll = setInterval(() => heart?.wake(), pollMs)
  log('server.started', { url, larkBaseUrl: config.larkBaseUrl })
  heart.wake()

  return {
    url,
    sender,
    close: async () => {
      clearInterval(poll)
      await minute.destroy()
      await new Promise<void>((resolve) => {
        server.close(() => resolve())
        if ('closeIdleConnections' in server) server.closeIdleConnections()
        // A client that keeps its connection busy must not keep us from stopping.
        if ('closeAllConnections' in server) setTimeout(() => server.closeAllConnections(), 3000)
      })
      await heart?.stop()
      await db.close()
      log('server.stopped')
    },
  }
}

async function listen(fetch: Parameters<typeof serve>[0]['fetch'], config: Config) {
  return new Promise<{ server: ReturnType<typeof serve>; url: string }>((resolve, reject) => {
    const server = serve({ fetch, port: config.port, hostname: config.host }, (info) => {
      const { address, port } = info as AddressInfo
      const host = address === '0.0.0.0' || address === '::' ? '127.0.0.1' : address
      resolve({ server, url: `http://${host}:${port}` })
    })
    server.once('error', reject)
  })
}

/** The three things that wait, each drained apart: a long bulk holds up neither answers nor work. */
function heartbeat(sender: Sender, log: Log) {
  const drains = [
    drain('inbox', () => handleInbox(sender), log),
    drain('outbox', () => deliverDue(sender), log),
    drain('work', () => doWaitingWork(sender), log),
  ]
  const slots = drain('slots', () => runDueSlots(sender.deps, sender.wall.now()), log)
  const wake = () => {
    for (const one of drains) one.wake()
  }
  return {
    wake,
    tick: async () => {
      slots.wake()
      await slots.settled()
      wake()
    },
    stop: async () => {
      await Promise.all([...drains, slots].map((one) => one.stop()))
    },
  }
}

/** Runs `step` once at a time; a wake during a run makes it run once more. */
function drain(name: string, step: () => Promise<unknown>, log: Log) {
  let running: Promise<void> | undefined
  let isAsked = false
  let isStopped = false

  const run = async () => {
    while (isAsked && !isStopped) {
      isAsked = false
      try {
        await step()
      } catch (error) {
        log('drain.failed', { name, error })
      }
    }
    running = undefined
  }
  return {
    wake: () => {
      isAsked = true
      if (!isStopped) running ??= run()
    },
    settled: async () => running,
    stop: async () => {
      isStopped = true
      await running
    },
  }
}
