import type { MiddlewareHandler } from 'hono'

const isLocal = (host: string): boolean =>
  /^(localhost|127(\.\d+){3}|\[::1\])(:\d+)?$/.test(host.toLowerCase())

/**
 * Keeps other sites out: a page of theirs in the same browser could else play people here, by a
 * form or by a name of its own that it points to this machine.
 */
export const sameOriginOnly: MiddlewareHandler = async (context, next) => {
  const host = context.req.header('host') ?? ''
  const origin = context.req.header('origin')
  const isOwn = origin === undefined || origin === `http://${host}`
  if (!isOwn || !isLocal(host)) return context.json({ error: 'only this machine itself' }, 403)
  return next()
}
