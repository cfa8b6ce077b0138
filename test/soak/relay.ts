import { Agent, createServer, type IncomingHttpHeaders, request } from 'node:http'
import type { AddressInfo } from 'node:net'

/** One request that passed, and how it was answered. Without a status no answer came. */
export type Exchange = {
  readonly method: string
  readonly path: string
  readonly headers: IncomingHttpHeaders
  readonly body: Buffer
  readonly status?: number
  readonly answer?: Buffer
  /** The base address that answered. */
  readonly target?: string
}

export type Answered = {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly body: Buffer
  readonly target: string
}

/**
 * What may go wrong on the way: passes the request on or not, brings its answer or another. What it
 * throws cuts the connection. @param isGone comes true when the caller has given up
 */
export type Wire = (
  asked: Exchange,
  pass: () => Promise<Answered>,
  isGone: Promise<void>,
) => Promise<Answered>

export type Relay = {
  readonly url: string
  /** What passed, oldest first. */
  readonly exchanges: Exchange[]
  /** Looks at each answer before it is passed on; `true`: the answer is lost. */
  trap: ((exchange: Exchange) => boolean) | undefined
  /** Told of each exchange when it is over. */
  onOver: ((exchange: Exchange) => void) | undefined
  /** Without one nothing goes wrong. */
  wire: Wire | undefined
  readonly close: () => Promise<void>
}

async function readAll(stream: AsyncIterable<Buffer>): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of stream) chunks.push(chunk)
  return Buffer.concat(chunks)
}

const hopHeaders = ['connection', 'keep-alive', 'transfer-encoding', 'content-length', 'host']

const passedOn = (headers: IncomingHttpHeaders) =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => !hopHeaders.includes(name)))

function forward(asked: Exchange, target: string, agent: Agent): Promise<Answered> {
  return new Promise((resolve, reject) => {
    const { method, headers, body } = asked
    const upstream = request(new URL(asked.path, target), {
      method,
      agent,
      headers: { ...passedOn(headers), 'content-length': body.length },
    })
    upstream.on('error', reject)
    upstream.on('response', (response) => {
      const { statusCode: status = 0, headers: own } = response
      readAll(response).then((answer) => {
        resolve({ status, headers: own, body: answer, target })
      }, reject)
    })
    upstream.end(body)
  })
}

const isRefused = (error: unknown) => (error as { code?: unknown }).code === 'ECONNREFUSED'

/**
 * A wire between the platform and the bot that remembers what passed, and that can be cut.
 * @param targets who may answer: each request goes to the next of them in turn, and on to another
 * where one refuses the connection
 */
export async function startRelay(targets: () => readonly string[]): Promise<Relay> {
  const exchanges: Exchange[] = []
  const agent = new Agent({ keepAlive: false })
  let turn = 0
  const pass = async (asked: Exchange): Promise<Answered> => {
    const all = targets()
    turn += 1
    for (let step = 0; ; step += 1) {
      try {
        return await forward(asked, all[(turn + step) % all.length] ?? '', agent)
      } catch (error) {
        if (!isRefused(error) || step + 1 >= all.length) throw error
      }
    }
  }
  const relay: Pick<Relay, 'trap' | 'onOver' | 'wire'> = {
    trap: undefined,
    onOver: undefined,
    wire: undefined,
  }
  const server = createServer(async (incoming, outgoing) => {
    const { method = 'GET', url: path = '/', headers } = incoming
    const isGone = new Promise<void>((resolve) => incoming.socket.once('close', () => resolve()))
    let over: Exchange = { method, path, headers, body: Buffer.alloc(0) }
    try {
      const asked = { ...over, body: await readAll(incoming) }
      over = asked
      const go = () => pass(asked)
      const answer = await (relay.wire ? relay.wire(asked, go, isGone) : go())
      const answered = {
        ...asked,
        status: answer.status,
        answer: answer.body,
        target: answer.target,
      }
      // A caller who has stopped waiting hears nothing.
      if (incoming.socket.destroyed || relay.trap?.(answered)) throw new Error('the answer is lost')
      // A connection is used once: one that is cut takes no other request with it.
      const own = { 'content-length': answer.body.length, connection: 'close' }
      outgoing.writeHead(answer.status, { ...passedOn(answer.headers), ...own })
      outgoing.end(answer.body)
      over = answered
    } catch {
      // Nobody there: the caller sees a broken connection, as it would without the relay.
      incoming.socket.destroy()
    }
    exchanges.push(over)
    relay.onOver?.(over)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return Object.assign(relay, {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    exchanges,
    close: async () => {
      agent.destroy()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  })
}
