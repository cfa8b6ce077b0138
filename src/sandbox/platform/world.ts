export type Person = {
  openId: string
  unionId: string
  name: string
  departmentIds: string[]
  mobile?: string
  email?: string
  jobTitle?: string
  isResigned?: boolean
}

export type Chat = {
  chatId: string
  name: string
  mode: 'group' | 'p2p'
  ownerOpenId?: string
  managerOpenIds: string[]
  memberOpenIds: string[]
  external: boolean
  botIsIn: boolean
  /** Who may mention everybody; left out: all members. */
  atAllPermission?: 'all_members' | 'only_owner'
  status: 'normal' | 'dissolved'
}

export type Department = {
  openDepartmentId: string
  name: string
  /** `0` is the root. */
  parentId: string
  departmentId?: string
  leaderOpenId?: string
}

export type App = {
  appId: string
  appSecret: string
  encryptKey: string
  verificationToken: string
  botOpenId: string
  botName: string
  tenantKey: string
  /** As `bot/v3/info` says it; left out: 2, enabled. 0: no version was published yet. */
  activateStatus?: number
  /** Whom the bot may write to: everybody, or these open_ids. */
  availability?: 'all' | string[]
  /** Whose directory data the app may read. */
  contactScope?: 'all' | string[]
  /** What the app was granted; left out: what this bot needs, and not the reading of all group messages. */
  scopes?: string[]
}

export type World = {
  app: App
  departments: Department[]
  people: Person[]
  chats: Chat[]
  /** Makes the ids of this run its own; left out, each run gives the same. */
  seed?: string
}

/** The least set of scopes for a bot of this kind. */
export const usualScopes = [
  'im:message:send_as_bot',
  'im:message.p2p_msg:readonly',
  'im:message.group_at_msg:readonly',
  'im:message:readonly',
  'im:message:recall',
  'im:resource',
  'im:chat:read',
  'im:chat.members:read',
  'im:chat.members:bot_access',
  'contact:contact.base:readonly',
  'contact:user.base:readonly',
  'contact:user.department:readonly',
  'contact:user.employee:readonly',
  'contact:user.id:readonly',
  'contact:user.phone:readonly',
  'contact:department.base:readonly',
  'contact:department.organize:readonly',
]

export type Limits = {
  /** Per API: ukTMukTMukTM/uUzN04SN3QjL1cDN. */
  readonly perSecond: number
  readonly perMinute: number
  /** Per receiving user, per chat, per patched message: im-v1/message/create and patch. */
  readonly perTarget: number
  /** How long the platform waits for a webhook's answer. */
  readonly answerMs: number
  readonly uuidMs: number
  readonly patchMs: number
  readonly recallMs: number
  /** How long a text can be edited; the administrator of a tenant sets it, as the time to recall. */
  readonly editMs: number
  readonly edits: number
  /** im-v1/message/read_users */
  readonly readUsersMs: number
  /** The token of a press: uMDO1YjLzgTN24yM4UjN */
  readonly updateTokenMs: number
  readonly updateTokenUses: number
  /** Unread urgent messages of one person: im-v1/message/urgent_app */
  readonly urgents: number
  /** What the platform tells a long connection: pings apart, tries apart, longest wait before the first. */
  readonly pingSeconds: number
  readonly reconnectSeconds: number
  readonly reconnectNonceSeconds: number
  /** Calls of all APIs but contact and auth in a month; only the free edition has such a limit. */
  readonly perMonth: number
}

export const usualLimits: Limits = {
  perSecond: 50,
  perMinute: 1000,
  perTarget: 5,
  answerMs: 3000,
  uuidMs: 3_600_000,
  patchMs: 14 * 86_400_000,
  recallMs: 86_400_000,
  editMs: 86_400_000,
  edits: 20,
  readUsersMs: 7 * 86_400_000,
  updateTokenMs: 30 * 60_000,
  updateTokenUses: 2,
  urgents: 200,
  pingSeconds: 120,
  reconnectSeconds: 120,
  reconnectNonceSeconds: 30,
  perMonth: Number.POSITIVE_INFINITY,
}
