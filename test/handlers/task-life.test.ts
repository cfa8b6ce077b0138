import { expect, it } from 'vitest'
import { ownList } from '../../cards/tasks/filing.ts'
import { type Bot, startBot } from '../support/start-bot.ts'

const start = '2026-03-02T09:00'
const office = '林督查'

const dispatched = async (...bound: readonly string[]) => {
  const bot = await startBot(start)
  await bot.dispatched({ bound })
  return bot
}

const taskOf = (bot: Bot, seq: number) =>
  bot.db.query.selectFrom('tasks').selectAll().where('seq', '=', seq).executeTakeFirstOrThrow()

const trailOf = async (bot: Bot, seq: number) => {
  const { id } = await taskOf(bot, seq)
  const rows = await bot.db.query
    .selectFrom('audit_events')
    .select('type')
    .where('subject', '=', `task:${id}`)
    .orderBy('version')
    .execute()
  return rows.map(({ type }) => type)
}

/** A table with one task that prints no nodes. */
const bare = {
  name: '青禾区2026年重点任务.csv',
  content: [
    '青禾区2026年重点工作任务分解表,,,,,,',
    '序号,工作任务,时间节点,牵头领导,责任单位,推进形式,责任人',
    '1,道路提升行动。完成6条道路整治。,3月底前完成招标。,苏敬之,区住建局,每月督查通报,高朗',
    '2,停车设施建设。新增泊位500个。,,苏敬之,区住建局,每月督查通报,高朗',
  ].join('\n'),
}

const unbroken = async () => {
  const bot = await startBot(start)
  await bot.imported(bare)
  await bot.bound('高朗')
  await bot.presses(office, '下发')
  await bot.presses(office, '确认下发')
  expect((await taskOf(bot, 2)).state).toBe('awaiting_breakdown')
  return bot
}

it('breaks a task down by the form: returned with words, filled in again, approved, signed', async () => {
  const bot = await unbroken()
  expect(bot.lastCard('高朗').text).toContain('待签收1项 待分解1项')
  await bot.presses('高朗', '分解')
  const form = { due_1: '2026-06-30', text_1: '完成选址', indicators: '新增泊位 500个' }
  await bot.presses('高朗', '提交督查室', { ...form, more: '12月底前完工' })
  expect(bot.lastCard(office).text).toContain('申请分解 · 待决定')
  expect(bot.lastCard(office).text).toContain('指标：新增泊位 500个')
  await bot.presses(office, '退回，重新分解')
  await bot.presses(office, '退回，重新分解', { answer: '请写明泊位数' })
  await bot.presses('高朗', '分解')
  expect(bot.lastCard('高朗').text).toContain('督查室退回：请写明泊位数')
  await bot.presses('高朗', '提交督查室', { ...form, text_1: '完成选址，500个泊位' })
  await bot.presses(office, '同意分解')
  expect((await taskOf(bot, 2)).state).toBe('awaiting_acknowledgement')
  expect(bot.lastCard('高朗').text).toContain('待签收2项')
  await bot.says('高朗', '签收 2')
  await bot.says('高朗', '任务 2')
  expect(bot.lastCard('高朗').text).toContain('完成选址，500个泊位')
})

it('breaks it down in words, and says what it could not read', async () => {
  const bot = await unbroken()
  await bot.says('高朗', '分解 2 完成选址')
  expect(bot.lastCard('高朗').text).toContain('没有读出日期')
  await bot.says('高朗', '分解 1 6月底前完工')
  expect(bot.lastCard('高朗').text).toContain('不用再分解')
  await bot.says('高朗', '签收 2')
  expect(bot.lastCard('高朗').text).toContain('还没有分解')
  await bot.says('高朗', '分解 2 6月底前完成选址；12月底前完工；联络员 章越')
  expect(bot.lastCard('高朗').text).toContain('待督查室决定')
  await bot.says(office, '同意 2')
  const { id } = await taskOf(bot, 2)
  const nodes = await bot.db.query
    .selectFrom('milestones')
    .select(['due_on', 'text'])
    .where('task_id', '=', id)
    .orderBy('position')
    .execute()
  expect(nodes).toEqual([
    { due_on: '2026-06-30', text: '完成选址' },
    { due_on: '2026-12-31', text: '完工' },
  ])
  expect(await trailOf(bot, 2)).toEqual(['task.breakdown.asked', 'task.breakdown.granted'])
})

it('deems a task acknowledged after three working days, and marks it', async () => {
  const bot = await dispatched('高朗', '章越')
  await bot.says('章越', '有异议 1 应由商务局牵头')
  await bot.at('2026-03-05T09:00')
  expect((await taskOf(bot, 5)).state).toBe('awaiting_acknowledgement')
  await bot.at('2026-03-06T09:00')
  expect(await taskOf(bot, 5)).toMatchObject({ state: 'in_progress', is_deemed: 1 })
  // An objection is an answer.
  expect((await taskOf(bot, 1)).state).toBe('awaiting_acknowledgement')
  await bot.says('高朗', '任务 5')
  expect(bot.lastCard('高朗').text).toContain('视同签收')
  await bot.says('高朗', '签收 5')
  expect(await taskOf(bot, 5)).toMatchObject({ state: 'in_progress', is_deemed: 0 })
})

