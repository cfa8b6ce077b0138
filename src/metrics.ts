import { getConnInfo } from '@hono/node-server/conninfo'
import type { Hono } from 'hono'
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import type { Backlog } from '../db/backlog.ts'
import { sha256Hex } from './digest.ts'
import type { Metrics } from './ports.ts'

/** What is read from the database when somebody asks: the same figures from every process on it. */
export type Standing = {
  readonly backlog: Backlog
  /** How late the latest slot of each job was run, or is by now, in ms. */
  readonly slotLag: Readonly<Record<string, number>>
}

export type NodeMetrics = Metrics & {
  /** The figures in Prometheus' text form. */
  readonly page: (standing: Standing, now: number) => Promise<string>
  readonly contentType: string
}

/** The platform waits 3 s for the answer to a press; we answer after 2.5 s with a word. */
const pressBuckets = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 3]

/** Counts for Prometheus. Node only: shared code sees no more of it than the port. */
export function createMetrics(): NodeMetrics {
  const registry = new Registry()
  const registers = [registry]
  collectDefaultMetrics({ register: registry })
  const count = (name: string, help: string, labelNames: string[]) =>
    new Counter({ name, help, labelNames, registers })
  const events = count('duban_events_total', 'Events by type and outcome.', ['type', 'outcome'])
  const refusals = count('duban_webhook_refusals_total', 'Deliveries that were not let in.', [
    'reason',
  ])
  const presses = count('duban_presses_total', 'Presses by action and outcome.', [
    'action',
    'outcome',
  ])
  const pressSeconds = new Histogram({
    name: 'duban_press_seconds',
    help: 'From a press at the door to its answer.',
    buckets: pressBuckets,
    registers,
  })
  const sends = count('duban_sends_total', 'Tries to send, by kind, outcome and code.', [
    'kind',
    'outcome',
    'code',
  ])
  const show = standingGauges(registers)
  return {
    event: (type, outcome) => events.inc({ type, outcome }),
    refusal: (reason) => refusals.inc({ reason }),
    press: (action, outcome, ms) => {
      presses.inc({ action, outcome })
      pressSeconds.observe(ms / 1000)
    },
    send: (kind, outcome, code) => sends.inc({ kind, outcome, code: code ?? 'none' }),
    page: (standing, now) => {
      show(standing, now)
      return registry.metrics()
    },
    contentType: registry.contentType,
  }
}

/** @returns what puts the database's figures into the gauges */
function standingGauges(registers: Registry[]) {
  const gauge = (name: string, help: string, labelNames: string[] = []) =>
    new Gauge({ name, help, labelNames, registers })
  const inboxRows = gauge('duban_inbox_rows', 'Events that wait to be handled.')
  const inboxAge = gauge('duban_inbox_oldest_seconds', 'Age of the oldest event that waits.')
  const workRows = gauge('duban_work_rows', 'Pieces of long work that wait.')
  const workAge = gauge('duban_work_oldest_seconds', 'Age of the oldest piece of work that waits.')
  const outboxRows = gauge('duban_outbox_rows', 'Messages that wait; due: they may leave now.', [
    'priority',
    'state',
  ])
  const outboxAge = gauge(
    'duban_outbox_oldest_due_seconds',
    'For how long the oldest message that is due has been due.',
    ['priority'],
  )
  const slotLag = gauge(
    'duban_slot_lag_seconds',
    'How late the latest slot of a job was run, or is by now.',
    ['job'],
  )
  return ({ backlog: { inbox, work, outbox }, slotLag: lags }: Standing, now: number) => {
    const age = (since: number | null) => (since === null ? 0 : Math.max(0, now - since) / 1000)
    inboxRows.set(inbox.rows)
    inboxAge.set(age(inbox.since))
    workRows.set(work.rows)
    workAge.set(age(work.since))
    for (const { priority, planned, due } of outbox) {
      outboxRows.set({ priority, state: 'due' }, due.rows)
      outboxRows.set({ priority, state: 'planned' }, planned)
      outboxAge.set({ priority }, age(due.since))
    }
    for (const [job, lagMs] of Object.entries(lags)) slotLag.set({ job }, lagMs / 1000)
  }
}

type MetricsRoute = {
  readonly metrics: NodeMetrics
  readonly token: string | undefined
  readonly readStanding: () => Promise<Standing>
  readonly now: () => number
}

/**
 * `GET /metrics`. With a token: whoever presents it. Without: this machine alone, by the address of
 * the connection; a request that says it was passed on by a proxy comes from elsewhere.
 */
export function addMetricsRoute(app: Hono, route: MetricsRoute): void {
  const { metrics, token, readStanding, now } = route
  app.get('/metrics', async (context) => {
    const { headers } = context.req.raw
    const isAllowed = token
      ? await isBearer(headers.get('authorization'), token)
      : isLoopback(getConnInfo(context).remote.address) && !isPassedOn(headers)
    if (!isAllowed) return context.text('forbidden', 403)
    const page = await metrics.page(await readStanding(), now())
    return context.body(page, 200, { 'content-type': metrics.contentType })
  })
}

const isLoopback = (address: string | undefined): boolean =>
  address === '::1' || /^(::ffff:)?127\.\d+\.\d+\.\d+$/.test(address ?? '')

/** Such headers are never believed, but who sends them is not on this machine, or pretends. */
const isPassedOn = (headers: Headers): boolean =>
  ['forwarded', 'via', 'x-forwarded-for', 'x-real-ip'].some((name) => headers.has(name))

/** Compares digests, so that the time taken tells nothing of the token. */
async function isBearer(given: string | null, token: string): Promise<boolean> {
  const presented = /^Bearer +(.+)$/i.exec(given ?? '')?.[1]
  return presented !== undefined && (await sha256Hex(presented)) === (await sha256Hex(token))
}
