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
}

export type Relay = {
  readonly url: string
  /** What passed, oldest first. */
  readonly exchanges: Exchange[]
  /** Looks at each answer before it is passed on; `true`: the answer is lost. */
  trap: ((exchange: Exchange) => boolean) | undefined
  /** Told of each exchange when it is over. */
  onOver: ((exchange: Exchange) => void) | undefined
  readonly close: () => Promise<void>
}

type Answered = { readonly status: number; readonly headers: IncomingHttpHeaders; body: Buffer }

async function readAll(stream: AsyncIterable<Buffer>): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of stream) chunks.push(chunk)
  return Buffer.concat(chunks)
}

const hopHeaders = ['connection', 'keep-alive', 'transfer-encoding', 'content-length', 'host']

const passedOn = (headers: IncomingHttpHeaders) =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => !hopHeaders.includes(name)))

/** A wire between the platform and the bot that remembers what passed, and that can be cut. */
export async function startRelay(targetUrl: () => string): Promise<Relay> {
  const exchanges: Exchange[] = []
  const agent = new Agent({ keepAlive: false })
  const forward = (asked: Exchange): Promise<Answered> =>
    new Promise((resolve, reject) => {
      const { method, headers } = asked
      const url = new URL(asked.path, targetUrl())
      const upstream = request(url, {
        method,
        agent,
        headers: { ...passedOn(headers), 'content-length': asked.body.length },
      })
      upstream.on('error', reject)
      upstream.on('response', (response) => {
        readAll(response).then(
          (body) => resolve({ status: response.statusCode ?? 0, headers: response.headers, body }),
          reject,
        )
      })
      upstream.end(asked.body)
    })
  const relay: Pick<Relay, 'trap' | 'onOver'> = { trap: undefined, onOver: undefined }
  const server = createServer(async (incoming, outgoing) => {
    const { method = 'GET', url: path = '/', headers } = incoming
    const asked: Exchange = { method, path, headers, body: await readAll(incoming) }
    let over = asked
    try {
      const { status, headers: answerHeaders, body } = await forward(asked)
      const answered = { ...asked, status, answer: body }
      // A caller who has stopped waiting hears nothing.
      if (incoming.socket.destroyed || relay.trap?.(answered)) throw new Error('the answer is lost')
      // A connection is used once: one that is cut takes no other request with it.
      const own = { 'content-length': body.length, connection: 'close' }
      outgoing.writeHead(status, { ...passedOn(answerHeaders), ...own })
      outgoing.end(body)
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
