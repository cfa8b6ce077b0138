import type { Context, Hono } from 'hono'
import { isRecord } from './card-problem.ts'
import type { RateLimits } from './rate-limits.ts'
import { badField, Refusal } from './refusal.ts'
import type { Store } from './store.ts'
import type { Tokens } from './tokens.ts'

/** One request as a handler sees it. */
export type Call = {
  readonly context: Context
  readonly store: Store
  readonly limits: RateLimits
  readonly body: Record<string, unknown>
  readonly bodyBytes: number
  readonly param: (name: string) => string
  readonly query: (name: string) => string | undefined
}

export type Endpoint = {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  readonly path: string
  /** Any one of them is enough; none: no scope needed. */
  readonly scopes?: readonly string[]
  /** Answers with `data`, or with a whole response for what has another shape. */
  readonly handle: (call: Call) => unknown
}

export type Parts = { readonly store: Store; readonly limits: RateLimits; readonly tokens: Tokens }

const logId = (store: Store) =>
  store.nextId(new Date(store.now()).toISOString().replace(/\D/g, ''), 18)

/** `{code, msg, error}` with X-Tt-Logid, HTTP 400 unless said otherwise: ukTMukTMukTM/ugjM14COyUjL4ITN. */
function refusalResponse(store: Store, error: Refusal): Response {
  const log = logId(store)
  const { status = 400, headers = {}, fields } = error.details
  const troubleshooter = `排查建议查看(Troubleshooting suggestions): https://open.feishu.cn/search?from=openapi&log_id=${log}&code=${error.code}`
  const more = fields ? { field_violations: fields } : {}
  return Response.json(
    { code: error.code, msg: error.message, error: { log_id: log, troubleshooter, ...more } },
    { status, headers: { 'x-tt-logid': log, ...headers } },
  )
}

async function read(context: Context): Promise<{ body: Record<string, unknown>; bytes: number }> {
  const type = context.req.header('content-type') ?? ''
  if (context.req.method === 'GET' || !type.includes('json')) return { body: {}, bytes: 0 }
  const raw = await context.req.text()
  let body: unknown = {}
  try {
    body = raw === '' ? {} : JSON.parse(raw)
  } catch {
    throw badField('body', 'the body is not JSON')
  }
  if (!isRecord(body)) throw badField('body', 'the body must be an object')
  return { body, bytes: Buffer.byteLength(raw) }
}

function checkScopes(store: Store, scopes: readonly string[] | undefined): void {
  if (scopes && !scopes.some((scope) => store.hasScope(scope)))
    throw new Refusal(99991672, { ext: `[${scopes.join(', ')}]` })
}

async function answer(endpoint: Endpoint, parts: Parts, context: Context): Promise<Answer> {
  const { store, limits, tokens } = parts
  let body: Record<string, unknown> = {}
  try {
    if (endpoint.path !== tokenPath) tokens.check(context.req.header('authorization'))
    const sent = await read(context)
    body = sent.body
    checkScopes(store, endpoint.scopes)
    if (endpoint.path !== tokenPath) limits.countCall(`${endpoint.method} ${endpoint.path}`)
    const call: Call = {
      context,
      store,
      limits,
      body,
      bodyBytes: sent.bytes,
      param: (name) => context.req.param(name) ?? '',
      query: (name) => context.req.query(name) || undefined,
    }
    const data = await endpoint.handle(call)
    const response =
      data instanceof Response ? data : Response.json({ code: 0, msg: 'success', data: data ?? {} })
    response.headers.set('x-tt-logid', logId(store))
    const sentId = isRecord(data) ? data.message_id : undefined
    return { response, code: 0, body, ...(typeof sentId === 'string' ? { sentId } : {}) }
  } catch (error) {
    const refusal = error instanceof Refusal ? error : new Refusal(2200, { ext: String(error) })
    return { response: refusalResponse(store, refusal), code: refusal.code, body }
  }
}

type Answer = {
  response: Response
  code: number
  body: Record<string, unknown>
  /** The message that came of it. */
  sentId?: string
}

export const tokenPath = '/auth/v3/tenant_access_token/internal'

/** Puts an endpoint under /open-apis and logs each call to it. Secrets stay out of the log. */
export function mount(app: Hono, endpoint: Endpoint, parts: Parts): void {
  app.on(endpoint.method, `/open-apis${endpoint.path}`, async (context) => {
    const { response, code, body, sentId } = await answer(endpoint, parts, context)
    const messageId = sentId ?? context.req.param('message_id')
    const isLogged = endpoint.path !== tokenPath && Object.keys(body).length > 0
    parts.store.requests.push({
      at: parts.store.now(),
      method: endpoint.method,
      path: `${context.req.path}${new URL(context.req.url).search}`,
      status: response.status,
      code,
      ...(isLogged ? { body } : {}),
      ...(messageId ? { messageId } : {}),
    })
    return response
  })
}

/** `page_size` and `page_token` over a list. Each API has its own codes for a bad one. */
export function page<T>(
  call: Call,
  all: readonly T[],
  rule: { max: number; usual: number; sizeCode: number; tokenCode: number },
): { items: T[]; has_more: boolean; page_token: string } {
  const size = Number(call.query('page_size') ?? rule.usual)
  if (!Number.isInteger(size) || size < 1 || size > rule.max) throw new Refusal(rule.sizeCode)
  const token = call.query('page_token')
  const start = token === undefined ? 0 : Number(/^pt(\d+)$/.exec(token)?.[1] ?? Number.NaN)
  if (!Number.isInteger(start) || start > all.length) throw new Refusal(rule.tokenCode)
  const next = start + size
  const hasMore = next < all.length
  return {
    items: all.slice(start, next),
    has_more: hasMore,
    page_token: hasMore ? `pt${next}` : '',
  }
}
