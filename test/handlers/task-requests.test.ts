import { expect, it } from 'vitest'
import { type Bot, startBot } from '../support/start-bot.ts'

const start = '2026-03-02T09:00'
const office = '林督查'

/** A running plan; 高朗 signed for his tasks. */
const signed = async () => {
  const bot = await startBot(start)
  await bot.dispatched({ bound: ['高朗', '章越'] })
  await bot.says('高朗', '签收 5')
  return bot
}

const taskOf = (bot: Bot, seq: number) =>
  bot.db.query
    .selectFrom('tasks')
    .select(['id', 'state'])
    .where('seq', '=', seq)
    .executeTakeFirstOrThrow()

const nodesOf = async (bot: Bot, seq: number) => {
  const { id } = await taskOf(bot, seq)
  return bot.db.query
    .selectFrom('milestones')
    .select(['due_on', 'printed_due_on'])
    .where('task_id', '=', id)
    .orderBy('position')
    .execute()
}

it('extends a node: the form, the office’s one press, the printed date kept', async () => {
  const bot = await signed()
  await bot.says('高朗', '任务 5')
  expect((await bot.presses('高朗', '申请延期')).toast).toBe('表单已发到私聊')
  const form = { new_due_on: '2026-05-20', reason: '招标文件重新备案' }
  const sent = await bot.presses('高朗', '提交督查室', form)
  expect(sent.toast).toBe('已提交督查室')
  expect(bot.lastCard(office).text).toContain('申请延期 · 待决定')
  expect(bot.lastCard(office).text).toContain('招标文件重新备案')
  const { toast, card } = await bot.presses(office, '同意延期')
  expect(toast).toBe('已决定，已告知申请人')
  expect(card).toContain('已同意')
  expect((await nodesOf(bot, 5))[0]).toEqual({ due_on: '2026-05-20', printed_due_on: '2026-03-31' })
  expect(bot.lastCard('高朗').text).toContain('同意延期')
  // What moved is not reminded at its old date.
  await bot.at('2026-03-26T09:00')
  expect(bot.messagesTo('高朗').some((text) => text.includes('到期提醒'))).toBe(false)
})

it('takes the same in words: 延期 5 5月20日 原因, 不同意 5 原因', async () => {
  const bot = await signed()
  await bot.says('高朗', '延期 5 原因没写日期')
  expect(bot.lastCard('高朗').text).toContain('请先写新的日期')
  await bot.says('高朗', '延期 5 5月20日，招标文件重新备案')
  expect(bot.lastCard('高朗').text).toContain('待督查室决定')
  await bot.says('高朗', '延期 5 6月20日 再来一次')
  expect(bot.lastCard('高朗').text).toContain('已经提出过')
  await bot.says(office, '不同意 5')
  expect(bot.lastCard(office).text).toContain('请写明意见')
  await bot.says(office, '不同意 5 请按期完成')
  expect(bot.lastCard(office).text).toContain('未同意')
  expect(bot.lastCard('高朗').text).toContain('请按期完成')
  expect((await nodesOf(bot, 5))[0]).toEqual({ due_on: '2026-03-31', printed_due_on: null })
})

it('closes out: asked, sent back with words, asked again, closed', async () => {
  const bot = await signed()
  await bot.says('高朗', '办结 5 全部完成')
  expect((await taskOf(bot, 5)).state).toBe('close_out_requested')
  await bot.says(office, '审核')
  const desk = bot.lastCard(office).text
  expect(desk).toContain('申请1')
  expect(desk).toContain('个节点没有报完成')
  await bot.presses(office, '退回，继续办理')
  await bot.presses(office, '退回，继续办理', { answer: '请先报节点' })
  expect((await taskOf(bot, 5)).state).toBe('in_progress')
  expect(bot.lastCard('高朗').text).toContain('请先报节点')
  await bot.says('高朗', '办结 5 节点已补报')
  await bot.says(office, '同意 5')
  expect((await taskOf(bot, 5)).state).toBe('closed')
  expect(bot.lastCard('高朗').text).toContain('同意办结')
})

it('hears an objection before 签收, and answers it', async () => {
  const bot = await startBot(start)
  await bot.dispatched({ bound: ['高朗'] })
  await bot.says('高朗', '有异议 5 应由交通局牵头')
  expect(bot.lastCard(office).text).toContain('应由交通局牵头')
  await bot.presses(office, '维持原分工')
  await bot.presses(office, '维持原分工', { answer: '分工不变' })
  expect(bot.lastCard('高朗').text).toContain('分工不变')
  expect((await taskOf(bot, 5)).state).toBe('awaiting_acknowledgement')
})

