import { type Config, secretsOf } from '../config.ts'
import { explain } from '../lark/errors.ts'
import { jsonLog } from '../log.ts'
import { type RunningServer, startServer } from '../node.ts'

const writeLine = (line: string) => process.stdout.write(`${line}\n`)

/** `duban start`: the bot, or the sandbox where no credentials are given. Ends on a signal. */
export async function startCommand(config: Config): Promise<void> {
  const starting = config.lark ? startBot({ ...config, lark: config.lark }) : start(config)
  // Before the start says that it is done: who waits for its words may end it at once.
  stopOnSignal(async () => (await starting).close())
  await starting
}

/** The terminal and npm both pass on the same Ctrl-C: what comes within this time is one signal. */
const oneSignalMs = 500

/** The first signal lets the server finish, the second ends it at once. */
function stopOnSignal(close: () => Promise<void>): void {
  let firstAt: number | undefined
  const onSignal = async () => {
    if (firstAt === undefined) {
      firstAt = Date.now()
      await close()
      process.exit(0)
    }
    if (Date.now() - firstAt > oneSignalMs) process.exit(1)
  }
  process.on('SIGTERM', onSignal)
  process.on('SIGINT', onSignal)
}

async function startBot(config: Config & { readonly lark: NonNullable<Config['lark']> }) {
  const log = jsonLog(writeLine, secretsOf(config))
  const server = await startServer({ config, log, onClaimCode: printClaimCode })
  console.log(
    config.lark.webhook
      ? `督办已启动：${server.url}/webhook/event（事件）、/webhook/card（卡片回调）`
      : '督办已启动，事件和卡片回调经长连接接收，不需要公网地址',
  )
  void warnOfCredentials(server)
  return server
}

/** Wrong credentials do not stop the start: the platform may be out of reach just now. */
async function warnOfCredentials(server: RunningServer): Promise<void> {
  try {
    await server.sender.deps.larkRead.botOpenId()
  } catch (error) {
    console.error(
      `还不能使用飞书平台：${explain(error)}。请检查 LARK_APP_ID、LARK_APP_SECRET、LARK_DOMAIN`,
    )
  }
}

function printClaimCode(code: string): void {
  console.log(`还没有督查室成员。请在 30 分钟内私聊机器人发送：认领 ${code}`)
}

/** Loaded only here: a server has no use for the emulator. */
async function start(config: Config) {
  const { startSandbox } = await import('../sandbox/start-sandbox.ts')
  const log = jsonLog(writeLine, secretsOf(config))
  const platformPort = config.port === 0 ? 0 : config.port + 1
  const sandbox = await startSandbox({ config, log, platformPort })
  console.log(`督办沙盒已启动，请用浏览器打开：${sandbox.pageUrl}`)
  return sandbox
}
