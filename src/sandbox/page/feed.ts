/** What the server tells the page, read with care: the server may be of another release. */
import * as z from 'zod/mini'

const Person = z.object({
  openId: z.string(),
  name: z.string(),
  unit: z.optional(z.string()),
  isResigned: z.boolean(),
})
export type Person = z.infer<typeof Person>

const Chat = z.object({
  chatId: z.string(),
  name: z.string(),
  mode: z.enum(['group', 'p2p']),
  external: z.boolean(),
  botIsIn: z.boolean(),
  isDissolved: z.boolean(),
  ownerOpenId: z.optional(z.string()),
  managerOpenIds: z.array(z.string()),
  memberOpenIds: z.array(z.string()),
})
export type Chat = z.infer<typeof Chat>

const Message = z.object({
  messageId: z.string(),
  chatId: z.string(),
  /** An open_id, or `bot`. */
  from: z.string(),
  msgType: z.string(),
  text: z.string(),
  card: z.optional(z.unknown()),
  file: z.optional(z.object({ key: z.string(), name: z.string(), bytes: z.number() })),
  parentId: z.optional(z.string()),
  createdAt: z.number(),
  updatedAt: z.number(),
  isRecalled: z.boolean(),
  /** How often a card was drawn anew. */
  redrawn: z.number(),
  readAt: z.record(z.string(), z.number()),
  urgentTo: z.array(z.string()),
})
export type Message = z.infer<typeof Message>

const Toast = z.object({
  type: z.enum(['info', 'success', 'error', 'warning']),
  content: z.string(),
})
export type Toast = z.infer<typeof Toast>

const HappenedEvent = z.object({
  eventId: z.string(),
  type: z.string(),
  at: z.number(),
  event: z.record(z.string(), z.unknown()),
  status: z.number(),
  toast: z.optional(Toast),
})
/** An event or a callback that the bot got, and how it answered. */
export type HappenedEvent = z.infer<typeof HappenedEvent>

const now = z.number()

export const Change = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('state'),
    now,
    botName: z.string(),
    botOpenId: z.string(),
    people: z.array(Person),
    chats: z.array(Chat),
    messages: z.array(Message),
    events: z.array(HappenedEvent),
  }),
  z.object({ kind: z.literal('message'), now, message: Message }),
  z.object({ kind: z.literal('chat'), now, chat: Chat }),
  z.object({ kind: z.literal('people'), now, people: z.array(Person) }),
  z.object({ kind: z.literal('event'), now, event: HappenedEvent }),
  z.object({
    kind: z.literal('toast'),
    now,
    openId: z.string(),
    messageId: z.string(),
    toast: Toast,
  }),
  z.object({ kind: z.literal('time'), now }),
])
export type Change = z.infer<typeof Change>

const NextSlot = z.object({ slotAt: z.number(), sentBy: z.number() })

export const ClockTargets = z.object({
  now: z.number(),
  nextMorning: z.number(),
  nextMonday: z.number(),
  nextDigest: NextSlot,
})
export type ClockTargets = z.infer<typeof ClockTargets>

export const Moved = z.object({ now: z.number(), sent: z.array(z.string()) })

export const Pressed = z.object({
  code: z.optional(z.number()),
  reason: z.optional(z.string()),
  opened: z.optional(z.string()),
})

const Attempt = z.object({
  at: z.number(),
  ms: z.number(),
  status: z.optional(z.number()),
  body: z.string(),
  failure: z.optional(z.string()),
})

export const Trace = z.object({
  message: z.looseObject({ content: z.string(), history: z.array(z.unknown()) }),
  events: z.array(
    z.object({ type: z.string(), at: z.number(), body: z.unknown(), answers: z.array(Attempt) }),
  ),
  requests: z.array(
    z.object({
      at: z.number(),
      method: z.string(),
      path: z.string(),
      status: z.number(),
      code: z.number(),
      body: z.optional(z.unknown()),
    }),
  ),
})
export type Trace = z.infer<typeof Trace>

export const OutboxRows = z.object({
  rows: z.array(
    z.object({
      key: z.string(),
      kind: z.string(),
      state: z.string(),
      attempts: z.number(),
      receiver: z.string(),
      priority: z.number(),
      createdAt: z.number(),
      notBefore: z.number(),
      reason: z.nullable(z.string()),
      code: z.nullable(z.number()),
      content: z.unknown(),
    }),
  ),
})
export type OutboxRow = z.infer<typeof OutboxRows>['rows'][number]
