import { useRef, useState } from 'preact/hooks'
import { pressMenu, replyTo, sendFile, sendWords } from './acts.ts'
import { Icon } from './icons.tsx'
import { chatOf } from './lookup.ts'
import { type Phone, useAppState } from './state.ts'
import { useWords } from './words.ts'

/** The menu as it is set up in the developer's console: names, and the keys that the bot gets. */
const menu = [
  ['我的任务', 'my_tasks'],
  ['待我办理', 'waiting_for_me'],
  ['填报', 'report'],
  ['打印', 'print'],
  ['帮助', 'help'],
] as const

function Menu({ openId }: { readonly openId: string }) {
  const words = useWords()
  return (
    <nav class="menu" aria-label={words('menu')}>
      {menu.map(([name, key]) => (
        <button key={key} type="button" onClick={() => void pressMenu(openId, key)}>
          {name}
        </button>
      ))}
    </nav>
  )
}

function ChooseFile({ phone }: { readonly phone: Phone }) {
  const words = useWords()
  const input = useRef<HTMLInputElement>(null)
  const onChange = () => {
    for (const file of input.current?.files ?? []) void sendFile(phone, file)
    if (input.current) input.current.value = ''
  }
  const label = words('chooseFile')
  return (
    <>
      <button type="button" aria-label={label} title={label} onClick={() => input.current?.click()}>
        <Icon name="file" />
      </button>
      <input ref={input} type="file" hidden aria-label={label} onChange={onChange} />
    </>
  )
}

type Props = { readonly phone: Phone; readonly place: number }

/** Where one writes: Enter sends, Shift+Enter makes a new line. */
export function Composer({ phone, place }: Props) {
  const words = useWords()
  const world = useAppState((state) => state.world)
  const [text, setText] = useState('')
  const field = useRef<HTMLTextAreaElement>(null)
  const isGroup = phone.chatId !== 'p2p'
  const name = isGroup ? (chatOf(world, phone)?.name ?? '') : world.botName
  const send = async () => {
    if (text.trim() === '') return
    setText('')
    replyTo(place, undefined)
    await sendWords(phone, text.trim())
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return
    event.preventDefault()
    void send()
  }
  const mention = () => {
    const at = `@${world.botName} `
    if (!text.includes(at)) setText(at + text)
    field.current?.focus()
  }
  return (
    <div class="composer">
      {!isGroup && <Menu openId={phone.openId} />}
      <div class="write">
        <ChooseFile phone={phone} />
        {isGroup && (
          <button
            type="button"
            aria-label={words('mentionBot')}
            title={words('mentionBot')}
            onClick={mention}
          >
            <Icon name="at" />
          </button>
        )}
        <textarea
          ref={field}
          rows={1}
          value={text}
          aria-label={words('write', { name })}
          placeholder={words('write', { name })}
          onInput={({ currentTarget }) => setText(currentTarget.value)}
          onKeyDown={onKeyDown}
        />
        <button
          type="button"
          class="send"
          aria-label={words('send')}
          title={words('send')}
          disabled={text.trim() === ''}
          onClick={() => void send()}
        >
          <Icon name="send" />
        </button>
      </div>
    </div>
  )
}
