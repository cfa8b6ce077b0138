/** The load, in a process of its own, on the core that the servers do not use. */
import { groupMessage, type Keys, requestBytes } from './bodies.ts'
import { type Connection, openConnection } from './connection.ts'
import { percentile } from './figures.ts'

export type FloodOrder = {
  readonly kind: 'flood'
  readonly port: number
  readonly keys: Keys
  /** Makes the ids of this round its own. */
  readonly run: string
  readonly warmUp: number
  readonly count: number
  readonly connections: number
}

/** One press at its time, whatever became of those before. */
export type PressOrder = {
  readonly kind: 'presses'
  readonly port: number
  readonly keys: Keys
  readonly perSecond: number
  readonly presses: readonly object[]
  readonly connections: number
}

export type Order = FloodOrder | PressOrder

export type Figures = {
  readonly perSecond: number
  readonly p50: number
  readonly p99: number
  readonly max: number
  /** Answers that were not as they should be. */
  readonly amiss: number
  /** Of one core, by this process. */
  readonly loadShare: number
}

const openAll = (port: number, count: number): Promise<Connection[]> =>
  Promise.all(Array.from({ length: count }, () => openConnection(port)))

/** As fast as the answers come, on each connection one after the other. */
async function flood(order: FloodOrder): Promise<Figures> {
  const { warmUp, count, keys, run } = order
  const requests = Array.from({ length: warmUp + count }, (_, number) =>
    requestBytes('/webhook/event', groupMessage(run, number), keys),
  )
  const connections = await openAll(order.port, order.connections)
  const times: number[] = []
  let amiss = 0
  const pass = async (from: number, to: number) => {
    let next = from
    await Promise.all(
      connections.map(async (connection) => {
        while (next < to) {
          const request = requests[next] as Buffer
          next += 1
          const startedAt = performance.now()
          const { status } = await connection.send(request)
          times.push(performance.now() - startedAt)
          if (status !== 200) amiss += 1
        }
      }),
    )
  }
  await pass(0, warmUp)
  times.length = 0
  const cpu = process.cpuUsage()
  const startedAt = performance.now()
  await pass(warmUp, warmUp + count)
  const elapsedMs = performance.now() - startedAt
  for (const connection of connections) connection.close()
  return figures(times, amiss, elapsedMs, process.cpuUsage(cpu))
}

/** At a fixed rate; the time counts from when a press was due, so that a stall is not hidden. */
async function press(order: PressOrder): Promise<Figures> {
  const requests = order.presses.map((event, number) =>
    requestBytes(
      '/webhook/card',
      { type: 'card.action.trigger', eventId: `bench-press-${number}`, event },
      order.keys,
    ),
  )
  const free = await openAll(order.port, order.connections)
  const times: number[] = []
  let amiss = 0
  const cpu = process.cpuUsage()
  const startedAt = performance.now()
  const one = async (request: Buffer, dueAt: number) => {
    // In turn, so that none stays idle until the server closes it.
    const next = free.shift()
    const connection = next?.isOpen() ? next : await openConnection(order.port)
    const { status, body } = await connection.send(request)
    times.push(performance.now() - dueAt)
    if (status !== 200 || !body.includes('"type":"success"')) amiss += 1
    free.push(connection)
  }
  const sent: Promise<void>[] = []
  for (const [number, request] of requests.entries()) {
    const dueAt = startedAt + (number * 1000) / order.perSecond
    const wait = dueAt - performance.now()
    if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait))
    sent.push(one(request, dueAt))
  }
  await Promise.all(sent)
  const elapsedMs = performance.now() - startedAt
  for (const connection of free) connection.close()
  return figures(times, amiss, elapsedMs, process.cpuUsage(cpu))
}

function figures(
  times: readonly number[],
  amiss: number,
  elapsedMs: number,
  cpu: NodeJS.CpuUsage,
): Figures {
  return {
    perSecond: (times.length / elapsedMs) * 1000,
    p50: percentile(times, 0.5),
    p99: percentile(times, 0.99),
    max: percentile(times, 1),
    amiss,
    loadShare: (cpu.user + cpu.system) / 1000 / elapsedMs,
  }
}

export const carryOut = (order: Order): Promise<Figures> =>
  order.kind === 'flood' ? flood(order) : press(order)
