import { type Context, Hono } from 'hono'
import { ClientRefusal } from './card-form.ts'
import { isRecord } from './card-problem.ts'
import { renderCardText } from './card-text.ts'
import type { Stagehand } from './platform.ts'

type Body = Record<string, unknown>

const named = (body: Body, key: string): string => {
  const value = body[key]
  if (typeof value !== 'string' || value === '') throw new ClientRefusal(`${key} is missing`)
  return value
}

/** A person by name or open_id. */
function who(platform: Stagehand, body: Body): string {
  const person = platform.store.someone(named(body, 'as'))
  if (!person) throw new ClientRefusal(`nobody is called ${String(body.as)}`)
  return person.openId
}

/** A chat by name or id; left out it is the private chat with the bot. */
function where(platform: Stagehand, chat: unknown): string {
  if (typeof chat !== 'string' || chat === '' || chat === 'p2p') return 'p2p'
  const found = platform.chats.find((one) => one.chatId === chat || one.name === chat)
  if (!found) throw new ClientRefusal(`no chat ${chat}`)
  return found.chatId
}

async function jsonBody(context: Context): Promise<Body> {
  const body: unknown = await context.req.json().catch(() => undefined)
  if (!isRecord(body)) throw new ClientRefusal('the body must be a JSON object')
  return body
}

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
  app.onError((error, context) =>
    context.json({ error: error.message }, error instanceof ClientRefusal ? 409 : 500),
  )
  app.post('/say', async (context) => {
    const body = await jsonBody(context)
    const options = {
      ...(body.mention === true ? { mention: true } : {}),
      ...(typeof body.replyTo === 'string' ? { replyTo: body.replyTo } : {}),
    }
    const chat = where(platform, body.chat)
    return context.json(await platform.say(who(platform, body), chat, named(body, 'text'), options))
  })
  app.post('/file', async (context) => {
    const { body, name, bytes } = await fileOf(context)
    const chat = where(platform, body.chat)
    return context.json(await platform.sendFile(who(platform, body), chat, name, bytes))
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
  return app
}
