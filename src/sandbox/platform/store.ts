import { stableId } from './crypto.ts'
import {
  type App,
  type Chat,
  type Department,
  type Limits,
  type Person,
  usualScopes,
  type World,
} from './world.ts'

export type Mention = {
  key: string
  id: { open_id: string; union_id?: string }
  mentioned_type?: 'bot' | 'user'
  name: string
  tenant_key: string
}

export type Message = {
  readonly messageId: string
  readonly chatId: string
  readonly chatMode: 'group' | 'p2p'
  /** An open_id, or `bot`. */
  readonly from: string
  /** Whom a p2p message is for. */
  readonly to?: string
  readonly msgType: string
  content: string
  /** What one reads: the text, a file name, a card as text is made by `renderCardText`. */
  text: string
  card?: Record<string, unknown>
  readonly history: {
    readonly at: number
    readonly by: 'patch' | 'press' | 'update'
    readonly card: unknown
  }[]
  mentions: Mention[]
  /** How often a text or post was edited. */
  edits?: number
  readonly fileKeys: readonly string[]
  readonly parentId?: string
  readonly rootId?: string
  readonly uuid?: string
  readonly createdAt: number
  updatedAt: number
  isRecalled: boolean
  readBy: string[]
  /** When each of them read it, by open_id. */
  readAt: Record<string, number>
  /** Whom an in-app urgent reminder of it went to. */
  urgentTo: string[]
}

export type StoredFile = {
  readonly key: string
  readonly kind: 'file' | 'image'
  readonly fileType: string
  readonly name: string
  readonly bytes: Uint8Array
  /** An open_id, or `bot`. */
  readonly owner: string
}

export type ApiCall = {
  readonly at: number
  readonly method: string
  readonly path: string
  readonly status: number
  readonly code: number
  readonly body?: unknown
  /** The message it sent, changed or asked for. */
  readonly messageId?: string
}

/** What the webhook answered to one delivery, and how long that took. */
type Attempt = {
  readonly at: number
  readonly ms: number
  readonly status?: number
  readonly body: string
  readonly failure?: string
}

/** An event or a callback as it was sent to the bot, before it was sealed. */
export type LoggedEvent = {
  readonly eventId: string
  readonly type: string
  readonly at: number
  readonly body: { readonly event: object }
  readonly answers: Attempt[]
}

/** Something that those who look on want to hear of. */
export type Change =
  | { readonly kind: 'message'; readonly message: Message }
  | { readonly kind: 'chat'; readonly chat: Chat }
  | { readonly kind: 'people' }
  | { readonly kind: 'time' }
  | { readonly kind: 'anew' }
  | { readonly kind: 'event'; readonly event: LoggedEvent }
  | {
      readonly kind: 'toast'
      readonly openId: string
      readonly messageId: string
      readonly toast: { readonly type: string; readonly content: string }
    }

/** A token of a press: 30 minutes, two uses. */
export type UpdateToken = { readonly messageId: string; readonly at: number; uses: number }

/** Who and what there is, before anything happens. */
export type Scene = {
  readonly people: readonly Person[]
  readonly chats: readonly Chat[]
  readonly departments: readonly Department[]
}

/** All the platform remembers. */
export class Store {
  readonly app: App
  readonly people: Person[] = []
  readonly chats: Chat[] = []
  readonly departments: Department[] = []
  readonly messages: Message[] = []
  /** Every event and callback, oldest first. */
  readonly events: LoggedEvent[] = []
  readonly files = new Map<string, StoredFile>()
  readonly requests: ApiCall[] = []
  readonly sentByUuid = new Map<string, { messageId: string; at: number }>()
  /** What a press gave the bot to update its card with later, by token. */
  readonly updateTokens = new Map<string, UpdateToken>()
  /** Messages whose press waits for the bot's answer. */
  readonly pressed = new Set<string>()
  readonly limits: Limits
  readonly now: () => number
  /** Real time, by which tokens and uuids count: `now` may be moved. */
  readonly wall: () => number
  readonly #lookers = new Set<(change: Change) => void>()
  readonly #seed: string
  #count = 0

  constructor(world: World, limits: Limits, now: () => number, wall = now) {
    this.app = world.app
    this.#seed = world.seed ?? ''
    this.limits = limits
    this.now = now
    this.wall = wall
    this.#set(world)
  }

  #set(scene: Scene): void {
    this.people.push(...scene.people.map((person) => ({ ...person })))
    this.chats.push(...scene.chats.map((chat) => ({ ...chat })))
    this.departments.push(...scene.departments)
  }

  /** Forgets all that happened; the app stays, and no id comes twice. */
  startAnew(scene: Scene): void {
    for (const list of [this.people, this.chats, this.departments, this.messages]) list.length = 0
    for (const list of [this.events, this.requests]) list.length = 0
    for (const known of [this.files, this.sentByUuid, this.updateTokens, this.pressed])
      known.clear()
    this.#set(scene)
    this.tell({ kind: 'anew' })
  }

  /** Calls `looker` at each change. @returns how to stop it */
  onChange(looker: (change: Change) => void): () => void {
    this.#lookers.add(looker)
    return () => this.#lookers.delete(looker)
  }

  tell(change: Change): void {
    for (const looker of this.#lookers) looker(change)
  }

  /** The next id of its kind; the same course of events gives the same ids, but for a seed. */
  nextId(prefix: string, size = 32): string {
    this.#count += 1
    return stableId(prefix, `${this.app.appId}:${this.#seed}${prefix}:${this.#count}`, size)
  }

  person(openId: string): Person | undefined {
    return this.people.find((person) => person.openId === openId)
  }

  /** By name or open_id. */
  someone(nameOrId: string): Person | undefined {
    return this.person(nameOrId) ?? this.people.find((person) => person.name === nameOrId)
  }

  nameOf(id: string): string | undefined {
    if (id === this.app.botOpenId || id === 'bot') return this.app.botName
    return this.people.find((person) => person.openId === id || person.unionId === id)?.name
  }

  isPerson(id: string): boolean {
    return this.people.some((person) => person.openId === id || person.unionId === id)
  }

  chat(chatId: string): Chat | undefined {
    return this.chats.find((chat) => chat.chatId === chatId)
  }

  /** The private chat of a person with the bot, made on first contact, its id made from theirs. */
  p2pChat(person: Person): Chat {
    const chatId = stableId('oc_', `p2p:${this.app.appId}:${person.openId}`)
    const known = this.chat(chatId)
    if (known) return known
    const chat: Chat = {
      chatId,
      name: '',
      mode: 'p2p',
      managerOpenIds: [],
      memberOpenIds: [person.openId],
      external: false,
      botIsIn: true,
      status: 'normal',
    }
    this.chats.push(chat)
    this.tell({ kind: 'chat', chat })
    return chat
  }

  /** A new message. */
  keep(message: Message): void {
    this.messages.push(message)
    this.tell({ kind: 'message', message })
  }

  message(messageId: string): Message | undefined {
    return this.messages.find((message) => message.messageId === messageId)
  }

  isAvailable(openId: string): boolean {
    const { availability = 'all' } = this.app
    return availability === 'all' || availability.includes(openId)
  }

  isVisible(openId: string): boolean {
    const { contactScope = 'all' } = this.app
    return contactScope === 'all' || contactScope.includes(openId)
  }

  hasScope(scope: string): boolean {
    return (this.app.scopes ?? usualScopes).includes(scope)
  }
}
