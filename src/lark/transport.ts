import { z } from 'zod'
import { LarkError, redact } from './errors.ts'
import { fileTooLarge } from './reasons.ts'

/** Times are in milliseconds, sizes in bytes. */
export type TransportSettings = {
  readonly fetch: typeof fetch
  readonly timeoutMs?: number
  /** Never to be seen in an error. */
  readonly secrets: readonly string[]
}

/** What the SDK passes for one call; the names are those of axios. */
type TransportRequest = {
  url?: string
  method?: string
  // biome-ignore lint/suspicious/noExplicitAny: the SDK's own type
  headers?: Record<string, any>
  // biome-ignore lint/suspicious/noExplicitAny: the SDK's own type
  params?: Record<string, any>
  data?: unknown
  responseType?: string
  /** Milliseconds, connection and body together. */
  timeout?: number
  /** Most bytes that are read. */
  maxContentLength?: number
  $return_headers?: boolean
}

// biome-ignore-start lint/suspicious/noExplicitAny: these are the SDK's own signatures
type Send = <T = any, R = T>(request: TransportRequest) => Promise<R>
type Fetch = <T = any, R = T>(url: string, request?: TransportRequest) => Promise<R>
type Write = <T = any, R = T>(url: string, data?: any, request?: TransportRequest) => Promise<R>
// biome-ignore-end lint/suspicious/noExplicitAny: these are the SDK's own signatures

/** The SDK's `HttpInstance`, by shape: only the client imports the SDK. */
export type Transport = {
  request: Send
  get: Fetch
  delete: Fetch
  head: Fetch
  options: Fetch
  post: Write
  put: Write
  patch: Write
}

const answerTimeoutMs = 8_000
const answerLimitBytes = 20 * 1024 * 1024

/**
 * The one way out to the platform: `fetch` under the SDK (§9.1). It adds the timeout, drops the
 * bodies that generated GETs carry, follows no redirect, and turns every failure, HTTP 200 with
 * a code too, into a `LarkError`.
 */
export function createTransport(settings: TransportSettings): Transport {
  // The SDK says what it expects; what arrives is checked by those who asked.
  const send = (request: TransportRequest) => exchange(settings, request) as Promise<never>
  const fetchBy =
    (method: string): Fetch =>
    (url, request) =>
      send({ ...request, method, url })
  const writeBy =
    (method: string): Write =>
    (url, data, request) =>
      send({ ...request, method, url, data })
  return {
    request: send,
    get: fetchBy('GET'),
    delete: fetchBy('DELETE'),
    head: fetchBy('HEAD'),
    options: fetchBy('OPTIONS'),
    post: writeBy('POST'),
    put: writeBy('PUT'),
    patch: writeBy('PATCH'),
  }
}

async function exchange(settings: TransportSettings, request: TransportRequest): Promise<unknown> {
  const method = (request.method ?? 'GET').toUpperCase()
  const url = addressOf(request)
  const timeoutMs = request.timeout || settings.timeoutMs || answerTimeoutMs
  const call: Call = { name: `${method} ${url.pathname}`, secrets: settings.secrets }
  try {
    const { headers, body } = payload(method, request)
    const response = await settings.fetch(url, {
      method,
      headers,
      ...(body === undefined ? {} : { body }),
      redirect: 'manual',
      signal: AbortSignal.timeout(timeoutMs),
    })
    const answer = await readAnswer(call, response, request)
    if (!request.$return_headers) return answer
    return { data: answer, headers: Object.fromEntries(response.headers) }
  } catch (error) {
    if (error instanceof LarkError) throw error
    throw unreachable(call, error, timeoutMs)
  }
}

type Call = { readonly name: string; readonly secrets: readonly string[] }

function addressOf({ url, params }: TransportRequest): URL {
  const address = new URL(url ?? '')
  for (const [name, value] of Object.entries(params ?? {})) {
    for (const one of Array.isArray(value) ? value : [value]) {
      if (one !== undefined && one !== null) address.searchParams.append(name, String(one))
    }
  }
  return address
}

