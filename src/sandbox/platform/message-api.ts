import { cardSummary } from './card-text.ts'
import type { Call, Endpoint } from './endpoint.ts'
import { type Content, readCard, readContent } from './message-content.ts'
import { badField, Refusal } from './refusal.ts'
import type { Message, Store } from './store.ts'
import type { Chat, Person } from './world.ts'

type Target = { readonly chat: Chat; readonly person?: Person }

const idTypes = ['open_id', 'union_id', 'user_id', 'email', 'chat_id']

function checkPersonReachable(store: Store, person: Person): void {
  if (person.isResigned) throw new Refusal(230029)
  if (!store.isAvailable(person.openId)) throw new Refusal(230013)
}

/** Dissolved 232009, bot outside 230002, and for a private chat the person's own state. */
export function checkChatReachable(store: Store, chat: Chat): Target {
  if (chat.status === 'dissolved') throw new Refusal(232009)
  if (!chat.botIsIn) throw new Refusal(230002)
  const person = chat.mode === 'p2p' ? store.person(chat.memberOpenIds[0] ?? '') : undefined
  if (!person) return { chat }
  checkPersonReachable(store, person)
  return { chat, person }
}

/** Who shall get it: im-v1/message/create, receive_id and receive_id_type. */
function findTarget({ store, query, body }: Call): Target {
  const type = query('receive_id_type') ?? ''
  if (!idTypes.includes(type)) throw badField('receive_id_type', `one of ${idTypes.join(', ')}`)
  const id = body.receive_id
  if (typeof id !== 'string' || id === '') throw badField('receive_id', 'receive_id is required')
  const prefix = { open_id: 'ou_', union_id: 'on_', chat_id: 'oc_' }[type]
  if (prefix && !id.startsWith(prefix)) throw new Refusal(230001, { ext: 'invalid receive_id' })
  if (type === 'chat_id') {
    const chat = store.chat(id)
    if (!chat) throw new Refusal(230034)
    return checkChatReachable(store, chat)
  }
  const person = store.people.find((one) =>
    type === 'open_id'
      ? one.openId === id
      : type === 'union_id'
        ? one.unionId === id
        : one.email === id,
  )
  if (!person)
    throw new Refusal(type === 'open_id' ? 99992351 : type === 'user_id' ? 99992352 : 230034)
  checkPersonReachable(store, person)
  return { chat: store.p2pChat(person), person }
}

/** A message as `create`, `reply` and `get` return it. */
export function messageData(store: Store, message: Message): Record<string, unknown> {
  const isBot = message.from === 'bot'
  return {
    message_id: message.messageId,
    ...(message.rootId ? { root_id: message.rootId } : {}),
    ...(message.parentId ? { parent_id: message.parentId } : {}),
    msg_type: message.msgType,
    create_time: String(message.createdAt),
    update_time: String(message.updatedAt),
    deleted: message.isRecalled,
    updated: message.history.length > 0 || (message.edits ?? 0) > 0,
    chat_id: message.chatId,
    sender: {
      id: isBot ? store.app.appId : message.from,
      id_type: isBot ? 'app_id' : 'open_id',
      sender_type: isBot ? 'app' : 'user',
      tenant_key: store.app.tenantKey,
    },
    body: { content: message.isRecalled ? 'This message was recalled' : message.content },
    ...(message.mentions.length > 0
      ? {
          mentions: message.mentions.map(({ key, id, name, tenant_key }) => ({
            key,
            id: id.open_id,
            id_type: 'open_id',
            name,
            tenant_key,
          })),
        }
      : {}),
  }
}

/** One message per uuid within the hour; a repeat gets the answer of the first. */
function sentBefore({ store, body }: Call): Message | undefined {
  const { uuid } = body
  if (uuid === undefined || uuid === '') return undefined
  if (typeof uuid !== 'string' || uuid.length > 50)
    throw badField('uuid', 'the length of uuid must not exceed 50')
  const known = store.sentByUuid.get(uuid)
  if (!known || known.at <= store.wall() - store.limits.uuidMs) return undefined
  return store.message(known.messageId)
}

function keep(call: Call, target: Target, content: Content, parent?: Message): Message {
  const { store, body } = call
  const at = store.now()
  const message: Message = {
    messageId: store.nextId('om_'),
    chatId: target.chat.chatId,
    chatMode: target.chat.mode,
    from: 'bot',
    ...(target.person ? { to: target.person.openId } : {}),
    msgType: String(body.msg_type),
    ...content,
    history: [],
    ...(parent ? { parentId: parent.messageId, rootId: parent.rootId ?? parent.messageId } : {}),
    ...(body.uuid ? { uuid: String(body.uuid) } : {}),
    createdAt: at,
    updatedAt: at,
    isRecalled: false,
    readBy: [],
    readAt: {},
    urgentTo: [],
  }
  store.keep(message)
  if (message.uuid) {
    const { messageId } = message
    store.sentByUuid.set(message.uuid, { messageId, at: store.wall() })
  }
  return message
}

