import { expect, it } from 'vitest'
import { draftPlan, draftTask } from '../domain/samples.ts'
import { type File, sampleFile } from '../support/conversation.ts'
import { draftedDocuments, draftFile } from '../support/drafted-documents.ts'
import { type Bot, startBot } from '../support/start-bot.ts'

const start = '2026-03-02T09:00'
const office = '林督查'

const changed = (name: string, ...changes: readonly (readonly [string, string])[]): File => ({
  name: `${name}.txt`,
  content: changes.reduce((text, [old, now]) => {
    if (!text.includes(old)) throw new Error(`the sample has no ${old}`)
    return text.replaceAll(old, now)
  }, String(sampleFile.content)),
})

/** No starred lead for 5, a target that differs from its last node for 1, a condition for 6. */
const doubtful = changed(
  '存疑',
  ['*区住建局\n\n青禾城投集团', '区住建局\n\n青禾城投集团'],
  ['12月底前累计招引亿元以上项目24个', '12月底前累计招引亿元以上项目22个'],
  ['南塘河：5月底前开工', '南塘河：5月底前开工（以批复为准）'],
)

const shown = (bot: Bot) => bot.lastCard(office).text
const firstLine = (bot: Bot) => shown(bot).split('\n')[0]

const taskRows = (bot: Bot) =>
  bot.db.query
    .selectFrom('tasks')
    .select(['seq', 'state', 'version', 'archived_at', 'last_report_id'])
    .orderBy('archived_at', (order) => order.asc().nullsFirst())
    .orderBy('position')
    .execute()

const trail = (bot: Bot, like: string) =>
  bot.db.query
    .selectFrom('audit_events')
    .select(['type', 'actor'])
    .where('type', 'like', like)
    .orderBy('at')
    .orderBy('version')
    .execute()

const progressOf = (
  rows: readonly [seq: number, text: string, rate: number | null, said: string][],
) =>
  draftFile('2026年一季度进展', {
    ...draftPlan(
      rows.map(([seq, text, rate, progress], index) =>
        draftTask({
          seq,
          text,
          rate,
          progress,
          duties: [],
          milestones: [],
          forms: [],
          source: { line: index + 3 },
        }),
      ),
    ),
    plan: {
      title: '青禾区2026年一季度重点工作进展',
      year: 2026,
      issuer: null,
      docNo: null,
      issuedOn: '2026-04-03',
      kind: 'progress_list',
    },
  })

const progress = progressOf([
  [1, '主干道路提升行动。完成6条道路整治。', 35, '青禾大道完成招标。'],
  [2, '河道综合治理行动。', 120.5, '望溪河完成方案审查。'],
  [3, '未来社区创建行动。', 10, '刚刚启动。'],
])

