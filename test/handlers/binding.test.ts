import { expect, it } from 'vitest'
import type { World } from '../../src/sandbox/platform/platform.ts'
import { type Bot, startBot } from '../support/start-bot.ts'

const start = '2026-03-02T09:00'
const office = '林督查'

/** One more account of that name, in the first department. */
const alsoCalled = (name: string) => (world: World) => {
  world.people.push({
    openId: 'ou_second',
    unionId: 'on_second',
    name,
    departmentIds: ['od-sandbox1'],
  })
}

const bindings = (bot: Bot) =>
  bot.db.query
    .selectFrom('bindings')
    .select(['party_id', 'open_id', 'bound_by'])
    .orderBy('bound_at')
    .execute()

it('asks the unbound person of that real name, and binds on 是', async () => {
  const bot = await startBot(start)
  await bot.imported()
  await bot.says('高朗', '你好')
  expect(bot.lastCard('高朗').text).toContain('您是 高朗 吗？')
  expect(bot.lastCard('高朗').text).toContain('区住建局，责任任务 2 项')
  const { toast, card } = await bot.presses('高朗', '是')
  expect(toast).toBe('已绑定')
  expect(card).toContain('已绑定。任务表下发后，发送“我的任务”查看。')
  const openId = bot.openId('高朗')
  expect(await bindings(bot)).toEqual([
    { party_id: 'person:高朗', open_id: openId, bound_by: openId },
  ])
})

it('asks who opens the private chat for the first time, once', async () => {
  const bot = await startBot(start)
  await bot.imported()
  await bot.platform.enterP2p(bot.openId('高朗'))
  await bot.settle()
  await bot.platform.enterP2p(bot.openId('高朗'))
  await bot.settle()
  expect(bot.messagesTo('高朗')).toHaveLength(1)
  expect(bot.lastCard('高朗').text).toContain('您是 高朗 吗？')
})

it('takes 是 as a word, in traditional characters and full width too', async () => {
  const bot = await startBot(start)
  await bot.imported()
  await bot.says('高朗', '我的任務')
  await bot.says('高朗', '是　')
  expect(bot.lastCard('高朗').text).toContain('已绑定')
  await bot.says('高朗', '是')
  expect(bot.lastCard('高朗').text).toContain('没有待答的问题')
  expect(await bindings(bot)).toHaveLength(1)
})

it('sends 不是 to the office, which says who it is', async () => {
  const bot = await startBot(start)
  await bot.imported()
  await bot.says('高朗', '你好')
  expect((await bot.presses('高朗', '不是')).card).toContain('不是本人')
  expect(bot.lastCard(office).text).toContain('绑定申请 · 高朗')
  await bot.presses(office, '高朗')
  expect(bot.lastCard('高朗').text).toContain('已绑定为 高朗')
  expect(await bindings(bot)).toMatchObject([{ bound_by: bot.openId(office) }])
})

it('does not ask the one who declined again, nor the office twice', async () => {
  const bot = await startBot(start)
  await bot.imported()
  await bot.says('高朗', '你好')
  await bot.says('高朗', '不是')
  await bot.says('高朗', '我的任务')
  expect(bot.lastCard('高朗').text).toContain('身份待督查室确认')
  expect(bot.messagesTo(office).filter((text) => text.includes('绑定申请'))).toHaveLength(1)
})

it('sends namesakes in the directory to the office instead of guessing', async () => {
  const bot = await startBot(start, { world: alsoCalled('高朗') })
  await bot.imported()
  await bot.says('ou_second', '你好')
  expect(bot.lastCard('ou_second').text).toContain('身份待督查室确认')
  expect(bot.lastCard(office).text).toContain('区政府领导')
  expect(await bindings(bot)).toEqual([])
})

it('sends a name that no table has to the office, with what was said', async () => {
  const bot = await startBot(start)
  await bot.imported()
  await bot.says('石磊', '我是 望溪镇 办事员')
  expect(bot.lastCard('石磊').text).toContain('身份待督查室确认')
  expect(bot.lastCard(office).text).toContain('石磊')
  expect(bot.lastCard(office).text).toContain('望溪镇 办事员')
})

it('tells who was refused by the office', async () => {
  const bot = await startBot(start)
  await bot.imported()
  await bot.says('石磊', '你好')
  await bot.presses(office, '不予绑定')
  expect(bot.lastCard('石磊').text).toContain('身份未确认')
  expect(await bindings(bot)).toEqual([])
})

it('leaves two accounts of one name to the office, also the one that was asked first', async () => {
  const bot = await startBot(start)
  await bot.imported()
  await bot.says('高朗', '你好')
  const offered = bot.pressedOn('高朗', '是')
  const namesake = bot.openId('石磊')
  await bot.platform.updateUser(namesake, { name: '高朗' })
  await bot.settle()
  await bot.says(namesake, '你好')
  const { toast, card } = await bot.presses('高朗', '是', undefined, { on: offered })
  expect(toast).toBe('已经处理过')
  expect(card).toContain('通讯录中有同名的人')
  expect(await bindings(bot)).toHaveLength(0)
  await bot.presses(office, '高朗 ·')
  expect(await bindings(bot)).toHaveLength(1)
})

