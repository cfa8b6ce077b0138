import type { Database } from '../db/database.ts'
import type { Config } from './config.ts'
import type { Sender } from './deliver.ts'
import { print } from './export/print.ts'
import { applinkBase } from './lark/addresses.ts'
import { createLark, type LarkMemory } from './lark/client.ts'
import { createVerifier } from './lark/verify.ts'
import { createPacer, type Pacer } from './pacer.ts'
import {
  type Clock,
  type Deps,
  type Documents,
  type Log,
  type Metrics,
  noMetrics,
  type Printer,
} from './ports.ts'

type CoreParts = {
  readonly config: Config & { readonly lark: NonNullable<Config['lark']> }
  readonly db: Database
  readonly documents: Documents
  /** Prints in this process where none is given. */
  readonly printer?: Printer
  readonly log: Log
  /** The clock of plans and messages; the real one, a test's, or the `--at` of a drill. */
  readonly clock: Clock
  readonly wake: () => void
  readonly keepAlive?: NonNullable<Deps['keepAlive']>
  readonly metrics?: Metrics
  /** What is kept from one assembly to the next (Workers make one for each request). */
  readonly kept?: Kept
}

/** Plain values only: nothing that belongs to one request may be used by another. */
export type Kept = LarkMemory & { pacer?: Pacer }

const wall: Clock = { now: () => Date.now() }
const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))

const printHere: Printer = async (order) => ({ ok: true, bytes: await print(order) })

/** Puts the parts together that every entry needs: what handlers use, the sender, the verifier. */
export function assemble({ config, db, documents, log, clock, wake, ...rest }: CoreParts) {
  const { keepAlive, metrics = noMetrics, kept = {}, printer = printHere } = rest
  const { appId, appSecret, webhook } = config.lark
  const lark = createLark({
    appId,
    appSecret,
    baseUrl: config.larkBaseUrl,
    log,
    now: wall.now,
    memory: kept,
  })
  const deps: Deps = {
    db,
    larkRead: lark.read,
    documents,
    printer,
    clock,
    newId: () => crypto.randomUUID().replaceAll('-', '').slice(0, 20),
    wake,
    ...(keepAlive ? { keepAlive } : {}),
    log,
    metrics,
    appId,
    applinkBase: applinkBase(config.larkDomain),
  }
  kept.pacer ??= createPacer(wall.now, sleep)
  const sender: Sender = {
    deps,
    larkSend: lark.send,
    pacer: kept.pacer,
    wall,
    holder: crypto.randomUUID(),
  }
  /** Absent: nothing comes by webhook. */
  const verifier = webhook && createVerifier({ appId, ...webhook })
  return { deps, sender, verifier }
}
