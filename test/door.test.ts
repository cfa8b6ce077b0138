import { afterEach, expect, it, vi } from 'vitest'
import { receive } from '../src/door.ts'
import type { OpenedEvent } from '../src/lark/verify.ts'
import type { LarkChat } from '../src/ports.ts'
import { group } from './support/conversation.ts'
import { startBot } from './support/start-bot.ts'

const start = '2026-03-02T09:00'
const office = '林督查'

afterEach(() => {
  vi.useRealTimers()
})

it('has stored an event when it is acknowledged, and handled it only later', async () => {
  const bot = await startBot(start)
  const { delivered } = await bot.platform.say(bot.openId('高朗'), 'p2p', '帮助')
  expect(delivered?.status).toBe(200)
  const rows = () => bot.db.query.selectFrom('inbox').select(['state', 'attempts']).execute()
  expect(await rows()).toEqual([{ state: 'waiting', attempts: 0 }])
  expect(bot.messagesTo('高朗')).toEqual([])
  await bot.settle()
  expect(await rows()).toEqual([{ state: 'done', attempts: 1 }])
})

it('keeps a message that comes again under another event id once', async () => {
  const bot = await startBot(start)
  const said = await bot.platform.say(bot.openId('高朗'), 'p2p', '帮助')
  await bot.settle()
  const stored = await bot.db.query.selectFrom('inbox').selectAll().executeTakeFirstOrThrow()
  expect(stored.key).toBe(said.messageId)
  await bot.platform.sendEvent('im.message.receive_v1', JSON.parse(stored.payload))
  await bot.settle()
  expect(bot.messagesTo('高朗')).toHaveLength(1)
})

it('answers a press on a card of another time with the way on', async () => {
  const bot = await startBot(start)
  for (const value of [undefined, 'x', { action: 'gone' }, { action: 'tasks.page', page: -1 }]) {
    const event = { operator: { open_id: bot.openId('高朗') }, action: { value } }
    const body = bot.platform.envelope('card.action.trigger', event)
    const answered = await bot.platform.post('/webhook/card', bot.platform.sealed(body))
    expect(answered.body).toContain('这张卡片已过期')
  }
  expect(await bot.db.query.selectFrom('handled_events').selectAll().execute()).toEqual([])
})

it('commits what a press changed before it answers', async () => {
  const bot = await startBot(start)
  await bot.dispatched({ bound: ['高朗'] })
  await bot.sealedPress('高朗', '全部签收', { eventId: 'press-1' })
  const states = await bot.db.query
    .selectFrom('tasks')
    .select('seq')
    .where('state', '=', 'in_progress')
    .execute()
  expect(states).toHaveLength(2)
  const mark = await bot.db.query
    .selectFrom('handled_events')
    .select('kind')
    .where('key', '=', 'press-1')
    .executeTakeFirst()
  expect(mark).toEqual({ kind: 'tasks.acknowledge-all' })
})

it('says that nothing was changed when a press fails, and logs no words of it', async () => {
  const bot = await startBot(start)
  await bot.dispatched({ bound: ['高朗'] })
  const on = bot.pressedOn('高朗', '全部签收')
  await bot.db.query.schema.dropTable('audit_events').execute()
  const { toast } = await bot.sealedPress('高朗', '全部签收', { eventId: 'x' }, { on })
  expect(toast).toBe('系统出错，没有作任何改动，请稍后再试')
  expect(bot.logged('press.failed')).toMatchObject([{ action: 'tasks.acknowledge-all' }])
  const states = await bot.db.query.selectFrom('tasks').select('state').distinct().execute()
  expect(states).toEqual([{ state: 'awaiting_acknowledgement' }])
})

it('answers a slow press within 3 s with 处理中, and redraws its card later', async () => {
  const bot = await startBot(start)
  await bot.dispatched()
  await bot.platform.addBotToChat(group, bot.openId('章越'))
  await bot.settle()
  const message = bot.pressedOn('章越', '订阅全部', { in: group })
  let answerAsked = (_: LarkChat) => {}
  const asked = new Promise<LarkChat>((resolve) => {
    answerAsked = resolve
  })
  const deps = { ...bot.deps, larkRead: { ...bot.deps.larkRead, chat: () => asked } }
  const press: OpenedEvent = {
    ok: true,
    kind: 'event',
    eventId: 'slow',
    eventType: 'card.action.trigger',
    createTime: bot.clock.now(),
    appId: bot.deps.appId,
    tenantKey: null,
    event: {
      operator: { open_id: bot.openId('章越') },
      action: { value: { action: 'subscription.create', filter: 'all' } },
      context: { open_message_id: message.messageId, open_chat_id: group },
    },
  }
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  const answered = receive(press, 'request-1', deps)
  await vi.advanceTimersByTimeAsync(2500)
  expect(await answered).toEqual({ toast: expect.objectContaining({ type: 'info' }) })
  vi.useRealTimers()
  answerAsked(await bot.deps.larkRead.chat(group))
  await vi.waitFor(async () => {
    await bot.settle()
    expect(bot.lastCardIn(group).text).toContain('待同意')
  })
  expect(bot.lastCardIn(group).message.messageId).toBe(message.messageId)
  expect(bot.lastCard(office).text).toContain('订阅申请')
})
