import { expect, it } from 'vitest'
import { startBot } from '../support/start-bot.ts'

const start = '2026-03-02T09:00'
const office = '林督查'

const dispatched = async (...bound: readonly string[]) => {
  const bot = await startBot(start)
  await bot.dispatched({ bound })
  return bot
}

it('lists what waits for somebody, oldest first, and is redrawn by 签收', async () => {
  const bot = await dispatched('高朗')
  await bot.says('高朗', '待我办理')
  expect(bot.lastCard('高朗').text).toContain('待我办理 · 2项 · 签收2')
  const { toast, card } = await bot.presses('高朗', '签收')
  expect(toast).toBe('已签收')
  expect(card).toContain('待我办理 · 1项')
  await bot.says(office, '工作要求 5 请报方案')
  await bot.says('高朗', '全部签收')
  await bot.at('2026-03-30T09:00')
  await bot.says('高朗', '待办')
  const list = bot.lastCard('高朗').text
  expect(list).toContain('工作要求1')
  expect(list).toContain('填报')
  await bot.presses('高朗', '答复')
  await bot.presses('高朗', '答复', { text: '本周报' })
  await bot.says('高朗', '填报 5')
  await bot.presses('高朗', '提交', { percent: '20', progress: '已完成施工招标' })
  await bot.says(office, '退回 5 请附中标通知书')
  await bot.says('高朗', '待我办理')
  expect(bot.lastCard('高朗').text).toContain('退回补正1')
  expect(bot.lastCard('高朗').text).toContain('请附中标通知书')
})

it('shows nothing where nothing waits, and the office its own desk', async () => {
  const bot = await dispatched('高朗')
  await bot.says(office, '待我办理')
  expect(bot.lastCard(office).text).toContain('待我办理 · 0项')
  expect((await bot.presses(office, '审核 0 项')).card).toContain('审核 · 0项待审')
})

it('puts all that waits for the office on one desk, oldest first, one press each', async () => {
  const bot = await dispatched('高朗')
  await bot.says('高朗', '签收 5')
  await bot.says('高朗', '延期 5 5月20日 招标文件重新备案')
  await bot.says('高朗', '填报 10')
  await bot.presses('高朗', '提交', { percent: '20', progress: '已开工5个' })
  await bot.says('章越', '我是 区投促局 联络员')
  await bot.says(office, '审核')
  const desk = bot.lastCard(office).text
  expect(desk).toMatch(/审核 · 1项待审(?: · 疑问1)? · 申请1 · 其他1/)
  expect(desk.indexOf('招标文件重新备案')).toBeLessThan(desk.indexOf('已开工5个'))
  const on = bot.lastCard(office).message
  const { toast, card } = await bot.presses(office, '同意延期', undefined, { on })
  expect(toast).toBe('已决定，已告知申请人')
  expect(card).toContain('其他1')
  expect(card).not.toContain('招标文件重新备案')
  const passed = await bot.presses(office, '通过', undefined, { on })
  expect(passed.card).toContain('审核 · 0项待审 · 其他1')
})

it('says the number that the directory shows', async () => {
  const bot = await dispatched('高朗')
  const called = bot.platform.people.find(({ name }) => name === '高朗')
  if (!called) throw new Error('高朗 is not there')
  called.mobile = '13900001234'
  await bot.at('2026-03-06T09:00')
  await bot.says(office, '电话督办')
  expect(bot.lastCard(office).text).toContain('电话：高朗 +8613900001234')
})

it('lists whom to call, and keeps that they were called', async () => {
  const bot = await dispatched('高朗')
  await bot.says('高朗', '电话督办')
  expect(bot.lastCard('高朗').text).toContain('由督查室办理')
  await bot.says(office, '电话督办')
  const before = bot.lastCard(office).text
  expect(before).toContain('电话督办 · 10个单位 · 10项任务')
  expect(before).toContain('无人绑定，消息发不到')
  expect(before).not.toContain('区住建局')
  await bot.at('2026-03-06T09:00')
  await bot.says(office, '电话督办')
  expect(bot.lastCard(office).text).toContain('区住建局')
  expect(bot.lastCard(office).text).toContain('视同签收')
  expect(bot.lastCard(office).text).toContain('任务卡')
  await bot.says(office, '已电话联系 区住建局 明天上午签收')
  await bot.says(office, '电话督办')
  await bot.presses(office, '下一页')
  await bot.presses(office, '下一页')
  expect(bot.lastCard(office).text).toContain('已电话联系：明天上午签收')
  await bot.says('高朗', '签收 5')
  await bot.says('高朗', '签收 10')
  await bot.says(office, '电话督办')
  expect(bot.lastCard(office).text).toContain('电话督办 · 10个单位')
  await bot.presses(office, '已电话联系')
  expect((await bot.presses(office, '记录', { note: ' ' })).toast).toContain('请写明联系情况')
  expect((await bot.presses(office, '记录', { note: '已通知' })).toast).toBe('已记录')
})