it('is decided by the office alone, once, by who presses', async () => {
  const bot = await signed()
  await bot.says('高朗', '办结 5 完成')
  const on = structuredClone(bot.pressedOn(office, '同意办结'))
  const other = await bot.sealedPress('章越', '同意办结', { eventId: 'x' }, { on })
  expect(other.toast).toBe('只有督查室可以决定')
  await bot.says('章越', '同意 5')
  expect((await taskOf(bot, 5)).state).toBe('close_out_requested')
  await bot.presses(office, '同意办结')
  const again = await bot.sealedPress(office, '同意办结', { eventId: 'y' }, { on })
  expect(again.toast).toBe('这项申请已经决定过')
  await bot.says('章越', '办结 5 不是我的')
  expect(bot.lastCard('章越').text).toContain('不能提出')
})

it('suspends and resumes by a second card, never by words alone', async () => {
  const bot = await signed()
  await bot.says('高朗', '中止 5 不想办了')
  expect(bot.lastCard('高朗').text).toContain('只有督查室可以办理')
  await bot.says(office, '中止 5')
  expect(bot.lastCard(office).text).toContain('写明原因和依据')
  await bot.says(office, '中止 5 选址调整（会议纪要第3号）')
  expect((await taskOf(bot, 5)).state).toBe('in_progress')
  expect((await bot.presses(office, '确认中止')).toast).toBe('已办理')
  expect((await taskOf(bot, 5)).state).toBe('suspended')
  await bot.says(office, '恢复 5 选址已定')
  await bot.presses(office, '确认恢复')
  expect((await taskOf(bot, 5)).state).toBe('in_progress')
})

/** The words that the last text prints in the place of a button. */
const printed = (bot: Bot, who: string, label: string): string => {
  const text = bot.messagesTo(who).at(-1) ?? ''
  return (
    text
      .split('\n')
      .find((line) => line.startsWith(`▸ ${label}：`))
      ?.match(/“(.+)”$/)?.[1] ?? text
  )
}

it('confirms a change with the words that the second card prints, in text mode too', async () => {
  const bot = await signed()
  await bot.says(office, '中止 5 资金未到位')
  expect(bot.lastCard(office).text).toContain('也可发送：确认中止 QH26-5 资金未到位')
  await bot.says(office, '文本模式')
  await bot.says(office, '中止 5 资金未到位')
  expect(printed(bot, office, '确认中止')).toBe('确认中止 QH26-5 资金未到位')
  await bot.says(office, printed(bot, office, '确认中止'))
  expect((await taskOf(bot, 5)).state).toBe('suspended')
  await bot.says(office, '恢复 5 资金已到位')
  await bot.says(office, printed(bot, office, '确认恢复'))
  expect((await taskOf(bot, 5)).state).toBe('in_progress')
  await bot.says(office, '并入 5 10 内容重复')
  expect(printed(bot, office, '确认并入')).toBe('确认并入 QH26-5 QH26-10 内容重复')
  await bot.says(office, printed(bot, office, '确认并入'))
  expect((await taskOf(bot, 5)).state).toBe('withdrawn')
  expect(bot.messagesTo(office).at(-1)).toContain('原因：内容重复')
})

it('says exactly what to write where the reason or the other number is missing', async () => {
  const bot = await signed()
  await bot.says(office, '确认中止 5')
  expect(bot.lastCard(office).text).toContain('请发送：确认中止 QH26-5 原因（依据）')
  await bot.says(office, '并入 5 内容重复')
  expect(bot.lastCard(office).text).toContain('请发送：并入 QH26-5 15 内容重复')
  await bot.says(office, '确认并入 5 10')
  expect(bot.lastCard(office).text).toContain('请发送：确认并入 QH26-5 QH26-10 原因（依据）')
  expect((await taskOf(bot, 5)).state).toBe('in_progress')
})

it('leaves a trail of all of it', async () => {
  const bot = await signed()
  await bot.says('高朗', '办结 5 全部完成')
  await bot.says(office, '同意 5 通过验收')
  const { id } = await taskOf(bot, 5)
  const trail = await bot.db.query
    .selectFrom('audit_events')
    .select(['type', 'actor', 'version'])
    .where('subject', '=', `task:${id}`)
    .orderBy('version')
    .execute()
  expect(trail.map(({ type }) => type)).toEqual([
    'task.acknowledged',
    'task.close_out.asked',
    'task.close_out.granted',
  ])
})

it('guesses no date from a day that there is not', async () => {
  const bot = await signed()
  const refusal = '没有这一天，请重写日期'
  await bot.says('高朗', '延期 5 4月31日 天气原因')
  expect(bot.lastCard('高朗').text).toContain(refusal)
  for (const [title, words] of [
    ['QH26-5 · 未修改', '改 5 节点 1 2月31日 招标'],
    ['立项 · 未办理', '立项 排查燃气隐患；牵头 区住建局；期限 4月31日'],
    ['工作要求 · 未发出', '工作要求 5 4月31日前 请报方案'],
  ] as const) {
    await bot.says(office, words)
    expect(bot.lastCard(office).text).toContain(title)
    expect(bot.lastCard(office).text).toContain(refusal)
  }
  await bot.says('高朗', '延期 5 节点1 5/20 天气原因')
  expect(bot.lastCard('高朗').text).toContain('5月20日')
})
