import type { serve } from '@hono/node-server'

/** A client that keeps its connection busy must not keep us from stopping. */
const connectionsMs = 3_000
/** How often connections are let go that became idle after the stop began: Node keeps them. */
const idleMs = 50

/** Takes no new connection, and lets each that is open go once it has its answer. */
export function closeHttp(server: ReturnType<typeof serve>): Promise<void> {
  server.prependListener('request', (_, response) => response.setHeader('connection', 'close'))
  const idle = setInterval(() => {
    if ('closeIdleConnections' in server) server.closeIdleConnections()
  }, idleMs)
  const timer = setTimeout(() => {
    if ('closeAllConnections' in server) server.closeAllConnections()
  }, connectionsMs)
  return new Promise((resolve) => {
    server.close(() => {
      clearInterval(idle)
      clearTimeout(timer)
      resolve()
    })
  })
}

/** Presses go on after the answer 正在处理: what is under way at the end is waited for. */
export function pending() {
  const running = new Set<Promise<unknown>>()
  return {
    add: (work: Promise<unknown>) => {
      const one: Promise<unknown> = work.catch(() => {}).finally(() => running.delete(one))
      running.add(one)
    },
    ended: async () => {
      await Promise.all(running)
    },
  }
}

/** @returns whether `work` ended in time */
export async function within(ms: number, work: Promise<unknown>): Promise<boolean> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), ms)
  })
  const isInTime = await Promise.race([work.then(() => true as const), late])
  clearTimeout(timer)
  return isInTime
}
