import { groupIntroCard } from '../../cards/group.ts'
import { findChat, leaveChat, saveChat } from '../../db/chats.ts'
import { enqueue } from '../../db/outbox.ts'
import type { LarkEvents } from '../../src/lark/events.ts'
import { asContent } from '../answers.ts'
import type { EventHandler } from '../types.ts'

/** The bot is in a group: it introduces itself once, and never again after being re-added. */
export const greetGroup: EventHandler<LarkEvents['im.chat.member.bot.added_v1']> = async (
  event,
  { at },
  deps,
) => {
  const name = event.name ?? ''
  const isExternal = event.external ?? false
  const intro = groupIntroCard({
    groupName: name,
    isExternal,
    examples: ['订阅 全部', '订阅列表'],
  })
  return [
    ...saveChat(deps.db, { chatId: event.chat_id, name, state: 'active', isExternal }, at),
    enqueue(
      deps.db,
      `intro:${event.chat_id}`,
      { type: 'chat_id', id: event.chat_id },
      asContent(intro),
      at,
    ),
  ]
}

/** The bot was taken out: nothing more is sent there. */
export const leaveGroup: EventHandler<LarkEvents['im.chat.member.bot.deleted_v1']> = async (
  event,
  { at },
  deps,
) => leaveChat(deps.db, event.chat_id, 'left', at)

export const closeGroup: EventHandler<LarkEvents['im.chat.disbanded_v1']> = async (
  event,
  { at },
  deps,
) => leaveChat(deps.db, event.chat_id, 'dissolved', at)

export const renameGroup: EventHandler<LarkEvents['im.chat.updated_v1']> = async (
  event,
  { at },
  deps,
) => {
  const known = await findChat(deps.db, event.chat_id)
  const name = event.after_change?.name
  if (!known || !name) return []
  const isExternal = event.external ?? known.is_external === 1
  return saveChat(deps.db, { chatId: event.chat_id, name, state: known.state, isExternal }, at)
}