it('goes from doubts over a newer version and a progress table to 作废', async () => {
  const bot = await startBot(start, { documents: draftedDocuments })

  // Doubts are answered by a press, in the form, in words; one is taken back.
  await bot.drops(office, doubtful)
  expect(firstLine(bot)).toBe('【导入 QH26 · 待确认 · 疑点3处 · 3月2日】')
  const list = await bot.presses(office, '逐条核对')
  expect(list.card).toContain('第5项　缺牵头单位')
  expect((await bot.presses(office, '青禾城投集团牵头')).card).toContain('由青禾城投集团牵头')
  await bot.says(office, '疑点 3 6月15日')
  expect(shown(bot)).toContain('日期改为 2026年6月15日')
  expect((await bot.presses(office, '以目标为准')).card).toContain('已全部核对')
  expect((await bot.presses(office, '撤回')).toast).toBe('已撤回')
  expect((await bot.presses(office, '返回预览')).card).toContain('疑点 1 处，请核对　已核对 2 处')

  // Nothing is told to anybody; what is open stays with the plan.
  const { toast, card } = await bot.presses(office, '确认导入')
  expect(toast).toBe('已导入为草案，还没有通知任何人')
  expect(card).toContain('核对疑点（1 处）')
  await bot.bound('高朗', '陶然')
  await bot.presses(office, '下发')
  await bot.presses(office, '确认下发')
  expect(bot.lastCard('陶然').text).toContain('QH26-6')
  await bot.presses('陶然', '签收')
  await bot.says('陶然', '填报 6')
  await bot.presses('陶然', '提交', { percent: '20', progress: '方案送审' })
  await bot.says(office, '疑点 QH26')
  expect(firstLine(bot)).toContain('疑点 QH26 · 共3处 · 1处未核对')

  // The same file: nothing. A changed one: field by field, then in one unit of work.
  await bot.drops(office, { ...doubtful, name: '又一次.txt' })
  expect(firstLine(bot)).toContain('导入 QH26 · 无变化')
  const newer = changed(
    '修订版',
    ['*区住建局\n\n青禾城投集团', '区住建局\n\n青禾城投集团'],
    ['12月底前累计招引亿元以上项目24个', '12月底前累计招引亿元以上项目22个'],
    ['南塘河：5月底前开工', '南塘河：5月底前开工（以批复为准）'],
    [
      '望溪河：3月底前完成方案审查；7月底前完成清淤',
      '望溪河：3月底前完成方案审查；8月底前完成清淤',
    ],
    ['打造标准化样板工地10个', '打造标准化样板工地12个'],
    ['卫  东', '卫  西'],
  )
  await bot.drops(office, newer)
  expect(firstLine(bot)).toBe('【QH26 · 待确认更新 · 修改2 · 3月2日】')
  expect(shown(bot)).toContain('疑点 2 处，请核对　已核对 2 处')
  expect(shown(bot)).toContain('节点：7月31日　望溪河：完成清淤 → 8月31日　望溪河：完成清淤')
  expect(shown(bot)).toContain('正文：…标准化样板工地10个。 → …标准化样板工地12个。')
  expect(shown(bot)).toContain('责任人：卫东 → 卫西')
  const updated = await bot.presses(office, '确认更新')
  expect(updated.toast).toBe('已更新，还没有通知任何人')
  const [before6] = await bot.db.query
    .selectFrom('tasks')
    .innerJoin('milestones', 'milestones.task_id', 'tasks.id')
    .select(['tasks.state', 'tasks.last_report_id', 'milestones.due_on'])
    .where('tasks.seq', '=', 6)
    .where('milestones.text', '=', '完成清淤')
    .execute()
  expect(before6).toMatchObject({ state: 'in_progress', due_on: '2026-08-31' })
  expect(before6?.last_report_id).not.toBeNull()

  // A progress table on the running plan: previewed, recorded, nobody told.
  const told = bot.messagesTo('高朗').length
  await bot.drops(office, progress)
  expect(firstLine(bot)).toBe('【QH26 · 进展待录入 · 2项 未匹配1 · 3月2日】')
  expect(shown(bot)).toContain('第3项　未来社区创建行动。 未匹配')
  expect(shown(bot)).toContain('文件中：第2项')
  expect((await bot.presses(office, '确认代录')).toast).toBe('已代录 2 项，没有通知任何人')
  await bot.says(office, '任务 5')
  expect(shown(bot)).toContain('青禾大道完成招标。')
  const reports = await bot.db.query
    .selectFrom('reports')
    .select(['percent', 'status', 'is_on_behalf', 'progress'])
    .where('import_id', 'is not', null)
    .orderBy('progress')
    .execute()
  expect(reports).toEqual([
    {
      percent: '100',
      status: 'accepted',
      is_on_behalf: 1,
      progress: '望溪河完成方案审查。\n印制完成率120.5%。',
    },
    { percent: '35', status: 'accepted', is_on_behalf: 1, progress: '青禾大道完成招标。' },
  ])
  expect(bot.messagesTo('高朗')).toHaveLength(told)
  await bot.drops(office, { ...progress, name: '再来.draft' })
  expect(firstLine(bot)).toContain('进展没有变化')

  // 撤销 is too late; 作废 asks for a reason.
  await bot.says(office, '撤销导入 QH26')
  expect(shown(bot)).toContain('不能撤销导入；可以作废计划')
  await bot.says(office, '作废计划 QH26')
  expect((await bot.presses(office, '确认作废', { reason: '以新文件代替' })).card).toContain(
    '原因：以新文件代替',
  )
  await bot.says('高朗', '我的任务')
  expect(bot.lastCard('高朗').text).not.toContain('QH26-5')
  await bot.at('2026-03-26T08:40')
  await bot.at('2026-03-26T08:55')
  expect(bot.messagesTo('高朗').filter((text) => text.includes('到期提醒'))).toEqual([])

  const types = async (like: string) => (await trail(bot, like)).map(({ type }) => type)
  expect(await types('import.doubt%')).toEqual([
    'import.doubt-answered',
    'import.doubt-answered',
    'import.doubt-answered',
    'import.doubt-reopened',
  ])
  expect(await types('plan.%')).toEqual([
    'plan.imported',
    'plan.dispatched',
    'plan.updated',
    'plan.voided',
  ])
  expect(await types('task.updated')).toHaveLength(2)
  expect(await types('report.recorded')).toHaveLength(2)
})