/** Everybody can be mentioned by those alone whom the group's settings name, and the bot owns no group. */
export function checkMentionsAll(chat: Chat, content: Content): void {
  if (content.mentionsAll && chat.atAllPermission === 'only_owner') throw new Refusal(230018)
}

function send(call: Call, target: Target, parent?: Message) {
  const { store, limits, body } = call
  const content = readContent(store, body.msg_type, body.content, call.bodyBytes)
  const before = sentBefore(call)
  if (before) return messageData(store, before)
  checkMentionsAll(target.chat, content)
  limits.countTarget(`chat:${target.chat.chatId}`)
  return messageData(store, keep(call, target, content, parent))
}

/** Any id that is not a message's is 99992354, the update token `c-…` among them. */
export function findMessage({ store, param }: Call): Message {
  const message = store.message(param('message_id'))
  if (!message) throw new Refusal(99992354)
  return message
}

export function chatOf(store: Store, message: Message): Chat {
  const chat = store.chat(message.chatId)
  if (!chat) throw new Refusal(230002)
  return chat
}

function reply(call: Call) {
  const parent = findMessage(call)
  if (parent.isRecalled) throw new Refusal(230011)
  return send(call, checkChatReachable(call.store, chatOf(call.store, parent)), parent)
}

/** im-v1/message/patch: one's own card, not recalled, at most 14 days old, 5/s, shared before and after. */
function patch(call: Call) {
  const { store, limits, body } = call
  const message = findMessage(call)
  if (message.from !== 'bot') throw new Refusal(230001, { ext: 'not the sender of the message' })
  if (message.msgType !== 'interactive')
    throw new Refusal(230001, { ext: 'This message is NOT a card.' })
  if (message.isRecalled) throw new Refusal(230011)
  checkChatReachable(store, chatOf(store, message))
  if (store.now() - message.createdAt > store.limits.patchMs) throw new Refusal(230031)
  limits.countTarget(`patch:${message.messageId}`)
  const next = readCard(store, body.content)
  // Until the press is answered the client holds the card: handle-card-callbacks.
  if (store.pressed.has(message.messageId))
    throw new Refusal(230099, { ext: 'ErrCode: 11310; ErrMsg: card action is lock; ' })
  redraw(store, message, next.card ?? {}, 'patch')
  return Response.json({ code: 0, msg: 'ok', data: {} })
}

/** Puts a new card in place of the old, which goes into the history. */
export function redraw(
  store: Store,
  message: Message,
  card: Record<string, unknown>,
  by: 'patch' | 'press' | 'update',
): void {
  message.history.push({ at: store.now(), by, card: message.card })
  message.card = card
  message.content = JSON.stringify(card)
  message.text = cardSummary(card)
  message.updatedAt = store.now()
  store.tell({ kind: 'message', message })
}

/** im-v1/message/delete: one's own, within the recall window. */
function recall(call: Call) {
  const { store } = call
  const message = findMessage(call)
  if (message.from !== 'bot') throw new Refusal(230026)
  if (message.isRecalled) throw new Refusal(230110)
  checkChatReachable(store, chatOf(store, message))
  if (store.now() - message.createdAt > store.limits.recallMs) throw new Refusal(230009)
  message.isRecalled = true
  message.updatedAt = store.now()
  store.tell({ kind: 'message', message })
  return {}
}

/** Messages of groups are read with a scope of their own: im-v1/message/get and list. */
export function checkMayRead(store: Store, chat: Chat): void {
  if (!chat.botIsIn) throw new Refusal(230002)
  if (chat.mode === 'group' && !store.hasScope('im:message.group_msg')) throw new Refusal(230027)
}

/** A 2.0 card comes back as such only when asked for. */
export function readableData({ store, query }: Call, message: Message): Record<string, unknown> {
  const data = messageData(store, message)
  const wantsCard = query('card_msg_content_type') === 'user_card_content'
  if (message.card && !wantsCard && !message.isRecalled) {
    const words = [[{ tag: 'text', text: '请升级至最新版本客户端，以查看内容' }]]
    data.body = { content: JSON.stringify({ title: message.text, elements: words }) }
  }
  return data
}

/** im-v1/message/get */
function get(call: Call) {
  const message = findMessage(call)
  checkMayRead(call.store, chatOf(call.store, message))
  return { items: [readableData(call, message)] }
}

const sendScopes = ['im:message', 'im:message:send_as_bot']
const messagePath = '/im/v1/messages/:message_id'

export const messageEndpoints: readonly Endpoint[] = [
  {
    method: 'POST',
    path: '/im/v1/messages',
    scopes: sendScopes,
    handle: (call) => send(call, findTarget(call)),
  },
  { method: 'POST', path: `${messagePath}/reply`, scopes: sendScopes, handle: reply },
  {
    method: 'PATCH',
    path: messagePath,
    scopes: [...sendScopes, 'im:message:update'],
    handle: patch,
  },
  {
    method: 'DELETE',
    path: messagePath,
    scopes: [...sendScopes, 'im:message:recall'],
    handle: recall,
  },
  {
    method: 'GET',
    path: messagePath,
    scopes: ['im:message', 'im:message:readonly', 'im:message.history:readonly'],
    handle: get,
  },
]
