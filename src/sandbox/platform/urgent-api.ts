import { isRecord } from './card-problem.ts'
import type { Call, Endpoint } from './endpoint.ts'
import { badField, Refusal } from './refusal.ts'

const most = 200

/** im-v1/message/urgent_app: of the bot's own message, to members of its chat. */
function urge({ store, param, body }: Call) {
  const message = store.message(param('message_id'))
  if (!message) throw new Refusal(99992354)
  if (message.from !== 'bot') throw new Refusal(230012)
  if (message.isRecalled) throw new Refusal(230110)
  const chat = store.chat(message.chatId)
  if (chat?.external) throw new Refusal(230027)
  const ids = isRecord(body) ? body.user_id_list : undefined
  if (!Array.isArray(ids) || ids.length === 0 || ids.length > most)
    throw badField('user_id_list', `1 to ${most} ids`)
  const known = ids.filter((id) => chat?.memberOpenIds.includes(String(id))).map(String)
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
