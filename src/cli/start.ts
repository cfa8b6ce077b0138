import { type Config, secretsOf } from '../config.ts'
import { jsonLog } from '../log.ts'
import { startServer } from '../node.ts'

const writeLine = (line: string) => process.stdout.write(`${line}\n`)

/** `duban start`: the bot, or the sandbox where no credentials are given. Ends on a signal. */
export async function startCommand(config: Config): Promise<void> {
  const starting = config.lark ? startBot({ ...config, lark: config.lark }) : start(config)
  // Before the start says that it is done: who waits for its words may end it at once.
  const stop = async () => {
    await (await starting).close()
    process.exit(0)
  }
  process.once('SIGTERM', stop)
  process.once('SIGINT', stop)
  await starting
}

async function startBot(config: Config & { readonly lark: NonNullable<Config['lark']> }) {
  const log = jsonLog(writeLine, secretsOf(config))
  const server = await startServer({ config, log, onClaimCode: printClaimCode })
  console.log(`督办已启动：${server.url}/webhook/event（事件）、/webhook/card（卡片回调）`)
  return server
}

function printClaimCode(code: string): void {
  console.log(`还没有督查室成员。请在 30 分钟内私聊机器人发送：认领 ${code}`)
}

/** Loaded only here: no part of the emulator is in a server's memory. */
async function start(config: Config) {
  const { startSandbox } = await import('../sandbox/start-sandbox.ts')
  const log = jsonLog(writeLine, secretsOf(config))
  const platformPort = config.port === 0 ? 0 : config.port + 1
  const sandbox = await startSandbox({ config, log, platformPort })
  console.log(`督办沙盒已启动：${sandbox.server.url}`)
  console.log(
    `飞书平台模拟器：${sandbox.platform.url}/sandbox/people（人员） /sandbox/messages（消息）`,
  )
  console.log(
    '没有飞书应用也能试：npm run demo 演示一遍主要流程。正式使用请设置 LARK_APP_ID 等变量。',
  )
  return sandbox
}
