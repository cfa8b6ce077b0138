import { Hono } from 'hono'
import type { PressReply } from '../handlers/types.ts'
import { receive } from './door.ts'
import type { Verifier } from './lark/verify.ts'
import type { Deps } from './ports.ts'

/** A delivery is a few KB; more than this is not one (1 MB). */
const maxBodyBytes = 1_000_000

type AppParts = {
  readonly deps: Deps
  /** Absent: events come over the long connection, and the webhook's addresses are not there. */
  readonly verifier: Verifier | undefined
  /** Throws when the service could not do its work now (database gone …). */
  readonly checkReady: () => Promise<void>
}

/** Why the service cannot do its work, in words that `/readyz` may show. */
export class NotReady extends Error {
  override readonly name = 'NotReady'
}

/** The HTTP side: verify, hand to the door, map errors. The same on Node and on Workers. */
export function createApp({ deps, verifier, checkReady }: AppParts): Hono {
  const app = new Hono()

  const webhook = async (request: Request, verifier: Verifier): Promise<Response> => {
    const requestId = requestIdOf(request.headers)
    const rawBody = await readBody(request)
    if (!rawBody) return refusal('too-large', requestId, deps)
    const opened = verifier.openRequest({
      rawBody,
      headers: {
        timestamp: request.headers.get('x-lark-request-timestamp'),
        nonce: request.headers.get('x-lark-request-nonce'),
        signature: request.headers.get('x-lark-signature'),
      },
      now: deps.clock.now(),
    })
    if (!opened.ok) return refusal(opened.reason, requestId, deps)
    if (opened.kind === 'challenge') return Response.json({ challenge: opened.challenge })
    try {
      return Response.json(answerTo(await receive(opened, requestId, deps)))
    } catch (error) {
      const { eventId, eventType } = opened
      deps.log('webhook.failed', { requestId, eventId, eventType, error })
      return new Response(null, { status: 500 })
    }
  }

  if (verifier) {
    app.post('/webhook/event', (context) => webhook(context.req.raw, verifier))
    app.post('/webhook/card', (context) => webhook(context.req.raw, verifier))
  }
  app.get('/healthz', (context) => context.text('ok'))
  app.get('/readyz', async (context) => {
    try {
      await checkReady()
      return context.text('ok')
    } catch (error) {
      deps.log('readyz.failed', { error })
      return context.text(error instanceof NotReady ? error.message : 'not ready', 503)
    }
  })
  return app
}

/** The bytes as they came, or undefined when there are more than allowed. */
async function readBody(request: Request): Promise<Uint8Array | undefined> {
  const announced = Number(request.headers.get('content-length') ?? 0)
  if (announced > maxBodyBytes) return undefined
  if (announced > 0) return new Uint8Array(await request.arrayBuffer())
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of request.body ?? []) {
    size += chunk.length
    if (size > maxBodyBytes) return undefined
    chunks.push(chunk)
  }
  const whole = new Uint8Array(size)
  let offset = 0
  for (const chunk of chunks) {
    whole.set(chunk, offset)
    offset += chunk.length
  }
  return whole
}

/** As the platform or a proxy before us names the request; anybody may write there, so only plain words. */
function requestIdOf(headers: Headers): string {
  const given = headers.get('x-request-id') ?? headers.get('x-tt-logid')
  return given && /^[\w.:-]{1,64}$/.test(given) ? given : crypto.randomUUID()
}

/** Why is for the log only: a stranger learns nothing (platform page §1.4). */
function refusal(reason: string, requestId: string, deps: Deps): Response {
  deps.metrics.refusal(reason)
  deps.log('webhook.refused', { requestId, reason })
  return new Response(null, { status: 401 })
}

/** As the platform wants a press answered; `{}` for all that has no answer (platform page §6.7). */
export function answerTo(reply: PressReply | undefined): object {
  return {
    ...(reply?.toast ? { toast: reply.toast } : {}),
    ...(reply?.card ? { card: { type: 'raw', data: reply.card } } : {}),
  }
}
