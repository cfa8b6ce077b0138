import { ClientRefusal } from './card-form.ts'
import { userData } from './contact-api.ts'
import type { Delivered, Deliveries } from './delivery.ts'
import { imageFormat } from './file-api.ts'
import type { Mention, Message, Store } from './store.ts'
import type { Chat, Person } from './world.ts'

export type Stage = { readonly store: Store; readonly deliveries: Deliveries }

/** A message of a person; `delivered` is missing when the platform does not tell the bot of it. */
export type Said = {
  readonly messageId: string
  readonly chatId: string
  readonly delivered?: Delivered
}

export type SayOptions = { readonly mention?: boolean; readonly replyTo?: string }

export const userId = (person: Person) => ({ open_id: person.openId, union_id: person.unionId })

export function personOf(store: Store, openId: string): Person {
  const person = store.person(openId)
  if (!person) throw new ClientRefusal(`nobody is ${openId}`)
  return person
}

/** The chat a person writes in: theirs with the bot needs availability, a group their membership. */
function chatFor(store: Store, person: Person, chatId: string): Chat {
  if (person.isResigned) throw new ClientRefusal(`${person.name} has resigned`)
  if (chatId === 'p2p' || chatId === store.p2pChat(person).chatId) {
    if (!store.isAvailable(person.openId))
      throw new ClientRefusal(`${person.name} cannot find the bot`)
    return store.p2pChat(person)
  }
  const chat = store.chat(chatId)
  if (!chat?.memberOpenIds.includes(person.openId))
    throw new ClientRefusal(`${person.name} is not in ${chatId}`)
  if (chat.status === 'dissolved') throw new ClientRefusal(`${chat.name} is dissolved`)
  return chat
}

/** Which messages reach the bot: im-v1/message/events/receive, by scope. */
function isDelivered(store: Store, chat: Chat, isMentioned: boolean): boolean {
  const has = (...scopes: string[]) => scopes.some((scope) => store.hasScope(scope))
  if (!chat.botIsIn) return false
  if (chat.mode === 'p2p') return has('im:message.p2p_msg:readonly', 'im:message.p2p_msg')
  if (has('im:message.group_msg')) return true
  return isMentioned && has('im:message.group_at_msg:readonly', 'im:message.group_at_msg')
}

/** `@姓名` in the text becomes a placeholder with an entry in `mentions`. */
function mentionsIn(
  store: Store,
  text: string,
  withBot: boolean,
): { text: string; mentions: Mention[] } {
  const { app } = store
  const bot = { name: app.botName, id: { open_id: app.botOpenId }, mentioned_type: 'bot' as const }
  const people = store.people
    .map((person) => ({ name: person.name, id: userId(person), mentioned_type: 'user' as const }))
    .sort((one, other) => other.name.length - one.name.length)
  const mentions: Mention[] = []
  const hasBot = text.includes(`@${bot.name}`)
  let out = withBot && !hasBot ? `@${bot.name} ${text}` : text
  for (const who of [bot, ...people]) {
    if (!out.includes(`@${who.name}`)) continue
    const key = `@_user_${mentions.length + 1}`
    mentions.push({ key, ...who, tenant_key: app.tenantKey })
    out = out.replaceAll(`@${who.name}`, key)
  }
  return { text: out, mentions }
}

type Draft = Pick<Message, 'msgType' | 'content' | 'text' | 'mentions' | 'fileKeys'>

async function post(
  stage: Stage,
  person: Person,
  chat: Chat,
  draft: Draft,
  replyTo?: string,
): Promise<Said> {
  const { store, deliveries } = stage
  const parent = replyTo === undefined ? undefined : store.message(replyTo)
  if (replyTo !== undefined && parent?.chatId !== chat.chatId)
    throw new ClientRefusal(`no message ${replyTo} in this chat`)
  const at = store.now()
  const ids = parent
    ? { parentId: parent.messageId, rootId: parent.rootId ?? parent.messageId }
    : {}
  const message: Message = {
    messageId: store.nextId('om_'),
    chatId: chat.chatId,
    chatMode: chat.mode,
    from: person.openId,
    ...draft,
    ...ids,
    history: [],
    createdAt: at,
    updatedAt: at,
    isRecalled: false,
    readBy: [],
    readAt: {},
    urgentTo: [],
  }
  store.keep(message)
  const said = { messageId: message.messageId, chatId: chat.chatId }
  const isMentioned = draft.mentions.some(({ mentioned_type }) => mentioned_type === 'bot')
  if (!isDelivered(store, chat, isMentioned)) return said
  return {
    ...said,
    delivered: await deliveries.send('im.message.receive_v1', received(store, person, message)),
  }
}

function received(store: Store, person: Person, message: Message) {
  const { mentions } = message
  return {
    sender: { sender_id: userId(person), sender_type: 'user', tenant_key: store.app.tenantKey },
    message: {
      message_id: message.messageId,
      ...(message.rootId ? { root_id: message.rootId, parent_id: message.parentId } : {}),
      create_time: String(message.createdAt),
      update_time: String(message.updatedAt),
      chat_id: message.chatId,
      chat_type: message.chatMode,
      message_type: message.msgType,
      content: message.content,
      ...(mentions.length > 0 ? { mentions } : {}),
    },
  }
}

