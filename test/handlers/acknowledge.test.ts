import { expect, it } from 'vitest'
import { type Bot, startBot } from '../support/start-bot.ts'

const start = '2026-03-02T09:00'

/** States of the tasks of 高朗: 5 and 10. */
async function states(bot: Bot) {
  const rows = await bot.db.query
    .selectFrom('tasks')
    .select(['seq', 'state', 'version'])
    .where('seq', 'in', [5, 10])
    .orderBy('seq')
    .execute()
  return rows.map(({ seq, state, version }) => `${seq} ${state} ${version}`)
}
const waiting = ['5 awaiting_acknowledgement 1', '10 awaiting_acknowledgement 1']

it('signs for one task and redraws the merged card', async () => {
  const bot = await startBot(start)
  await bot.dispatched({ bound: ['高朗'] })
  expect(await states(bot)).toEqual(waiting)
  const { toast, card } = await bot.presses('高朗', '签收')
  expect(toast).toBe('已签收')
  expect(card).toContain('QH26 新任务 · 待签收1项')
  expect(await states(bot)).toEqual(['10 awaiting_acknowledgement 1', '5 in_progress 2'].reverse())
})

it('signs for all at once', async () => {
  const bot = await startBot(start)
  await bot.dispatched({ bound: ['高朗'] })
  const { toast, card } = await bot.presses('高朗', '全部签收')
  expect(toast).toBe('已签收 2 项')
  expect(card).toContain('已全部签收2项')
  expect(await states(bot)).toEqual(['5 in_progress 2', '10 in_progress 2'])
})

it('takes 签收 5 and 全部签收 as words', async () => {
  const bot = await startBot(start)
  await bot.dispatched({ bound: ['高朗'] })
  await bot.says('高朗', '簽收 ５')
  expect(bot.lastCard('高朗').text).toContain('QH26-5 · 已签收')
  await bot.says('高朗', '签收 5')
  expect(bot.lastCard('高朗').text).toContain('这项任务已经签收')
  await bot.says('高朗', '全部签收')
  expect(bot.lastCard('高朗').text).toContain('已签收 1 项')
  await bot.says('高朗', '全部签收')
  expect(bot.lastCard('高朗').text).toContain('没有待签收的任务')
  expect(await states(bot)).toEqual(['5 in_progress 2', '10 in_progress 2'])
})

it('answers the same press again with the state, and does nothing twice', async () => {
  const bot = await startBot(start)
  await bot.dispatched({ bound: ['高朗'] })
  const on = bot.pressedOn('高朗', '全部签收')
  const press = (eventId: string) => bot.sealedPress('高朗', '全部签收', { eventId }, { on })
  const first = await press('one')
  expect(first.toast).toBe('已签收 2 项')
  expect((await press('one')).card).toContain('已全部签收2项')
  expect((await press('two')).toast).toBe('没有等待签收的任务')
  expect(await states(bot)).toEqual(['5 in_progress 2', '10 in_progress 2'])
})

it('lets one of 签收 and 全部签收, pressed at once, win, and shows both the outcome', async () => {
  const bot = await startBot(start)
  await bot.dispatched({ bound: ['高朗'] })
  const on = bot.pressedOn('高朗', '全部签收')
  const answers = await Promise.all([
    bot.sealedPress('高朗', '签收', { eventId: 'one' }, { on }),
    bot.sealedPress('高朗', '全部签收', { eventId: 'all' }, { on }),
  ])
  expect(answers.map(({ status }) => status)).toEqual([200, 200])
  expect(answers.some(({ toast }) => toast.includes('系统出错'))).toBe(false)
  expect(await states(bot)).toEqual(['5 in_progress 2', '10 in_progress 2'])
})

it('refuses who has no duty on the task, and changes nothing', async () => {
  const bot = await startBot(start)
  await bot.dispatched({ bound: ['高朗', '陶然', '贺明远'] })
  const on = bot.pressedOn('高朗', '全部签收')
  for (const [who, button] of [
    ['陶然', '签收'],
    ['贺明远', '签收'],
    ['石磊', '全部签收'],
  ] as const) {
    const { toast } = await bot.sealedPress(who, button, { eventId: `${who}${button}` }, { on })
    expect(toast).not.toContain('已签收')
  }
  await bot.says('陶然', '签收 5')
  expect(bot.lastCard('陶然').text).toContain('不能签收')
  expect(await states(bot)).toEqual(waiting)
})

it('shows a non-owner who presses 全部签收 of another card his own tasks alone', async () => {
  const bot = await startBot(start)
  await bot.dispatched({ bound: ['高朗', '陶然'] })
  const on = bot.pressedOn('高朗', '全部签收')
  const { card } = await bot.sealedPress('陶然', '全部签收', { eventId: 'x' }, { on })
  expect(card).not.toContain('主干道路提升行动')
})
