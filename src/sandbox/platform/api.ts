import { Hono } from 'hono'
import { chatEndpoints } from './chat-api.ts'
import { contactEndpoints } from './contact-api.ts'
import { type Call, type Endpoint, mount, type Parts, tokenPath } from './endpoint.ts'
import { fileEndpoints } from './file-api.ts'
import { messageEndpoints } from './message-api.ts'
import { messageEditEndpoints } from './message-edit-api.ts'
import { messageReadEndpoints } from './message-read-api.ts'
import { urgentEndpoints } from './urgent-api.ts'
import { usualScopes } from './world.ts'

/** bot-v3: `bot` stands beside `code`, not in `data`. */
const botInfo = ({ store }: Call) =>
  Response.json({
    code: 0,
    msg: 'ok',
    bot: {
      activate_status: store.app.activateStatus ?? 2,
      app_name: store.app.botName,
      avatar_url: '',
      ip_white_list: [],
      open_id: store.app.botOpenId,
    },
  })

/** application-v6/scope/list */
const grantedScopes = ({ store }: Call) => ({
  scopes: (store.app.scopes ?? usualScopes).map((scope) => ({
    scope_name: scope,
    grant_status: 1,
    scope_type: 'tenant',
  })),
})

/** The platform's HTTP interface under /open-apis. */
export function openApis(parts: Parts): Hono {
  const app = new Hono()
  const token: Endpoint = {
    method: 'POST',
    path: tokenPath,
    handle: ({ body }) => {
      const { token, expire } = parts.tokens.issue(body.app_id, body.app_secret)
      return Response.json({ code: 0, msg: 'ok', tenant_access_token: token, expire })
    },
  }
  const endpoints: readonly Endpoint[] = [
    token,
    { method: 'GET', path: '/bot/v3/info', handle: botInfo },
    { method: 'GET', path: '/application/v6/scopes', handle: grantedScopes },
    ...messageEndpoints,
    ...messageEditEndpoints,
    ...messageReadEndpoints,
    ...urgentEndpoints,
    ...fileEndpoints,
    ...chatEndpoints,
    ...contactEndpoints,
  ]
  for (const endpoint of endpoints) mount(app, endpoint, parts)
  return app
}
