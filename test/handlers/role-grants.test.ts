import { expect, it } from 'vitest'
import { startBot } from '../support/start-bot.ts'

const start = '2026-03-02T09:00'
const office = '林督查'

it('grants a role by a second card, tells the one concerned, and shows the whole plan from then on', async () => {
  const bot = await startBot(start)
  await bot.dispatched()
  await bot.says(office, '授权 主要领导 闻人静')
  expect(bot.lastCard(office).text).toContain('授权 主要领导 · 闻人静 · 待确认')
  await bot.says('闻人静', '任务 5')
  expect(bot.lastCard('闻人静').text).not.toContain('主干道路提升行动')
  expect((await bot.presses(office, '确认授权')).toast).toBe('已授权')
  expect(bot.messagesTo('闻人静').at(-1)).toContain('授权：主要领导 · 已办理')
  await bot.says('闻人静', '任务 5')
  expect(bot.lastCard('闻人静').text).toContain('主干道路提升行动')

  await bot.says(office, '撤销授权 主要领导 闻人静')
  await bot.presses(office, '确认撤销授权')
  await bot.says('闻人静', '任务 5')
  expect(bot.lastCard('闻人静').text).not.toContain('主干道路提升行动')
})

it('grants and revokes by the words that the second card prints, with the check of its button', async () => {
  const bot = await startBot(start)
  const words = () =>
    /也可发送：(确认\S+ \S+ 闻人静)/.exec(bot.messagesTo(office).at(-1) ?? '')?.[1] ?? ''
  await bot.dispatched({ bound: ['高朗'] })
  await bot.says(office, '授权 主要领导 闻人静')
  expect(words()).toBe('确认授权 主要领导 闻人静')
  await bot.says('高朗', words())
  expect(bot.lastCard('高朗').text).toContain('只有督查室和系统管理员可以授权')
  await bot.says(office, words())
  expect(bot.lastCard(office).text).toContain('授权 主要领导 · 闻人静 · 已办理')
  expect(bot.messagesTo('闻人静').at(-1)).toContain('授权：主要领导 · 已办理')
  await bot.says(office, '确认授权 主要领导 闻人静')
  expect(bot.lastCard(office).text).toContain('没有改动')
  await bot.says(office, '文本模式')
  await bot.says(office, '撤销授权 主要领导 闻人静')
  expect(words()).toBe('确认撤销授权 主要领导 闻人静')
  await bot.says(office, words())
  await bot.says('闻人静', '任务 5')
  expect(bot.lastCard('闻人静').text).not.toContain('主干道路提升行动')
  const trail = await bot.db.query
    .selectFrom('audit_events')
    .select('type')
    .where('type', 'in', ['role.granted', 'role.revoked'])
    .where('subject', 'like', 'role:principal%')
    .execute()
  expect(trail.map(({ type }) => type)).toEqual(['role.granted', 'role.revoked'])
  await bot.says(office, '确认授权 督查室 林督查')
  expect(bot.messagesTo(office).at(-1)).toContain('没有改动')
  await bot.says(office, '确认授权')
  expect(bot.messagesTo(office).at(-1)).toContain('例如：确认授权 主要领导')
})

it('grants by the form, asks which of two namesakes is meant, and lets nobody grant himself', async () => {
  const bot = await startBot(start, {
    world: ({ people }) => {
      const [one, other] = people.filter(({ name }) => name === '江澄' || name === '方圆')
      if (one && other) one.name = other.name
    },
  })
  await bot.says(office, '授权')
  const { card } = await bot.presses(office, '查找', { role: 'admin', name: '江澄' })
  expect(card).toContain('同名2人')
  await bot.says(office, '授权 系统管理员 周督查')
  await bot.presses(office, '确认授权')
  await bot.says('周督查', '授权 督查室 周督查')
  expect(bot.lastCard('周督查').text).toContain('不能给自己授权')
  await bot.says('周督查', '撤销授权 督查室 林督查')
  expect(bot.lastCard('周督查').text).toContain('至少要有一名成员')
  await bot.says(office, '授权 督查室 无此人')
  expect(bot.lastCard(office).text).toContain('通讯录里没有“无此人”')
})

it('keeps a member of the office where the last two revoke each other at once', async () => {
  const bot = await startBot(start)
  await bot.dispatched()
  const other = '周督查'
  await bot.says(office, `授权 督查室 ${other}`)
  await bot.presses(office, '确认授权')
  await bot.says(office, `撤销授权 督查室 ${other}`)
  await bot.says(other, `撤销授权 督查室 ${office}`)
  const answers = await Promise.all([
    bot.sealedPress(office, '确认撤销授权', { eventId: 'one' }),
    bot.sealedPress(other, '确认撤销授权', { eventId: 'two' }),
  ])
  expect(answers.filter(({ toast }) => toast === '已撤销授权')).toHaveLength(1)
  const held = bot.db.query.selectFrom('roles').selectAll().where('role', '=', 'office')
  expect(await held.execute()).toHaveLength(1)
})

it('shows the trail of a task in words, to audit too, which sees no task', async () => {
  const bot = await startBot(start)
  await bot.dispatched({ bound: ['陶然', '苏敬之'] })
  await bot.says(office, '授权 审计 安小宁')
  await bot.presses(office, '确认授权')
  await bot.says('陶然', '填报 6')
  await bot.presses('陶然', '提交', { percent: '30', progress: '方案已送审' })
  await bot.says(office, '退回 6 请补充开工数')
  await bot.says('苏敬之', '工作要求 6 请报方案')

  await bot.says('安小宁', '任务 6')
  expect(bot.lastCard('安小宁').text).toContain('没有找到这项任务')
  await bot.says('安小宁', '痕迹 6')
  const { text } = bot.lastCard('安小宁')
  expect(text).toContain('痕迹 QH26-6 · 3条')
  expect(text).toMatch(/苏敬之　提出工作要求\s+内容：请报方案/)
  expect(text).toMatch(/林督查　退回补正/)
  expect(text).toContain('原因：请补充开工数')
  expect(text).toMatch(/陶然　填报（视同签收）/)
  expect(text).toContain('进展情况：方案已送审')
  expect(text).not.toMatch(/其他变动|reportId|[a-z]{6,}/)
  await bot.says('安小宁', '痕迹 QH26')
  expect(bot.lastCard('安小宁').text).toMatch(/林督查　下发/)
})

it('pages the trail of everything', async () => {
  const bot = await startBot(start)
  await bot.dispatched({ bound: ['陶然', '高朗', '卫东'] })
  await bot.says('陶然', '全部签收')
  await bot.says('高朗', '全部签收')
  await bot.says('卫东', '全部签收')
  await bot.says(office, '痕迹')
  expect(bot.lastCard(office).text).toContain('第 1 页')
  expect((await bot.presses(office, '下一页')).card).toContain('第 2 页')
})