it('archives what a newer version leaves out, and brings it back', async () => {
  const bot = await startBot(start, { documents: draftedDocuments })
  const whole = draftPlan([
    draftTask({ seq: 1, text: '招引行动。全年招引项目24个。' }),
    draftTask({ seq: 2, text: '养老服务行动。新增床位200张。' }),
  ])
  await bot.drops(office, draftFile('第一版', whole))
  await bot.presses(office, '确认导入')
  await bot.drops(office, draftFile('第二版', { ...whole, tasks: whole.tasks.slice(0, 1) }))
  expect(shown(bot)).toContain('删去　第2项　养老服务行动')
  await bot.says(office, '确认更新')
  expect(firstLine(bot)).toContain('已更新 · 删去1')
  expect((await taskRows(bot)).map(({ seq, archived_at }) => [seq, archived_at !== null])).toEqual([
    [1, false],
    [2, true],
  ])
  await bot.says(office, '任务 2')
  expect(shown(bot)).toContain('没有找到这项任务')
  await bot.drops(office, draftFile('第三版', whole))
  expect(shown(bot)).toContain('恢复　第2项')
  await bot.presses(office, '确认更新')
  await bot.says(office, '任务 2')
  expect(shown(bot)).toContain('新增床位200张')
})

it('sends new and reassigned tasks on 下发变动, to those alone who have some', async () => {
  const bot = await startBot(start)
  await bot.dispatched({ bound: ['高朗', '陶然'] })
  await bot.presses('高朗', '全部签收')
  await bot.presses('陶然', '签收')
  await bot.drops(office, changed('改派', ['*区水利局\n\n各镇街', '*区城管局\n\n各镇街']))
  expect(shown(bot)).toContain('牵头单位变了，需重新签收')
  const { card } = await bot.presses(office, '确认更新')
  expect(card).toContain('1 人有新的或改派的任务待签收')
  const before = bot.messagesTo('高朗').length
  const press = bot.pressedOn(office, '下发变动')
  expect((await bot.presses(office, '下发变动')).toast).toBe('正在发给 1 人')
  expect(bot.lastCard('陶然').text).toContain('QH26 新任务')
  expect(bot.messagesTo('高朗')).toHaveLength(before)
  const again = await bot.presses(office, '下发变动', undefined, { on: press })
  expect(again.toast).toContain('已经下发过')
  const told = bot.messagesTo('陶然').length
  await bot.says(office, '下发变动 QH26')
  expect(shown(bot)).toContain('没有新的待签收任务')
  expect(bot.messagesTo('陶然')).toHaveLength(told)
})

it('sends nothing on 下发变动 to who was asked before and has nothing new', async () => {
  const bot = await startBot(start)
  await bot.dispatched({ bound: ['高朗', '陶然'] })
  await bot.presses('陶然', '签收')
  await bot.drops(office, changed('改派', ['*区水利局\n\n各镇街', '*区城管局\n\n各镇街']))
  await bot.presses(office, '确认更新')
  const before = bot.messagesTo('高朗').length
  expect((await bot.presses(office, '下发变动')).toast).toBe('正在发给 1 人')
  expect(bot.messagesTo('高朗')).toHaveLength(before)
})

it('sends a task that nobody had acknowledged to those it is reassigned to', async () => {
  const bot = await startBot(start)
  await bot.dispatched({ bound: ['高朗', '陶然'] })
  await bot.drops(office, changed('改派', ['*区水利局\n\n各镇街', '*区城管局\n\n各镇街']))
  await bot.presses(office, '确认更新')
  expect((await bot.presses(office, '下发变动')).toast).toBe('正在发给 1 人')
})

it('tells a new 责任人 once, and the office of a name without an account', async () => {
  const bot = await startBot(start)
  await bot.dispatched({ bound: ['高朗', '陶然'] })
  await bot.says(office, '改 QH26-1 责任人 陶然')
  expect(bot.lastCard('陶然').text).toContain('QH26-1 · 由您负责')
  const told = bot.messagesTo('陶然').length
  await bot.says(office, '改 QH26-1 责任人 陶然、石磊')
  expect(bot.messagesTo('陶然')).toHaveLength(told)
  expect(bot.messagesTo(office).slice(-2).join()).toContain('石磊 还没有绑定账号')
})

it('lets the office say what a file is for', async () => {
  const bot = await startBot(start, { documents: draftedDocuments })
  await bot.imported()
  const other = draftPlan([draftTask({ seq: 1, text: '低空经济试点行动。开通航线2条。' })])
  const file = draftFile('另一份', { ...other, plan: { ...other.plan, title: '青禾区补充任务' } })
  await bot.drops(office, file)
  expect(firstLine(bot)).toContain('导入 QH26B · 待确认')
  await bot.presses(office, '不是新计划')
  const { card } = await bot.presses(office, '确定', { purpose: 'plan' })
  expect(card).toContain('导入 QH26B · 待确认')
  await bot.says(office, '导入为 更新 QH26')
  expect(firstLine(bot)).toContain('QH26 · 待确认更新 · 新增1 删去12')
  await bot.says(office, '导入为 新计划')
  expect(firstLine(bot)).toContain('导入 QH26B · 待确认')
  await bot.presses(office, '确认导入')
  const codes = await bot.db.query.selectFrom('plans').select('code').orderBy('code').execute()
  expect(codes.map(({ code }) => code)).toEqual(['QH26', 'QH26B'])
})

