import { once } from 'node:events'
import { request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { serve } from '@hono/node-server'
import { Hono } from 'hono'
import { expect, it, onTestFinished } from 'vitest'
import { readBacklog } from '../db/backlog.ts'
import { enqueue } from '../db/outbox.ts'
import { addMetricsRoute, createMetrics, type Standing } from '../src/metrics.ts'
import { readSlotLag } from '../src/slot-lag.ts'
import { runDueSlots, tick } from '../src/tick.ts'
import { startBot } from './support/start-bot.ts'

const start = '2026-03-02T09:00'
const nothing: Standing = {
  backlog: {
    inbox: { rows: 0, since: null },
    work: { rows: 0, since: null },
    outbox: [],
  },
  slotLag: {},
}

/** A server with nothing but the route, listening on all of this machine's loopback. */
async function startRoute(token?: string) {
  const app = new Hono()
  const metrics = createMetrics()
  addMetricsRoute(app, { metrics, token, readStanding: async () => nothing, now: Date.now })
  const server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' })
  await once(server, 'listening')
  onTestFinished(() => void server.close())
  const { port } = server.address() as AddressInfo
  const ask = async (headers: Record<string, string> = {}) => {
    const asked = request({ port, host: '127.0.0.1', path: '/metrics', headers, agent: false })
    asked.end()
    const [answer] = await once(asked, 'response')
    answer.resume()
    return answer.statusCode as number
  }
  return { ask, app, metrics }
}

it('answers this machine, and nobody whom a proxy passed on', async () => {
  const { ask } = await startRoute()
  expect(await ask()).toBe(200)
  for (const header of ['X-Forwarded-For', 'X-Real-IP', 'Forwarded', 'Via']) {
    expect(await ask({ [header]: '127.0.0.1' })).toBe(403)
  }
})

it.each(['10.0.0.7', '::ffff:10.0.0.7', '2001:db8::7', '127.0.0.1.example', undefined])(
  'refuses %s, whatever its headers say',
  async (address) => {
    const { app } = await startRoute()
    const incoming = { socket: { remoteAddress: address } }
    const answer = await app.request(
      '/metrics',
      { headers: { 'x-forwarded-for': '127.0.0.1', host: 'localhost' } },
      { incoming },
    )
    expect(answer.status).toBe(403)
  },
)

it('with a token answers whoever presents it, and nobody else', async () => {
  const { ask } = await startRoute('correct-horse')
  expect(await ask({ authorization: 'Bearer correct-horse' })).toBe(200)
  expect(await ask()).toBe(403)
  expect(await ask({ authorization: 'Bearer correct-horse-' })).toBe(403)
  expect(await ask({ authorization: 'Basic correct-horse' })).toBe(403)
})

it('counts events, presses and sends by what became of them', async () => {
  const metrics = createMetrics()
  const bot = await startBot(start, { metrics })
  await bot.imported()
  await bot.platform.post('/webhook/event', { body: '{}', headers: {} })
  const page = await metrics.page(nothing, 0)
  const counted = (line: string) => expect(page.split('\n')).toContainEqual(line)
  counted('duban_events_total{type="im.message.receive_v1",outcome="accepted"} 1')
  counted('duban_events_total{type="im.message.receive_v1",outcome="handled"} 1')
  counted('duban_webhook_refusals_total{reason="plain-body"} 1')
  expect(page).toMatch(/duban_sends_total\{kind="\w+",outcome="sent",code="0"\} [1-9]/)
  expect(page).toMatch(/duban_presses_total\{action="import.commit",outcome="committed"\} 1/)
  counted('duban_press_seconds_count 1')
})

it('shows what waits: by priority, with the age of the oldest that is due', async () => {
  const bot = await startBot(start)
  await bot.settle()
  const at = bot.clock.now()
  const row = (id: string, notBefore: number, priority: 'answer' | 'bulk') =>
    enqueue(bot.db, id, { type: 'chat_id', id: 'oc_1' }, { kind: 'text', text: id }, at, {
      notBefore,
      priority,
    })
  await bot.db.atomic([
    row('a', at - 90_000, 'bulk'),
    row('b', at - 30_000, 'bulk'),
    row('c', at + 60_000, 'answer'),
  ])
  const backlog = await readBacklog(bot.db, at)
  expect(backlog.outbox).toEqual([
    { priority: 'answer', planned: 1, due: { rows: 0, since: null } },
    { priority: 'push', planned: 0, due: { rows: 0, since: null } },
    { priority: 'bulk', planned: 0, due: { rows: 2, since: at - 90_000 } },
  ])
  const page = await createMetrics().page({ backlog, slotLag: {} }, at)
  expect(page).toContain('duban_outbox_oldest_due_seconds{priority="bulk"} 90\n')
  expect(page).toContain('duban_outbox_rows{priority="answer",state="planned"} 1\n')
})

it('tells how late a job ran, and how late it is by now', async () => {
  const bot = await startBot('2026-03-03T08:35')
  await tick(bot.sender)
  bot.clock.moveTo('2026-03-03T08:50')
  expect((await readSlotLag(bot.db, bot.clock.now())).reminders).toBe(10 * 60_000)
  await runDueSlots(bot.deps, bot.clock.now())
  bot.clock.moveTo('2026-03-03T15:00')
  expect((await readSlotLag(bot.db, bot.clock.now())).reminders).toBe(10 * 60_000)
})

it('names the request on the lines of a refusal and of the event that it brought', async () => {
  const bot = await startBot(start)
  const sealed = bot.platform.sealed(
    bot.platform.envelope('im.message.receive_v1', { message: { message_id: 'om_odd' } }),
  )
  await bot.platform.post('/webhook/event', {
    ...sealed,
    headers: { ...sealed.headers, 'x-request-id': 'req-1' },
  })
  await bot.settle()
  expect(bot.logged('event.unreadable')).toEqual([
    expect.objectContaining({ key: 'om_odd', requestId: 'req-1' }),
  ])
  await bot.platform.post('/webhook/event', { body: '{}', headers: { 'x-request-id': 'a b"' } })
  const [refused] = bot.logged('webhook.refused')
  expect(refused?.requestId).toMatch(/^[\da-f-]{36}$/)
})
