import { expect, it, onTestFinished } from 'vitest'
import { readConfig } from '../src/config.ts'
import { startServer } from '../src/node.ts'
import { startPlatform } from '../src/sandbox/platform/platform.ts'
import { sampleOffice, sampleOpenId, sampleWorld } from '../src/sandbox/sample/world.ts'
import { sleep, until } from './soak/stage.ts'

const secrets = {
  appSecret: 'the app secret',
  encryptKey: 'the encrypt key',
  verificationToken: 'the verification token',
} as const
const office = sampleOpenId(sampleOffice)
const unread = () => Promise.reject(new Error('no documents are read here'))
const documents = { read: unread, staffList: unread }
/** The platform waits 15 s, 5 min, 1 h and 6 h before it delivers again; here in ms. */
const waitsMs = [300, 1_000, 3_000, 9_000] as const

/** The bot's own server and the emulator, and nothing but a socket between them. */
async function startConnected(appSecret: string = secrets.appSecret) {
  const world = sampleWorld(secrets)
  const platform = await startPlatform({
    world,
    webhookBase: '',
    limits: { pingSeconds: 1, reconnectSeconds: 1, reconnectNonceSeconds: 0 },
    schedule: () => {},
  })
  platform.setEventMode('websocket')
  const config = readConfig({
    LARK_APP_ID: world.app.appId,
    LARK_APP_SECRET: appSecret,
    LARK_DOMAIN: platform.url,
    DATABASE_URL: ':memory:',
    ADMIN_OPEN_IDS: office,
    PORT: '0',
    HOST: '127.0.0.1',
  })
  if (!config.lark) throw new Error('no credentials were read')
  const logged: string[] = []
  const log = (event: string, facts?: object) =>
    void logged.push(JSON.stringify({ event, ...facts }))
  const server = await startServer({ config: { ...config, lark: config.lark }, log, documents })
  onTestFinished(async () => {
    await server.close()
    await platform.close()
  })
  const botMessages = () => platform.messages().filter(({ from }) => from === 'bot')
  return {
    platform,
    server,
    logged,
    botMessages,
    ready: async () => {
      const answer = await fetch(`${server.url}/readyz`)
      return { status: answer.status, words: await answer.text() }
    },
    connected: () => until('the connection', () => platform.connections.count > 0),
  }
}

it('answers messages and presses over the connection, and has no webhook', async () => {
  const { platform, server, botMessages, ready, connected } = await startConnected()
  await connected()
  expect(await ready()).toEqual({ status: 200, words: 'ok' })
  const group = platform.chats.find(({ mode }) => mode === 'group')
  const owner = group?.ownerOpenId ?? ''
  await platform.addBotToChat(group?.chatId ?? '', owner)
  const offer = await until('the offer to subscribe', () =>
    botMessages().find(({ card }) => JSON.stringify(card ?? '').includes('subscription.create')),
  )
  const pressed = await platform.press(owner, offer.messageId, 0)
  expect(pressed).toMatchObject({ status: 200, toast: { type: expect.any(String) } })
  const webhook = await fetch(`${server.url}/webhook/event`, { method: 'POST', body: '{}' })
  expect(webhook.status).toBe(404)
})

it('is not ready while the platform refuses it, and says why without the secret', async () => {
  const { ready, logged, connected } = await startConnected('a wrong secret')
  await until('the refusal', () => logged.some((line) => line.includes('connection.not-opened')))
  const { status, words } = await ready()
  expect(status).toBe(503)
  expect(words).toContain('长连接没有建立')
  expect(words).toContain('AuthFailed')
  expect(logged.join()).not.toContain('a wrong secret')
  void connected().catch(() => {})
})

it('loses no event that the platform delivers again, however often it is cut', {
  timeout: 60_000,
}, async () => {
  const { platform, botMessages, connected } = await startConnected()
  const cuts = 20
  const say = async (words: string) => {
    const { messageId, delivered } = await platform.say(office, 'p2p', words)
    let status = delivered?.status
    for (const wait of waitsMs) {
      if (status === 200) break
      await sleep(wait)
      status = (await platform.redeliver(delivered?.eventId ?? '')).status
    }
    return { messageId, status }
  }
  const said: ReturnType<typeof say>[] = []
  for (let cut = 0; cut < cuts; cut += 1) {
    await connected()
    said.push(say('帮助'), say('订阅列表'))
    platform.connections.cut()
    said.push(say('审核'))
  }
  const all = await Promise.all(said)
  expect(all.map(({ status }) => status)).toEqual(all.map(() => 200))
  await until('all answers', () => botMessages().length >= all.length, 30_000)
  const deliveries = platform.store.events.flatMap(({ answers }) => answers)
  const failed = deliveries.filter(({ status }) => status !== 200)
  process.stdout.write(
    `${cuts} cuts: ${all.length} events, ${deliveries.length} deliveries, ${failed.length} failed\n`,
  )
  expect(failed.length).toBeGreaterThanOrEqual(cuts)
  // A repeat of one that was stored before the cut would be answered twice by now.
  await sleep(1_500)
  expect(botMessages()).toHaveLength(cuts * 3)
})

it('answers what came before it stops', async () => {
  const { platform, server, connected } = await startConnected()
  await connected()
  const said = platform.say(office, 'p2p', '帮助')
  await server.close()
  const { delivered } = await said
  expect([200, undefined]).toContain(delivered?.status)
  expect(platform.connections.count).toBe(0)
})
