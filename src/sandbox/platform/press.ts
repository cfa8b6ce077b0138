import { ClientRefusal, findInput, findPressable, formValues, travelValue } from './card-form.ts'
import { isRecord } from './card-problem.ts'
import { cardProblems } from './card-rules.ts'
import { type Answered, type Deliveries, parsed } from './delivery.ts'
import { redraw } from './message-api.ts'
import type { Message, Store } from './store.ts'
import type { Person } from './world.ts'

type Toast = { type: 'info' | 'success' | 'error' | 'warning'; content: string }

/** What the person sees: a toast, a new card, or the client's error code. */
export type Pressed = {
  readonly status?: number
  readonly toast?: Toast
  readonly card?: Record<string, unknown>
  /** 200340, 200341, 200671 … as the client shows them: card-callback-communication. */
  readonly code?: number
  /** Why, for the log. */
  readonly reason?: string
  /** The link that was opened instead of or beside a callback. */
  readonly opened?: string
}

export type PressOptions = {
  readonly formValues?: Readonly<Record<string, unknown>>
  /** The clock of the device; the offset of dates stays +0800. */
  readonly timezone?: string
}

type Stage = { readonly store: Store; readonly deliveries: Deliveries }

const cardLifeMs = 14 * 86_400_000

/** The message as this person may press it now: 2.0 cards live 14 days. */
function pressableMessage(store: Store, openId: string, messageId: string): [Person, Message] {
  const person = store.person(openId)
  if (!person || person.isResigned) throw new ClientRefusal(`nobody is ${openId}`)
  const message = store.message(messageId)
  if (!message?.card) throw new ClientRefusal(`${messageId} is no card`)
  if (message.isRecalled) throw new ClientRefusal('the message was recalled')
  if (!store.chat(message.chatId)?.memberOpenIds.includes(openId))
    throw new ClientRefusal(`${person.name} does not see this message`)
  if (store.now() - message.createdAt > cardLifeMs)
    throw new ClientRefusal('the card is older than 14 days')
  return [person, message]
}

/** Presses a button, an entry of an overflow, a checker or a clickable container. */
export async function press(
  stage: Stage,
  openId: string,
  messageId: string,
  button: string | number,
  options: PressOptions = {},
): Promise<Pressed> {
  const [person, message] = pressableMessage(stage.store, openId, messageId)
  const { node, form, option } = findPressable(message.card, button)
  if (node.form_action_type === 'reset') return {}
  const isSubmit = node.form_action_type === 'submit' && form !== undefined
  if (!isSubmit && options.formValues) throw new ClientRefusal('only a submit button sends a form')
  const behaviors = Array.isArray(node.behaviors) ? node.behaviors.filter(isRecord) : []
  const callback = behaviors.find(({ type }) => type === 'callback')
  const link = behaviors.find(({ type }) => type === 'open_url')
  const opened = link ? { opened: String(link.default_url ?? link.pc_url ?? '') } : {}
  if (!isSubmit && !callback && option === undefined) return opened
  const members = stage.store.chat(message.chatId)?.memberOpenIds ?? []
  const action = {
    tag: String(node.tag),
    ...(callback ? { value: callback.value } : {}),
    ...(node.name === undefined ? {} : { name: node.name }),
    ...(isSubmit && form
      ? { form_value: formValues(form, options.formValues ?? {}, members) }
      : {}),
    ...(option === undefined ? {} : { option }),
    ...(node.tag === 'checker' ? { checked: node.checked !== true } : {}),
    timezone: options.timezone ?? 'Asia/Shanghai',
  }
  return { ...opened, ...(await callBack(stage, person, message, action)) }
}

