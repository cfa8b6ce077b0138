import { expect, it } from 'vitest'
import { encrypt, signature } from '../src/sandbox/platform/crypto.ts'
import { type Bot, secrets, startBot } from './support/start-bot.ts'

const start = '2026-03-02T09:00'
const hour = 3_600_000

type Sealed = { readonly body: string; readonly headers: Record<string, string> }

const said = (bot: Bot, header = {}) =>
  bot.platform.envelope(
    'im.message.receive_v1',
    {
      sender: { sender_id: { open_id: bot.openId('高朗') }, sender_type: 'user' },
      message: {
        message_id: 'om_1',
        chat_id: 'oc_1',
        chat_type: 'p2p',
        message_type: 'text',
        content: '{"text":"帮助"}',
      },
    },
    header,
  )
const pressed = (bot: Bot) =>
  bot.platform.envelope('card.action.trigger', {
    operator: { open_id: bot.openId('高朗') },
    action: { value: { action: 'tasks.page', page: 1 } },
    context: {},
  })
const seconds = (bot: Bot, ago: number) => String(Math.floor((bot.clock.now() - ago) / 1000))

const without = (sealed: Sealed, name: string): Sealed => {
  const { [name]: _, ...headers } = sealed.headers
  return { ...sealed, headers }
}

/** Signed well over a body of one's own. */
function signed(bot: Bot, body: string): Sealed {
  const timestamp = seconds(bot, 0)
  return {
    body,
    headers: {
      'x-lark-request-timestamp': timestamp,
      'x-lark-request-nonce': 'n',
      'x-lark-signature': signature(timestamp, 'n', secrets.encryptKey, body),
    },
  }
}

const forgeries: Record<string, (bot: Bot) => Sealed> = {
  'without a signature': (bot) => without(bot.platform.sealed(said(bot)), 'x-lark-signature'),
  'without a timestamp': (bot) =>
    without(bot.platform.sealed(said(bot)), 'x-lark-request-timestamp'),
  'without a nonce': (bot) => without(bot.platform.sealed(said(bot)), 'x-lark-request-nonce'),
  'with a wrong signature': (bot) => bot.platform.sealed(said(bot), { signature: '0'.repeat(64) }),
  'sealed with another key': (bot) => bot.platform.sealed(said(bot), { encryptKey: 'other' }),
  'with another token': (bot) => bot.platform.sealed(said(bot, { token: 'other' })),
  'of another app': (bot) => bot.platform.sealed(said(bot, { app_id: 'cli_other' })),
  'with its body changed after signing': (bot) => {
    const sealed = bot.platform.sealed(said(bot))
    return { ...sealed, body: sealed.body.replace('}', ' }') }
  },
  'cut off': (bot) => {
    const sealed = bot.platform.sealed(said(bot))
    return { ...sealed, body: sealed.body.slice(0, -9) }
  },
  'in plain text, signed well': (bot) => signed(bot, JSON.stringify(said(bot))),
  'that is no JSON': (bot) => signed(bot, 'hello'),
  'whose sealed part is no JSON': (bot) =>
    signed(bot, JSON.stringify({ encrypt: encrypt('hello', secrets.encryptKey) })),
  'whose sealed part is noise': (bot) => signed(bot, JSON.stringify({ encrypt: 'aGVsbG8=' })),
  'without an event': (bot) => bot.platform.sealed({ schema: '2.0', header: {} }),
  'older than eight hours': (bot) =>
    bot.platform.sealed(said(bot), { timestamp: seconds(bot, 8 * hour + 1000) }),
  'from the future': (bot) => bot.platform.sealed(said(bot), { timestamp: seconds(bot, -360_000) }),
  'a press older than five minutes': (bot) =>
    bot.platform.sealed(pressed(bot), { timestamp: seconds(bot, 301_000) }),
  'larger than 1 MB': (bot) => signed(bot, ' '.repeat(1_000_001)),
}

