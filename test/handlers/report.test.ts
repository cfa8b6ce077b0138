import { expect, it } from 'vitest'
import { type Bot, startBot } from '../support/start-bot.ts'

const start = '2026-03-02T09:00'
const office = '林督查'

const running = async (...bound: string[]) => {
  const bot = await startBot(start)
  await bot.dispatched({ bound: ['高朗', ...bound] })
  return bot
}

const reports = (bot: Bot) =>
  bot.db.query
    .selectFrom('reports')
    .select(['percent', 'progress', 'author_open_id', 'is_on_behalf', 'status'])
    .orderBy('at')
    .execute()

const filled = { percent: '20', progress: '已完成招标' }

it('takes three taps: 填报, the form, 提交', async () => {
  const bot = await running()
  await bot.says('高朗', '我的任务')
  expect((await bot.presses('高朗', '填报')).toast).toBe('填报表已发到私聊')
  const { toast, tone, card } = await bot.presses('高朗', '提交', filled)
  expect([toast, tone]).toEqual(['已提交，待审核', 'success'])
  expect(card).toContain('已提交 · 待审 · 20%')
  expect(await reports(bot)).toEqual([
    {
      percent: '20',
      progress: '已完成招标',
      author_open_id: bot.openId('高朗'),
      is_on_behalf: 0,
      status: 'submitted',
    },
  ])
})

it('fills the form with the last values', async () => {
  const bot = await running()
  await bot.says('高朗', '填报 5')
  await bot.presses('高朗', '提交', { ...filled, problems: '征地未完' })
  await bot.says('高朗', '更新 5')
  const form = bot.lastCard('高朗').text
  expect(form).toContain('20')
  expect(form).toContain('已完成招标')
  expect(form).toContain('征地未完')
  expect(form).toContain('上次：3月2日9时 报 20%')
})

it('fills the form with words that were said with the number', async () => {
  const bot = await running()
  await bot.says('高朗', '5 已开工3所，完成60%')
  expect(bot.lastCard('高朗').text).toContain('已开工3所，完成60%')
  expect(bot.lastCard('高朗').text).toMatch(/填 0–100 的数字：60/)
  expect(await reports(bot)).toEqual([])
})

it.each([
  ['一百二', '“完成进度”请填 0–100 的数字'],
  ['120', '“完成进度”应在 0 到 100 之间'],
  ['33.333', '“完成进度”最多两位小数'],
])('refuses %s percent, names the field, keeps what was typed', async (percent, words) => {
  const bot = await running()
  await bot.says('高朗', '填报 5')
  const { toast, tone, card } = await bot.presses('高朗', '提交', { percent, progress: '推进中' })
  expect(toast).toContain(words)
  expect([tone, card]).toEqual(['error', undefined])
  expect(await reports(bot)).toEqual([])
  await bot.says('高朗', '填报 5')
  const form = bot.lastCard('高朗').text
  expect(form).toContain('未提交：完成进度')
  expect(form).toContain(percent)
  expect(form).toContain('推进中')
  await bot.presses('高朗', '提交', { percent: '33.33', progress: '推进中' })
  expect(await reports(bot)).toMatchObject([{ percent: '33.33' }])
  await bot.says('高朗', '填报 5')
  expect(bot.lastCard('高朗').text).not.toContain('未提交')
})

it('keeps what was refused on the last day of a month for the next day', async () => {
  const bot = await running()
  bot.clock.moveTo('2026-03-31T17:00')
  await bot.says('高朗', '填报 5')
  await bot.presses('高朗', '提交', { percent: '一百二', progress: '推进中' })
  bot.clock.moveTo('2026-04-01T09:00')
  await bot.says('高朗', '填报 5')
  const form = bot.lastCard('高朗').text
  expect(form).toContain('未提交：完成进度')
  expect(form).toContain('推进中')
})

it('wants words of progress', async () => {
  const bot = await running()
  await bot.says('高朗', '填报 5')
  const on = bot.pressedOn('高朗', '提交')
  const form = { percent: '20', progress: '  ' }
  const { toast } = await bot.sealedPress('高朗', '提交', { eventId: 'x', form }, { on })
  expect(toast).toContain('“进展情况”请写几句进展')
  expect(await reports(bot)).toEqual([])
})

it('refuses a text that is too long, and keeps it', async () => {
  const bot = await running()
  await bot.says('高朗', '填报 5')
  const value = { action: 'report.submit', taskId: '', period: '2026-03', version: 1 }
  const { id } = await bot.db.query
    .selectFrom('tasks')
    .select('id')
    .where('seq', '=', 5)
    .executeTakeFirstOrThrow()
  const body = bot.platform.envelope('card.action.trigger', {
    operator: { open_id: bot.openId('高朗') },
    action: {
      value: { ...value, taskId: id },
      form_value: { percent: '1', progress: '长'.repeat(2001) },
    },
    context: {},
  })
  const answered = await bot.platform.post('/webhook/card', bot.platform.sealed(body))
  expect(answered.body).toContain('“进展情况”最多 1000 字')
  expect(await reports(bot)).toEqual([])
  const draft = await bot.db.query.selectFrom('report_drafts').selectAll().executeTakeFirstOrThrow()
  expect(draft.form).toContain('长'.repeat(2001))
})

