import { migrate } from '../../db/migrate.ts'
import { openDatabase } from '../../db/open.ts'
import { isOutboxDue } from '../../db/outbox.ts'
import { type Config, secretsOf } from '../config.ts'
import { assemble } from '../core.ts'
import { deliverDue } from '../deliver.ts'
import { clockTime, parseInstant, shanghaiDate } from '../domain/time.ts'
import { jsonLog } from '../log.ts'
import { previewDueSlots, runDueSlots } from '../tick.ts'

/** How long to wait for another sender, and for what has to be sent again. */
const patienceMs = 120_000
const pauseMs = 300

/**
 * `duban schedule run [--at TIME] [--dry-run]`: takes TIME for the clock, runs the slots due by
 * then, and sends at once. Running it again sends nothing.
 * @returns the exit code
 */
export async function scheduleCommand(
  options: { readonly at?: string; readonly dryRun?: boolean },
  settings: Config,
): Promise<number> {
  const at = options.at === undefined ? Date.now() : parseInstant(options.at)
  if (at === undefined) {
    console.error(`--at：看不懂“${options.at}”，应为 ISO 8601，例如 2026-03-02T08:30`)
    return 2
  }
  const config = await withCredentials(settings)
  if (!config) {
    console.error(
      '没有飞书应用凭证，也没有运行中的沙盒。请设置 LARK_APP_ID 等变量，或先运行 npm start',
    )
    return 2
  }
  const db = await openDatabase(config)
  try {
    await migrate(db, Date.now())
    const log = jsonLog((line) => process.stderr.write(`${line}\n`), secretsOf(config))
    const unread = () => Promise.reject(new Error('no documents are read here'))
    const documents = { read: unread, staffList: unread }
    const clock = { now: () => at }
    const { deps, sender } = assemble({ config, db, documents, log, clock, wake: () => {} })
    const moment = `${shanghaiDate(at)} ${clockTime(at)}`
    if (options.dryRun) {
      const previews = await previewDueSlots(deps)
      for (const { summary } of previews) console.log(summary)
      console.log(`${moment}：将发送 ${previews.length} 条（未发送）`)
      return 0
    }
    const planned = await runDueSlots(deps, Date.now(), true)
    if (!(await deliverAll(sender))) {
      console.error('另一个进程一直在发送，这里没有发完；稍后再运行一次即可')
      return 1
    }
    console.log(`${moment}：安排 ${planned} 条消息，该发的都已处理`)
    return 0
  } finally {
    await db.close()
  }
}

async function withCredentials(config: Config) {
  if (config.lark) return { ...config, lark: config.lark }
  const { rememberedSandbox } = await import('../sandbox/start-sandbox.ts')
  return rememberedSandbox(config)
}

/** Sends until nothing is due; another sender's turn is waited for. @returns whether nothing is */
async function deliverAll(sender: Parameters<typeof deliverDue>[0]): Promise<boolean> {
  const { db, clock } = sender.deps
  for (const end = sender.wall.now() + patienceMs; sender.wall.now() < end; ) {
    await deliverDue(sender)
    if (!(await isOutboxDue(db, clock.now()))) return true
    await new Promise((resolve) => setTimeout(resolve, pauseMs))
  }
  return false
}
