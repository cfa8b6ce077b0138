import { memo } from 'preact/compat'
import { actInCard, inspect, recall, replyTo } from './acts.ts'
import { Avatar } from './avatar.tsx'
import { CardView } from './card/card-view.tsx'
import type { Message } from './feed.ts'
import { Icon, type IconName } from './icons.tsx'
import { chatOf, nameOf, personOf } from './lookup.ts'
import { clockTime } from './moments.ts'
import { useReading } from './reading.ts'
import { getState, useAppState } from './state.ts'
import { useWords } from './words.ts'

type Props = {
  readonly message: Message
  /** Whose phone it is, and the phone's place. */
  readonly openId: string
  readonly place: number
}

const pictures = /\.(png|jpe?g|gif|webp|bmp)$/i

function FileBubble({ file, msgType }: { file: NonNullable<Message['file']>; msgType: string }) {
  const address = `api/files/${file.key}`
  if (msgType === 'image' || pictures.test(file.name)) {
    return (
      <a class="picture" href={address} target="_blank" rel="noreferrer">
        <img src={address} alt={file.name} />
      </a>
    )
  }
  return (
    <a class="bubble file" href={address} download={file.name}>
      <Icon name="document" size={28} />
      <span>
        <b>{file.name}</b>
        <small>{Math.max(1, Math.round(file.bytes / 1024))} KB</small>
      </span>
    </a>
  )
}

/** Drawn anew when the message changes, and with nothing else that happens. */
const Card = memo(({ message, openId }: Props) => {
  const theme = useAppState((state) => state.theme)
  const { world } = getState()
  const chat = chatOf(world, { openId, chatId: message.chatId })
  const members = (chat?.memberOpenIds ?? []).flatMap((member) => personOf(world, member) ?? [])
  return (
    <CardView
      card={message.card}
      theme={theme}
      members={members}
      nameOf={(id) => nameOf(getState().world, id)}
      onAct={(act) => actInCard(openId, message.messageId, act)}
    />
  )
})

function Content(props: Props) {
  const { message } = props
  if (message.card) return <Card {...props} />
  if (message.file) return <FileBubble file={message.file} msgType={message.msgType} />
  return <p class="bubble">{message.text}</p>
}

function Quote({ parentId }: { readonly parentId: string }) {
  const words = useWords()
  const parent = useAppState(({ world }) =>
    world.messages.find(({ messageId }) => messageId === parentId),
  )
  if (!parent) return null
  const name = nameOf(getState().world, parent.from) ?? ''
  const text = parent.isRecalled ? words('recalled', { name }) : parent.text
  return (
    <p class="quote">
      {words('replyingTo', { name })}：{text}
    </p>
  )
}

/** What became of it: drawn anew, urgent, read. */
function Marks({ message, openId }: Props) {
  const words = useWords()
  const readers = Object.entries(message.readAt).filter(([reader]) => reader !== message.from)
  const mine = message.readAt[openId]
  const time = clockTime(mine ?? readers[0]?.[1] ?? 0)
  const isOwn = message.from === openId
  const readWords =
    mine !== undefined && !isOwn
      ? words('readOne', { time })
      : isOwn && readers.length > 0
        ? words('readMany', { count: readers.length })
        : ''
  return (
    <p class="marks">
      {message.urgentTo.length > 0 && <b class="urgent">{words('urgent')}</b>}
      {message.redrawn > 0 && (
        <span>{words('redrawn', { time: clockTime(message.updatedAt) })}</span>
      )}
      {readWords && <span class="read">{readWords}</span>}
    </p>
  )
}

function Tool({ icon, label, act }: { icon: IconName; label: string; act: () => void }) {
  return (
    <button type="button" class="tool" aria-label={label} title={label} onClick={act}>
      <Icon name={icon} size={16} />
    </button>
  )
}

function Tools({ message, openId, place }: Props) {
  const words = useWords()
  const { messageId, from } = message
  return (
    <div class="tools">
      <Tool icon="reply" label={words('reply')} act={() => replyTo(place, messageId)} />
      <Tool icon="code" label={words('inspect')} act={() => inspect(messageId)} />
      {from === openId && (
        <Tool icon="recall" label={words('recall')} act={() => void recall(openId, messageId)} />
      )}
    </div>
  )
}

/** A message as the owner of this phone sees it. */
export const MessageView = memo((props: Props) => {
  const { message, openId } = props
  const words = useWords()
  const name = useAppState(({ world }) => nameOf(world, message.from)) ?? message.from
  const isInspected = useAppState(({ inspected }) => inspected === message.messageId)
  const place = useReading(message, openId)
  if (message.isRecalled) return <li class="notice">{words('recalled', { name })}</li>
  const isOwn = message.from === openId
  const kind = message.from === 'bot' ? 'bot' : 'person'
  return (
    <li
      ref={place}
      class={`message ${isOwn ? 'own' : 'other'} ${isInspected ? 'inspected' : ''}`}
      data-message={message.messageId}
      aria-label={words('messageOf', { name, time: clockTime(message.createdAt) })}
    >
      <Avatar name={name} kind={kind} />
      <div class="said">
        <p class="who">
          {name}
          {kind === 'bot' && <span class="tag">{words('bot')}</span>}
        </p>
        {message.parentId && <Quote parentId={message.parentId} />}
        <Content {...props} />
        <div class="foot">
          <Marks {...props} />
          <Tools {...props} />
        </div>
      </div>
    </li>
  )
})
