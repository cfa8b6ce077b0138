/** Looks up what `duban doctor` judges. It changes nothing: no migration, no message. */
import { existsSync, readFileSync } from 'node:fs'
import { pendingMigrations } from '../../db/migrate.ts'
import { openDatabase } from '../../db/open.ts'
import { boundPeople } from '../../db/people-reach.ts'
import { type Config, ConfigError } from '../config.ts'
import { calendarData } from '../domain/calendar-data.ts'
import { shanghaiDate, yearOf } from '../domain/time.ts'
import { createCall } from '../lark/call.ts'
import { explain, LarkError } from '../lark/errors.ts'
import { askConnection, readApp, readScopes, readServerTime } from '../lark/inspect.ts'
import type { Fact, Facts } from './findings.ts'

type Gathering = {
  /** @throws ConfigError */
  readonly readConfig: () => Config
  /** Epoch ms. */
  readonly now: () => number
  /** Where `wrangler.toml` would be. */
  readonly folder: string
}

export async function gatherFacts({ readConfig, now, folder }: Gathering): Promise<Facts> {
  const calendar = calendarFacts(now())
  const isFeishuOnWorkers = pointsWorkersToFeishu(folder)
  let config: Config
  try {
    config = readConfig()
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error
    return { settings: error.message.split('\n'), calendar, isFeishuOnWorkers }
  }
  const [app, stored] = await Promise.all([
    config.lark ? appFacts(config, config.lark, now) : undefined,
    databaseFacts(config),
  ])
  return { settings: [], ...(app ? { app } : {}), ...stored, calendar, isFeishuOnWorkers }
}

/** The value, or in words why it is not there. */
async function fact<Value>(look: () => Promise<Value>): Promise<Fact<Value>> {
  try {
    return { ok: true, value: await look() }
  } catch (error) {
    if (error instanceof LarkError) return { ok: false, problem: explain(error) }
    if (error instanceof ConfigError) return { ok: false, problem: error.message }
    return { ok: false, problem: error instanceof Error ? error.message : '未知错误' }
  }
}

async function appFacts(
  { larkBaseUrl: baseUrl }: Config,
  lark: NonNullable<Config['lark']>,
  now: () => number,
): Promise<NonNullable<Facts['app']>> {
  const call = createCall({ ...lark, baseUrl, log: () => {}, now })
  const state = await fact(() => readApp(call))
  const [scopes, connection, aheadMs] = await Promise.all([
    fact(() => readScopes(call)),
    lark.webhook ? undefined : fact(() => askConnection(lark, baseUrl)),
    fact(async () => {
      const time = await readServerTime(baseUrl)
      return time === undefined ? undefined : now() - time
    }),
  ])
  return { state, scopes, ...(connection ? { connection } : {}), aheadMs }
}

/** A SQLite file that is not there yet is not made. */
async function databaseFacts(config: Config): Promise<Pick<Facts, 'database' | 'people'>> {
  const { database } = config
  const isNew = database.kind === 'sqlite' && !existsSync(database.path)
  if (isNew) return { database: { ok: true, value: { isNew, pending: [] } } }
  const opened = await fact(() => openDatabase(config))
  if (!opened.ok) return { database: opened }
  const db = opened.value
  try {
    const pending = await fact(() => pendingMigrations(db))
    if (!pending.ok) return { database: pending }
    const state = { ok: true, value: { isNew: false, pending: pending.value } } as const
    if (pending.value.length > 0) return { database: state }
    return { database: state, people: await fact(() => boundPeople(db)) }
  } finally {
    await db.close()
  }
}

function calendarFacts(now: number): Facts['calendar'] {
  const year = yearOf(shanghaiDate(now))
  return [year, year + 1].map((one) => ({ year: one, isKnown: calendarData[one] !== undefined }))
}

function pointsWorkersToFeishu(folder: string): boolean {
  const path = `${folder}/wrangler.toml`
  if (!existsSync(path)) return false
  return /^\s*LARK_DOMAIN\s*=\s*"(feishu|https?:\/\/open\.feishu\.cn\/?)"/m.test(
    readFileSync(path, 'utf8'),
  )
}
