import { useEffect, useRef, useState } from 'preact/hooks'
import { atShanghai, shanghaiDate } from '../../domain/time.ts'
import { clockTargets, moveClock, openChat } from './acts.ts'
import type { ClockTargets, Message } from './feed.ts'
import { bringIntoSight } from './guide-acts.ts'
import { Icon } from './icons.tsx'
import { nameOf } from './lookup.ts'
import { clockTime, dayAndTime, dayText, sandboxNow, useNow } from './moments.ts'
import { getState, setState, useAppState, type World } from './state.ts'
import { useWords } from './words.ts'

const hourMs = 3_600_000

/** Asked when the panel is opened. */
function useTargets(): ClockTargets | undefined {
  const [targets, setTargets] = useState<ClockTargets>()
  useEffect(() => {
    let isOver = false
    clockTargets().then(
      (now) => !isOver && setTargets(now),
      () => undefined,
    )
    return () => {
      isOver = true
    }
  }, [])
  return targets
}

function ToMoment({ move }: { readonly move: (to: number) => void }) {
  const words = useWords()
  const now = sandboxNow()
  const [moment, setMoment] = useState(`${shanghaiDate(now)}T${clockTime(now)}`)
  const [date = '', time = ''] = moment.split('T')
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        if (date && time) move(atShanghai(date, time))
      }}
    >
      <label>
        {words('toMoment')}
        <input
          type="datetime-local"
          value={moment}
          onInput={({ currentTarget }) => setMoment(currentTarget.value)}
        />
      </label>
      <button type="submit" class="plain" disabled={moment === ''}>
        {words('go')}
      </button>
    </form>
  )
}

function Choices({ move }: { readonly move: (to: number | 'sent') => void }) {
  const words = useWords()
  const { language } = useAppState((state) => state)
  const targets = useTargets()
  const choice = (label: string, to: number | 'sent' | undefined, when?: string) => (
    <button
      type="button"
      class="choice"
      disabled={to === undefined}
      onClick={() => to !== undefined && move(to)}
    >
      {label} <small>{when ?? (typeof to === 'number' ? dayAndTime(to, language) : '')}</small>
    </button>
  )
  return (
    <div class="choices">
      {choice(words('plusHour'), sandboxNow() + hourMs)}
      {choice(words('nextMorning'), targets?.nextMorning)}
      {choice(words('nextMonday'), targets?.nextMonday)}
      {choice(words('nextPush'), 'sent', words('nextPushWhen'))}
      <ToMoment move={move} />
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
  const count = messages.length
  return (
    <section class="sent">
      <h2>{count === 0 ? words('sentNothing') : words('sentSome', { count })}</h2>
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

/** Closes the panel when Escape is pressed or something else is. */
function useClosing(isOpen: boolean, close: () => void) {
  const place = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (!isOpen) return undefined
    const onKey = ({ key }: KeyboardEvent) => key === 'Escape' && close()
    const onPress = ({ target }: PointerEvent) =>
      target instanceof Node && !place.current?.contains(target) && close()
    document.addEventListener('keydown', onKey)
    document.addEventListener('pointerdown', onPress)
    return () => {
      document.removeEventListener('keydown', onKey)
      document.removeEventListener('pointerdown', onPress)
    }
  }, [isOpen])
  return place
}

/** The sandbox's time, and how to move it. */
export function ClockBar() {
  const words = useWords()
  const { language, isMoving, sent } = useAppState((state) => state)
  const now = useNow()
  const [isOpen, setIsOpen] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  const close = () => {
    setIsOpen(false)
    setState({ sent: undefined })
  }
  const place = useClosing(isOpen || sent !== undefined, close)
  const move = (to: number | 'sent') => {
    setIsOpen(false)
    button.current?.focus()
    void moveClock(to)
  }
  return (
    <div class="clock" ref={place}>
      <button
        ref={button}
        type="button"
        class="clock-button"
        aria-expanded={isOpen}
        aria-label={`${words('clockMenu')}：${dayText(now, language, true)} ${clockTime(now)}`}
        onClick={() => setIsOpen(!isOpen)}
      >
        <Icon name="clock" />
        <span class="clock-day clock-long">{dayText(now, language, true)}</span>
        <span class="clock-day clock-short">{dayText(now, language)}</span>
        <b>{clockTime(now)}</b>
        <Icon name="down" size={16} />
      </button>
      {isOpen && (
        <section class="panel" aria-label={words('clockMenu')}>
          <Choices move={move} />
        </section>
      )}
      <div aria-live="polite">
        {isMoving && <p class="moving">{words('moving')}</p>}
        {!isOpen && <Sent />}
      </div>
    </div>
  )
}
