import { personOf, type Stage, userId } from './acts.ts'
import { ClientRefusal } from './card-form.ts'
import type { Chat, Person } from './world.ts'

function groupOf({ store }: Stage, chatId: string): Chat {
  const chat = store.chat(chatId)
  if (chat?.mode !== 'group') throw new ClientRefusal(`no group ${chatId}`)
  return chat
}

/** What the chat events have in common: im-v1/chat-member-bot/events/added. */
function base({ store }: Stage, chat: Chat, by: Person) {
  return {
    chat_id: chat.chatId,
    operator_id: userId(by),
    external: chat.external,
    operator_tenant_key: store.app.tenantKey,
    name: chat.name,
    i18n_names: { zh_cn: chat.name },
  }
}

export async function addBotToChat(stage: Stage, chatId: string, byOpenId: string) {
  const chat = groupOf(stage, chatId)
  chat.botIsIn = true
  stage.store.tell({ kind: 'chat', chat })
  const event = base(stage, chat, personOf(stage.store, byOpenId))
  return stage.deliveries.send('im.chat.member.bot.added_v1', event)
}

export async function removeBotFromChat(stage: Stage, chatId: string, byOpenId: string) {
  const chat = groupOf(stage, chatId)
  chat.botIsIn = false
  stage.store.tell({ kind: 'chat', chat })
  const event = base(stage, chat, personOf(stage.store, byOpenId))
  return stage.deliveries.send('im.chat.member.bot.deleted_v1', event)
}

/** No event comes when the owner keeps the history: im-v1/chat/events/disbanded. */
export async function disbandChat(
  stage: Stage,
  chatId: string,
  byOpenId: string,
  options: { readonly keepHistory?: boolean } = {},
) {
  const chat = groupOf(stage, chatId)
  chat.status = 'dissolved'
  stage.store.tell({ kind: 'chat', chat })
  if (options.keepHistory || !chat.botIsIn) return undefined
  const event = base(stage, chat, personOf(stage.store, byOpenId))
  return stage.deliveries.send('im.chat.disbanded_v1', event)
}

async function changeMember(stage: Stage, openId: string, chatId: string, isJoining: boolean) {
  const chat = groupOf(stage, chatId)
  const person = personOf(stage.store, openId)
  const others = chat.memberOpenIds.filter((member) => member !== openId)
  chat.memberOpenIds = isJoining ? [...others, openId] : others
  stage.store.tell({ kind: 'chat', chat })
  if (!chat.botIsIn) return undefined
  const users = [
    { name: person.name, tenant_key: stage.store.app.tenantKey, user_id: userId(person) },
  ]
  const type = isJoining ? 'im.chat.member.user.added_v1' : 'im.chat.member.user.deleted_v1'
  return stage.deliveries.send(type, { ...base(stage, chat, person), users })
}

export const joinChat = (stage: Stage, openId: string, chatId: string) =>
  changeMember(stage, openId, chatId, true)

export const leaveChat = (stage: Stage, openId: string, chatId: string) =>
  changeMember(stage, openId, chatId, false)

/** A new name or owner. A change of administrators is not told: im-v1/chat/events/updated. */
export async function updateChat(
  stage: Stage,
  chatId: string,
  byOpenId: string,
  changes: {
    readonly name?: string
    readonly ownerOpenId?: string
    readonly managerOpenIds?: string[]
  },
) {
  const chat = groupOf(stage, chatId)
  const before = { ...chat }
  Object.assign(chat, changes)
  stage.store.tell({ kind: 'chat', chat })
  const told = (source: Chat) => ({
    ...(changes.name === undefined ? {} : { name: source.name }),
    ...(changes.ownerOpenId === undefined || source.ownerOpenId === undefined
      ? {}
      : { owner_id: userId(personOf(stage.store, source.ownerOpenId)) }),
  })
  if (Object.keys(told(chat)).length === 0 || !chat.botIsIn) return undefined
  const event = base(stage, chat, personOf(stage.store, byOpenId))
  return stage.deliveries.send('im.chat.updated_v1', {
    ...event,
    after_change: told(chat),
    before_change: told(before),
  })
}

/** Opens the private chat: im-v1/chat-access_event/events/bot_p2p_chat_entered. */
export async function enterP2p(stage: Stage, openId: string) {
  const person = personOf(stage.store, openId)
  if (!stage.store.isAvailable(openId))
    throw new ClientRefusal(`${person.name} cannot find the bot`)
  const chat = stage.store.p2pChat(person)
  const last = stage.store.messages.findLast((message) => message.chatId === chat.chatId)
  return stage.deliveries.send('im.chat.access_event.bot_p2p_chat_entered_v1', {
    chat_id: chat.chatId,
    operator_id: userId(person),
    ...(last
      ? { last_message_id: last.messageId, last_message_create_time: String(last.createdAt) }
      : {}),
  })
}

/** The bot's menu, in the private chat alone; the timestamp counts seconds: application-v6/bot/events/menu. */
export async function pressMenu(stage: Stage, openId: string, eventKey: string) {
  const person = personOf(stage.store, openId)
  if (!stage.store.isAvailable(openId))
    throw new ClientRefusal(`${person.name} cannot find the bot`)
  stage.store.p2pChat(person)
  return stage.deliveries.send('application.bot.menu_v6', {
    operator: { operator_name: person.name, operator_id: userId(person) },
    event_key: eventKey,
    timestamp: Math.floor(stage.store.now() / 1000),
  })
}

/** A person takes a message back: im-v1/message/events/recalled. */
export async function recallByUser(stage: Stage, messageId: string) {
  const message = stage.store.message(messageId)
  if (!message || message.from === 'bot') throw new ClientRefusal(`${messageId} is not theirs`)
  message.isRecalled = true
  stage.store.tell({ kind: 'message', message })
  return stage.deliveries.send('im.message.recalled_v1', {
    message_id: messageId,
    chat_id: message.chatId,
    recall_time: String(stage.store.now()),
    recall_type: 'message_owner',
  })
}

/** Reads a message of the bot; the bot hears of it in private chats alone: im-v1/message/events/message_read. */
export async function read(stage: Stage, openId: string, messageId: string) {
  const message = stage.store.message(messageId)
  if (!message) throw new ClientRefusal(`no message ${messageId}`)
  const person = personOf(stage.store, openId)
  if (!message.readBy.includes(openId)) {
    message.readBy.push(openId)
    message.readAt[openId] = stage.store.now()
    stage.store.tell({ kind: 'message', message })
  }
  if (message.chatMode !== 'p2p') return undefined
  return stage.deliveries.send('im.message.message_read_v1', {
    reader: {
      reader_id: userId(person),
      read_time: String(stage.store.now()),
      tenant_key: stage.store.app.tenantKey,
    },
    message_id_list: [messageId],
  })
}
