import { randomInt } from 'node:crypto'
import type { AddressInfo } from 'node:net'
import { serve } from '@hono/node-server'
import { schedule } from 'node-cron'
import { migrate } from '../db/migrate.ts'
import { openSqlite } from '../db/sqlite.ts'
import { addWork } from '../db/work.ts'
import { createApp } from './app.ts'
import type { Config } from './config.ts'
import { assemble } from './core.ts'
import type { Sender } from './deliver.ts'
import { isolatedDocuments } from './isolate.ts'
import { prepareOffice } from './office-claim.ts'
import type { Clock, Documents, Log } from './ports.ts'
import { sweep, tick } from './tick.ts'

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
  const db = openSqlite(config.databasePath)
  const applied = await migrate(db, Date.now())
  if (applied.length > 0) log('database.migrated', { applied })
  const code = await prepareOffice(
    db,
    config.adminOpenIds,
    clock.now(),
    () => randomInt(2 ** 32) / 2 ** 32,
  )
  if (code) options.onClaimCode?.(code)

  let loop: ReturnType<typeof sweepLoop> | undefined
  const documents = options.documents ?? isolatedDocuments()
  const { deps, sender, verifier } = assemble({
    config,
    db,
    documents,
    log,
    clock,
    wake: () => loop?.wake(),
  })
  loop = sweepLoop(sender, log)
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
  const { server, url } = await listen(app.fetch, config)
  const minute = schedule('* * * * *', () => loop?.tick(), { noOverlap: true })
  const poll = setInterval(() => loop?.wake(), pollMs)
  log('server.started', { url, larkBaseUrl: config.larkBaseUrl })
  loop.wake()

  return {
    url,
    sender,
    close: async () => {
      clearInterval(poll)
      await minute.destroy()
      await new Promise<void>((resolve) => {
        server.close(() => resolve())
        if ('closeIdleConnections' in server) server.closeIdleConnections()
      })
      await loop?.stop()
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

/** One sweep at a time; a wake during a sweep makes it run once more. */
function sweepLoop(sender: Sender, log: Log) {
  let running: Promise<void> | undefined
  let isAsked = false
  let isStopped = false

  const run = async (first: (sender: Sender) => Promise<void>) => {
    let step = first
    do {
      isAsked = false
      try {
        await step(sender)
      } catch (error) {
        log('sweep.failed', { error })
      }
      step = sweep
    } while (isAsked && !isStopped)
  }
  const start = (step: (sender: Sender) => Promise<void>) => {
    if (isStopped) return
    if (running) {
      isAsked = true
      return
    }
    running = run(step).finally(() => {
      running = undefined
    })
  }
  return {
    wake: () => start(sweep),
    tick: async () => {
      await running
      start(tick)
      await running
    },
    stop: async () => {
      isStopped = true
      await running
    },
  }
}