it('marks milestones done on the day of the report', async () => {
  const bot = await running()
  await bot.says('高朗', '填报 5')
  const milestones_done = ['3月31日 完成施工招标']
  const { card } = await bot.presses('高朗', '提交', { ...filled, milestones_done })
  expect(card).toContain('已完成的节点 1 个')
  const node = await bot.db.query
    .selectFrom('milestones')
    .select('done_on')
    .where('text', '=', '完成施工招标')
    .executeTakeFirst()
  expect(node).toEqual({ done_on: '2026-03-02' })
})

it('takes a tick back that was a mistake, and keeps one that stays', async () => {
  const bot = await running()
  const doneOn = async () => {
    const nodes = bot.db.query.selectFrom('milestones').select('done_on')
    return (await nodes.where('text', '=', '完成施工招标').executeTakeFirst())?.done_on
  }
  let progress = filled.progress
  const submit = async (form: Record<string, unknown>) => {
    await bot.says('高朗', '填报 5')
    progress += '，继续推进'
    await bot.presses('高朗', '提交', { ...filled, progress, ...form })
  }
  await submit({ milestones_done: ['3月31日 完成施工招标'] })
  bot.clock.moveTo('2026-03-05T09:00')
  await submit({})
  expect(await doneOn()).toBe('2026-03-02')
  await submit({ milestones_done: [] })
  expect(await doneOn()).toBeNull()
})

it('signs for a task that waits for it', async () => {
  const bot = await running()
  await bot.says('高朗', '填报 5')
  await bot.presses('高朗', '提交', filled)
  await bot.says('高朗', '签收 5')
  expect(bot.lastCard('高朗').text).toContain('这项任务已经签收')
})

it('refuses who has no duty on the task, in words and on a press', async () => {
  const bot = await running('陶然')
  await bot.says('陶然', '填报 5')
  expect(bot.lastCard('陶然').text).toContain('不能填报')
  await bot.says('高朗', '填报 5')
  const on = bot.pressedOn('高朗', '提交')
  const answered = await bot.sealedPress('陶然', '提交', { eventId: 'x', form: filled }, { on })
  expect(answered.toast).toContain('不能填报')
  expect(await reports(bot)).toEqual([])
  expect(await bot.db.query.selectFrom('report_drafts').selectAll().execute()).toEqual([])
})

it('lets the office enter what it was told, marked 代录', async () => {
  const bot = await running()
  await bot.says(office, '填报 5')
  const { card } = await bot.presses(office, '提交', { ...filled, source: '电话' })
  expect(card).toContain('代录（电话）')
  expect(await reports(bot)).toMatchObject([
    { author_open_id: bot.openId(office), is_on_behalf: 1 },
  ])
})

it('asks the office for the source of a stage, by button and by word', async () => {
  const bot = await running()
  await bot.says(office, '阶段 6 开工')
  expect(bot.lastCard(office).text).toContain('代录请选情况来源：电话、书面或会议')
  await bot.says(office, '填报 6')
  const { toast, card } = await bot.presses(office, '开工')
  expect(toast).toContain('代录请选情况来源')
  expect(card).toContain('项目已到“开工”阶段')
  expect(await reports(bot)).toEqual([])
  expect((await bot.presses(office, '提交', { source: '会议' })).card).toContain('代录（会议）')
  expect(await reports(bot)).toMatchObject([{ progress: '项目已到“开工”阶段', is_on_behalf: 1 }])
})

it('takes 无新增 as a report with the last values', async () => {
  const bot = await running()
  await bot.says('高朗', '填报 5')
  await bot.presses('高朗', '提交', filled)
  await bot.passes(60_000)
  await bot.says('高朗', '无新增 5')
  expect(bot.lastCard('高朗').text).toContain('本期无新增，正常推进')
  expect(await reports(bot)).toMatchObject([{ percent: '20' }, { percent: '20' }])
})

it('says why it takes nothing once the plan is over', async () => {
  const bot = await running()
  await bot.says('高朗', '填报 5')
  await bot.db.query.updateTable('plans').set({ state: 'archived' }).execute()
  const { toast } = await bot.presses('高朗', '提交', filled)
  expect(toast).toContain('这个计划没有在执行')
  expect(toast).toContain('填写的内容已保留')
  expect(await reports(bot)).toEqual([])
})
