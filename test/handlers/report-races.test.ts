import { expect, it } from 'vitest'
import { startBot } from '../support/start-bot.ts'

const start = '2026-03-02T09:00'
const office = '林督查'
const filled = { percent: '20', progress: '已完成招标' }

const opened = async () => {
  const bot = await startBot(start)
  await bot.dispatched({ bound: ['高朗'] })
  await bot.says('高朗', '填报 5')
  const on = bot.pressedOn('高朗', '提交')
  const submit = (eventId: string, form: Record<string, string> = filled) =>
    bot.sealedPress('高朗', '提交', { eventId, form }, { on })
  const count = async () => (await bot.db.query.selectFrom('reports').select('id').execute()).length
  return { bot, submit, count }
}

it('answers a press whose answer was lost with what it did', async () => {
  const { submit, count } = await opened()
  await submit('one')
  const again = await submit('one')
  expect(again.toast).toBe('已提交过，没有重复记录')
  expect(again.card).toContain('已提交 · 待审 · 20%')
  expect(await count()).toBe(1)
})

it('answers a refused press that comes again with the same refusal', async () => {
  const { submit, count } = await opened()
  const first = await submit('one', { percent: '一百二', progress: '推进中' })
  const again = await submit('one', { percent: '一百二', progress: '推进中' })
  expect(again.toast).toBe(first.toast)
  expect(again.card).toBeUndefined()
  expect(await count()).toBe(0)
})

it('records a double click once', async () => {
  const { submit, count } = await opened()
  const answers = await Promise.all([submit('one'), submit('two')])
  expect(answers.map(({ toast }) => toast).sort()).toEqual([
    '已提交过，没有重复记录',
    '已提交，待审核',
  ])
  expect(await count()).toBe(1)
})

it('lets one of two different reports at once win, and shows the other what stands', async () => {
  const { submit, count } = await opened()
  const answers = await Promise.all([
    submit('one', { percent: '20', progress: '甲' }),
    submit('two', { percent: '30', progress: '乙' }),
  ])
  expect(answers.filter(({ toast }) => toast === '已提交，待审核')).toHaveLength(1)
  const lost = answers.find(({ toast }) => toast !== '已提交，待审核')
  expect(lost?.toast).toContain('请核对合并后的内容再提交')
  expect(lost?.card).toContain('有更新，请核对')
  expect(await count()).toBe(1)
})

it('keeps what was typed into a form that is too old, and shows what stands now', async () => {
  const { bot, submit, count } = await opened()
  await bot.says(office, '填报 5')
  await bot.presses(office, '提交', {
    percent: '55',
    progress: '督查室电话了解',
    problems: '缺资金',
    source: '电话',
  })
  const { toast, card } = await submit('late', { percent: '20', progress: '我的进展' })
  expect(toast).toContain('填写的内容已保留')
  // Both changed the words: one's own stay, the other's are shown; the problem is taken over.
  expect(card).toContain('进展情况 督查室电话了解（您填的不同，保留您的）')
  expect(card).toContain('存在问题 缺资金（已并入）')
  expect(card).toMatch(/进展情况（必填）\*：我的进展/)
  expect(card).toContain('存在问题：缺资金')
  expect(await count()).toBe(1)
  await bot.says('高朗', '填报 5')
  expect(bot.lastCard('高朗').text).toContain('我的进展')
})

it('stores the merged form once it is sent again', async () => {
  const { bot, count } = await opened()
  await bot.says(office, '填报 5')
  await bot.presses(office, '提交', { ...filled, problems: '缺资金', source: '电话' })
  const on = bot.pressedOn('高朗', '提交')
  await bot.platform.press(bot.openId('高朗'), on.messageId, '提交', {
    formValues: { percent: '25', progress: '我的进展' },
  })
  expect(await count()).toBe(1)
  const { toast } = await bot.presses('高朗', '提交')
  expect(toast).toBe('已提交，待审核')
  const [, last] = await bot.db.query
    .selectFrom('reports')
    .select(['percent', 'progress', 'problems'])
    .orderBy('at')
    .execute()
  expect(last).toEqual({ percent: '25', progress: '我的进展', problems: '缺资金' })
})
