import { expect, it } from 'vitest'
import { enqueue } from '../db/outbox.ts'
import { deliverDue, type Sender } from '../src/deliver.ts'
import { createLark } from '../src/lark/client.ts'
import { createPacer } from '../src/pacer.ts'
import { createRandom } from './soak/random.ts'
import { type Bot, secrets, startBot } from './support/start-bot.ts'

const messages = 160
const people = 40
const share = 0.3
/** Real time: what takes longer counts as lost. */
const timeoutMs = 300

const lost = (code: string) => new TypeError('fetch failed', { cause: { code } })

const answer = (status: number, code: number, headers: Record<string, string> = {}) =>
  Response.json({ code, msg: 'fault' }, { status, headers })

/** Until the caller gives up, as a connection on which nothing comes. */
const silence = (init: RequestInit | undefined) =>
  new Promise<never>((_, reject) => {
    init?.signal?.addEventListener('abort', () => reject(init.signal?.reason))
  })

/** Ways in which a send fails: before anything happened, or after the message was there. */
const faults: Readonly<
  Record<string, (go: () => Promise<Response>, init: RequestInit | undefined, bot: Bot) => unknown>
> = {
  'too many': async () => answer(429, 99991400, { 'x-ogw-ratelimit-reset': '2' }),
  'too many for one': async () => answer(400, 230020),
  'bad gateway': async () => new Response('<html>', { status: 502 }),
  'bad gateway, sent': async (go) => {
    await go()
    return new Response('<html>', { status: 502 })
  },
  'dropped, not sent': async () => {
    throw lost('ECONNRESET')
  },
  'dropped, sent': async (go) => {
    await go()
    throw lost('UND_ERR_SOCKET')
  },
  'no answer, sent': async (go, init) => {
    await go()
    return silence(init)
  },
  'internal error, sent': async (go) => {
    await go()
    return answer(500, 2200)
  },
  'token expired': (go, _init, bot) => {
    bot.platform.revokeTokens()
    return go()
  },
}

/** The real client on a wire that spoils three sends of ten. */
function onBadWire(bot: Bot, seed: number) {
  const random = createRandom(seed)
  const met = new Map<string, number>()
  const wire: typeof fetch = async (input, init) => {
    const go = () => fetch(input, init)
    const isSend = String(input).includes('/im/v1/messages')
    if (!isSend || random.next() >= share) return go()
    const name = random.pick(Object.keys(faults))
    met.set(name, (met.get(name) ?? 0) + 1)
    return faults[name]?.(go, init, bot) as Promise<Response>
  }
  const lark = createLark({
    appId: bot.deps.appId,
    appSecret: secrets.appSecret,
    baseUrl: bot.platform.url,
    log: bot.deps.log,
    now: bot.clock.now,
    fetch: wire,
    timeoutMs,
  })
  const pacer = createPacer(bot.clock.now, async (ms) => {
    await new Promise((resolve) => setTimeout(resolve, 1))
    bot.clock.pass(ms)
  })
  const sender: Sender = { ...bot.sender, larkSend: lark.send, pacer }
  return { sender, met }
}

it.each([1, 2])(
  'delivers every message once where three sends of ten fail (%i)',
  async (seed) => {
    const bot = await startBot('2026-03-02T09:00', {
      world: (world) => {
        for (let n = 0; n < people; n += 1) {
          const openId = `ou_faults${n}`
          const ids = { openId, unionId: `on_faults${n}` }
          world.people.push({ ...ids, name: `收件人${n}`, departmentIds: ['od-sandbox4'] })
        }
      },
    })
    const { sender, met } = onBadWire(bot, seed)
    const keys = Array.from({ length: messages }, (_, n) => `m${n}`)
    await bot.db.atomic(
      keys.map((key, n) =>
        enqueue(
          bot.db,
          key,
          { type: 'open_id', id: `ou_faults${n % people}` },
          { kind: 'text', text: key },
          bot.clock.now(),
          { priority: 'bulk' },
        ),
      ),
    )
    const waiting = () =>
      bot.db.query.selectFrom('outbox').select('id').where('state', '=', 'waiting').execute()
    for (let round = 0; round < 2_000 && (await waiting()).length > 0; round += 1) {
      await deliverDue(sender)
      bot.clock.pass(500)
    }
    const sent = bot.platform.messages().filter(({ from }) => from === 'bot')
    expect(sent.map(({ text }) => text).sort()).toEqual([...keys].sort())
    const rows = await bot.db.query.selectFrom('outbox').selectAll().execute()
    expect(rows.every(({ state }) => state === 'sent')).toBe(true)
    const ids = new Map(sent.map(({ messageId, text }) => [text, messageId]))
    expect(rows.every(({ id, message_id }) => ids.get(id) === message_id)).toBe(true)
    for (let n = 0; n < people; n += 1) {
      const own = rows.filter((row) => row.receiver_id === `ou_faults${n}`)
      const order = sent.filter(({ to }) => to === `ou_faults${n}`).map(({ text }) => text)
      // One that failed five times may be overtaken.
      if (own.every(({ attempts }) => attempts < 5)) expect(order).toEqual(own.map(({ id }) => id))
    }
    expect([...met.keys()].sort()).toEqual(Object.keys(faults).sort())
    const all = [...met.values()].reduce((sum, count) => sum + count, 0)
    expect(all).toBeGreaterThan(messages / 4)
  },
  60_000,
)