/** Writes a text. */
export async function say(
  stage: Stage,
  openId: string,
  chatId: string,
  text: string,
  options: SayOptions = {},
) {
  const person = personOf(stage.store, openId)
  const chat = chatFor(stage.store, person, chatId)
  const marked = mentionsIn(stage.store, text, options.mention === true)
  const content = JSON.stringify({ text: marked.text })
  const draft = { msgType: 'text', content, text, mentions: marked.mentions, fileKeys: [] }
  return post(stage, person, chat, draft, options.replyTo)
}

function keepFile(
  store: Store,
  owner: string,
  name: string,
  bytes: Uint8Array,
  kind: 'file' | 'image',
) {
  const key = store.nextId(kind === 'image' ? 'img_v3_' : 'file_v3_')
  store.files.set(key, { key, kind, fileType: 'stream', name, bytes, owner })
  return key
}

/** Sends a file, or with `asImage` a picture. A bare file mentions nobody. */
export async function sendFile(
  stage: Stage,
  openId: string,
  chatId: string,
  fileName: string,
  bytes: Uint8Array,
  options: { readonly replyTo?: string; readonly asImage?: boolean } = {},
) {
  const { store } = stage
  const person = personOf(store, openId)
  const chat = chatFor(store, person, chatId)
  if (bytes.length === 0) throw new ClientRefusal('an empty file cannot be sent')
  if (options.asImage && !imageFormat(bytes)) throw new ClientRefusal('this is no picture')
  const kind = options.asImage ? 'image' : 'file'
  const key = keepFile(store, openId, fileName, bytes, kind)
  const body = options.asImage ? { image_key: key } : { file_key: key, file_name: fileName }
  const draft = {
    msgType: kind,
    content: JSON.stringify(body),
    text: fileName,
    mentions: [],
    fileKeys: [key],
  }
  return post(stage, person, chat, draft, options.replyTo)
}

/** Sends somebody's 名片. */
export async function sendContact(
  stage: Stage,
  openId: string,
  chatId: string,
  ofOpenId: string,
  options: { readonly replyTo?: string } = {},
) {
  const { store } = stage
  const person = personOf(store, openId)
  const chat = chatFor(store, person, chatId)
  const content = JSON.stringify({ user_id: personOf(store, ofOpenId).openId })
  const draft = { msgType: 'share_user', content, text: '[个人名片]', mentions: [], fileKeys: [] }
  return post(stage, person, chat, draft, options.replyTo)
}

/** Sends words and pictures in one message; received posts have no locale around them. */
export async function sendPost(
  stage: Stage,
  openId: string,
  chatId: string,
  body: { readonly text: string; readonly images?: readonly Uint8Array[] },
  options: SayOptions = {},
) {
  const { store } = stage
  const person = personOf(store, openId)
  const chat = chatFor(store, person, chatId)
  const keys = (body.images ?? []).map((bytes) => keepFile(store, openId, 'image', bytes, 'image'))
  const { mentions } = mentionsIn(store, '', options.mention === true)
  const at = mentions.map(({ key, name }) => ({ tag: 'at', user_id: key, user_name: name }))
  const content = [
    [...at, { tag: 'text', text: body.text, style: [] }],
    ...keys.map((key) => [{ tag: 'img', image_key: key }]),
  ]
  const draft = {
    msgType: 'post',
    content: JSON.stringify({ title: '', content }),
    text: body.text,
    mentions,
    fileKeys: keys,
  }
  return post(stage, person, chat, draft, options.replyTo)
}

/** A changed or gone user: contact-v3/user/events/updated and deleted. */
export async function updateUser(stage: Stage, openId: string, changes: Partial<Person>) {
  const person = personOf(stage.store, openId)
  const before = userData(stage.store, person)
  Object.assign(person, changes)
  stage.store.tell({ kind: 'people' })
  const after = userData(stage.store, person)
  const changed = Object.entries(before).filter(
    ([key, value]) => JSON.stringify(value) !== JSON.stringify(after[key]),
  )
  return stage.deliveries.send('contact.user.updated_v3', {
    object: after,
    old_object: Object.fromEntries(changed),
  })
}

/** In this event `object.department_ids` is never filled. */
export async function resign(stage: Stage, openId: string) {
  const person = personOf(stage.store, openId)
  person.isResigned = true
  for (const chat of stage.store.chats)
    if (chat.mode === 'group')
      chat.memberOpenIds = chat.memberOpenIds.filter((member) => member !== openId)
  stage.store.tell({ kind: 'people' })
  const { department_ids: _, ...object } = userData(stage.store, person)
  return stage.deliveries.send('contact.user.deleted_v3', {
    object,
    old_object: { department_ids: person.departmentIds, open_id: openId },
  })
}
