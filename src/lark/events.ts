import { z } from 'zod'
import { text, time, userId } from './fields.ts'
import { messageReceived } from './message.ts'

export { type IncomingMessage, parseMessage } from './message.ts'

/** `card.action.trigger` (§3.2): a press, answered within 3 s and never delivered again. */
const cardPressed = z.object({
  operator: z.object({ open_id: z.string(), union_id: text, user_id: text, tenant_key: text }),
  /** Updates this card: 30 minutes, twice, only after the press was answered. */
  token: text,
  action: z.object({
    tag: text,
    /** What the button carries; parsed by the cards' own schema. */
    value: z.unknown(),
    name: text,
    timezone: text,
    form_value: z.record(z.string(), z.unknown()).nullish(),
    input_value: text,
    option: text,
    options: z.array(z.string()).nullish(),
    checked: z.boolean().nullish(),
  }),
  /** `im_message`, or `im_top_notice` for a pinned notice. */
  host: text,
  context: z.object({ open_message_id: text, open_chat_id: text, url: text }).nullish(),
})

/** `application.bot.menu_v6` (§3.3): no chat id, answer to the open_id. Time in seconds. */
const menuChosen = z.object({
  operator: z.object({ operator_name: text, operator_id: userId }),
  event_key: z.string(),
  timestamp: time,
})

/** `im.chat.access_event.bot_p2p_chat_entered_v1` (§3.4): each time a user opens the chat. */
const chatEntered = z.object({
  chat_id: z.string(),
  operator_id: userId.nullish(),
  last_message_id: text,
  last_message_create_time: time,
})

const chatChange = z.object({
  chat_id: z.string(),
  operator_id: userId.nullish(),
  external: z.boolean().nullish(),
  operator_tenant_key: text,
  name: text,
})

const chatFacts = z.object({ name: text, description: text, owner_id: userId.nullish() })

/** `im.chat.updated_v1` (§3.5): only changed fields; changes of group admins are not told. */
const chatUpdated = chatChange.extend({
  after_change: chatFacts.nullish(),
  before_change: chatFacts.nullish(),
})

const user = z.object({
  open_id: text,
  union_id: text,
  user_id: text,
  name: text,
  mobile: text,
  job_title: text,
  leader_user_id: text,
  department_ids: z.array(z.string()).nullish(),
  status: z
    .object({
      is_frozen: z.boolean().nullish(),
      is_resigned: z.boolean().nullish(),
      is_activated: z.boolean().nullish(),
      is_exited: z.boolean().nullish(),
      is_unjoin: z.boolean().nullish(),
    })
    .nullish(),
})

/** `contact.user.*_v3` (§3.7). Of a deleted user only `old_object` names the departments. */
const userChanged = z.object({ object: user, old_object: user.nullish() })

const department = z.object({
  open_department_id: text,
  department_id: text,
  parent_department_id: text,
  name: text,
  leader_user_id: text,
  status: z.object({ is_deleted: z.boolean().nullish() }).nullish(),
})

const departmentChanged = z.object({ object: department, old_object: department.nullish() })

const person = z.object({ open_id: text, user_id: text, name: text })

/** `p2p_chat_create` (§3.4), a 1.0 event: the first chat ever of this user and the bot. */
const p2pChatCreated = z.object({
  chat_id: z.string(),
  operator: person.nullish(),
  user: person.nullish(),
})

/** Schema of the `event` part of each type that the bot subscribes to. */
const eventSchemas = {
  'im.message.receive_v1': messageReceived,
  'card.action.trigger': cardPressed,
  'application.bot.menu_v6': menuChosen,
  'im.chat.access_event.bot_p2p_chat_entered_v1': chatEntered,
  'im.chat.member.bot.added_v1': chatChange,
  'im.chat.member.bot.deleted_v1': chatChange,
  'im.chat.disbanded_v1': chatChange,
  'im.chat.updated_v1': chatUpdated,
  'contact.user.created_v3': userChanged,
  'contact.user.updated_v3': userChanged,
  'contact.user.deleted_v3': userChanged,
  'contact.department.created_v3': departmentChanged,
  'contact.department.updated_v3': departmentChanged,
  'contact.department.deleted_v3': departmentChanged,
  p2p_chat_create: p2pChatCreated,
} as const

export type EventType = keyof typeof eventSchemas
export type LarkEvents = { readonly [K in EventType]: z.infer<(typeof eventSchemas)[K]> }

export const isEventType = (type: string): type is EventType => Object.hasOwn(eventSchemas, type)

/** The event in its precise type, or undefined where something indispensable is missing. */
export function parseEvent<K extends EventType>(
  type: K,
  event: unknown,
): LarkEvents[K] | undefined {
  const parsed = eventSchemas[type].safeParse(event)
  return parsed.success ? (parsed.data as LarkEvents[K]) : undefined
}
