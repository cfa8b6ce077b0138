import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'
import { isAnythingWaiting } from '../../db/waiting.ts'
import { readConfig } from '../../src/config.ts'
import { readDocument } from '../../src/import/read-document.ts'
import { readStaffList } from '../../src/import/staff-list.ts'
import { jsonLog } from '../../src/log.ts'
import { type RunningServer, startServer } from '../../src/node.ts'
import type { Documents } from '../../src/ports.ts'
import { startPlatform } from '../../src/sandbox/platform/platform.ts'
import { sampleOffice, sampleOpenId, sampleWorld } from '../../src/sandbox/sample/world.ts'
import { tick } from '../../src/tick.ts'
import { conversation } from './conversation.ts'
import { secrets } from './start-bot.ts'
import { runningClock } from './test-clock.ts'

const inProcess: Documents = {
  read: async (bytes, name) => readDocument(bytes, name),
  staffList: readStaffList,
}

export type Replicas = Awaited<ReturnType<typeof startReplicas>>

/**
 * Whole servers as `duban start` makes them, on one database, behind a balancer that gives each
 * request to the next of them. They run by themselves; time runs on, from a moment that the test
 * can move. Closed when the test ends.
 * @param count how many; one is the bot as most run it
 */
export async function startReplicas(start: string, databaseUrl: string, count: number) {
  const clock = runningClock(start)
  const world = sampleWorld(secrets)
  const platform = await startPlatform({ world, webhookBase: '', now: clock.now })
  const logLines: string[] = []
  const config = {
    ...readConfig({
      LARK_DOMAIN: platform.url,
      DATABASE_URL: databaseUrl,
      ADMIN_OPEN_IDS: sampleOpenId(sampleOffice),
      PORT: '0',
    }),
    lark: { appId: world.app.appId, appSecret: secrets.appSecret, webhook: secrets },
  }
  const startOne = (name: number) => {
    const log = jsonLog(
      (line) => logLines.push(JSON.stringify({ replica: name, ...JSON.parse(line) })),
      Object.values(secrets),
    )
    return startServer({ config, log, clock, documents: inProcess })
  }
  const servers = await Promise.all(Array.from({ length: count }, (_, n) => startOne(n)))
  const balancer = await balance(() => servers)
  platform.setWebhookBase(balancer.url)
  onTestFinished(async () => {
    await Promise.all(servers.map((server) => server.close()))
    await balancer.close()
    await platform.close()
  })

  // What was due before is over: a minute that strikes during the test finds nothing.
  await Promise.all(servers.map(({ sender }) => tick(sender)))
  const some = () => servers[0] as RunningServer
  const settle = async () => {
    for (let polls = 0; await isAnythingWaiting(some().sender.deps.db, clock.now()); polls += 1) {
      if (polls > 3000) throw new Error(`still waiting: ${logLines.slice(-5).join('\n')}`)
      await new Promise((resolve) => setTimeout(resolve, 10))
    }
  }
  return {
    ...conversation({
      platform,
      clock,
      settle,
      // The minute strikes for all of them at once.
      tick: async () => {
        await Promise.all(servers.map(({ sender }) => tick(sender)))
        await settle()
      },
    }),
    platform,
    clock,
    logLines,
    /** Facts of every log line of that event. */
    logged: (event: string): readonly Record<string, unknown>[] =>
      logLines.map((line) => JSON.parse(line)).filter((line) => line.event === event),
    /** Takes one out as a rolling release does, and puts a new one in its place. */
    replace: async (n: number) => {
      const [old] = servers.splice(n, 1)
      await old?.close()
      servers.splice(n, 0, await startOne(n))
    },
  }
}

/** Gives each request to the next server, as it came; one that breaks off is given to another. */
async function balance(servers: () => readonly { readonly url: string }[]) {
  let turn = 0
  const pass = async (request: IncomingMessage, body: Buffer, tries = 1): Promise<Response> => {
    const all = servers()
    turn += 1
    try {
      return await fetch(`${all[turn % all.length]?.url}${request.url}`, {
        method: request.method ?? 'GET',
        headers: headersOf(request),
        ...(request.method === 'POST' ? { body: new Uint8Array(body) } : {}),
      })
    } catch {
      return tries === 5 ? new Response(null, { status: 502 }) : pass(request, body, tries + 1)
    }
  }
  const server = createServer(async (request, response) => {
    const answer = await pass(request, await bodyOf(request))
    response.writeHead(answer.status, { 'content-type': 'application/json' })
    response.end(Buffer.from(await answer.arrayBuffer()))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve())
      server.closeAllConnections()
    })
  return { url: `http://127.0.0.1:${port}`, close }
}

function headersOf({ headers }: IncomingMessage): Record<string, string> {
  const { host, connection, 'content-length': length, ...others } = headers
  return Object.fromEntries(Object.entries(others).map(([name, value]) => [name, String(value)]))
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks)
}
