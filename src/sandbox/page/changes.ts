import type { Change } from './feed.ts'
import type { Phone, State, World } from './state.ts'

/** The list with this one in its old place, or at the end. */
function put<Item>(list: readonly Item[], item: Item, isSame: (other: Item) => boolean): Item[] {
  const place = list.findLastIndex(isSame)
  return place < 0 ? [...list, item] : list.with(place, item)
}

type Part = { -readonly [Key in keyof State]?: State[Key] | undefined }

/** What a change of the feed makes of the state. Toasts are shown elsewhere. */
export function afterChange(state: State, change: Change): Part {
  const { world } = state
  const at = { offset: change.now - Date.now() }
  if (change.kind === 'state') return { ...at, ...fromScratch(state, change) }
  if (change.kind === 'message') {
    const { message } = change
    const same = ({ messageId }: { messageId: string }) => messageId === message.messageId
    return { ...at, world: { ...world, messages: put(world.messages, message, same) } }
  }
  if (change.kind === 'chat') {
    const { chat } = change
    const same = ({ chatId }: { chatId: string }) => chatId === chat.chatId
    return { ...at, world: { ...world, chats: put(world.chats, chat, same) } }
  }
  if (change.kind === 'people') return { ...at, world: { ...world, people: change.people } }
  if (change.kind === 'event') {
    const { event } = change
    const same = ({ eventId }: { eventId: string }) => eventId === event.eventId
    return { ...at, world: { ...world, events: put(world.events, event, same) } }
  }
  return at
}

/** The whole world, at the start, after a new beginning and after a break of the line. */
function fromScratch(state: State, change: Extract<Change, { kind: 'state' }>): Part {
  const { botName, people, chats, messages, events } = change
  const world: World = { botName, people, chats, messages, events }
  const isKnown = (phone: Phone) => people.some(({ openId }) => openId === phone.openId)
  const isSame = state.phones.length > 0 && state.phones.every(isKnown)
  const isAnew = messages.length === 0
  return {
    world,
    isConnected: true,
    phones: isSame && !isAnew ? state.phones : firstPhones(world),
    ...(isAnew ? { inspected: undefined, sent: undefined } : {}),
  }
}

/** Those of the sample who play the main job, else whoever comes first. */
const firstOwners = ['林督查', '贺明远', '章越']

export function firstPhones({ people, chats }: World): Phone[] {
  const group = chats.find(({ mode }) => mode === 'group')
  return firstOwners.flatMap((name, place): Phone[] => {
    const person = people.find((one) => one.name === name) ?? people[place]
    if (!person) return []
    const chatId = place === 2 && group ? group.chatId : 'p2p'
    return [{ openId: person.openId, chatId }]
  })
}
