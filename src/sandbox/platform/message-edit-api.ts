import { isRecord } from './card-problem.ts'
import { cardProblems } from './card-rules.ts'
import type { Call, Endpoint } from './endpoint.ts'
import {
  chatOf,
  checkChatReachable,
  checkMentionsAll,
  findMessage,
  messageData,
  redraw,
} from './message-api.ts'
import { readContent } from './message-content.ts'
import { Refusal } from './refusal.ts'
import type { Message } from './store.ts'

/** im-v1/message/update: one's own text or post, at most 20 times, as long as the tenant allows. */
function edit(call: Call) {
  const { store, body } = call
  const message = findMessage(call)
  if (message.from !== 'bot') throw new Refusal(230071)
  if (message.isRecalled) throw new Refusal(230011)
  if (body.msg_type !== 'text' && body.msg_type !== 'post')
    throw new Refusal(230001, { ext: 'invalid msg_type' })
  if (message.msgType !== 'text' && message.msgType !== 'post') throw new Refusal(230054)
  const { chat } = checkChatReachable(store, chatOf(store, message))
  if (store.now() - message.createdAt > store.limits.editMs) throw new Refusal(230075)
  if ((message.edits ?? 0) >= store.limits.edits) throw new Refusal(230072)
  const next = readContent(store, body.msg_type, body.content, call.bodyBytes)
  checkMentionsAll(chat, next)
  message.content = next.content
  message.text = next.text
  message.mentions = next.mentions
  message.edits = (message.edits ?? 0) + 1
  message.updatedAt = store.now()
  store.tell({ kind: 'message', message })
  return messageData(store, message)
}

/** This old API says no with HTTP 200. */
const no = (code: number, ext?: string) =>
  new Refusal(code, { status: 200, ...(ext === undefined ? {} : { ext }) })

/** The card of the press that the token came with, once the press is answered. */
function spend({ store, body }: Call): Message {
  const { token } = body
  if (typeof token !== 'string' || !/^c-\w+$/.test(token)) throw no(300020)
  const known = store.updateTokens.get(token)
  const message = known && store.message(known.messageId)
  const age = known ? store.now() - known.at : Number.POSITIVE_INFINITY
  if (!known || !message || age > store.limits.updateTokenMs) throw no(300030)
  if (known.uses >= store.limits.updateTokenUses) throw no(300040)
  if (message.isRecalled) throw no(200000)
  // Before the answer it fails or is put back; the code is not documented.
  if (store.pressed.has(message.messageId)) throw no(10002, 'card action is lock')
  known.uses += 1
  return message
}

/** Delayed update by the token of a press: ukTMukTMukTM/uMDO1YjLzgTN24yM4UjN. */
function updateLater(call: Call) {
  const { store, body } = call
  if (!isRecord(body.card)) throw no(100030, 'card must be an object')
  const [problem] = cardProblems(body.card, {
    isKnownPerson: (id) => store.isPerson(id),
    isKnownImage: (key) => store.files.get(key)?.owner === 'bot',
  })
  if (problem) throw no(11311, `${problem.code} ${problem.path}: ${problem.message}`)
  redraw(store, spend(call), body.card, 'update')
  return Response.json({ code: 0, msg: 'ok', data: {} })
}

const scopes = ['im:message', 'im:message:send_as_bot', 'im:message:update']

export const messageEditEndpoints: readonly Endpoint[] = [
  { method: 'PUT', path: '/im/v1/messages/:message_id', scopes, handle: edit },
  { method: 'POST', path: '/interactive/v1/card/update', scopes, handle: updateLater },
]
