import type { Chat, Message, Person } from './feed.ts'
import type { Phone, World } from './state.ts'

export const personOf = ({ people }: World, openId: string): Person | undefined =>
  people.find((person) => person.openId === openId)

export const nameOf = (world: World, id: string): string | undefined =>
  id === 'bot' ? world.botName : personOf(world, id)?.name

/** A person's private chat with the bot; there is none before the first word. */
export const privateChat = ({ chats }: World, openId: string): Chat | undefined =>
  chats.find(({ mode, memberOpenIds }) => mode === 'p2p' && memberOpenIds[0] === openId)

export const chatOf = (world: World, { chatId, openId }: Phone): Chat | undefined =>
  chatId === 'p2p' ? privateChat(world, openId) : world.chats.find((chat) => chat.chatId === chatId)

export const groupsOf = ({ chats }: World, openId: string): readonly Chat[] =>
  chats.filter(({ mode, memberOpenIds }) => mode === 'group' && memberOpenIds.includes(openId))

export const messagesOf = ({ messages }: World, chatId: string | undefined): readonly Message[] =>
  messages.filter((message) => message.chatId === chatId)

const isUnread = (message: Message, openId: string): boolean =>
  message.from !== openId && !message.isRecalled && message.readAt[openId] === undefined

export const unreadIn = (world: World, chatId: string | undefined, openId: string): number =>
  messagesOf(world, chatId).filter((message) => isUnread(message, openId)).length

/** In all chats that this person sees. */
export const unreadOf = (world: World, openId: string): number =>
  [privateChat(world, openId), ...groupsOf(world, openId)]
    .map((chat) => (chat ? unreadIn(world, chat.chatId, openId) : 0))
    .reduce((sum, count) => sum + count, 0)
