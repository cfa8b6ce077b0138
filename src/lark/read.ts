import { z } from 'zod'
import type { LarkChat, LarkDepartment, LarkRead, LarkUser } from '../ports.ts'
import type { Call, LarkMemory } from './call.ts'
import { LarkError } from './errors.ts'
import { text } from './fields.ts'
import { once } from './once.ts'

// Fields whose scope the app lacks are silently left out (§4.13): all are optional but the ids.
const flag = z.boolean().nullish()
const count = z.union([z.string(), z.number()]).nullish()

const userAnswer = z.object({
  open_id: text,
  union_id: text,
  name: text,
  mobile: text,
  department_ids: z.array(z.string()).nullish(),
  status: z.object({ is_resigned: flag, is_exited: flag }).nullish(),
})

const departmentAnswer = z.object({
  open_department_id: text,
  name: text,
  parent_department_id: text,
  status: z.object({ is_deleted: flag }).nullish(),
})

const chatAnswer = z.object({
  name: text,
  owner_id: text,
  user_manager_id_list: z.array(z.string()).nullish(),
  external: flag,
  chat_mode: text,
  chat_status: text,
  user_count: count,
})

const botAnswer = z.object({ bot: z.object({ open_id: z.string().min(1) }) })

const pageOf = <T extends z.ZodType>(item: T) =>
  z.object({
    data: z.object({ items: z.array(item).nullish(), has_more: flag, page_token: text }).nullish(),
  })

/** No authority over the person, or nobody of that id (§4.13, §5.3). */
const unseenCodes = new Set([40004, 41012, 41050, 99992351])

/** 30 MB at a slow office line's pace. */
const downloadTimeoutMs = 60_000
const mostPages = 2_000

const contactIds = {
  user_id_type: 'open_id',
  department_id_type: 'open_department_id',
} as const

/** Reads people, departments, chats and files (§4.8 to §4.13). */
export function createLarkRead(call: Call, memory: LarkMemory = {}): LarkRead {
  const bot = once(async () => {
    if (memory.botOpenId) return memory.botOpenId
    const answer = await call(botAnswer, (client, options) =>
      client.request({ method: 'GET', url: '/open-apis/bot/v3/info' }, options),
    )
    memory.botOpenId = answer.bot.open_id
    return answer.bot.open_id
  })
  return {
    botOpenId: bot,
    user: (openId) => readUser(call, openId),
    chat: (chatId) => readChat(call, chatId),
    chatMembers: (chatId) => readChatMembers(call, chatId),
    departments: () => readDepartments(call),
    departmentMembers: (id) => readDepartmentMembers(call, id),
    openIdsByMobile: (mobiles) => readOpenIdsByMobile(call, mobiles),
    messageFile: (messageId, fileKey, maxBytes, type = 'file') =>
      readMessageFile(call, { messageId, fileKey, type }, maxBytes),
  }
}

async function readUser(call: Call, openId: string): Promise<LarkUser | undefined> {
  const shape = z.object({ data: z.object({ user: userAnswer.nullish() }).nullish() })
  try {
    const answer = await call(shape, (client, options) =>
      client.contact.v3.user.get(
        { path: { user_id: encodeURIComponent(openId) }, params: contactIds },
        options,
      ),
    )
    return answer.data?.user ? toUser(answer.data.user, openId) : undefined
  } catch (error) {
    if (error instanceof LarkError && unseenCodes.has(error.code)) return undefined
    throw error
  }
}

async function readChat(call: Call, chatId: string): Promise<LarkChat> {
  const { data } = await call(z.object({ data: chatAnswer }), (client, options) =>
    client.im.v1.chat.get(
      { path: { chat_id: encodeURIComponent(chatId) }, params: { user_id_type: 'open_id' } },
      options,
    ),
  )
  const userCount = Number(data.user_count || Number.NaN)
  return {
    chatId,
    name: data.name ?? '',
    // absent where the owner is a bot, and in p2p (§4.9)
    ownerOpenId: data.owner_id || null,
    managerOpenIds: data.user_manager_id_list ?? [],
    isExternal: data.external ?? false,
    mode: data.chat_mode === 'p2p' || data.chat_mode === 'topic' ? data.chat_mode : 'group',
    userCount: Number.isFinite(userCount) ? userCount : null,
    isDissolved: data.chat_status === 'dissolved' || data.chat_status === 'dissolved_save',
  }
}

