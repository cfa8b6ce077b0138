import { enqueue, type Priority } from '../../db/outbox.ts'
import type { Sender } from '../../src/deliver.ts'
import { createPacer } from '../../src/pacer.ts'
import type { SendTarget } from '../../src/ports.ts'
import type { Bot } from './start-bot.ts'

export const person = (id: string): SendTarget => ({ type: 'open_id', id })

export type Sent = { readonly text: string; readonly to: string; readonly at: number }

/** A pacer on the test's clock, which stands while something real is still to happen. */
export const pacerOf = (bot: Bot, onPause: () => Promise<void> | void = () => {}) =>
  createPacer(bot.clock.now, async (ms) => {
    await new Promise((resolve) => setTimeout(resolve, 1))
    bot.clock.pass(ms)
    await onPause()
  })

/** The sender on a platform that takes everything at once; what left is noted, with the time. */
export function onEasyPlatform(bot: Bot, onSend: (sent: Sent) => Promise<void> | void = () => {}) {
  const sent: Sent[] = []
  const sender: Sender = {
    ...bot.sender,
    pacer: pacerOf(bot),
    larkSend: async (target, body) => {
      const text = body.msgType === 'text' ? body.text : 'card'
      const one = { text, to: target.id, at: bot.clock.now() }
      await onSend(one)
      sent.push(one)
      return { messageId: `om_${text}`, chatId: null }
    },
  }
  return { sent, sender }
}

export const queue = (
  bot: Bot,
  rows: readonly (readonly [key: string, target: SendTarget])[],
  priority: Priority = 'answer',
) =>
  bot.db.atomic(
    rows.map(([key, target]) =>
      enqueue(bot.db, key, target, { kind: 'text', text: key }, bot.clock.now(), { priority }),
    ),
  )

export const rowsTo = (
  count: number,
  name: string,
  to = (n: number) => person(`ou_${name}_${n}`),
) => Array.from({ length: count }, (_, n) => [`${name} ${n}`, to(n)] as const)

export const states = async (bot: Bot, ...ids: readonly string[]) => {
  const rows = await bot.db.query
    .selectFrom('outbox')
    .select(['id', 'state', 'reason', 'attempts'])
    .where('id', 'in', ids)
    .execute()
  return ids.map((id) => rows.find((row) => row.id === id))
}
