import { expect, it } from 'vitest'
import type { World } from '../../src/sandbox/platform/platform.ts'
import { type Bot, startBot } from '../support/start-bot.ts'

const start = '2026-03-02T09:00'
const office = '林督查'

/** 贺新 is a colleague of 高朗 in the same bureau. */
const withColleague = (world: World) => {
  world.people.push({
    openId: 'ou_colleague',
    unionId: 'on_colleague',
    name: '贺新',
    departmentIds: ['od-sandbox7'],
  })
}

const posts = (bot: Bot) =>
  bot.db.query.selectFrom('unit_posts').select(['unit_id', 'post', 'open_id', 'state']).execute()

const startRun = async (bound: readonly string[] = []) => {
  const bot = await startBot(start, { world: withColleague })
  await bot.dispatched({ bound })
  return bot
}

it('makes somebody the liaison who says so, once the office agrees, and tells the tasks', async () => {
  const bot = await startRun()
  await bot.says('沈一舟', '我是 区科技局 联络员')
  expect(bot.lastCard('沈一舟').text).toContain('待督查室确认')
  expect(bot.lastCard(office).text).toContain('沈一舟（区科技局）说自己是区科技局的联络员')
  expect(await posts(bot)).toMatchObject([{ state: 'asked' }])
  const { card } = await bot.presses(office, '同意')
  expect(card).toContain('已同意')
  expect(await posts(bot)).toEqual([
    { unit_id: 'unit:区科技局', post: 'liaison', open_id: bot.openId('沈一舟'), state: 'held' },
  ])
  expect(bot.messagesTo('沈一舟').join()).toContain('您现在是区科技局的联络员')
  await bot.says('沈一舟', '我的任务')
  expect(bot.lastCard('沈一舟').text).toMatch(/我的任务 · [1-9]/)
})

it('answers a second press on a post without doing it twice', async () => {
  const bot = await startRun()
  await bot.says('沈一舟', '我是 区科技局 联络员')
  const on = bot.pressedOn(office, '同意')
  await bot.presses(office, '同意', undefined, { on })
  await bot.says('沈一舟', '我是 区科技局 联络员')
  expect(bot.lastCard('沈一舟').text).toContain('已经是')
  await bot.says(office, '撤下 区科技局 联络员 沈一舟')
  expect(await posts(bot)).toMatchObject([{ state: 'ended' }])
  expect(bot.messagesTo('沈一舟').at(-1)).toContain('您不再是区科技局的联络员')
})

it('lets a unit propose its signer, and nobody else', async () => {
  const bot = await startRun(['高朗'])
  await bot.says('高朗', '审签人 区住建局 贺新')
  expect(bot.lastCard('高朗').text).toContain('只有本单位的')
  await bot.says(office, '联络员 区住建局 高朗')
  await bot.says('高朗', '审签人 区住建局 贺新')
  expect(bot.lastCard('高朗').text).toContain('待督查室确认')
  await bot.says(office, '审签人 区住建局 贺新')
  expect((await posts(bot)).map(({ post, state }) => [post, state])).toEqual([
    ['liaison', 'held'],
    ['signer', 'held'],
  ])
})

it('offers the people of the unit where nobody is named, and takes a 名片 for an answer', async () => {
  const bot = await startRun()
  await bot.says(office, '审签人 区住建局')
  expect(bot.lastCard(office).text).toContain('选择人员 · 审签人 · 区住建局')
  await bot.presses(office, '确定', { person: 'ou_colleague' })
  expect(await posts(bot)).toMatchObject([{ post: 'signer', open_id: 'ou_colleague' }])
  await bot.says(office, '审签人 区科技局')
  await bot.sendsContact(office, '沈一舟')
  expect(bot.lastCard(office).text).toContain('审签人 · 区科技局 · 已设')
})

it('binds from 人员, and from a 名片 that nobody asked for', async () => {
  const bot = await startRun()
  await bot.says(office, '人员')
  expect(bot.lastCard(office).text).toMatch(/区住建局　无人绑定，2项，最早2026年3月31日到期/)
  await bot.presses(office, '绑定')
  expect(bot.lastCard(office).text).toContain('选择人员 · 绑定 · 叶知秋')
  await bot.presses(office, '确定', { person: bot.openId('叶知秋') })
  expect(bot.messagesTo('叶知秋').join()).toContain('您已绑定为 叶知秋')
  await bot.sendsContact(office, '章越')
  expect(bot.lastCard(office).text).toContain('章越 · 未绑定')
  await bot.presses(office, '绑定为 章越')
  expect(bot.messagesTo('章越').join()).toContain('您已绑定为 章越')
})