async function readChatMembers(call: Call, chatId: string): Promise<readonly string[]> {
  const shape = pageOf(z.object({ member_id: text }))
  const path = { chat_id: encodeURIComponent(chatId) }
  const members = await readPages((page) =>
    call(shape, (client, options) =>
      client.im.v1.chatMembers.get(
        { path, params: { member_id_type: 'open_id', page_size: 100, ...page } },
        options,
      ),
    ),
  )
  return members.flatMap(({ member_id }) => member_id || [])
}

async function readDepartments(call: Call): Promise<readonly LarkDepartment[]> {
  const shape = pageOf(departmentAnswer)
  const departments = await readPages((page) =>
    call(shape, (client, options) =>
      client.contact.v3.department.children(
        {
          path: { department_id: '0' },
          params: { ...contactIds, fetch_child: true, page_size: 50, ...page },
        },
        options,
      ),
    ),
  )
  return departments.flatMap(({ open_department_id: id, name, parent_department_id, status }) => {
    if (!id || id === '0' || status?.is_deleted) return []
    const parentId = parent_department_id === '0' ? null : parent_department_id || null
    return [{ openDepartmentId: id, name: name ?? '', parentId }]
  })
}

async function readDepartmentMembers(call: Call, id: string): Promise<readonly LarkUser[]> {
  const shape = pageOf(userAnswer)
  const users = await readPages((page) =>
    call(shape, (client, options) =>
      client.contact.v3.user.findByDepartment(
        { params: { ...contactIds, department_id: id, page_size: 50, ...page } },
        options,
      ),
    ),
  )
  return users.flatMap((user) => (user.open_id ? [toUser(user, user.open_id)] : []))
}

/** The platform takes at most so many at once (§5.1, batch_get_id). */
const mostMobiles = 50

async function readOpenIdsByMobile(
  call: Call,
  mobiles: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const entry = z.object({ user_id: text, mobile: text })
  const shape = z.object({ data: z.object({ user_list: z.array(entry).nullish() }).nullish() })
  const found = new Map<string, string>()
  for (let from = 0; from < mobiles.length; from += mostMobiles) {
    const some = mobiles.slice(from, from + mostMobiles)
    const { data } = await call(shape, (client, options) =>
      client.contact.v3.user.batchGetId(
        { params: { user_id_type: 'open_id' }, data: { mobiles: some } },
        options,
      ),
    )
    for (const { user_id, mobile } of data?.user_list ?? []) {
      if (user_id && mobile) found.set(mobile, user_id)
    }
  }
  return found
}

/** The platform's only way to what a user sent (§4.8); its own limit is 100 MB. */
function readMessageFile(
  call: Call,
  { messageId, fileKey, type }: Readonly<Record<'messageId' | 'fileKey' | 'type', string>>,
  maxBytes: number,
) {
  const message = encodeURIComponent(messageId)
  const url = `/open-apis/im/v1/messages/${message}/resources/${encodeURIComponent(fileKey)}`
  const download = {
    method: 'GET',
    url,
    params: { type },
    responseType: 'arraybuffer',
    maxContentLength: maxBytes,
    timeout: downloadTimeoutMs,
  } as const
  return call(z.instanceof(Uint8Array), (client, options) => client.request(download, options))
}

type Page<T> = {
  readonly data?:
    | {
        items?: T[] | null | undefined
        has_more?: boolean | null | undefined
        page_token?: string | null | undefined
      }
    | null
    | undefined
}

async function readPages<T>(
  readPage: (page: { page_token?: string }) => Promise<Page<T>>,
): Promise<readonly T[]> {
  const items: T[] = []
  let pageToken: string | undefined
  for (let pages = 0; pages < mostPages; pages += 1) {
    const { data } = await readPage(pageToken ? { page_token: pageToken } : {})
    items.push(...(data?.items ?? []))
    if (!data?.has_more) return items
    // Half a list must not pass for the whole.
    if (!data.page_token || data.page_token === pageToken) break
    pageToken = data.page_token
  }
  throw new LarkError(0, 'The pages of the list do not end', { httpStatus: 200 })
}

const toUser = (user: z.infer<typeof userAnswer>, openId: string): LarkUser => ({
  openId,
  unionId: user.union_id || null,
  name: user.name || null,
  mobile: user.mobile || null,
  departmentIds: user.department_ids ?? [],
  isResigned: Boolean(user.status?.is_resigned || user.status?.is_exited),
})