it('reassigns on an objection: the new unit signs anew and gets the open directives', async () => {
  const bot = await dispatched('高朗', '陶然')
  await bot.says(office, '工作要求 5 请报方案')
  await bot.says('高朗', '有异议 5 应由水利局牵头')
  await bot.presses(office, '改派')
  const form = { value: '区水利局', owners: '陶然', reason: '职能划转' }
  const refused = await bot.presses(office, '改派', { ...form, reference: ' ' })
  expect(refused.toast).toContain('决定依据')
  expect((await bot.presses(office, '改派', { ...form, reference: '会议纪要第3号' })).toast).toBe(
    '已修改',
  )
  expect(bot.messagesTo('高朗').at(-1)).toContain('改派')
  expect(bot.messagesTo('陶然').some((text) => text.includes('请报方案'))).toBe(true)
  expect(bot.messagesTo('陶然').some((text) => text.includes('待签收'))).toBe(true)
  await bot.says('陶然', '签收 5')
  expect((await taskOf(bot, 5)).state).toBe('in_progress')
  await bot.says('高朗', '填报 5 已完成')
  expect(bot.lastCard('高朗').text).toContain('不能填报')
  await bot.says(office, '任务 5')
  expect(bot.lastCard(office).text).toContain('原单位：区住建局（高朗）')
  expect(bot.lastCard(office).text).toContain('会议纪要第3号')
})

it('changes a field in words, and tells the office where nobody is bound', async () => {
  const bot = await dispatched('高朗')
  await bot.says('高朗', '改 5 标题 新题')
  expect(bot.lastCard('高朗').text).toContain('只有督查室可以修改')
  await bot.says(office, '改 5 标题 主干道整治')
  expect(bot.lastCard(office).text).toContain('现标题：主干道整治')
  await bot.says(office, '改 5 节点 1 4月20日')
  expect(bot.lastCard(office).text).toContain('2026年3月31日 完成施工招标')
  await bot.says(office, '调整 5 目标 完成5条道路整治')
  expect(bot.lastCard(office).text).toContain('写明原因')
  await bot.says(office, '调整 5 目标 完成5条道路整治 原因：用地未批 依据：会议纪要第3号')
  expect(bot.lastCard(office).text).toContain('已改目标')
  await bot.says(office, '改派 5 区交通局 原因：职能划转 依据：会议纪要第4号')
  expect(bot.lastCard(office).text).toContain('没有人收到')
  expect(await trailOf(bot, 5)).toEqual([
    'task.edited',
    'task.edited',
    'task.edited',
    'task.reassigned',
  ])
})

it('offers every field and every change as a button', async () => {
  const bot = await dispatched('高朗')
  await bot.says(office, '改 5')
  const menu = bot.lastCard(office).message
  await bot.presses(office, '改节点', undefined, { on: menu })
  const { card } = await bot.presses(office, '修改', { due_on: '2026-04-20' })
  expect(card).toContain('现节点：2026年4月20日')
  await bot.presses(office, '并入', undefined, { on: menu })
  const asked = await bot.presses(office, '下一步', { into: '10', reason: '内容重复' })
  expect(asked.card).toContain('并入？待确认')
  expect((await bot.presses(office, '确认并入')).toast).toBe('已办理')
  expect((await taskOf(bot, 5)).state).toBe('withdrawn')
  expect(bot.messagesTo('高朗').at(-1)).toContain('已并入')
  await bot.says(office, '任务 5')
  expect(bot.lastCard(office).text).toContain('已并入 QH26-10')
})

it('answers what was asked of a task that is over', async () => {
  const bot = await dispatched('高朗')
  await bot.says('高朗', '签收 5')
  await bot.says('高朗', '延期 5 5月20日 招标文件重新备案')
  await bot.says(office, '确认撤项 5 项目取消（会议纪要第5号）')
  expect((await taskOf(bot, 5)).state).toBe('withdrawn')
  expect(bot.messagesTo('高朗').some((text) => text.includes('任务撤项，不再办理'))).toBe(true)
})

it('asks to close several tasks at once, each decided by itself', async () => {
  const bot = await dispatched('高朗')
  await bot.says('高朗', '全部签收')
  await bot.says('高朗', '办结')
  expect(bot.lastCard('高朗').text).toContain('办结 · 2项可选')
  await bot.says('高朗', '办结 5,10 已全部完成')
  expect(bot.lastCard('高朗').text).toContain('已提交2项')
  await bot.says(office, '同意 5')
  await bot.says(office, '不同意 10 缺验收报告')
  expect([(await taskOf(bot, 5)).state, (await taskOf(bot, 10)).state]).toEqual([
    'closed',
    'in_progress',
  ])
  await bot.says('高朗', '办结 5、10 再报')
  expect(bot.lastCard('高朗').text).toContain('QH26-5　未提交：这项任务已办结')
})

