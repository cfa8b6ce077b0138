import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { createServer } from 'node:net'
import { join, resolve } from 'node:path'
import type { App } from '../../src/sandbox/platform/platform.ts'

const startPatienceMs = 30_000

export type BotSettings = {
  readonly app: App
  readonly platformUrl: string
  /** Holds the database; also where the process runs, so that no `.env` is read. */
  readonly folder: string
  readonly office: string
  /** Put before the command, such as `['taskset', '-c', '0']`. */
  readonly prefix?: readonly string[]
}

/** The built bot as a process of its own. */
export type Bot = {
  readonly url: string
  readonly databasePath: string
  /** How often each event was logged: for reading, never for the verdict. */
  readonly logged: Map<string, number>
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
export function builtCommand(): string {
  const path = resolve('dist/duban.js')
  if (!existsSync(path)) throw new Error(`${path} is missing: run npm run build first`)
  return path
}

const exited = (child: ChildProcess) =>
  new Promise<number | null>((done) => {
    if (child.exitCode !== null || child.signalCode !== null) done(child.exitCode)
    else child.once('exit', (code) => done(code))
  })

export async function createBot(settings: BotSettings): Promise<Bot> {
  const { app, folder, prefix = [] } = settings
  const command = [...prefix, process.execPath, builtCommand()]
  const port = await freePort()
  const databasePath = join(folder, 'duban.db')
  const env = {
    PATH: process.env.PATH,
    LARK_APP_ID: app.appId,
    LARK_APP_SECRET: app.appSecret,
    LARK_ENCRYPT_KEY: app.encryptKey,
    LARK_VERIFICATION_TOKEN: app.verificationToken,
    LARK_DOMAIN: settings.platformUrl,
    LARK_EVENT_MODE: 'webhook',
    DATABASE_URL: `file:${databasePath}`,
    ADMIN_OPEN_IDS: settings.office,
    HOST: '127.0.0.1',
    PORT: String(port),
  }
  const spawnBot = (args: readonly string[]) =>
    spawn(command[0] as string, [...command.slice(1), ...args], {
      cwd: folder,
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
    })
  const logged = new Map<string, number>()
  let server: ChildProcess | undefined
  const end = async (signal: NodeJS.Signals) => {
    if (!server) return
    server.kill(signal)
    await exited(server)
  }
  return {
    url: `http://127.0.0.1:${port}`,
    databasePath,
    logged,
    start: async () => {
      server = spawnBot(['start'])
      await listening(server, logged)
    },
    kill: () => end('SIGKILL'),
    stop: () => end('SIGTERM'),
    isRunning: () => server !== undefined && server.exitCode === null && !server.signalCode,
    pid: () => server?.pid,
    run: (args, killAfterMs) => runToEnd(spawnBot(args), killAfterMs),
  }
}

function listening(server: ChildProcess, logged: Map<string, number>): Promise<void> {
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
      for (const line of lines) {
        const event = /"event":"([^"]+)"/.exec(line)?.[1]
        if (event) logged.set(event, (logged.get(event) ?? 0) + 1)
        if (event === 'server.started') done()
      }
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
