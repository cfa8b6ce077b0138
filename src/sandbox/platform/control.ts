import { type Context, Hono } from 'hono'
import { ClientRefusal } from './card-form.ts'
import { isRecord } from './card-problem.ts'
import { renderCardText } from './card-text.ts'
import { type Body, jsonBody, named, where, who } from './control-body.ts'
import { clientRoutes } from './control-client.ts'
import { filesRoute } from './control-files.ts'
import type { Stagehand } from './platform.ts'
import { sameOriginOnly } from './same-origin.ts'
import { traceOf } from './trace.ts'

async function fileOf(context: Context): Promise<{ body: Body; name: string; bytes: Uint8Array }> {
  if ((context.req.header('content-type') ?? '').includes('json')) {
    const body = await jsonBody(context)
    const bytes = Buffer.from(named(body, 'base64'), 'base64')
    return { body, name: named(body, 'fileName'), bytes }
  }
  const body = await context.req.parseBody()
  const { file } = body
  if (!(file instanceof File)) throw new ClientRefusal('file is missing')
  return { body, name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) }
}

const replyOf = ({ replyTo }: Body) => (typeof replyTo === 'string' ? { replyTo } : {})

function shownMessages(platform: Stagehand, chat: string | undefined) {
  const nameOf = (id: string) => platform.store.nameOf(id)
  const chatId = chat === undefined ? undefined : where(platform, chat)
  return platform.messages(chatId).map((message) => ({
    ...message,
    fromName: nameOf(message.from),
    chatName: platform.store.chat(message.chatId)?.name,
    shown: message.card ? renderCardText(message.card, nameOf) : message.text,
  }))
}

/** Plays the people of the sandbox over HTTP. */
export function controlRoutes(platform: Stagehand): Hono {
  const app = new Hono()
  app.use(sameOriginOnly)
  app.onError((error, context) =>
    context.json({ error: error.message }, error instanceof ClientRefusal ? 409 : 500),
  )
  app.post('/say', async (context) => {
    const body = await jsonBody(context)
    const options = { ...(body.mention === true ? { mention: true } : {}), ...replyOf(body) }
    const chat = where(platform, body.chat)
    return context.json(await platform.say(who(platform, body), chat, named(body, 'text'), options))
  })
  app.post('/file', async (context) => {
    const { body, name, bytes } = await fileOf(context)
    const chat = where(platform, body.chat)
    const asImage = body.asImage === true || body.asImage === 'true'
    const options = { ...replyOf(body), ...(asImage ? { asImage } : {}) }
    return context.json(await platform.sendFile(who(platform, body), chat, name, bytes, options))
  })
  app.post('/press', async (context) => {
    const body = await jsonBody(context)
    const button = typeof body.button === 'number' ? body.button : named(body, 'button')
    const options = isRecord(body.form) ? { formValues: body.form } : {}
    const messageId = named(body, 'messageId')
    return context.json(await platform.press(who(platform, body), messageId, button, options))
  })
  app.get('/messages', (context) =>
    context.json({ messages: shownMessages(platform, context.req.query('chat')) }),
  )
  app.get('/people', (context) => context.json({ people: platform.people }))
  app.get('/chats', (context) => context.json({ chats: platform.chats }))
  app.get('/requests', (context) => context.json({ requests: platform.requests }))
  app.get('/trace/:messageId', (context) =>
    context.json(traceOf(platform.store, context.req.param('messageId'))),
  )
  app.route('/', clientRoutes(platform))
  app.route('/', filesRoute(platform))
  return app
}
