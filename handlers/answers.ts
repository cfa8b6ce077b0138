/** Ways for a handler to say something back. */
import type { Card } from '../cards/kit.ts'
import { type NoticeView, noticeCard } from '../cards/notice.ts'
import { enqueue } from '../db/outbox.ts'
import type { OutboxContent } from '../db/outbox-content.ts'
import type { Deps, SendTarget } from '../src/ports.ts'
import type { Decision, Press, Said, Toast, Writes } from './types.ts'

export const success = (content: string): Toast => ({ type: 'success', content })
export const info = (content: string): Toast => ({ type: 'info', content })
export const warning = (content: string): Toast => ({ type: 'warning', content })
export const failure = (content: string): Toast => ({ type: 'error', content })

export const asContent = (card: Card): OutboxContent => ({
  kind: 'card',
  card: card as unknown as Record<string, unknown>,
})

/** Answers where somebody spoke: in the private chat, or as a reply in the group. */
export function answer(said: Said, card: Card, deps: Deps, part = ''): Writes {
  const target: SendTarget = said.isPrivate
    ? { type: 'open_id', id: said.speaker }
    : { type: 'reply', id: said.message.messageId }
  const key = `answer:${said.key}${part}`
  return [enqueue(deps.db, key, target, asContent(card), deps.clock.now())]
}

export const answerNotice = (said: Said, notice: NoticeView, deps: Deps, part = ''): Writes =>
  answer(said, noticeCard(notice), deps, part)

/** In a group: the rest is in the private chat, one press away. */
export const answerToPrivate = (said: Said, title: string, line: string, deps: Deps): Writes =>
  answerNotice(
    said,
    {
      title,
      lines: [line],
      tone: 'info',
      link: {
        text: '打开私聊',
        url: `${deps.applinkBase}/client/bot/open?appId=${encodeURIComponent(deps.appId)}`,
      },
    },
    deps,
    ':group',
  )

/** A press whose answer is a card of its own in the private chat; the pressed one stays. */
export const sendPrivately = (
  press: Pick<Press, 'operator' | 'eventId'>,
  kind: string,
  card: Card,
  toast: string,
  deps: Deps,
): Decision => ({
  reply: { toast: info(toast) },
  writes: tell(press.operator, `${kind}:${press.eventId}`, asContent(card), deps),
})

/** A message to one account, apart from where the conversation is. */
export const tell = (openId: string, key: string, content: OutboxContent, deps: Deps): Writes => [
  enqueue(deps.db, key, { type: 'open_id', id: openId }, content, deps.clock.now()),
]