it.each(Object.keys(forgeries))('refuses a request %s, and changes nothing', async (kind) => {
  const bot = await startBot(start)
  for (const path of ['/webhook/event', '/webhook/card']) {
    const forged = forgeries[kind]?.(bot) as Sealed
    const answered = await bot.platform.post(path, forged)
    expect([answered.status, answered.body]).toEqual([401, ''])
  }
  expect(await bot.db.query.selectFrom('inbox').selectAll().execute()).toEqual([])
  expect(await bot.db.query.selectFrom('handled_events').selectAll().execute()).toEqual([])
  const refused = bot.logged('webhook.refused')
  expect(refused).toHaveLength(2)
  expect(Object.keys(refused[0] ?? {}).sort()).toEqual(['at', 'event', 'reason', 'requestId'])
})

it('stops reading a body without a length at 1 MB', async () => {
  const bot = await startBot(start)
  const chunk = new Uint8Array(100_000)
  let left = 15
  const body = new ReadableStream({
    pull: (controller) => {
      left -= 1
      if (left > 0) controller.enqueue(chunk)
      else controller.close()
    },
  })
  const init = { method: 'POST', body, duplex: 'half' } as RequestInit
  const response = await fetch(`${bot.url}/webhook/event`, init)
  expect(response.status).toBe(401)
  expect(bot.logged('webhook.refused')).toMatchObject([{ reason: 'too-large' }])
})

it.each(['/webhook/event', '/webhook/card'])('takes events and presses at %s', async (path) => {
  const bot = await startBot(start)
  const event = await bot.platform.post(path, bot.platform.sealed(said(bot)))
  expect([event.status, event.body]).toEqual([200, '{}'])
  const press = await bot.platform.post(path, bot.platform.sealed(pressed(bot)))
  expect([press.status, JSON.parse(press.body).toast.type]).toEqual([200, 'info'])
})

it('takes an event that is almost eight hours old', async () => {
  const bot = await startBot(start)
  const sealed = bot.platform.sealed(said(bot), { timestamp: seconds(bot, 8 * hour - 60_000) })
  expect((await bot.platform.post('/webhook/event', sealed)).status).toBe(200)
})

it('answers the check of its address on both paths, and not with another token', async () => {
  const bot = await startBot(start)
  expect((await bot.platform.urlCheck('/webhook/event')).isPassed).toBe(true)
  expect((await bot.platform.urlCheck('/webhook/card')).isPassed).toBe(true)
  const body = { challenge: 'c', token: 'other', type: 'url_verification' }
  const answered = await bot.platform.post('/webhook/event', bot.platform.sealed(body))
  expect(answered.status).toBe(401)
})

it('acknowledges a kind of event that it does not know, and keeps nothing', async () => {
  const bot = await startBot(start)
  const delivered = await bot.platform.sendEvent('im.message.reaction.created_v1', { a: 1 })
  expect(delivered.status).toBe(200)
  expect(await bot.db.query.selectFrom('inbox').selectAll().execute()).toEqual([])
})

it('says whether it lives and whether it can work', async () => {
  const bot = await startBot(start)
  const get = async (path: string) => (await fetch(`${bot.url}${path}`)).status
  expect([await get('/healthz'), await get('/readyz')]).toEqual([200, 200])
  await bot.db.close()
  expect([await get('/healthz'), await get('/readyz')]).toEqual([200, 503])
})

it('asks for the event again when it could not be stored', async () => {
  const bot = await startBot(start)
  await bot.db.close()
  const answered = await bot.platform.post('/webhook/event', bot.platform.sealed(said(bot)))
  expect([answered.status, answered.body]).toEqual([500, ''])
  expect(bot.logged('webhook.failed')).toHaveLength(1)
})

it('knows no other address', async () => {
  const bot = await startBot(start)
  expect((await fetch(`${bot.url}/`)).status).toBe(404)
  expect((await fetch(`${bot.url}/webhook/event`)).status).toBe(404)
})
