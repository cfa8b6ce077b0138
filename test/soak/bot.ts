import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { createServer } from 'node:net'
import { join, resolve } from 'node:path'
import type { App } from '../../src/sandbox/platform/platform.ts'

const startPatienceMs = 120_000

export type BotSettings = {
  readonly app: App
  readonly platformUrl: string
  /** Where the process runs, so that no `.env` is read; holds the database where it is a file. */
  readonly folder: string
  /** Default: a file in the folder. */
  readonly databaseUrl?: string
  /** By how much its clock is ahead of the real one at its next start, in ms. */
  readonly clockOffset?: () => number
  readonly office: string
  /** Put before the command, such as `['taskset', '-c', '0']`. */
  readonly prefix?: readonly string[]
}

/** The built bot as a process of its own. */
export type Bot = {
  readonly url: string
  readonly databaseUrl: string
  /** How often each event was logged: for reading, never for the verdict. */
  readonly logged: Map<string, number>
  /** Job and time of each slot that it said it closed. */
  readonly closedSlots: string[]
  /** Spawns it; resolves when it listens, or when it was killed before that. */
  readonly start: () => Promise<void>
  /** SIGKILL, now; resolves when the process is gone. */
  readonly kill: () => Promise<void>
  /** SIGTERM, with time to finish. */
  readonly stop: () => Promise<void>
  readonly isRunning: () => boolean
  readonly pid: () => number | undefined
  /** Runs another command of it on the same database. `killAfterMs`: SIGKILL then. */
  readonly run: (
    args: readonly string[],
    killAfterMs?: number,
  ) => Promise<{ readonly code: number | null; readonly output: string }>
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const { port } = server.address() as AddressInfo
  await new Promise((done) => server.close(done))
  return port
}

/** @throws when dist/ was not built */
function builtCommand(): string {
  const path = resolve('dist/duban.js')
  if (!existsSync(path)) throw new Error(`${path} is missing: run npm run build first`)
  return path
}

const exited = (child: ChildProcess) =>
  new Promise<number | null>((done) => {
    if (child.exitCode !== null || child.signalCode !== null) done(child.exitCode)
    else child.once('exit', (code) => done(code))
  })

/** Moves the clock of a process before its first line; the built bot itself is as it is. */
const clockAhead = (offset: number) =>
  offset === 0
    ? []
    : [
        '--import',
        `data:text/javascript,${encodeURIComponent(`const RealDate = Date
globalThis.Date = class extends RealDate {
  constructor(...parts) { super(...(parts.length > 0 ? parts : [RealDate.now() + ${offset}])) }
  static now() { return RealDate.now() + ${offset} }
  static [Symbol.hasInstance](value) { return value instanceof RealDate }
}`)}`,
      ]

export async function createBot(settings: BotSettings): Promise<Bot> {
  const { app, folder, prefix = [], clockOffset = () => 0 } = settings
  const databaseUrl = settings.databaseUrl ?? `file:${join(folder, 'duban.db')}`
  const program = builtCommand()
  const port = await freePort()
  const env = {
    PATH: process.env.PATH,
    LARK_APP_ID: app.appId,
    LARK_APP_SECRET: app.appSecret,
    LARK_ENCRYPT_KEY: app.encryptKey,
    LARK_VERIFICATION_TOKEN: app.verificationToken,
    LARK_DOMAIN: settings.platformUrl,
    LARK_EVENT_MODE: 'webhook',
    DATABASE_URL: databaseUrl,
    ADMIN_OPEN_IDS: settings.office,
    HOST: '127.0.0.1',
    PORT: String(port),
  }
  const spawnBot = (args: readonly string[]) => {
    const clock = clockAhead(clockOffset())
    const [command = '', ...rest] = [...prefix, process.execPath, ...clock, program, ...args]
    return spawn(command, rest, { cwd: folder, env, stdio: ['ignore', 'pipe', 'pipe'] })
  }
  const logged = new Map<string, number>()
  const closedSlots: string[] = []
  const read = (line: string) => {
    const event = /"event":"([^"]+)"/.exec(line)?.[1]
    if (event) logged.set(event, (logged.get(event) ?? 0) + 1)
    if (event === 'slot.closed') {
      const { job, at } = JSON.parse(line) as { job: string; at: string }
      closedSlots.push(`${job} ${at}`)
    }
    return event
  }
  let server: ChildProcess | undefined
  const end = async (signal: NodeJS.Signals) => {
    if (!server) return
    server.kill(signal)
    await exited(server)
  }
  return {
    url: `http://127.0.0.1:${port}`,
    databaseUrl,
    logged,
    closedSlots,
    start: async () => {
      server = spawnBot(['start'])
      await listening(server, read)
    },
    kill: () => end('SIGKILL'),
    stop: () => end('SIGTERM'),
    isRunning: () => server !== undefined && server.exitCode === null && !server.signalCode,
    pid: () => server?.pid,
    run: (args, killAfterMs) => runToEnd(spawnBot(args), killAfterMs),
  }
}

/** @param read told each line of the log; says which event it is */
function listening(
  server: ChildProcess,
  read: (line: string) => string | undefined,
): Promise<void> {
  let errors = ''
  server.stderr?.on('data', (chunk) => {
    errors += chunk
  })
  return new Promise((done, fail) => {
    const timer = setTimeout(
      () => fail(new Error(`the bot did not start: ${errors}`)),
      startPatienceMs,
    )
    let rest = ''
    server.stdout?.on('data', (chunk) => {
      const lines = (rest + chunk).split('\n')
      rest = lines.pop() ?? ''
      for (const line of lines) if (read(line) === 'server.started') done()
    })
    server.once('exit', (code) => {
      clearTimeout(timer)
      if (code) fail(new Error(`the bot ended with ${code}: ${errors}`))
      else done()
    })
    server.stdout?.once('data', () => clearTimeout(timer))
  })
}

async function runToEnd(child: ChildProcess, killAfterMs?: number) {
  let output = ''
  child.stdout?.on('data', (chunk) => {
    output += chunk
  })
  child.stderr?.resume()
  const timer =
    killAfterMs === undefined ? undefined : setTimeout(() => child.kill('SIGKILL'), killAfterMs)
  const code = await exited(child)
  clearTimeout(timer)
  return { code, output }
}
