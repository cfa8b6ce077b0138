import type { Database } from '../db/database.ts'
import type { PrintOrder, PrintOutcome } from './export/print.ts'
import type { ReadOutcome } from './import/outcome.ts'
import type { ReadOptions } from './import/read-document.ts'
import type { StaffOutcome } from './import/staff-list.ts'

/** Log one event and its facts. Never secrets, never what people wrote. */
export type Log = (event: string, facts?: Readonly<Record<string, unknown>>) => void

/** What became of an event: `accepted` at the door, the others when it was handled. */
type EventOutcome = 'accepted' | 'ignored' | 'handled' | 'repeated' | 'failed' | 'given-up'
/** What became of a press; `answered`: it changed nothing. */
export type PressOutcome = 'committed' | 'answered' | 'repeated' | 'outdated' | 'failed'
type SendOutcome = 'sent' | 'dropped' | 'put-off' | 'failed'

/** What is counted. Only names that we chose ourselves: never whom or what something was about. */
export type Metrics = {
  readonly event: (type: string, outcome: EventOutcome) => void
  /** A delivery to the webhook that was not let in. */
  readonly refusal: (reason: string) => void
  /** `ms`: until its answer was known. */
  readonly press: (action: string, outcome: PressOutcome, ms: number) => void
  /** `code` is the platform's own, null where it gave none. */
  readonly send: (kind: string, outcome: SendOutcome, code: number | null) => void
}

const ignore = () => {}
/** Where nobody reads the figures. */
export const noMetrics: Metrics = { event: ignore, refusal: ignore, press: ignore, send: ignore }

export type Clock = { readonly now: () => number }

export type LarkUser = {
  readonly openId: string
  readonly unionId: string | null
  readonly name: string | null
  readonly mobile: string | null
  readonly departmentIds: readonly string[]
  readonly isResigned: boolean
}

export type LarkDepartment = {
  readonly openDepartmentId: string
  readonly name: string
  readonly parentId: string | null
}

export type LarkChat = {
  readonly chatId: string
  readonly name: string
  readonly ownerOpenId: string | null
  readonly managerOpenIds: readonly string[]
  readonly isExternal: boolean
  readonly mode: 'group' | 'topic' | 'p2p'
  readonly userCount: number | null
  readonly isDissolved: boolean
}

/** What handlers and jobs may ask of the platform. Every call may throw a `LarkError`. */
export type LarkRead = {
  /** The bot's own open_id (`GET /bot/v3/info`), fetched once. */
  readonly botOpenId: () => Promise<string>
  /** One user, or undefined where the app may not see that user. */
  readonly user: (openId: string) => Promise<LarkUser | undefined>
  readonly chat: (chatId: string) => Promise<LarkChat>
  /** Open ids of a group's human members. */
  readonly chatMembers: (chatId: string) => Promise<readonly string[]>
  /** Every department below the root, the root itself left out. */
  readonly departments: () => Promise<readonly LarkDepartment[]>
  /** Direct members of one department; `0` is the root. */
  /** Accounts by mobile (eleven digits); those that the platform does not know are left out. */
  readonly openIdsByMobile: (mobiles: readonly string[]) => Promise<ReadonlyMap<string, string>>
  readonly departmentMembers: (openDepartmentId: string) => Promise<readonly LarkUser[]>
  /** The bytes of a file that a user sent, at most `maxBytes`. */
  readonly messageFile: (
    messageId: string,
    fileKey: string,
    maxBytes: number,
    /** Pictures are asked for as such; default: a file. */
    type?: 'file' | 'image',
  ) => Promise<Uint8Array>
}

export type SendTarget =
  | { readonly type: 'open_id' | 'chat_id'; readonly id: string }
  /** Reply to a message. */
  | { readonly type: 'reply'; readonly id: string }
  /** Redraw a card that was sent, by its message id. */
  | { readonly type: 'patch'; readonly id: string }

export type SendBody =
  | { readonly msgType: 'text'; readonly text: string }
  | { readonly msgType: 'interactive'; readonly card: object }
  | { readonly msgType: 'file'; readonly fileName: string; readonly bytes: Uint8Array }

export type Sent = { readonly messageId: string; readonly chatId: string | null }

/** Only `deliver` holds this. `uuid` (at most 50 characters) makes a repeat within an hour one message. */
export type LarkSend = (target: SendTarget, body: SendBody, uuid: string) => Promise<Sent>

/** Reads a document away from the server's own process. */
export type Documents = {
  readonly read: (
    bytes: Uint8Array,
    fileName: string,
    options?: ReadOptions,
  ) => Promise<ReadOutcome>
  /** 导入人员表: a list of staff instead of tasks. */
  readonly staffList: (bytes: Uint8Array, fileName: string) => Promise<StaffOutcome>
}

/** Prints a file away from the server's own process. */
export type Printer = (order: PrintOrder) => Promise<PrintOutcome>

/** What a handler, a renderer or a job may use. */
export type Deps = {
  readonly db: Database
  readonly larkRead: LarkRead
  readonly documents: Documents
  readonly printer: Printer
  readonly clock: Clock
  readonly newId: () => string
  /** Says that something waits in the inbox, the jobs or the outbox. Cheap, may be lost. */
  readonly wake: () => void
  /** Where the runtime stops once it has answered (Workers): lets this go on until it is done. */
  readonly keepAlive?: (work: Promise<unknown>) => void
  readonly log: Log
  readonly metrics: Metrics
  readonly appId: string
  /** Base of links that open inside the client, without a slash at the end. */
  readonly applinkBase: string
}
