import { Hono } from 'hono'
import { ClientRefusal } from './card-form.ts'
import { type Body, jsonBody, named, where, who } from './control-body.ts'
import type { Stagehand } from './platform.ts'

type Act = (platform: Stagehand, openId: string, body: Body) => Promise<unknown>

function ownMessage(platform: Stagehand, openId: string, body: Body): string {
  const messageId = named(body, 'messageId')
  const message = platform.store.message(messageId)
  if (message?.from !== openId) throw new ClientRefusal(`${messageId} is not theirs`)
  return messageId
}

/** What a person does in a client, but for speaking and pressing. The body names them by `as`. */
const acts: Readonly<Record<string, Act>> = {
  choose: (platform, openId, body) =>
    platform.choose(openId, named(body, 'messageId'), named(body, 'field'), body.value),
  menu: (platform, openId, body) => platform.pressMenu(openId, named(body, 'eventKey')),
  enter: (platform, openId) => platform.enterP2p(openId),
  read: (platform, openId, body) => platform.read(openId, named(body, 'messageId')),
  recall: (platform, openId, body) => platform.recallByUser(ownMessage(platform, openId, body)),
  'add-bot': (platform, openId, body) =>
    platform.addBotToChat(where(platform, named(body, 'chat')), openId),
  'remove-bot': (platform, openId, body) =>
    platform.removeBotFromChat(where(platform, named(body, 'chat')), openId),
}

export function clientRoutes(platform: Stagehand): Hono {
  const app = new Hono()
  for (const [name, act] of Object.entries(acts)) {
    app.post(`/${name}`, async (context) => {
      const body = await jsonBody(context)
      return context.json({ ...Object(await act(platform, who(platform, body), body)) })
    })
  }
  return app
}
