import { openChat } from './acts.ts'
import { Avatar } from './avatar.tsx'
import type { Chat } from './feed.ts'
import { groupsOf, messagesOf, privateChat, unreadIn } from './lookup.ts'
import { clockTime, dayText, isSameDay, useNow } from './moments.ts'
import { type Phone, useAppState } from './state.ts'
import { useWords } from './words.ts'

type EntryProps = {
  readonly name: string
  readonly chat: Chat | undefined
  readonly openId: string
  readonly open: () => void
}

function Entry({ name, chat, openId, open }: EntryProps) {
  const words = useWords()
  const { world, language } = useAppState((state) => state)
  const now = useNow()
  const last = messagesOf(world, chat?.chatId).at(-1)
  const unread = unreadIn(world, chat?.chatId, openId)
  const when = last
    ? isSameDay(last.createdAt, now)
      ? clockTime(last.createdAt)
      : dayText(last.createdAt, language)
    : ''
  const text = last?.isRecalled ? words('recalled', { name: '' }) : last?.text
  return (
    <li>
      <button type="button" class="entry" onClick={open}>
        <Avatar name={name} kind={chat?.mode === 'group' ? 'group' : 'bot'} />
        <span class="entry-name">{name}</span>
        <time>{when}</time>
        <span class="entry-text">{text ?? words('noMessages')}</span>
        {unread > 0 && (
          <span class="unread">
            <span aria-hidden="true">{unread}</span>
            <span class="hidden">{words('unread', { count: unread })}</span>
          </span>
        )}
      </button>
    </li>
  )
}

/** The chats of one person: with the bot, and the groups. */
export function ChatList({ phone, place }: { readonly phone: Phone; readonly place: number }) {
  const words = useWords()
  const world = useAppState((state) => state.world)
  const { openId } = phone
  return (
    <div class="chat">
      <header class="chat-header">
        <h3>{words('chats')}</h3>
      </header>
      <ul class="entries">
        <Entry
          name={world.botName}
          chat={privateChat(world, openId)}
          openId={openId}
          open={() => openChat(place, openId, 'p2p')}
        />
        {groupsOf(world, openId).map((chat) => (
          <Entry
            key={chat.chatId}
            name={chat.name}
            chat={chat}
            openId={openId}
            open={() => openChat(place, openId, chat.chatId)}
          />
        ))}
      </ul>
    </div>
  )
}
