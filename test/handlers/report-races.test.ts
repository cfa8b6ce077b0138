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
  expect(lost?.toast).toContain('请看最新内容后重新填报')
  expect(lost?.card).toContain('未提交')
  expect(await count()).toBe(1)
})

it('keeps what was typed into a form that is too old, and shows what stands now', async () => {
  const { bot, submit, count } = await opened()
  await bot.says(office, '填报 5')
  await bot.presses(office, '提交', { percent: '55', progress: '督查室电话了解' })
  const { toast, card } = await submit('late', { percent: '20', progress: '我的进展' })
  expect(toast).toContain('填写的内容已保留')
  expect(card).toContain('督查室电话了解')
  expect(await count()).toBe(1)
  await bot.says('高朗', '填报 5')
  expect(bot.lastCard('高朗').text).toContain('我的进展')
})