it('finds who one is by what one says, where the platform gives no name', async () => {
  const bot = await startBot(start)
  await bot.imported()
  const stranger = bot.openId('石磊')
  await bot.says(stranger, '你好')
  expect(bot.lastCard(stranger).text).toContain('我是 区科技局')
  await bot.says(stranger, '我是 区水利局 陶然')
  expect(bot.lastCard(office).text).toContain('本人说：区水利局 陶然')
  await bot.presses(office, '陶然 ·')
  expect(await bindings(bot)).toMatchObject([{ party_id: 'person:陶然', open_id: stranger }])
})

it('refuses a press by somebody else on the question', async () => {
  const bot = await startBot(start)
  await bot.imported()
  await bot.says('高朗', '你好')
  const on = bot.pressedOn('高朗', '是')
  expect((await bot.sealedPress('陶然', '是', { eventId: 'x' }, { on })).toast).toBe('这不是问您的')
  expect(await bindings(bot)).toEqual([])
})

it('lets only the office decide a request, and only once', async () => {
  const bot = await startBot(start)
  await bot.imported()
  await bot.says('高朗', '你好')
  await bot.presses('高朗', '不是')
  const on = bot.pressedOn(office, '都不是')
  const stranger = await bot.sealedPress('高朗', '高朗', { eventId: 'x' }, { on })
  expect(stranger.toast).toBe('只有督查室可以确认身份')
  const answers = await Promise.all([
    bot.sealedPress(office, '高朗', { eventId: 'yes' }, { on }),
    bot.sealedPress(office, '都不是', { eventId: 'no' }, { on }),
  ])
  await bot.settle()
  expect(answers.filter(({ toast }) => toast === '已经处理过')).toHaveLength(1)
  expect(answers.map(({ card }) => card?.includes('待督查室确认'))).toEqual([false, false])
  const told = bot.messagesTo('高朗').filter((text) => /已绑定为|身份未确认/.test(text))
  expect(told).toHaveLength(1)
})

it('gives the one bound after 下发 his card at once', async () => {
  const bot = await startBot(start)
  await bot.dispatched()
  await bot.bound('高朗')
  const cards = bot.messagesTo('高朗').filter((text) => text.includes('新任务'))
  expect(cards).toHaveLength(1)
  expect(cards[0]).toContain('待签收2项')
})

it('asks nobody who he is before there is a plan', async () => {
  const bot = await startBot(start)
  await bot.says('高朗', '帮助')
  await bot.says('高朗', '你好')
  expect(bot.messagesTo('高朗').join()).not.toContain('您是 高朗 吗')
})

it('tells the office who is not bound yet, and nobody else', async () => {
  const bot = await startBot(start)
  await bot.imported()
  await bot.bound('高朗')
  await bot.says(office, '人员')
  expect(bot.lastCard(office).text).toMatch(/章越\s*区投促局，1项/)
  expect(bot.lastCard(office).text).not.toContain('高朗')
  await bot.says('高朗', '人员')
  expect(bot.lastCard('高朗').text).toContain('只有督查室可以')
})

it('asks the office once about somebody it refused, and again only for new words', async () => {
  const bot = await startBot(start)
  await bot.imported()
  const stranger = bot.openId('石磊')
  await bot.says(stranger, '你好')
  await bot.presses(office, '不予绑定')
  const requests = () => bot.messagesTo(office).filter((text) => text.includes('绑定申请')).length
  const before = requests()
  await bot.says(stranger, '在吗？')
  expect(requests()).toBe(before)
  expect(bot.lastCard(stranger).text).toContain('没有找到与您对应的姓名')
  await bot.says(stranger, '我是 区水利局 陶然')
  expect(requests()).toBe(before + 1)
})

it('asks anew after a question was withdrawn, and takes the answer', async () => {
  const bot = await startBot(start)
  await bot.imported()
  await bot.says('高朗', '你好')
  const namesake = bot.openId('石磊')
  await bot.platform.updateUser(namesake, { name: '高朗' })
  await bot.settle()
  await bot.says(namesake, '你好')
  await bot.platform.resign(namesake)
  await bot.settle()
  await bot.says('高朗', '绑定')
  await bot.presses('高朗', '是')
  expect(await bindings(bot)).toMatchObject([{ party_id: 'person:高朗' }])
})

it('asks who was given a post for his printed name too, once, beside the answer', async () => {
  const bot = await startBot(start)
  await bot.imported()
  await bot.says(office, '审签人 区住建局 高朗')
  expect(bot.lastCard(office).text).toContain('高朗')
  const asked = () =>
    bot.messagesTo('高朗').filter((text) => text.includes('您是 高朗 吗？')).length
  await bot.says('高朗', '我的任务')
  expect(asked()).toBe(1)
  expect(bot.lastCard('高朗').text).not.toContain('您是 高朗 吗？')
  await bot.says('高朗', '我的任务')
  expect(asked()).toBe(1)
  await bot.says('高朗', '绑定')
  expect(bot.lastCard('高朗').text).toContain('您是 高朗 吗？')
  await bot.presses('高朗', '是')
  expect(await bindings(bot)).toMatchObject([{ party_id: 'person:高朗' }])
})

it('does not ask who has a post and no printed name', async () => {
  const bot = await startBot(start)
  await bot.imported()
  await bot.says(office, '联络员 区住建局 石磊')
  await bot.says('石磊', '我的任务')
  await bot.says('石磊', '绑定')
  expect(bot.messagesTo('石磊').join()).not.toContain('待督查室确认')
  expect(bot.lastCard('石磊').text).toContain('岗位或代办的任务照常办理')
  expect(bot.messagesTo(office).join()).not.toContain('绑定申请')
})
