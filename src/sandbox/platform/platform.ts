import type { Server } from 'node:http'
import { createAdaptorServer } from '@hono/node-server'
import { Hono } from 'hono'
import {
  personOf,
  resign,
  type SayOptions,
  type Stage,
  say,
  sendContact,
  sendFile,
  sendPost,
  updateUser,
} from './acts.ts'
import { openApis } from './api.ts'
import * as chatActs from './chat-acts.ts'
import { controlRoutes } from './control.ts'
import { Deliveries, type Header, type Schedule, type Seal, type Sealed } from './delivery.ts'
import { liveFeed } from './live.ts'
import { choose, type PressOptions, press } from './press.ts'
import { RateLimits } from './rate-limits.ts'
import { restore, type Snapshot, snapshotOf } from './snapshot.ts'
import { type Scene, Store } from './store.ts'
import { Tokens } from './tokens.ts'
import { type Limits, type Person, usualLimits, type World } from './world.ts'

export { ClientRefusal } from './card-form.ts'
export type { Schedule } from './delivery.ts'
export type { Pressed } from './press.ts'
export type { Snapshot } from './snapshot.ts'
export type { Message } from './store.ts'
export type { App, Limits, Person, World } from './world.ts'

export type PlatformOptions = {
  readonly world: World
  /** 0 takes any free port. */
  readonly port?: number
  readonly host?: string
  /** The bot's HTTP base; empty until `setWebhookBase`. */
  readonly webhookBase: string
  readonly now?: () => number
  /** Real time, where `now` is a clock that is moved; left out: `now`. */
  readonly wall?: () => number
  readonly limits?: Partial<Limits>
  /** Called with the time of each retry. Left out: real timers with the real clock, none with another. */
  readonly schedule?: Schedule
  readonly log?: (event: string, facts?: Readonly<Record<string, unknown>>) => void
}

export type Platform = Awaited<ReturnType<typeof startPlatform>>

/** What people do in their client. */
const humanActs = (stage: Stage) => ({
  say: (openId: string, chatId: string, text: string, options?: SayOptions) =>
    say(stage, openId, chatId, text, options),
  sendContact: (openId: string, chatId: string, ofOpenId: string) =>
    sendContact(stage, openId, chatId, ofOpenId),
  sendFile: (
    openId: string,
    chatId: string,
    fileName: string,
    bytes: Uint8Array,
    options?: Parameters<typeof sendFile>[5],
  ) => sendFile(stage, openId, chatId, fileName, bytes, options),
  sendPost: (
    openId: string,
    chatId: string,
    body: Parameters<typeof sendPost>[3],
    options?: SayOptions,
  ) => sendPost(stage, openId, chatId, body, options),
  press: (openId: string, messageId: string, button: string | number, options?: PressOptions) =>
    press(stage, openId, messageId, button, options),
  choose: (openId: string, messageId: string, field: string, value: unknown) =>
    choose(stage, openId, messageId, field, value),
  enterP2p: (openId: string) => chatActs.enterP2p(stage, openId),
  pressMenu: (openId: string, eventKey: string) => chatActs.pressMenu(stage, openId, eventKey),
  read: (openId: string, messageId: string) => chatActs.read(stage, openId, messageId),
  recallByUser: (messageId: string) => chatActs.recallByUser(stage, messageId),
})

/** What changes around the bot: groups and the directory. */
const changes = (stage: Stage) => ({
  addBotToChat: (chatId: string, by: string) => chatActs.addBotToChat(stage, chatId, by),
  removeBotFromChat: (chatId: string, by: string) => chatActs.removeBotFromChat(stage, chatId, by),
  disbandChat: (chatId: string, by: string, options?: { keepHistory?: boolean }) =>
    chatActs.disbandChat(stage, chatId, by, options),
  joinChat: (openId: string, chatId: string) => chatActs.joinChat(stage, openId, chatId),
  leaveChat: (openId: string, chatId: string) => chatActs.leaveChat(stage, openId, chatId),
  updateChat: (chatId: string, by: string, to: Parameters<typeof chatActs.updateChat>[3]) =>
    chatActs.updateChat(stage, chatId, by, to),
  updateUser: (openId: string, to: Partial<Person>) => updateUser(stage, openId, to),
  resign: (openId: string) => resign(stage, openId),
})