it('asks to put off several nodes at once', async () => {
  const bot = await dispatched('高朗')
  await bot.says('高朗', '签收 5')
  await bot.says('高朗', '延期 5 节点1、2 8月20日 招标文件重新备案')
  expect(bot.lastCard('高朗').text).toContain('已提交2项')
  await bot.says('高朗', '延期 10 5月31日 用地未批')
  expect(bot.lastCard('高朗').text).toContain('民生实事延期要写明决定依据')
  await bot.says('高朗', '延期 10 5月31日 用地未批 依据：会议纪要第3号')
  expect(bot.lastCard('高朗').text).toContain('依据：会议纪要第3号')
})

it('files a task without a file: in a list of its own, then in the running plan', async () => {
  const bot = await dispatched('高朗')
  await bot.says('高朗', '立项 排查燃气隐患；牵头 区住建局')
  expect(bot.lastCard('高朗').text).toContain('只有督查室可以立项')
  await bot.says(office, '立项 排查燃气隐患；来源 会议纪要；文号 第3号；牵头 区住建局；责任人 高朗')
  expect(bot.lastCard(office).text).toContain('LX26-1 · 已立项 · 2026年3月22日前')
  expect(bot.lastCard('高朗').text).toContain('LX26 新任务 · 待签收1项')
  await bot.says('高朗', '签收 LX26-1')
  await bot.says('高朗', '任务 LX26-1')
  expect(bot.lastCard('高朗').text).toContain('来源：会议纪要 第3号')
  await bot.says(office, '立项')
  const { plan_id } = await taskOf(bot, 5)
  const form = { title: '整治占道经营', preset: 'urgent', lead_unit: '区城管局', plan: plan_id }
  const { card } = await bot.presses(office, '立项并下发', form)
  expect(card).toContain('QH26-13 · 已立项 · 2026年3月7日前')
})

it('gives each of two tasks that are filed at once its own number, in one list', async () => {
  const bot = await dispatched('高朗')
  const { plan_id } = await taskOf(bot, 5)
  for (const [round, plan] of [ownList, plan_id].entries()) {
    await bot.says(office, '立项')
    const on = bot.pressedOn(office, '立项并下发')
    const filed = await Promise.all(
      ['整治占道经营', '排查燃气隐患'].map((title, n) => {
        const form = { title, preset: 'urgent', lead_unit: '区城管局', plan }
        return bot.sealedPress(office, '立项并下发', { eventId: `${round}-${n}`, form }, { on })
      }),
    )
    expect(filed.map(({ toast }) => toast)).toEqual(['已立项', '已立项'])
  }
  const rows = await bot.db.query.selectFrom('tasks').select(['plan_id', 'seq']).execute()
  const numbers = rows.map((one) => `${one.plan_id} ${one.seq}`)
  expect(new Set(numbers).size).toBe(numbers.length)
  const plans = await bot.db.query.selectFrom('plans').select('id').execute()
  expect(plans).toHaveLength(2)
})

it('lets one of two tasks be merged into the other, not both at once', async () => {
  const bot = await dispatched('高朗')
  await bot.says(office, '并入 5 10 内容重复')
  const one = bot.pressedOn(office, '确认并入')
  await bot.says(office, '并入 10 5 内容重复')
  const other = bot.pressedOn(office, '确认并入')
  await Promise.all([
    bot.sealedPress(office, '确认并入', { eventId: 'one' }, { on: one }),
    bot.sealedPress(office, '确认并入', { eventId: 'two' }, { on: other }),
  ])
  const states = [(await taskOf(bot, 5)).state, (await taskOf(bot, 10)).state]
  expect(states.filter((state) => state === 'withdrawn')).toHaveLength(1)
})

it('makes a 批示 of a directive by its number, and knows its limit', async () => {
  const bot = await dispatched('高朗')
  await bot.says(office, '工作要求 5 3月20日前，请报方案')
  expect(bot.lastCard('高朗').text).toContain('3月20日前答复')
  await bot.says('高朗', '批示编号 5 青督批1号')
  expect(bot.lastCard('高朗').text).toContain('只有督查室可以编号')
  await bot.says(office, '任务 5')
  await bot.presses(office, '编为批示')
  expect((await bot.presses(office, '编号', { number: '青督批〔2026〕5号' })).toast).toBe('已编号')
  await bot.says(office, '批示编号 5 青督批〔2026〕6号')
  expect(bot.lastCard(office).text).toContain('已经编过号')
  await bot.says('高朗', '答复 5 本周报')
  expect(bot.lastCard('高朗').text).toContain('批示 · 已答复')
})
