import { expect, it } from 'vitest'
import { group } from '../support/conversation.ts'
import { startBot } from '../support/start-bot.ts'

const start = '2026-03-02T09:00'
const office = '林督查'

const inGroup = async () => {
  const bot = await startBot(start)
  await bot.dispatched({ bound: ['高朗'] })
  await bot.platform.addBotToChat(group, bot.openId('章越'))
  await bot.platform.joinChat(bot.openId(office), group)
  await bot.settle()
  const subscriptions = () =>
    bot.db.query.selectFrom('subscriptions').select(['state', 'is_office_approved']).execute()
  return { bot, subscriptions, shown: () => bot.lastCardIn(group).text }
}

it('takes 订阅 全部 of the owner to the office, with the number of members outside', async () => {
  const { bot, subscriptions, shown } = await inGroup()
  await bot.says('章越', '订阅 全部', { in: group })
  expect(shown()).toContain('已报督查室，同意后生效')
  expect(bot.lastCard(office).text).toContain('成员 5 人')
  expect(bot.lastCard(office).text).toContain('3 人不在计划可见范围内')
  expect((await bot.presses(office, '同意')).card).toContain('已同意')
  expect(shown()).toContain('订阅已生效')
  expect(await subscriptions()).toEqual([{ state: 'active', is_office_approved: 1 }])
})

it('lets a manager who sees the plan subscribe without asking', async () => {
  const { bot, subscriptions, shown } = await inGroup()
  await bot.says('高朗', '订阅 全部', { in: group })
  expect(shown()).toContain('已生效')
  expect(await subscriptions()).toEqual([{ state: 'active', is_office_approved: 0 }])
})

it('lets the office subscribe a group', async () => {
  const { bot, subscriptions } = await inGroup()
  await bot.says(office, '订阅', { in: group })
  expect(await subscriptions()).toEqual([{ state: 'active', is_office_approved: 1 }])
})

it('takes the button of the introduction like the words', async () => {
  const { bot, subscriptions } = await inGroup()
  expect((await bot.presses('石磊', '订阅全部', undefined, { in: group })).toast).toContain(
    '只有群主',
  )
  expect(await subscriptions()).toEqual([])
  const { card } = await bot.presses('章越', '订阅全部', undefined, { in: group })
  expect(card).toContain('待同意')
  expect(await subscriptions()).toEqual([{ state: 'pending', is_office_approved: 0 }])
})

it('refuses a member who is neither owner nor manager, asked from the platform then', async () => {
  const { bot, subscriptions, shown } = await inGroup()
  await bot.says('石磊', '订阅 全部', { in: group })
  expect(shown()).toContain('只有群主、管理员和督查室可以订阅')
  await bot.platform.updateChat(group, bot.openId('章越'), { managerOpenIds: [bot.openId('石磊')] })
  await bot.says('石磊', '订阅 全部', { in: group })
  expect(shown()).toContain('已报督查室')
  await bot.says('高朗', '退订', { in: group })
  expect(shown()).toContain('只有群主、管理员和督查室')
  expect(await subscriptions()).toHaveLength(1)
})

it('refuses a group with external members, the office too', async () => {
  const { bot, subscriptions, shown } = await inGroup()
  const chat = bot.platform.chats.find(({ chatId }) => chatId === group)
  if (chat) chat.external = true
  for (const who of ['章越', '高朗', office]) {
    await bot.says(who, '订阅 全部', { in: group })
    expect(shown()).toContain('本群含外部成员，不能订阅')
  }
  expect(await subscriptions()).toEqual([])
})

it('tells the group what the office refused', async () => {
  const { bot, subscriptions, shown } = await inGroup()
  await bot.says('章越', '订阅 全部', { in: group })
  await bot.says(office, '不同意')
  expect(shown()).toContain('督查室未同意这条订阅')
  expect(await subscriptions()).toEqual([{ state: 'refused', is_office_approved: 0 }])
  await bot.says(office, '同意')
  expect(bot.lastCard(office).text).toContain('没有待决定的申请')
})

it('lets only the office decide, and only once', async () => {
  const { bot, subscriptions } = await inGroup()
  await bot.says('章越', '订阅 全部', { in: group })
  const on = bot.pressedOn(office, '同意')
  const stranger = await bot.sealedPress('章越', '同意', { eventId: 'x' }, { on })
  expect(stranger.toast).toBe('只有督查室可以决定')
  await bot.says('章越', '同意')
  expect(await subscriptions()).toMatchObject([{ state: 'pending' }])
  const answers = await Promise.all([
    bot.sealedPress(office, '同意', { eventId: 'yes' }, { on }),
    bot.sealedPress(office, '不同意', { eventId: 'no' }, { on }),
  ])
  await bot.settle()
  expect(answers.filter(({ toast }) => toast === '已经处理过')).toHaveLength(1)
  const told = bot.messagesIn(group).filter((text) => /已生效，将|未同意这条/.test(text))
  expect(told).toHaveLength(1)
})

it('adds nothing twice', async () => {
  const { bot, subscriptions, shown } = await inGroup()
  await bot.says('章越', '订阅 全部', { in: group })
  await bot.says('章越', '订阅 全部', { in: group })
  expect(shown()).toContain('已报督查室')
  await bot.presses(office, '同意')
  await bot.says('章越', '订阅 全部', { in: group })
  expect(shown()).toContain('本群已有同样的订阅')
  expect(await subscriptions()).toHaveLength(1)
})

it('adds one subscription when two ask at once', async () => {
  const { bot, subscriptions } = await inGroup()
  const on = bot.pressedOn('章越', '订阅全部', { in: group })
  await Promise.all(
    ['章越', '高朗'].map((who) => bot.sealedPress(who, '订阅全部', { eventId: who }, { on })),
  )
  expect(await subscriptions()).toHaveLength(1)
})

it('lists and ends subscriptions, by words and by the button', async () => {
  const { bot, subscriptions, shown } = await inGroup()
  await bot.says('石磊', '订阅列表', { in: group })
  expect(shown()).toContain('本群还没有订阅')
  await bot.says('高朗', '订阅 全部', { in: group })
  await bot.says('石磊', '订阅列表', { in: group })
  expect(shown()).toContain('已生效1条')
  expect((await bot.presses('石磊', '退订', undefined, { in: group })).toast).toContain('只有群主')
  const { toast, card } = await bot.presses('章越', '退订', undefined, { in: group })
  expect([toast, card?.includes('本群还没有订阅')]).toEqual(['已退订', true])
  expect(await subscriptions()).toMatchObject([{ state: 'ended' }])
  await bot.says('高朗', '订阅 全部', { in: group })
  await bot.says('高朗', '退订 全部', { in: group })
  expect(shown()).toContain('已退订')
  await bot.says('高朗', '退订', { in: group })
  expect(shown()).toContain('本群没有订阅')
})

it('says which filters it does not know yet, and adds nothing', async () => {
  const { bot, subscriptions, shown } = await inGroup()
  await bot.says('章越', '订阅 单位 区住建局', { in: group })
  expect(shown()).toContain('现在只支持“订阅 全部”')
  expect(await subscriptions()).toEqual([])
})

it('says in the private chat that one subscribes in the group', async () => {
  const { bot } = await inGroup()
  await bot.says('高朗', '订阅 全部')
  expect(bot.lastCard('高朗').text).toContain('请在群里订阅')
})