/** Chooses in a selection, picker or input outside a form: each change calls back at once. */
export async function choose(
  stage: Stage,
  openId: string,
  messageId: string,
  field: string,
  value: unknown,
): Promise<Pressed> {
  const [person, message] = pressableMessage(stage.store, openId, messageId)
  const node = findInput(message.card, field)
  const members = stage.store.chat(message.chatId)?.memberOpenIds ?? []
  const chosen = travelValue(node, value, members)
  const behaviors = Array.isArray(node.behaviors) ? node.behaviors.filter(isRecord) : []
  const callback = behaviors.find(({ type }) => type === 'callback')
  const action = {
    tag: String(node.tag),
    ...(callback ? { value: callback.value } : {}),
    ...(node.name === undefined ? {} : { name: node.name }),
    ...(node.tag === 'input' ? { input_value: chosen } : { option: chosen }),
    timezone: 'Asia/Shanghai',
  }
  return callBack(stage, person, message, action)
}

async function callBack(
  { store, deliveries }: Stage,
  person: Person,
  message: Message,
  action: object,
): Promise<Pressed> {
  const token = store.nextId('c-', 40)
  store.updateTokens.set(token, { messageId: message.messageId, at: store.now(), uses: 0 })
  const event = {
    operator: {
      tenant_key: store.app.tenantKey,
      open_id: person.openId,
      union_id: person.unionId,
    },
    token,
    action,
    host: 'im_message',
    context: { open_message_id: message.messageId, open_chat_id: message.chatId },
  }
  // Here alone create_time has 16 digits.
  const header = { create_time: `${store.now()}000` }
  const { messageId } = message
  store.pressed.add(messageId)
  try {
    const answer = await deliveries.call('card.action.trigger', event, header)
    const pressed = show(store, message, answer)
    const { toast } = pressed
    if (toast) store.tell({ kind: 'toast', openId: person.openId, messageId, toast })
    return pressed
  } finally {
    store.pressed.delete(messageId)
  }
}

const failureCodes = { 'no-url': 200340, timeout: 200341, connect: 200342, dns: 200343 } as const
const toastTypes = ['info', 'success', 'error', 'warning'] as const

const failed = (answer: Answered, code: number, reason: string): Pressed => ({
  ...(answer.status === undefined ? {} : { status: answer.status }),
  code,
  reason,
})

/** All of a toast may be left out: card-callback-communication. Undefined: it is malformed. */
function readToast(value: unknown): Toast | undefined {
  if (!isRecord(value)) return undefined
  const { type = 'info', content, i18n, ...rest } = value
  const words = content ?? (isRecord(i18n) ? i18n.zh_cn : undefined) ?? ''
  const known = toastTypes.find((one) => one === type)
  if (!known || typeof words !== 'string' || Object.keys(rest).length > 0) return undefined
  return { type: known, content: words }
}

/** Reads the answer as the client does: `{toast?, card?}` with HTTP 200: handle-card-callbacks. */
function show(store: Store, message: Message, answer: Answered): Pressed {
  if (answer.failure) return failed(answer, failureCodes[answer.failure], answer.failure)
  if (answer.status !== 200) return failed(answer, 200671, `HTTP ${answer.status}`)
  const reply = parsed(answer.body)
  if (!isRecord(reply)) return failed(answer, 200672, 'the answer is no JSON object')
  const { toast, card, ...rest } = reply
  const odd = Object.keys(rest)
  if (odd.length > 0) return failed(answer, 200672, `unknown property ${odd[0]}`)
  const shown = toast === undefined ? undefined : readToast(toast)
  if (toast !== undefined && !shown) return failed(answer, 200672, 'the toast is malformed')
  const toastPart = shown ? { toast: shown } : {}
  if (card === undefined) return { status: 200, ...toastPart }
  if (!isRecord(card) || card.type !== 'raw' || !isRecord(card.data))
    return failed(answer, 200673, 'the card is not {type: "raw", data}')
  if (card.data.schema !== '2.0') return failed(answer, 200830, 'a 2.0 card must stay 2.0')
  const [problem] = cardProblems(card.data, {
    isKnownPerson: (id) => store.isPerson(id),
    isKnownImage: (key) => store.files.get(key)?.owner === 'bot',
  })
  if (problem) {
    const code = problem.code === 200530 ? 200530 : 200673
    return failed(answer, code, `${problem.path}: ${problem.message}`)
  }
  redraw(store, message, card.data, 'press')
  return { status: 200, ...toastPart, card: card.data }
}
