import type { Call, Endpoint } from './endpoint.ts'
import { chatOf, findMessage } from './message-api.ts'
import { badField, Refusal } from './refusal.ts'
import type { Store } from './store.ts'

const most = 200

/** Urgent messages that a person has not read yet. */
const unread = (store: Store, openId: string): number =>
  store.messages.filter(
    ({ urgentTo, readBy }) => urgentTo.includes(openId) && !readBy.includes(openId),
  ).length

/** im-v1/message/urgent_app: of the bot's own message, to members of its chat. */
function urge(call: Call) {
  const { store, body } = call
  const message = findMessage(call)
  const chat = chatOf(store, message)
  if (message.from !== 'bot') throw new Refusal(230012)
  if (message.isRecalled) throw new Refusal(230110)
  if (chat.status === 'dissolved') throw new Refusal(232009)
  if (!chat.botIsIn) throw new Refusal(230002)
  if (chat.external) throw new Refusal(230027)
  const ids = body.user_id_list
  if (!Array.isArray(ids) || ids.length === 0 || ids.length > most)
    throw badField('user_id_list', `1 to ${most} ids`)
  const known = ids.map(String).filter((id) => chat.memberOpenIds.includes(id))
  if (known.length === 0) throw new Refusal(230001, { ext: 'invalid user_id_list' })
  if (known.some((id) => unread(store, id) >= store.limits.urgents)) throw new Refusal(230023)
  message.urgentTo = [...new Set([...message.urgentTo, ...known])]
  store.tell({ kind: 'message', message })
  return { invalid_user_id_list: ids.filter((id) => !known.includes(String(id))) }
}

export const urgentEndpoints: readonly Endpoint[] = [
  {
    method: 'PATCH',
    path: '/im/v1/messages/:message_id/urgent_app',
    scopes: ['im:message.urgent'],
    handle: urge,
  },
]