it('keeps what waits for the office on its desks, until it is decided', async () => {
  const bot = await startRun(['高朗'])
  await bot.says('沈一舟', '我是 区科技局 联络员')
  await bot.says('高朗', '移交 卫东 自3月10日')
  await bot.says(office, '审核')
  expect(bot.lastCard(office).text).toContain('岗位和移交待确认 2 项')
  expect(bot.lastCard(office).text).toMatch(/\d+ 个单位无人绑定，收不到消息/)
  await bot.presses(office, '人员')
  const { text, message } = bot.lastCard(office)
  expect(text).toContain('待确认　联络员 · 区科技局 · 沈一舟')
  expect(text).toContain('待确认　移交 · 高朗 → 卫东 · 自2026年3月10日')
  await bot.presses(office, '同意', undefined, { on: message })
  await bot.says(office, '人员')
  expect(bot.lastCard(office).text).not.toContain('区科技局 · 沈一舟')
})

it('lets nobody but the office bind others', async () => {
  const bot = await startRun(['高朗'])
  await bot.says('高朗', '绑定人员 章越 贺新')
  expect(bot.lastCard('高朗').text).toContain('只有督查室可以')
  await bot.sendsContact('高朗', '章越')
  expect(bot.lastCard('高朗').text).toContain('这类消息还读不了')
  expect(await bot.db.query.selectFrom('bindings').selectAll().execute()).toHaveLength(1)
})

it('reminds the stand-in while somebody is on leave, and the person again afterwards', async () => {
  const bot = await startRun(['高朗'])
  await bot.says('高朗', '请假代办 至4月1日 章越')
  expect(bot.lastCard('高朗').text).toContain('只能交给本单位的同事')
  await bot.says('高朗', '请假代办 至4月1日 贺新')
  expect(bot.messagesTo('贺新').at(-1)).toContain('高朗 请假，到2026年4月1日为止由您代办')
  await bot.says('高朗', '请假代办 取消')
  expect(
    (await bot.db.query.selectFrom('stand_ins').selectAll().execute()).map(({ ended_at }) =>
      Boolean(ended_at),
    ),
  ).toEqual([true])
})

it('passes a task on to a colleague, who may then report on it', async () => {
  const bot = await startRun(['高朗'])
  await bot.says('高朗', '我的任务')
  const seq = /-(\d+)/.exec(bot.lastCard('高朗').text)?.[1]
  await bot.says('高朗', `转办 ${seq} 贺新`)
  expect(bot.lastCard('高朗').text).toContain('已转给贺新')
  expect(bot.messagesTo('贺新').at(-1)).toContain('高朗 请您经办')
  await bot.says('贺新', `填报 ${seq} 已开工`)
  expect(bot.lastCard('贺新').text).toContain(`-${seq}`)
  await bot.says('贺新', '我的任务')
  expect(bot.lastCard('贺新').text).toContain('我的任务 · 1项')
  await bot.says('高朗', `转办 ${seq} 取消`)
  expect(bot.lastCard('高朗').text).toContain('已收回')
  await bot.says('贺新', '我的任务')
  expect(bot.lastCard('贺新').text).not.toContain('我的任务 · 1项')
})

it('opens forms for 请假代办 and 移交, and a button on the task for 转办', async () => {
  const bot = await startRun(['高朗'])
  await bot.says('高朗', '请假代办')
  const filled = { person: 'ou_colleague', day: '2026-04-01' }
  expect((await bot.presses('高朗', '确定', filled)).toast).toContain('请假代办')
  expect(bot.messagesTo('贺新').at(-1)).toContain('到2026年4月1日为止由您代办')
  await bot.says('高朗', '请假代办 取消')
  await bot.says('高朗', '移交')
  await bot.presses('高朗', '确定', { person: 'ou_colleague', day: '2026-03-20' })
  await bot.says('高朗', '移交 给 贺新 自3月20日')
  expect(bot.lastCard('高朗').text).toContain('已经提出过')
  await bot.says(office, '移交 高朗→贺新')
  const asked = await bot.db.query.selectFrom('handovers').select(['state', 'from_on']).execute()
  expect(asked).toEqual([{ state: 'agreed', from_on: '2026-03-20' }])
  await bot.says('高朗', '我的任务')
  const seq = /-(\d+)/.exec(bot.lastCard('高朗').text)?.[1]
  await bot.says('高朗', `任务 ${seq}`)
  await bot.presses('高朗', '转办给同事')
  await bot.presses('高朗', '确定', { person: 'ou_colleague' })
  expect(bot.messagesTo('贺新').at(-1)).toContain('高朗 请您经办')
})

it('hands everything over from a day on, with the consent of the office', async () => {
  const bot = await startRun(['高朗'])
  await bot.says('高朗', '移交 卫东 自3月10日')
  expect(bot.lastCard('高朗').text).toContain('待督查室确认')
  await bot.presses(office, '同意')
  await bot.says('高朗', '我的任务')
  expect(bot.lastCard('高朗').text).toMatch(/我的任务 · [1-9]/)
  await bot.at('2026-03-10T09:00')
  const [card] = bot.messagesTo('卫东').filter((text) => text.includes('移交给您'))
  expect(card).toContain('高朗 的任务已移交给您')
  await bot.says('高朗', '我的任务')
  expect(bot.lastCard('高朗').text).toContain('0项')
})
