import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks'
import { openChat, replyTo, sendFile } from './acts.ts'
import { ChatHeader } from './chat-header.tsx'
import { Composer } from './composer.tsx'
import type { Message } from './feed.ts'
import { GuideCard } from './guide-card.tsx'
import { Icon } from './icons.tsx'
import { chatOf, messagesOf, nameOf } from './lookup.ts'
import { MessageView } from './message-view.tsx'
import { dayAndTime, isSameDay } from './moments.ts'
import { type Phone, useAppState, type World } from './state.ts'
import { useWords } from './words.ts'

/** A screenful or two; older ones come when asked for. */
const shownAtFirst = 40
/** Between messages further apart than this the time is said. */
const quietMs = 300_000
/** So near to the end a new message moves what is shown. */
const nearPx = 120

const needsTime = (message: Message, before: Message | undefined): boolean =>
  !before ||
  message.createdAt - before.createdAt > quietMs ||
  !isSameDay(message.createdAt, before.createdAt)

/** Keeps the end in sight, unless somebody has scrolled away from it. */
function useStayingAtEnd(count: number, chatId: string | undefined) {
  const place = useRef<HTMLDivElement>(null)
  const isAtEnd = useRef(true)
  const toEnd = () => {
    const element = place.current
    if (element && isAtEnd.current) element.scrollTop = element.scrollHeight
  }
  useLayoutEffect(() => {
    isAtEnd.current = true
    toEnd()
  }, [chatId])
  useLayoutEffect(toEnd, [count])
  useEffect(() => {
    const element = place.current
    const inside = element?.firstElementChild
    if (!element || !inside) return undefined
    // Cards grow when they are redrawn and when a chart comes.
    const growing = new ResizeObserver(toEnd)
    growing.observe(inside)
    growing.observe(element)
    return () => growing.disconnect()
  }, [chatId])
  const onScroll = () => {
    const element = place.current
    if (!element) return
    isAtEnd.current = element.scrollHeight - element.scrollTop - element.clientHeight < nearPx
  }
  return { place, onScroll }
}

type Props = { readonly phone: Phone; readonly place: number }

function Messages({ phone, place, world }: Props & { readonly world: World }) {
  const words = useWords()
  const language = useAppState((state) => state.language)
  const [shown, setShown] = useState(shownAtFirst)
  const chat = chatOf(world, phone)
  const all = messagesOf(world, chat?.chatId)
  const list = all.slice(-shown)
  const older = all.length - list.length
  if (all.length === 0) {
    return (
      <p class="empty">
        <b>{words('noMessages')}</b>
        <span>{words(phone.chatId === 'p2p' ? 'emptyPrivate' : 'emptyGroup')}</span>
      </p>
    )
  }
  return (
    <>
      {older > 0 && (
        <button type="button" class="older" onClick={() => setShown(shown + shownAtFirst)}>
          {words('older', { count: older })}
        </button>
      )}
      <ol class="messages" aria-label={words('messages')}>
        {list.flatMap((message, index) => [
          needsTime(message, list[index - 1]) && (
            <li class="notice" key={`${message.messageId} time`}>
              {dayAndTime(message.createdAt, language)}
            </li>
          ),
          <MessageView
            key={message.messageId}
            message={message}
            openId={phone.openId}
            place={place}
          />,
        ])}
      </ol>
    </>
  )
}

function ReplyingTo({ phone, place, world }: Props & { readonly world: World }) {
  const words = useWords()
  const parent = world.messages.find(({ messageId }) => messageId === phone.replyTo)
  if (!parent) return null
  return (
    <p class="replying">
      <span>
        {words('replyingTo', { name: nameOf(world, parent.from) ?? '' })}：{parent.text}
      </span>
      <button
        type="button"
        class="tool"
        aria-label={words('stopReply')}
        onClick={() => replyTo(place, undefined)}
      >
        <Icon name="close" size={16} />
      </button>
    </p>
  )
}

/** A link into the platform's client opens here what it opens there: the private chat. */
function followApplink(event: MouseEvent, { openId }: Phone, place: number): void {
  const link = event.target instanceof Element ? event.target.closest('a') : undefined
  if (!link || new URL(link.href).pathname !== '/client/bot/open') return
  event.preventDefault()
  openChat(place, openId, 'p2p')
}

/** A chat: what was said, and where one writes. A file may be dropped anywhere in it. */
export function ChatView({ phone, place }: Props) {
  const words = useWords()
  const world = useAppState((state) => state.world)
  const [isOver, setIsOver] = useState(false)
  const chatId = chatOf(world, phone)?.chatId
  const scroll = useStayingAtEnd(messagesOf(world, chatId).length, `${phone.openId} ${chatId}`)
  const onDrop = (event: DragEvent) => {
    event.preventDefault()
    setIsOver(false)
    for (const file of event.dataTransfer?.files ?? []) void sendFile(phone, file)
  }
  const onDragOver = (event: DragEvent) => {
    event.preventDefault()
    setIsOver(true)
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping adds to the button that chooses a file
    <div class="chat" onDragOver={onDragOver} onDragLeave={() => setIsOver(false)} onDrop={onDrop}>
      <ChatHeader phone={phone} place={place} />
      {/* biome-ignore lint/a11y/noStaticElementInteractions: what is pressed are the links inside */}
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: a link that is entered by key is clicked too */}
      <div
        class="scroll"
        ref={scroll.place}
        onScroll={scroll.onScroll}
        onClick={(event) => followApplink(event, phone, place)}
      >
        <div>
          <Messages
            key={`${phone.openId} ${phone.chatId}`}
            phone={phone}
            place={place}
            world={world}
          />
        </div>
      </div>
      <GuideCard place={place} phone={phone} />
      <ReplyingTo phone={phone} place={place} world={world} />
      <Composer phone={phone} place={place} />
      {isOver && <p class="drop-here">{words('dropHere')}</p>}
    </div>
  )
}
