import { type D1Database, openD1 } from '../../db/d1.ts'
import { officeMembers } from '../../db/people.ts'
import { createApp, NotReady } from '../app.ts'
import { assemble, type Kept } from '../core.ts'
import { deliverDue, type Sender } from '../deliver.ts'
import { configureOffice } from '../office-claim.ts'
import type { Log } from '../ports.ts'
import { doWaitingWork, handleInbox, runDueSlots } from '../tick.ts'
import type { Env, Run } from './bindings.ts'
import { workerDocuments } from './documents.ts'
import { workerPrinter } from './printer.ts'
import type { WorkerConfig } from './settings.ts'
import { createWaker, type Waker } from './waker.ts'

/** What an isolate keeps between runs: values, never a promise or a connection of one of them. */
const kept: Kept & { isOfficePrepared?: boolean } = {}

const portion = { events: 8, rows: 20, work: 1 } as const
/** D1 allows 1,000 to a run; a portion takes some 300, so that one more fits. */
const enoughStatements = 500
/** How long to let another run finish sending before what this one left to it is looked at. */
const otherRunSeconds = 1

const noOffice =
  'ADMIN_OPEN_IDS：未填写，也还没有督查室成员。Workers 上看不到启动时的认领码，请填写督查室成员的 open_id（以 ou_ 开头，逗号分隔）后重新部署'

/** The bot for one run of the Worker. */
export function openBot(env: Env, run: Run, config: WorkerConfig, log: Log) {
  const db = openD1(env.DB)
  const waker = createWaker(env, run, log, () => sweep(sender, db, waker))
  const { deps, sender, verifier } = assemble({
    config,
    db,
    documents: workerDocuments,
    printer: workerPrinter,
    log,
    // The real time, not the cron trigger's nominal one: a trigger that comes late is late.
    clock: { now: () => Date.now() },
    wake: waker.wake,
    keepAlive: (work) => run.waitUntil(work),
    kept,
  })
  const checkReady = async () => {
    if ((await officeMembers(db)).length === 0) throw new NotReady(noOffice)
  }
  const sweepHere = async (before?: () => Promise<unknown>) => {
    waker.hush()
    await prepare(db, config.adminOpenIds, log)
    await before?.()
    await sweep(sender, db, waker)
  }
  return {
    answer: async (request: Request): Promise<Response> => {
      await prepare(db, config.adminOpenIds, log).catch((error) => log('office.failed', { error }))
      return createApp({ deps, verifier, checkReady }).fetch(request)
    },
    tick: () => sweepHere(() => runDueSlots(deps, sender.wall.now())),
    sweep: () => sweepHere(),
  }
}

/** Portion by portion. What this run's statements do not suffice for is left to the next. */
async function sweep(sender: Sender, db: D1Database, waker: Waker): Promise<void> {
  for (;;) {
    const handled = await handleInbox(sender, portion.events)
    const sent = await deliverDue(sender, portion.rows)
    const worked = await doWaitingWork(sender, portion.work)
    if (db.statementsRun() > enoughStatements) return waker.callNext()
    if (handled || sent || worked) continue
    // What came while another run was about to end is with neither of the two.
    if (sent === undefined) await waker.callNext(otherRunSeconds)
    return
  }
}

/** Once an isolate: the accounts of ADMIN_OPEN_IDS are of the office, or the log says who lacks. */
async function prepare(db: D1Database, adminOpenIds: readonly string[], log: Log): Promise<void> {
  if (kept.isOfficePrepared) return
  // A code to claim the office with would be seen by nobody.
  if (adminOpenIds.length > 0) await configureOffice(db, adminOpenIds, Date.now())
  else if ((await officeMembers(db)).length === 0) log('office.missing', { reason: noOffice })
  kept.isOfficePrepared = true
}
