import { type Call, type Endpoint, page } from './endpoint.ts'
import { Refusal } from './refusal.ts'
import type { Store } from './store.ts'
import type { Chat } from './world.ts'

function findChat({ store, param }: Call): Chat {
  const chat = store.chat(param('chat_id'))
  if (!chat) throw new Refusal(232006)
  return chat
}

/** Ids by the type asked for; `user_id` needs a scope this app lacks, so it is left empty. */
function idOf(call: Call, openId: string, parameter: string): string {
  const type = call.query(parameter) ?? 'open_id'
  if (type === 'open_id') return openId
  return type === 'union_id' ? (call.store.person(openId)?.unionId ?? '') : ''
}

const permissions = {
  add_member_permission: 'all_members',
  share_card_permission: 'allowed',
  at_all_permission: 'all_members',
  edit_permission: 'all_members',
  join_message_visibility: 'all_members',
  leave_message_visibility: 'all_members',
  membership_approval: 'no_approval_required',
  moderation_permission: 'all_members',
  urgent_setting: 'all_members',
}

function brief(call: Call, chat: Chat, store: Store) {
  const owner =
    chat.ownerOpenId === undefined
      ? {}
      : {
          owner_id: idOf(call, chat.ownerOpenId, 'user_id_type'),
          owner_id_type: call.query('user_id_type') ?? 'open_id',
        }
  return {
    avatar: '',
    name: chat.name,
    description: '',
    ...owner,
    external: chat.external,
    tenant_key: store.app.tenantKey,
    chat_status: chat.status,
  }
}

/** im-v1/chat/get: a bot outside the chat sees little; a private chat has no owner. */
function getChat(call: Call) {
  const { store } = call
  const chat = findChat(call)
  const common = { chat_mode: chat.mode, chat_type: 'private', ...brief(call, chat, store) }
  if (!chat.botIsIn) return common
  return {
    ...common,
    ...permissions,
    at_all_permission: chat.atAllPermission ?? permissions.at_all_permission,
    i18n_names: { zh_cn: chat.name },
    user_manager_id_list: chat.managerOpenIds.map((id) => idOf(call, id, 'user_id_type')),
    bot_manager_id_list: [],
    group_message_type: 'chat',
    chat_tag: chat.external ? 'external' : 'inner',
    user_count: String(chat.memberOpenIds.length),
    bot_count: '1',
    restricted_mode_setting: { status: false },
  }
}

/** im-v1/chat/list: the groups the bot is in, never private chats. */
function listChats(call: Call) {
  const { store } = call
  const groups = store.chats.filter(
    (chat) => chat.mode === 'group' && chat.botIsIn && chat.status === 'normal',
  )
  const part = page(call, groups, { max: 100, usual: 20, sizeCode: 232001, tokenCode: 232001 })
  const items = part.items.map((chat) => ({ chat_id: chat.chatId, ...brief(call, chat, store) }))
  return { ...part, items }
}

/** im-v1/chat-members/get: people alone, bots are not listed. */
function listMembers(call: Call) {
  const { store } = call
  const chat = findChat(call)
  if (chat.status === 'dissolved') throw new Refusal(232009)
  if (!chat.botIsIn) throw new Refusal(232011)
  const rule = { max: 100, usual: 20, sizeCode: 232001, tokenCode: 232001 }
  const part = page(call, chat.memberOpenIds, rule)
  const items = part.items.map((openId) => ({
    member_id_type: call.query('member_id_type') ?? 'open_id',
    member_id: idOf(call, openId, 'member_id_type'),
    name: store.nameOf(openId) ?? '',
    tenant_key: store.app.tenantKey,
  }))
  return { ...part, items, member_total: chat.memberOpenIds.length }
}

const read = ['im:chat', 'im:chat:read', 'im:chat:readonly']

export const chatEndpoints: readonly Endpoint[] = [
  { method: 'GET', path: '/im/v1/chats', scopes: read, handle: listChats },
  { method: 'GET', path: '/im/v1/chats/:chat_id', scopes: read, handle: getChat },
  {
    method: 'GET',
    path: '/im/v1/chats/:chat_id/members',
    scopes: [...read, 'im:chat.members:read'],
    handle: listMembers,
  },
  {
    // im-v1/chat-members/is_in_chat asks about the caller, not about some user.
    method: 'GET',
    path: '/im/v1/chats/:chat_id/members/is_in_chat',
    scopes: [...read, 'im:chat.members:read'],
    handle: (call) => ({ is_in_chat: findChat(call).botIsIn }),
  },
]