it('imports a file of the same title as a plan of its own when the office says so', async () => {
  const bot = await startBot(start)
  await bot.imported()
  await bot.drops(office, changed('另一个', ['建成示范村6个', '建成示范村8个']))
  expect(firstLine(bot)).toContain('待确认更新')
  await bot.says(office, '确认导入')
  expect(firstLine(bot)).toContain('待确认更新')
  await bot.says(office, '导入为 新计划')
  await bot.says(office, '确认导入')
  expect(await bot.db.query.selectFrom('plans').select('code').execute()).toHaveLength(2)
})

it('withdraws an import nobody was told of, and frees its code', async () => {
  const bot = await startBot(start)
  await bot.imported()
  await bot.presses(office, '撤销导入')
  expect((await bot.presses(office, '确认撤销')).toast).toBe('已撤销导入')
  await bot.says(office, '下发')
  expect(shown(bot)).toContain('没有待下发的计划')
  await bot.drops(office, sampleFile)
  expect(firstLine(bot)).toContain('导入 QH26 · 待确认')
  await bot.presses(office, '确认导入')
  await bot.says(office, '撤销导入')
  await bot.says(office, '确认撤销 QH26')
  expect(firstLine(bot)).toContain('已撤销导入')
})

it('answers a doubt of a plan that was imported, and changes its task', async () => {
  const bot = await startBot(start)
  await bot.drops(office, doubtful)
  await bot.presses(office, '确认导入')
  await bot.says(office, '疑点 QH26 2 区住建局牵头')
  await bot.says(office, '疑点 1 以目标为准')
  expect(firstLine(bot)).toContain('1处未核对')
  await bot.says(office, '任务 1')
  expect(shown(bot)).toContain('未到期　累计招引亿元以上项目24个')
  await bot.says(office, '疑点 1 撤回')
  expect(shown(bot)).toContain('以目标为准')
  expect((await trail(bot, 'plan.doubt%')).map(({ type }) => type)).toEqual(['plan.doubt-answered'])
})

it('opens the small form of a doubt, names what is wrong and keeps what is right', async () => {
  const bot = await startBot(start)
  await bot.drops(office, doubtful)
  await bot.presses(office, '逐条核对')
  const form = await bot.presses(office, '另选牵头')
  expect(form.card).toContain('从本行单位中选牵头单位')
  const empty = await bot.presses(office, '保存', { other_unit: ' ' })
  expect(empty.toast).toBe('请选一个单位，或写上单位名称')
  expect(empty.card).toBeUndefined()
  const saved = await bot.presses(office, '保存', { other_unit: '区城管局' })
  expect(saved.card).toContain('由区城管局牵头')
  await bot.presses(office, '改日期')
  const dated = await bot.presses(office, '保存', { due: '2026-06-15' })
  expect(dated.card).toContain('日期改为 2026年6月15日')
  await bot.presses(office, '返回预览')
  await bot.presses(office, '确认导入')
  await bot.says(office, '任务 5')
  expect(shown(bot)).toContain('区城管局')
})

it('lets nobody else answer, update, record, withdraw or void', async () => {
  const bot = await startBot(start, { documents: draftedDocuments })
  await bot.drops(office, doubtful)
  await bot.presses(office, '逐条核对')
  const stranger = async (button: string) => {
    const on = bot.pressedOn(office, button)
    const { toast } = await bot.sealedPress('高朗', button, { eventId: button }, { on })
    return toast
  }
  expect(await stranger('以目标为准')).toContain('只有督查室')
  expect(await stranger('另选牵头')).toContain('只有督查室')
  await bot.presses(office, '返回预览')
  expect(await stranger('不是新计划')).toContain('只有督查室')
  await bot.presses(office, '确认导入')
  expect(await stranger('撤销导入')).toContain('只有督查室')
  await bot.drops(office, sampleFile)
  expect(await stranger('确认更新')).toContain('只有督查室')
  await bot.presses(office, '取消')
  await bot.presses(office, '下发')
  await bot.presses(office, '确认下发')
  expect(await stranger('作废计划')).toContain('只有督查室')
  await bot.drops(office, progress)
  expect(await stranger('确认代录')).toContain('只有督查室')
  for (const words of ['疑点', '疑点 1 已核对', '作废计划 QH26 原因', '撤销导入 QH26']) {
    await bot.says('高朗', words)
    expect(bot.lastCard('高朗').text).not.toContain('[确认')
  }
  expect(await trail(bot, '%answered')).toEqual([])
})
