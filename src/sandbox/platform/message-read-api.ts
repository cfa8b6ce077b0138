import { type Call, type Endpoint, page } from './endpoint.ts'
import { chatOf, checkMayRead, findMessage, readableData } from './message-api.ts'
import { badField, Refusal } from './refusal.ts'

/** im-v1/message/read_users: who read one's own message, for 7 days. */
function readUsers(call: Call) {
  const { store, query } = call
  const type = query('user_id_type')
  if (type !== 'open_id' && type !== 'union_id')
    throw badField('user_id_type', 'open_id or union_id')
  const message = findMessage(call)
  const chat = chatOf(store, message)
  if (!chat.botIsIn) throw new Refusal(230002)
  if (message.from !== 'bot') throw new Refusal(230012)
  if (message.isRecalled) throw new Refusal(230110)
  if (chat.external) throw new Refusal(230027)
  if (store.now() - message.createdAt > store.limits.readUsersMs) throw new Refusal(230033)
  const rule = { max: 100, usual: 20, sizeCode: 230001, tokenCode: 230001 }
  const part = page(call, message.readBy, rule)
  const items = part.items.map((openId) => ({
    user_id_type: type,
    user_id: type === 'open_id' ? openId : (store.person(openId)?.unionId ?? ''),
    timestamp: String(message.readAt[openId] ?? message.updatedAt),
    tenant_key: store.app.tenantKey,
  }))
  return { ...part, items }
}

/** Seconds, as this API alone counts. */
function seconds(call: Call, name: string): number | undefined {
  const given = call.query(name)
  if (given === undefined) return undefined
  if (!/^\d{1,10}$/.test(given)) throw new Refusal(230001, { ext: `${name} counts seconds` })
  return Number(given)
}

/** im-v1/message/list: what was said in a chat, oldest first unless asked otherwise. */
function list(call: Call) {
  const { store, query } = call
  if (query('container_id_type') !== 'chat')
    throw new Refusal(230001, { ext: 'invalid container_id_type' })
  const chat = store.chat(query('container_id') ?? '')
  if (!chat) throw new Refusal(230001, { ext: 'invalid container_id' })
  checkMayRead(store, chat)
  const from = (seconds(call, 'start_time') ?? 0) * 1000
  const until = (seconds(call, 'end_time') ?? Number.POSITIVE_INFINITY) * 1000
  const said = store.messages.filter(
    ({ chatId, createdAt }) => chatId === chat.chatId && createdAt >= from && createdAt <= until,
  )
  const ordered = query('sort_type') === 'ByCreateTimeDesc' ? said.reverse() : said
  const rule = { max: 50, usual: 20, sizeCode: 230001, tokenCode: 230001 }
  const part = page(call, ordered, rule)
  return { ...part, items: part.items.map((message) => readableData(call, message)) }
}

const scopes = ['im:message', 'im:message:readonly', 'im:message.history:readonly']

export const messageReadEndpoints: readonly Endpoint[] = [
  { method: 'GET', path: '/im/v1/messages', scopes, handle: list },
  {
    method: 'GET',
    path: '/im/v1/messages/:message_id/read_users',
    scopes: ['im:message', 'im:message:readonly', 'im:message:basic'],
    handle: readUsers,
  },
]
