import { expect, it } from 'vitest'
import { sampleFile } from '../support/conversation.ts'
import { type Bot, startBot } from '../support/start-bot.ts'

const start = '2026-03-02T09:00'
const office = '林督查'

const plans = (bot: Bot) => bot.db.query.selectFrom('plans').select(['code', 'state']).execute()

const edited = {
  name: '新版.txt',
  content: String(sampleFile.content).replaceAll('建成示范村6个', '建成示范村8个'),
}

/** It has no 第8项. */
const doubtful = {
  name: '存疑.txt',
  content: String(sampleFile.content).replace('\n\t8\n', '\n\t18\n'),
}

it('says at once that it reads, then shows a preview with counts, doubts and samples', async () => {
  const bot = await startBot(start)
  await bot.drops(office, doubtful)
  const [reading, preview] = bot.messagesTo(office)
  expect(reading).toContain('正在读取您发来的文件')
  expect(preview).toContain('序号从7到18，不连续')
  expect(preview).toContain('任务 12 项')
  expect(preview).toContain('第7项　美丽乡村示范行动')
  expect(await plans(bot)).toEqual([])
})

it('makes a silent draft on 确认导入 and offers 下发', async () => {
  const bot = await startBot(start)
  await bot.drops(office, sampleFile)
  const { toast, card } = await bot.presses(office, '确认导入')
  expect(toast).toContain('已导入为草案，还没有通知任何人')
  expect(card).toContain('已导入')
  expect(bot.lastCard(office).text).toContain('[下发]  [试运行]  [稍后]')
  expect(await plans(bot)).toEqual([{ code: 'QH26', state: 'draft' }])
  expect(bot.messagesTo('高朗')).toEqual([])
})

it('answers a second 确认导入 on the same card with what it became', async () => {
  const bot = await startBot(start)
  await bot.drops(office, sampleFile)
  const preview = bot.pressedOn(office, '确认导入')
  const both = await Promise.all([
    bot.sealedPress(office, '确认导入', { eventId: 'first' }, { on: preview }),
    bot.sealedPress(office, '确认导入', { eventId: 'second' }, { on: preview }),
  ])
  expect(both.map(({ toast }) => toast).sort()).toEqual([
    '已导入为草案，还没有通知任何人',
    '已经处理过',
  ])
  expect(both.every(({ card }) => card?.includes('已导入'))).toBe(true)
  expect(await plans(bot)).toHaveLength(1)
})

it('stores nothing on 取消, and the same file can be dropped again', async () => {
  const bot = await startBot(start)
  await bot.drops(office, sampleFile)
  const { card } = await bot.presses(office, '取消')
  expect(card).toContain('已取消')
  expect(await plans(bot)).toEqual([])
  await bot.drops(office, sampleFile)
  await bot.presses(office, '确认导入')
  expect(await plans(bot)).toHaveLength(1)
})

it('takes 确认导入 and 取消 as words too', async () => {
  const bot = await startBot(start)
  await bot.says(office, '确认导入')
  expect(bot.lastCard(office).text).toContain('没有待确认的导入')
  await bot.drops(office, sampleFile)
  await bot.says(office, '取消')
  expect(bot.lastCard(office).text).toContain('已取消')
  await bot.drops(office, sampleFile)
  await bot.says(office, '确认导入 QH26')
  expect(await plans(bot)).toEqual([{ code: 'QH26', state: 'draft' }])
})

it('changes nothing when the same file comes again', async () => {
  const bot = await startBot(start)
  await bot.imported()
  await bot.drops(office, { ...sampleFile, name: '另一个名字.txt' })
  expect(bot.lastCard(office).text).toContain('导入 QH26 · 无变化')
  expect(bot.lastCard(office).text).not.toContain('[确认导入]')
  expect(await plans(bot)).toHaveLength(1)
})

it('does not import the same content twice from two previews', async () => {
  const bot = await startBot(start)
  await bot.drops(office, sampleFile)
  const first = bot.pressedOn(office, '确认导入')
  await bot.drops(office, sampleFile)
  await bot.presses(office, '确认导入')
  const { toast } = await bot.presses(office, '确认导入', undefined, { on: first })
  expect(toast).toContain('内容相同')
  expect(await plans(bot)).toHaveLength(1)
})

it('shows what changes when a plan of the same title has other content', async () => {
  const bot = await startBot(start)
  await bot.imported()
  await bot.drops(office, edited)
  expect(bot.lastCard(office).text).toContain('QH26 · 待确认更新 · 修改1')
  expect(await plans(bot)).toHaveLength(1)
})

it('does not make two plans of one title from two previews', async () => {
  const bot = await startBot(start)
  await bot.drops(office, sampleFile)
  const first = bot.pressedOn(office, '确认导入')
  await bot.drops(office, edited)
  await bot.presses(office, '确认导入')
  const { toast } = await bot.presses(office, '确认导入', undefined, { on: first })
  expect(toast).toContain('计划 QH26 已导入，与它同名而内容不同')
  await bot.says(office, '确认导入')
  expect(bot.lastCard(office).text).toContain('QH26 · 待确认更新 · 修改1')
  expect(await plans(bot)).toHaveLength(1)
})

it('reads files of the office only', async () => {
  const bot = await startBot(start)
  await bot.imported()
  await bot.bound('高朗')
  await bot.drops('高朗', edited)
  expect(bot.lastCard('高朗').text).toContain('只有督查室可以导入任务表')
  expect(bot.platform.requests.filter(({ path }) => path.includes('/resources/'))).toHaveLength(1)
})

it('lets nobody else confirm: the press is refused and nothing is stored', async () => {
  const bot = await startBot(start)
  await bot.drops(office, sampleFile)
  const preview = bot.pressedOn(office, '确认导入')
  const { toast } = await bot.sealedPress('高朗', '确认导入', { eventId: 'x' }, { on: preview })
  expect(toast).toBe('只有督查室可以导入')
  expect(await plans(bot)).toEqual([])
})

it.each([
  ['no Word file', { name: '表.docx', content: 'PK' }, '内容却是普通文本'],
  ['a picture', { name: '表.jpg', content: 'x' }, '图片里的文字不能读取'],
  ['an empty file', { name: '表.txt', content: ' ' }, '文件里没有文字'],
  ['a program', { name: '表.txt', content: '\u007fELF\u0000\u0001' }, '内容却是程序'],
  ['a text without a table', { name: '表.txt', content: '今天天气不错。' }, '没有找到任务表'],
])('refuses %s in words', async (_what, file, words) => {
  const bot = await startBot(start)
  await bot.drops(office, file)
  expect(bot.lastCard(office).text).toContain('没有读出任务表')
  expect(bot.lastCard(office).text).toContain(words)
  expect(await bot.db.query.selectFrom('imports').selectAll().execute()).toEqual([])
})

it.each([
  ['by its name', { name: '秘密★清单.txt', content: '今天天气不错。' }],
  ['by its text', { name: '清单某某.txt', content: `秘密★10年\n${sampleFile.content}` }],
])('keeps nothing of a file that is marked secret %s', async (_how, file) => {
  const bot = await startBot(start)
  await bot.drops(office, file)
  expect(bot.lastCard(office).text).toContain('涉密内容不能在这里处理')
  for (const table of ['inbox', 'work', 'outbox', 'imports', 'audit_events'] as const) {
    const rows = await bot.db.query.selectFrom(table).selectAll().execute()
    expect(JSON.stringify(rows)).not.toMatch(/清单|天气|青禾区/)
  }
  expect(bot.logLines.join()).not.toMatch(/清单|天气|青禾区/)
})
