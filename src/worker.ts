/** The entry on Cloudflare Workers: requests, the minute's cron trigger, the queue that wakes. */
import { ConfigError } from './config.ts'
import { jsonLog } from './log.ts'
import type { Env, Run } from './worker/bindings.ts'
import { openBot } from './worker/bot.ts'
import { readSettings } from './worker/settings.ts'

const writeLine = (line: string) => console.log(line)

/** The bot of this run, or in words which settings are missing. */
function open(env: Env, run: Run): ReturnType<typeof openBot> | ConfigError {
  try {
    const config = readSettings(env)
    const { appSecret, webhook } = config.lark
    const log = jsonLog(writeLine, [appSecret, webhook.encryptKey, webhook.verificationToken])
    return openBot(env, run, config, log)
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error
    jsonLog(writeLine, [])('worker.unconfigured', { error })
    return error
  }
}

/** What is missing is no secret, and whoever deploys must see it. */
function unconfigured(request: Request, { message }: ConfigError): Response {
  const { pathname } = new URL(request.url)
  if (pathname === '/healthz') return new Response('ok')
  return new Response(pathname === '/readyz' ? message : null, { status: 503 })
}

export default {
  async fetch(request: Request, env: Env, run: Run): Promise<Response> {
    const bot = open(env, run)
    return bot instanceof ConfigError ? unconfigured(request, bot) : bot.answer(request)
  },
  async scheduled(_trigger: unknown, env: Env, run: Run): Promise<void> {
    const bot = open(env, run)
    if (!(bot instanceof ConfigError)) await bot.tick()
  },
  async queue(_messages: unknown, env: Env, run: Run): Promise<void> {
    const bot = open(env, run)
    if (!(bot instanceof ConfigError)) await bot.sweep()
  },
}