function payload(method: string, request: TransportRequest) {
  const headers = new Headers()
  for (const [name, value] of Object.entries(request.headers ?? {})) {
    if (value !== undefined && value !== null) headers.set(name, String(value))
  }
  const { data } = request
  if (method === 'GET' || method === 'HEAD' || data === undefined || data === null) {
    headers.delete('content-type')
    return { headers, body: undefined }
  }
  if (data instanceof FormData || headers.get('content-type')?.startsWith('multipart/')) {
    // fetch writes the header, since only it knows the boundary
    headers.delete('content-type')
    return { headers, body: data instanceof FormData ? data : formOf(data) }
  }
  headers.set('content-type', 'application/json; charset=utf-8')
  return { headers, body: typeof data === 'string' ? data : JSON.stringify(data) }
}

function formOf(data: object): FormData {
  const form = new FormData()
  for (const [name, value] of Object.entries(data)) {
    if (value === undefined || value === null) continue
    if (value instanceof Blob) form.append(name, value, 'file')
    else if (value instanceof Uint8Array) form.append(name, new Blob([value.slice()]), 'file')
    else form.append(name, String(value))
  }
  return form
}

async function readAnswer(call: Call, response: Response, request: TransportRequest) {
  if (request.method?.toUpperCase() === 'HEAD' && response.ok) return {}
  const limit = request.maxContentLength ?? answerLimitBytes
  if (!response.ok) {
    const bytes = await readBytes(call, response, answerLimitBytes)
    throw refusal(call, response, parseJson(bytes))
  }
  const bytes = await readBytes(call, response, limit)
  if (request.responseType === 'arraybuffer') return bytes
  const body = parseJson(bytes)
  if (body === undefined || codeOf(body) !== 0) throw refusal(call, response, body)
  return body
}

/** Stops at the limit, whatever the length header says. */
async function readBytes(call: Call, response: Response, limit: number): Promise<Uint8Array> {
  const tooLarge = () =>
    new LarkError(fileTooLarge, `${call.name}: more than ${limit} bytes`, facts(response))
  if (Number(response.headers.get('content-length') ?? 0) > limit) {
    await response.body?.cancel()
    throw tooLarge()
  }
  const chunks: Uint8Array[] = []
  let length = 0
  const reader = response.body?.getReader()
  for (;;) {
    const part = await reader?.read()
    if (!part || part.done) break
    length += part.value.byteLength
    if (length > limit) {
      await reader?.cancel()
      throw tooLarge()
    }
    chunks.push(part.value)
  }
  return joined(chunks, length)
}

function joined(chunks: readonly Uint8Array[], length: number): Uint8Array {
  const bytes = new Uint8Array(length)
  let at = 0
  for (const chunk of chunks) {
    bytes.set(chunk, at)
    at += chunk.byteLength
  }
  return bytes
}

const answer = z.object({
  code: z.number().nullish(),
  msg: z.string().nullish().catch(null),
  error: z.object({ log_id: z.string().nullish() }).nullish().catch(null),
})

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes))
  } catch {
    return undefined
  }
}

/** Some older answers have no code at all; those are fine (§4). */
function codeOf(body: unknown): number {
  return answer.safeParse(body).data?.code ?? 0
}

function refusal(call: Call, response: Response, body: unknown): LarkError {
  const { data } = answer.safeParse(body)
  const isRedirect = response.status >= 300 && response.status < 400
  const without = isRedirect ? 'redirects are not followed' : 'no reason in the answer'
  const details = facts(response)
  return new LarkError(
    data?.code ?? 0,
    redact(`${call.name}: HTTP ${response.status}: ${data?.msg || without}`, call.secrets),
    { ...details, logId: details.logId ?? data?.error?.log_id ?? undefined },
  )
}

function facts(response: Response) {
  const seconds =
    response.headers.get('x-ogw-ratelimit-reset') ?? response.headers.get('retry-after')
  const waitMs = seconds ? Number(seconds) * 1000 : Number.NaN
  return {
    httpStatus: response.status,
    logId: response.headers.get('x-tt-logid') ?? undefined,
    retryAfterMs: waitMs >= 0 ? waitMs : undefined,
  }
}

/** Only the kind of failure is told: the causes that libraries attach may quote the request. */
function unreachable(call: Call, error: unknown, timeoutMs: number): LarkError {
  const { name, cause } = error instanceof Error ? error : new Error()
  if (name === 'TimeoutError' || name === 'AbortError') {
    return new LarkError(0, `${call.name}: no answer within ${timeoutMs} ms`)
  }
  const code = (cause as { code?: unknown } | undefined)?.code
  return new LarkError(0, `${call.name}: ${typeof code === 'string' ? code : 'unreachable'}`)
}
