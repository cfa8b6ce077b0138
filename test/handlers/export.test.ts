import { expect, it } from 'vitest'
import { readDocument } from '../../src/import/read-document.ts'
import { type Bot, startBot } from '../support/start-bot.ts'

const start = '2026-03-02T09:00'
const office = '林督查'

const running = async (...bound: string[]) => {
  const bot = await startBot(start)
  await bot.dispatched({ bound })
  return bot
}

/** The files that the bot sent to somebody, newest last, as they read. */
async function filesTo(bot: Bot, who: string) {
  const { platform } = bot
  const sent = platform
    .messages(bot.privateChat(who))
    .filter(({ from, fileKeys }) => from === 'bot' && fileKeys.length > 0)
  return Promise.all(
    sent.map(async ({ fileKeys: [key = ''] }) => {
      const file = platform.store.files.get(key)
      if (!file) throw new Error('no such file')
      const read = await readDocument(new Uint8Array(file.bytes), file.name)
      return { name: file.name, tasks: read.ok ? read.draft.tasks : [] }
    }),
  )
}

it('sends the office a Word file that reads as the plan', async () => {
  const bot = await running()
  await bot.says(office, '导出 分解表')
  const [file] = await filesTo(bot, office)
  expect(file?.name).toMatch(/分解表_20260302\.docx$/)
  expect(file?.tasks).toHaveLength(12)
  expect(file?.tasks[0]?.milestones.length).toBeGreaterThan(0)
})

it('sends Excel where that was said, in a form that was said', async () => {
  const bot = await running()
  await bot.says(office, '导出分工表excel')
  const [file] = await filesTo(bot, office)
  expect(file?.name).toMatch(/（分工表）_20260302\.xlsx$/)
  expect(file?.tasks).toHaveLength(12)
})

it('asks which plan and form where neither was said, with buttons that do it', async () => {
  const bot = await running()
  await bot.says(office, '打印')
  expect(bot.lastCard(office).text).toContain('导出 · 请选择计划')
  await bot.presses(office, '分解表 Excel')
  expect((await filesTo(bot, office)).map(({ name }) => name)).toEqual([
    expect.stringMatching(/\.xlsx$/),
  ])
})

it('leaves 内部事项 out of the public edition, and out of what others get', async () => {
  const bot = await running('高朗', '罗安')
  await bot.says(office, '内部 1')
  const isInternal = await bot.db.query
    .selectFrom('tasks')
    .select('seq')
    .where('is_internal', '=', 1)
    .execute()
  expect(isInternal).toEqual([{ seq: 1 }])
  await bot.says(office, '导出 分解表')
  await bot.says(office, '导出 分解表 公开版')
  await bot.says('高朗', '导出 分解表')
  const seqs = async (who: string) =>
    (await filesTo(bot, who)).map(({ tasks }) => tasks.map(({ seq }) => seq).includes(1))
  expect(await seqs(office)).toEqual([true, false])
  expect(await seqs('高朗')).toEqual([false])
})

it('gives nobody a file of a plan that he may not see', async () => {
  const bot = await running('高朗')
  await bot.says('闻人静', '导出 分解表')
  expect(await filesTo(bot, '闻人静')).toEqual([])
  expect(await bot.db.query.selectFrom('exports').selectAll().execute()).toEqual([])
})

it('says that it goes on only where the file takes longer than two seconds', async () => {
  const bot = await running()
  await bot.says(office, '导出 分解表')
  await bot.passes(5_000)
  expect(bot.messagesTo(office).join('\n')).not.toContain('正在生成')
  const states = await bot.db.query
    .selectFrom('outbox')
    .select(['state', 'reason'])
    .where('kind', '=', 'export_progress')
    .execute()
  expect(states).toEqual([{ state: 'dropped', reason: 'file-made' }])
})

it('prints for a leader the tasks that he leads, from the digest', async () => {
  const bot = await running('贺明远')
  await bot.at('2026-03-16T08:20')
  await bot.presses('贺明远', '打印版')
  const [file] = await filesTo(bot, '贺明远')
  expect(file?.name).toMatch(/领导牵头事项一览表/)
})

it('says what can be exported where it was not understood', async () => {
  const bot = await running()
  await bot.says(office, '导出 昨天的那个表')
  expect(bot.lastCard(office).text).toContain('领导牵头事项一览表')
  expect(await filesTo(bot, office)).toEqual([])
})

it('prints one task on a page, by words and by the button of its card', async () => {
  const bot = await running('高朗')
  await bot.says('高朗', '导出 专报 5')
  await bot.says('高朗', '任务 5')
  await bot.presses('高朗', '打印版')
  const names = (await filesTo(bot, '高朗')).map(({ name }) => name)
  expect(names).toHaveLength(2)
  expect(names.every((name) => /（单项专报）_20260302\.docx$/.test(name))).toBe(true)
})

it('asks for the number of the task that a brief is of', async () => {
  const bot = await running()
  await bot.says(office, '导出 专报')
  expect(bot.lastCard(office).text).toContain('单项专报 · 请写序号')
})
