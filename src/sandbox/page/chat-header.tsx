import { useState } from 'preact/hooks'
import { changePhone, setBotInGroup } from './acts.ts'
import type { Chat } from './feed.ts'
import { Icon } from './icons.tsx'
import { chatOf, nameOf } from './lookup.ts'
import { type Phone, useAppState } from './state.ts'
import { useWords } from './words.ts'

type Props = { readonly phone: Phone; readonly place: number }

/** Who is in the group; the bot is put in or taken out here, as in the group's settings. */
function GroupPanel({ chat, openId }: { readonly chat: Chat; readonly openId: string }) {
  const words = useWords()
  const world = useAppState((state) => state.world)
  const roleOf = (member: string) =>
    member === chat.ownerOpenId
      ? words('groupOwner')
      : chat.managerOpenIds.includes(member)
        ? words('groupManager')
        : ''
  return (
    <section class="group-panel" aria-label={words('groupInfo')}>
      <ul>
        {chat.memberOpenIds.map((member) => (
          <li key={member}>
            {nameOf(world, member)} <span class="tag">{roleOf(member)}</span>
          </li>
        ))}
        {chat.botIsIn && (
          <li>
            {world.botName} <span class="tag">{words('bot')}</span>
          </li>
        )}
      </ul>
      <button
        type="button"
        class="plain"
        onClick={() => void setBotInGroup(openId, chat.chatId, !chat.botIsIn)}
      >
        {words(chat.botIsIn ? 'removeBot' : 'addBot')}
      </button>
    </section>
  )
}

/** The bar above a chat. */
export function ChatHeader({ phone, place }: Props) {
  const words = useWords()
  const world = useAppState((state) => state.world)
  const [isOpen, setIsOpen] = useState(false)
  const chat = chatOf(world, phone)
  const isGroup = chat?.mode === 'group'
  const title = isGroup ? chat.name : world.botName
  const facts = isGroup
    ? [words('members', { count: chat.memberOpenIds.length })].concat(
        chat.botIsIn ? [] : words('botNotIn'),
        chat.external ? words('external') : [],
      )
    : [words('bot')]
  return (
    <>
      <header class="chat-header">
        <button
          type="button"
          aria-label={words('back')}
          title={words('back')}
          onClick={() => changePhone(place, { openId: phone.openId })}
        >
          <Icon name="back" />
        </button>
        <h3>
          {title} <small>{facts.join(' · ')}</small>
        </h3>
        {isGroup && (
          <button
            type="button"
            aria-label={words('groupInfo')}
            title={words('groupInfo')}
            aria-expanded={isOpen}
            onClick={() => setIsOpen(!isOpen)}
          >
            <Icon name="people" />
          </button>
        )}
      </header>
      {isGroup && isOpen && <GroupPanel chat={chat} openId={phone.openId} />}
    </>
  )
}
