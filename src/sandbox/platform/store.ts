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
    readonly by: 'patch' | 'press'
    readonly card: unknown
  }[]
  readonly mentions: Mention[]
  readonly fileKeys: readonly string[]
  readonly parentId?: string
  readonly rootId?: string
  readonly uuid?: string
  readonly createdAt: number
  updatedAt: number
  isRecalled: boolean
  readBy: string[]
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
}

/** All the platform remembers. */
export class Store {
  readonly app: App
  readonly people: Person[]
  readonly chats: Chat[]
  readonly departments: Department[]
  readonly messages: Message[] = []
  readonly files = new Map<string, StoredFile>()
  readonly requests: ApiCall[] = []
  readonly sentByUuid = new Map<string, { messageId: string; at: number }>()
  /** Messages whose press waits for the bot's answer. */
  readonly pressed = new Set<string>()
  readonly limits: Limits
  readonly now: () => number
  #count = 0

  constructor(world: World, limits: Limits, now: () => number) {
    this.app = world.app
    this.people = world.people.map((person) => ({ ...person }))
    this.chats = world.chats.map((chat) => ({ ...chat }))
    this.departments = [...world.departments]
    this.limits = limits
    this.now = now
  }

  /** The next id of its kind; the same course of events gives the same ids. */
  nextId(prefix: string, size = 32): string {
    this.#count += 1
    return stableId(prefix, `${this.app.appId}:${prefix}:${this.#count}`, size)
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
    return chat
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
