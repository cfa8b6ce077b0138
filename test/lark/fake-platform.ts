import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

type Asked = {
  readonly method: string
  readonly path: string
  readonly query: URLSearchParams
  readonly headers: IncomingMessage['headers']
  readonly text: string
  // biome-ignore lint/suspicious/noExplicitAny: tests look into it freely
  readonly json: any
}

export type Answer = (asked: Asked, response: ServerResponse) => unknown

/** A platform of a few lines: answers by `METHOD /path`, remembers what it was asked. */
export async function startFakePlatform(answers: Record<string, Answer>) {
  const asked: Asked[] = []
  const server = createServer(async (request, response) => {
    let text = ''
    for await (const chunk of request) text += chunk
    const url = new URL(request.url ?? '', 'http://localhost')
    const method = request.method ?? ''
    const { headers } = request
    const one = {
      method,
      path: url.pathname,
      query: url.searchParams,
      headers,
      text,
      json: json(text),
    }
    asked.push(one)
    const body = await answers[`${method} ${url.pathname}`]?.(one, response)
    if (response.writableEnded || response.headersSent) return
    if (body === undefined) response.statusCode = 404
    response.setHeader('content-type', 'application/json')
    response.end(JSON.stringify(body ?? { code: 404, msg: 'not found' }))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const stop = () =>
    new Promise((resolve) => {
      server.close(resolve)
      server.closeAllConnections()
    })
  const { port } = server.address() as AddressInfo
  const to = (path: string) => asked.filter((one) => one.path === path)
  return { baseUrl: `http://127.0.0.1:${port}`, to, answers, stop }
}

export type FakePlatform = Awaited<ReturnType<typeof startFakePlatform>>

function json(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
