import type { Context } from 'hono'
import { ClientRefusal } from './card-form.ts'
import { isRecord } from './card-problem.ts'
import type { Stagehand } from './platform.ts'

export type Body = Record<string, unknown>

export const named = (body: Body, key: string): string => {
  const value = body[key]
  if (typeof value !== 'string' || value === '') throw new ClientRefusal(`${key} is missing`)
  return value
}

/** A person by name or open_id. */
export function who(platform: Stagehand, body: Body): string {
  const person = platform.store.someone(named(body, 'as'))
  if (!person) throw new ClientRefusal(`nobody is called ${String(body.as)}`)
  return person.openId
}

/** A chat by name or id; left out it is the private chat with the bot. */
export function where(platform: Stagehand, chat: unknown): string {
  if (typeof chat !== 'string' || chat === '' || chat === 'p2p') return 'p2p'
  const found = platform.chats.find((one) => one.chatId === chat || one.name === chat)
  if (!found) throw new ClientRefusal(`no chat ${chat}`)
  return found.chatId
}

export async function jsonBody(context: Context): Promise<Body> {
  const body: unknown = await context.req.json().catch(() => undefined)
  if (!isRecord(body)) throw new ClientRefusal('the body must be a JSON object')
  return body
}
