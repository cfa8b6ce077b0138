import { useEffect, useState } from 'preact/hooks'
import { atShanghai } from '../../domain/time.ts'
import { clockTargets, moveClock, openChat } from './acts.ts'
import type { ClockTargets, Message } from './feed.ts'
import { bringIntoSight } from './guide-acts.ts'
import { Icon } from './icons.tsx'
import { nameOf } from './lookup.ts'
import { clockTime, dayAndTime, dayText, sandboxNow, useNow } from './moments.ts'
import { getState, setState, useAppState, type World } from './state.ts'
import { useWords } from './words.ts'

const hourMs = 3_600_000

/** Asked anew whenever the panel is opened or the clock was moved. */
function useTargets(): ClockTargets | undefined {
  const [targets, setTargets] = useState<ClockTargets>()
  const hour = useAppState(({ offset }) => Math.round(offset / 60_000))
  useEffect(() => {
    let isOver = false
    clockTargets().then(
      (now) => !isOver && setTargets(now),
      () => undefined,
    )
    return () => {
      isOver = true
    }
  }, [hour])
  return targets
}

function Choices() {
  const words = useWords()
  const { language, isMoving } = useAppState((state) => state)
  const targets = useTargets()
  const [moment, setMoment] = useState('')
  const [date = '', time = ''] = moment.split('T')
  const choice = (label: string, to: number | undefined, when = '') => (
    <button
      type="button"
      class="choice"
      disabled={isMoving || to === undefined}
      onClick={() => to !== undefined && void moveClock(to)}
    >
      {label} <small>{when}</small>
    </button>
  )
  const when = (ms: number | undefined) => (ms === undefined ? '' : dayAndTime(ms, language))
  return (
    <div class="choices">
      {choice(words('plusHour'), sandboxNow() + hourMs)}
      {choice(words('nextMorning'), targets?.nextMorning, when(targets?.nextMorning))}
      {choice(words('nextMonday'), targets?.nextMonday, when(targets?.nextMonday))}
      {choice(words('nextPush'), targets?.nextPush.sentBy, when(targets?.nextPush.slotAt))}
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (date && time) void moveClock(atShanghai(date, time))
        }}
      >
        <label>
          {words('toMoment')}
          <input
            type="datetime-local"
            aria-label={words('moment')}
            value={moment}
            onInput={({ currentTarget }) => setMoment(currentTarget.value)}
          />
        </label>
        <button type="submit" class="plain" disabled={isMoving || moment === ''}>
          {words('go')}
        </button>
      </form>
    </div>
  )
}

/** Who a message of the bot went to. */
function receiverOf(world: World, { chatId }: Message) {
  const chat = world.chats.find((one) => one.chatId === chatId)
  const [openId = ''] = chat?.memberOpenIds ?? []
  return chat?.mode === 'group'
    ? { openId, chatId, name: chat.name }
    : { openId, chatId: 'p2p', name: nameOf(world, openId) ?? '' }
}

/** Shows the chat on the phone that has it open already, else on the one that fits. */
function show(world: World, message: Message): void {
  const { openId, chatId } = receiverOf(world, message)
  const { phones } = getState()
  const isOpen = phones.findIndex((phone) =>
    chatId === 'p2p' ? phone.openId === openId : phone.chatId === chatId,
  )
  const place = isOpen >= 0 ? isOpen : chatId === 'p2p' ? 0 : 2
  if (isOpen < 0 || phones[place]?.chatId !== chatId) openChat(place, openId, chatId)
  setState({ active: place, sent: undefined })
  bringIntoSight(place)
}

/** What the last move sent. */
function Sent() {
  const words = useWords()
  const { sent, world, language } = useAppState((state) => state)
  if (!sent) return null
  const messages = world.messages.filter(({ messageId }) => sent.includes(messageId))
  return (
    <section class="sent">
      <h2>
        {messages.length === 0
          ? words('sentNothing')
          : words('sentSome', { count: messages.length })}
      </h2>
      <button
        type="button"
        class="tool"
        aria-label={words('close')}
        onClick={() => setState({ sent: undefined })}
      >
        <Icon name="close" size={16} />
      </button>
      <ul>
        {messages.map((message) => (
          <li key={message.messageId}>
            <button type="button" onClick={() => show(world, message)}>
              <b>{receiverOf(world, message).name}</b> {message.text}{' '}
              <small>{dayAndTime(message.createdAt, language)}</small>
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** The sandbox's time, and how to move it. */
export function ClockBar() {
  const words = useWords()
  const { language, isMoving } = useAppState((state) => state)
  const now = useNow()
  const [isOpen, setIsOpen] = useState(false)
  return (
    <div class="clock">
      <button
        type="button"
        class="clock-button"
        aria-expanded={isOpen}
        aria-label={`${words('clockMenu')}：${dayText(now, language, true)} ${clockTime(now)}`}
        onClick={() => setIsOpen(!isOpen)}
      >
        <Icon name="clock" />
        <span class="clock-day">{dayText(now, language, true)}</span>
        <b>{clockTime(now)}</b>
        <Icon name="down" size={16} />
      </button>
      {isOpen && (
        <section class="panel clock-panel" aria-label={words('clockMenu')}>
          <Choices />
        </section>
      )}
      <div aria-live="polite" class="sent-place">
        {isMoving && <p class="moving">{words('moving')}</p>}
        <Sent />
      </div>
    </div>
  )
}
