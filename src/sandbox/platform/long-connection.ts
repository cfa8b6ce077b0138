/**
 * The platform's end of the long connection: an app asks for an address, opens a socket there, and
 * gets each event on one of its sockets, chosen at random; what it sends back is its answer.
 * (platform page §2; the frames are those that the SDK writes and reads)
 */
import type { Server } from 'node:http'
import type { Hono } from 'hono'
import protobuf from 'protobufjs'
import { type WebSocket, WebSocketServer } from 'ws'
import type { Answered } from './delivery.ts'
import type { Store } from './store.ts'

/** SeqID and LogID are uint64 there: the same on the wire for the small numbers used here. */
const { root } = protobuf.parse(
  `syntax = "proto2";
  message Header { required string key = 1; required string value = 2; }
  message Frame {
    required uint32 SeqID = 1; required uint32 LogID = 2;
    required int32 service = 3; required int32 method = 4;
    repeated Header headers = 5;
    optional string payload_encoding = 6; optional string payload_type = 7;
    optional bytes payload = 8; optional string LogIDNew = 9;
  }`,
  { keepCase: true },
)
const FrameType = root.lookupType('Frame')

type Frame = {
  readonly method: number
  readonly headers: readonly { readonly key: string; readonly value: string }[]
  readonly payload?: Uint8Array
}

const control = 0
const data = 1
const serviceId = 1
const path = '/callback/ws/endpoint'
const socketPath = '/ws/v2'
/** An event larger than this comes in several frames, in bytes. */
const fragmentBytes = 64 * 1024
/** Of one app. */
const mostConnections = 50

const codes = { wrongSecret: 514, tooMany: 1000040350 } as const

const encode = (frame: Omit<Frame, 'payload'> & { readonly payload: Uint8Array }) =>
  FrameType.encode({ SeqID: 0, LogID: 0, service: serviceId, ...frame }).finish()

/** The sockets of the app. */
export class LongConnections {
  readonly #store: Store
  readonly #sockets = new Set<WebSocket>()
  readonly #tickets = new Set<string>()
  readonly #waiting = new Map<string, (answer: Answered) => void>()
  #url = ''

  constructor(store: Store) {
    this.#store = store
  }

  /** How many are open. */
  get count(): number {
    return this.#sockets.size
  }

  /** Where an app asks for its address. */
  mount(app: Hono): void {
    app.post(path, async ({ req }) => {
      const asked = (await req.json()) as { AppID?: unknown; AppSecret?: unknown }
      const { appId, appSecret } = this.#store.app
      if (asked.AppID !== appId || asked.AppSecret !== appSecret) {
        return Response.json({ code: codes.wrongSecret, msg: 'AuthFailed', data: {} })
      }
      if (this.#sockets.size >= mostConnections) {
        return Response.json({ code: codes.tooMany, msg: 'ExceedConnLimit', data: {} })
      }
      const ticket = this.#store.nextId('', 32)
      this.#tickets.add(ticket)
      const query = `device_id=${this.#store.nextId('')}&service_id=${serviceId}&ticket=${ticket}`
      const URL = `${this.#url}${socketPath}?${query}`
      return Response.json({
        code: 0,
        msg: 'success',
        data: { URL, ClientConfig: this.#clientConfig },
      })
    })
  }

  /** Takes the sockets that are opened on the server; a ticket opens one. */
  listen(server: Server, url: string): void {
    this.#url = url.replace(/^http/, 'ws')
    const sockets = new WebSocketServer({ noServer: true })
    server.on('upgrade', (request, socket, head) => {
      const asked = new URL(request.url ?? '', url)
      const ticket = asked.searchParams.get('ticket') ?? ''
      if (asked.pathname !== socketPath || !this.#tickets.delete(ticket)) socket.destroy()
      else sockets.handleUpgrade(request, socket, head, (opened) => this.#take(opened))
    })
  }

  /** One event on one of the sockets. @returns what the app answered within the time it has */
  async deliver(eventId: string, body: string): Promise<Answered> {
    const open = [...this.#sockets]
    const socket = open[Math.floor(Math.random() * open.length)]
    if (!socket) return { body: '', failure: 'connect' }
    const messageId = `${eventId}-${this.#store.nextId('')}`
    const answer = new Promise<Answered>((resolve) => {
      const settle = (answered: Answered) => {
        clearTimeout(timer)
        socket.off('close', cut)
        this.#waiting.delete(messageId)
        resolve(answered)
      }
      const cut = () => settle({ body: '', failure: 'connect' })
      const late = () => settle({ body: '', failure: 'timeout' })
      const timer = setTimeout(late, this.#store.limits.answerMs)
      socket.on('close', cut)
      this.#waiting.set(messageId, settle)
    })
    for (const frame of fragments(messageId, Buffer.from(body))) socket.send(frame)
    return answer
  }

  /** Breaks every connection, without a word. */
  cut(): void {
    for (const socket of this.#sockets) socket.terminate()
    this.#sockets.clear()
  }

  get #clientConfig() {
    const { pingSeconds, reconnectSeconds, reconnectNonceSeconds } = this.#store.limits
    return {
      PingInterval: pingSeconds,
      ReconnectCount: -1,
      ReconnectInterval: reconnectSeconds,
      ReconnectNonce: reconnectNonceSeconds,
    }
  }

  #take(socket: WebSocket): void {
    socket.setMaxListeners(0)
    this.#sockets.add(socket)
    socket.on('close', () => this.#sockets.delete(socket))
    socket.on('error', () => socket.terminate())
    socket.on('message', (bytes: Buffer) => {
      const frame = FrameType.decode(bytes) as unknown as Frame
      if (frame.method === control) socket.send(this.#pong())
      else this.#answered(frame)
    })
  }

  #pong() {
    const payload = Buffer.from(JSON.stringify(this.#clientConfig))
    return encode({ method: control, headers: [{ key: 'type', value: 'pong' }], payload })
  }

  #answered({ headers, payload }: Frame): void {
    const messageId = headers.find(({ key }) => key === 'message_id')?.value ?? ''
    const answer = JSON.parse(Buffer.from(payload ?? []).toString('utf8')) as {
      code: number
      data?: string
    }
    const body = Buffer.from(answer.data ?? '', 'base64').toString('utf8')
    this.#waiting.get(messageId)?.({ status: answer.code, body })
  }
}

function fragments(messageId: string, payload: Buffer): readonly Uint8Array[] {
  const sum = Math.ceil(payload.length / fragmentBytes)
  return Array.from({ length: sum }, (_, seq) =>
    encode({
      method: data,
      headers: [
        { key: 'type', value: 'event' },
        { key: 'message_id', value: messageId },
        { key: 'sum', value: String(sum) },
        { key: 'seq', value: String(seq) },
        { key: 'trace_id', value: messageId },
      ],
      payload: payload.subarray(seq * fragmentBytes, (seq + 1) * fragmentBytes),
    }),
  )
}
