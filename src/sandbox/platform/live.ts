import { Hono } from 'hono'
import { isRecord } from './card-problem.ts'
import { parsed } from './delivery.ts'
import type { Change, LoggedEvent, Message, Store } from './store.ts'
import type { Chat } from './world.ts'

/** A message as a client shows it. */
function shownMessage(store: Store, message: Message) {
  const [key = ''] = message.fileKeys
  const file = store.files.get(key)
  const { messageId, chatId, from, msgType, text, parentId } = message
  const { createdAt, updatedAt, isRecalled, readAt, urgentTo, history } = message
  return {
    messageId,
    chatId,
    from,
    msgType,
    text: isRecalled ? '' : text,
    ...(message.card && !isRecalled ? { card: message.card } : {}),
    ...(file && !isRecalled ? { file: { key, name: file.name, bytes: file.bytes.length } } : {}),
    ...(parentId ? { parentId } : {}),
    createdAt,
    updatedAt,
    isRecalled,
    redrawn: history.length,
    readAt,
    urgentTo,
  }
}

const shownChat = ({ chatId, name, mode, external, botIsIn, status, ...chat }: Chat) => ({
  chatId,
  name,
  mode,
  external,
  botIsIn,
  isDissolved: status === 'dissolved',
  ...(chat.ownerOpenId ? { ownerOpenId: chat.ownerOpenId } : {}),
  managerOpenIds: chat.managerOpenIds,
  memberOpenIds: chat.memberOpenIds,
})

const shownPeople = ({ people, departments }: Store) =>
  people.map(({ openId, name, departmentIds, isResigned }) => ({
    openId,
    name,
    unit: departments.find(({ openDepartmentId }) => departmentIds.includes(openDepartmentId))
      ?.name,
    isResigned: isResigned === true,
  }))

const silent = 'im.message.message_read_v1'

/** What happened, and how the bot answered the last time; cards are left to the messages. */
function shownEvent({ eventId, type, at, body, answers }: LoggedEvent) {
  const last = answers.at(-1)
  const answer = last ? parsed(last.body) : undefined
  const toast = isRecord(answer) ? answer.toast : undefined
  return {
    eventId,
    type,
    at,
    event: body.event,
    status: last?.status ?? 0,
    ...(isRecord(toast) ? { toast } : {}),
  }
}

const wholeState = (store: Store) => ({
  kind: 'state',
  now: store.now(),
  botName: store.app.botName,
  botOpenId: store.app.botOpenId,
  people: shownPeople(store),
  chats: store.chats.map(shownChat),
  messages: store.messages.map((message) => shownMessage(store, message)),
  events: store.events.filter(({ type }) => type !== silent).map(shownEvent),
})

/** @returns undefined for what nobody needs to see */
function shownChange(store: Store, change: Change): object | undefined {
  if (change.kind === 'anew') return wholeState(store)
  const now = store.now()
  if (change.kind === 'message') {
    return { kind: 'message', now, message: shownMessage(store, change.message) }
  }
  if (change.kind === 'chat') return { kind: 'chat', now, chat: shownChat(change.chat) }
  if (change.kind === 'people') return { kind: 'people', now, people: shownPeople(store) }
  if (change.kind === 'toast') return { ...change, now }
  if (change.kind === 'time') return { kind: 'time', now }
  if (change.event.type === silent) return undefined
  return { kind: 'event', now, event: shownEvent(change.event) }
}

/** A browser takes no sign of life for a dead line. */
const sign = ': alive\n\n'
const signMs = 20_000

/** All that happens in the world, as server-sent events: the whole state first, then each change. */
export function liveFeed(store: Store) {
  const open = new Set<() => void>()

  const stream = () => {
    const encoder = new TextEncoder()
    let end = () => {}
    return new ReadableStream<Uint8Array>({
      start: (controller) => {
        const write = (text: string) => controller.enqueue(encoder.encode(text))
        const send = (change: object | undefined) =>
          change && write(`data: ${JSON.stringify(change)}\n\n`)
        const alive = setInterval(() => write(sign), signMs).unref()
        const stop = store.onChange((change) => send(shownChange(store, change)))
        end = () => {
          clearInterval(alive)
          stop()
          open.delete(close)
        }
        const close = () => {
          end()
          controller.close()
        }
        open.add(close)
        send(wholeState(store))
      },
      cancel: () => end(),
    })
  }
  const headers = {
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store',
  }
  return {
    routes: () => new Hono().get('/live', () => new Response(stream(), { headers })),
    /** Ends every stream: a server that stops waits for none. */
    close: () => {
      for (const close of open) close()
    },
  }
}
