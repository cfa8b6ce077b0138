/**
 * `npm run dev:worker`: the Worker in its local runtime, with a local D1, beside the emulator of
 * the platform. With `.dev.vars` it belongs to the app that is named there, and no emulator runs.
 */
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startPlatform } from './platform/platform.ts'
import { sampleOffice, sampleOpenId, sampleWorld } from './sample/world.ts'

const workerPort = 8787
const platformPort = 8788
const workerUrl = `http://127.0.0.1:${workerPort}`
const say = (line: string) => process.stdout.write(`${line}\n`)

/** Starts the emulator. @returns the settings by which the Worker finds it */
async function startEmulator(): Promise<readonly string[]> {
  const secret = () => crypto.randomUUID()
  const world = sampleWorld({
    appSecret: secret(),
    encryptKey: secret(),
    verificationToken: secret(),
  })
  const platform = await startPlatform({ world, port: platformPort, webhookBase: workerUrl })
  const { appId, appSecret, encryptKey, verificationToken } = world.app
  say(`飞书平台模拟器：${platform.url}/sandbox/people（人员） /sandbox/messages（消息）`)
  say(`说一句话：curl ${platform.url}/sandbox/say --json '{"as":"${sampleOffice}","text":"帮助"}'`)
  return [
    `LARK_APP_ID=${appId}`,
    `LARK_APP_SECRET=${appSecret}`,
    `LARK_ENCRYPT_KEY=${encryptKey}`,
    `LARK_VERIFICATION_TOKEN=${verificationToken}`,
    `LARK_DOMAIN=${platform.url}`,
    `ADMIN_OPEN_IDS=${sampleOpenId(sampleOffice)}`,
  ]
}

/** Without a terminal wrangler asks nothing. */
function applyMigrations(): void {
  const args = ['d1', 'migrations', 'apply', 'DB', '--local']
  const { status } = spawnSync('wrangler', args, { stdio: ['ignore', 'inherit', 'inherit'] })
  if (status !== 0) process.exit(1)
}

applyMigrations()
const folder = mkdtempSync(join(tmpdir(), 'duban-worker-'))
const settings = join(folder, 'settings')
const isOwnApp = existsSync('.dev.vars')
if (!isOwnApp) writeFileSync(settings, (await startEmulator()).join('\n'), { mode: 0o600 })
const wrangler = spawn(
  'wrangler',
  ['dev', '--ip', '127.0.0.1', '--port', String(workerPort)].concat(
    isOwnApp ? [] : ['--env-file', settings],
  ),
  { stdio: 'inherit' },
)
// The local runtime has no cron of its own.
const tick = () => fetch(`${workerUrl}/cdn-cgi/handler/scheduled`).catch(() => {})
setInterval(tick, 60_000)
setTimeout(tick, 10_000)
const stop = () => wrangler.kill('SIGTERM')
process.once('SIGINT', stop)
process.once('SIGTERM', stop)
wrangler.once('exit', (code) => {
  rmSync(folder, { recursive: true, force: true })
  process.exit(code ?? 0)
})