/** The webhook's other end. */
const webhook = (deliveries: Deliveries) => ({
  setWebhookBase: (url: string) => {
    deliveries.webhookBase = url
  },
  /** What the console's 事件配置 and 回调配置 set. */
  setEventMode: (mode: 'webhook' | 'websocket') => {
    deliveries.eventMode = mode
  },
  /** The long connections of the app: how many are open, and a way to break them. */
  connections: deliveries.connections,
  /** Each event comes this often once more. */
  setDuplicates: (times: number) => {
    deliveries.duplicates = times
  },
  /** Any event of schema 2.0, its header overridden at will. */
  sendEvent: (type: string, event: object, header?: Header) => deliveries.send(type, event, header),
  /** The same event once more. */
  redeliver: (eventId: string) => deliveries.redeliver(eventId),
  /** Retries what failed and is due. */
  redeliverDue: (now?: number) => deliveries.redeliverDue(now),
  nextRetryAt: () => deliveries.nextRetryAt,
  envelope: (type: string, event: object, header?: Header) =>
    deliveries.envelope(type, event, header),
  /** Body and headers of a webhook request, for forging and replaying. */
  sealed: (body: unknown, seal?: Seal) => deliveries.sealed(body, seal),
  /** One POST to the webhook, as it is. */
  post: (path: string, sealed: Sealed) => deliveries.post(path, sealed),
  urlCheck: (path?: string) => deliveries.urlCheck(path),
})

/** What there is to see. */
const views = (store: Store) => ({
  store,
  /** The people and chats as they are now. */
  people: store.people,
  chats: store.chats,
  /** Every call of an API, oldest first. */
  requests: store.requests,
  /** Every message, of one chat or of all, oldest first. */
  messages: (chatId?: string) =>
    store.messages.filter((message) => chatId === undefined || message.chatId === chatId),
  /** The id of a person's private chat with the bot. */
  p2pChatId: (openId: string) => store.p2pChat(personOf(store, openId)).chatId,
})

const stageOf = (store: Store, deliveries: Deliveries, tokens: Tokens) => ({
  ...views(store),
  /** What happens, for those who look on. */
  live: liveFeed(store),
  ...webhook(deliveries),
  ...humanActs({ store, deliveries }),
  ...changes({ store, deliveries }),
  revokeTokens: () => tokens.revoke(),
  /** Forgets all that happened; the app stays as it is. */
  startAnew: (scene: Scene) => {
    deliveries.startAnew()
    store.startAnew(scene)
  },
  /** What people see, to go on with another time. */
  snapshot: () => snapshotOf(store),
  restore: (snapshot: Snapshot) => {
    deliveries.startAnew()
    restore(store, snapshot)
  },
})

export type Stagehand = ReturnType<typeof stageOf>

async function listen(app: Hono, port: number, host: string) {
  const server = createAdaptorServer({ fetch: app.fetch })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, resolve)
  })
  const address = server.address()
  const actual = typeof address === 'object' && address ? address.port : port
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve())
      if ('closeAllConnections' in server) server.closeAllConnections()
    })
  return { server: server as Server, url: `http://${host}:${actual}`, close }
}

/** Timers that keep no process alive. */
function realTimers(now: () => number) {
  const timers = new Set<NodeJS.Timeout>()
  const schedule: Schedule = (at, run) => {
    timers.add(setTimeout(run, Math.max(0, at - now())).unref())
  }
  const clear = () => {
    for (const timer of timers) clearTimeout(timer)
  }
  return { schedule, clear }
}

/** Starts an emulator of the platform on this machine. */
export async function startPlatform(options: PlatformOptions) {
  const now = options.now ?? Date.now
  const store = new Store(options.world, { ...usualLimits, ...options.limits }, now, options.wall)
  const timers = realTimers(now)
  const schedule = options.schedule ?? (options.now ? undefined : timers.schedule)
  const deliveries = new Deliveries(store, options.webhookBase, schedule)
  const tokens = new Tokens(store)
  const stage = stageOf(store, deliveries, tokens)
  const app = new Hono()
  app.route('/', openApis({ store, tokens, limits: new RateLimits(store) }))
  app.route('/sandbox', controlRoutes(stage))
  app.route('/sandbox', stage.live.routes())
  app.notFound((context) => context.text('404 page not found', 404))
  deliveries.connections.mount(app)
  const { server, url, close } = await listen(app, options.port ?? 0, options.host ?? '127.0.0.1')
  deliveries.connections.listen(server, url)
  options.log?.('sandbox.platform.listening', { url })
  return Object.assign(stage, {
    url,
    close: async () => {
      timers.clear()
      deliveries.connections.cut()
      stage.live.close()
      await close()
    },
  })
}
