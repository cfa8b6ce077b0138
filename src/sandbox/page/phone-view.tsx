import { openChat } from './acts.ts'
import { ChatList } from './chat-list.tsx'
import { ChatView } from './chat-view.tsx'
import type { Person } from './feed.ts'
import { groupsOf, personOf, unreadOf } from './lookup.ts'
import { clockTime, useNow } from './moments.ts'
import { type Phone, useAppState, type World } from './state.ts'
import { useWords } from './words.ts'

type Props = { readonly phone: Phone; readonly place: number }

/** People by unit, in the order of the directory. */
function byUnit(people: readonly Person[]): readonly (readonly [string, readonly Person[]])[] {
  const units = new Map<string, Person[]>()
  for (const person of people.filter(({ isResigned }) => !isResigned)) {
    const unit = person.unit ?? ''
    units.set(unit, [...(units.get(unit) ?? []), person])
  }
  return [...units]
}

/** Others are looked for by what waits for them; the owner sees it in the phone. */
function optionText(world: World, { name, openId, unit }: Person, owner: string): string {
  const unread = openId === owner ? 0 : unreadOf(world, openId)
  return `${name}　${unit ?? ''}${unread > 0 ? `（${unread}）` : ''}`
}

/** Whose phone it is. A group stays open where the next person is in it too. */
function Owner({ phone, place }: Props) {
  const words = useWords()
  const world = useAppState((state) => state.world)
  const change = (openId: string) => {
    const isIn = groupsOf(world, openId).some(({ chatId }) => chatId === phone.chatId)
    openChat(place, openId, isIn && phone.chatId ? phone.chatId : 'p2p')
  }
  return (
    <label class="owner">
      <span>{words((['official', 'leader', 'group'] as const)[place] ?? 'phones')}</span>
      <select
        aria-label={words('owner')}
        value={phone.openId}
        onChange={({ currentTarget }) => change(currentTarget.value)}
      >
        {byUnit(world.people).map(([unit, people]) => (
          <optgroup key={unit} label={unit}>
            {people.map((person) => (
              <option key={person.openId} value={person.openId}>
                {optionText(world, person, phone.openId)}
              </option>
            ))}
          </optgroup>
        ))}
      </select>
    </label>
  )
}

function StatusBar() {
  const now = useNow()
  return (
    <div class="status-bar" aria-hidden="true">
      <span>{clockTime(now)}</span>
      <span class="battery" />
    </div>
  )
}

const tones = { info: 'ℹ', success: '✓', warning: '!', error: '✕' } as const

/** Said aloud as soon as it is there. */
function Toasts({ openId }: { readonly openId: string }) {
  const toasts = useAppState((state) => state.toasts)
  return (
    <div class="toasts" role="status" aria-live="polite">
      {toasts
        .filter((toast) => toast.openId === openId)
        .map(({ id, type, content }) => (
          <p key={id} class={`toast ${type}`}>
            <span aria-hidden="true">{tones[type]}</span> {content}
          </p>
        ))}
    </div>
  )
}

/** One phone: whose it is, and what is on its screen. */
export function PhoneView({ phone, place }: Props) {
  const words = useWords()
  const world = useAppState((state) => state.world)
  const name = personOf(world, phone.openId)?.name ?? ''
  return (
    <section class="phone" id={`phone-${place}`} aria-label={words('phoneOf', { name })}>
      <Owner phone={phone} place={place} />
      <div class="screen">
        <StatusBar />
        {phone.chatId ? (
          <ChatView phone={phone} place={place} />
        ) : (
          <ChatList phone={phone} place={place} />
        )}
        <Toasts openId={phone.openId} />
      </div>
    </section>
  )
}
