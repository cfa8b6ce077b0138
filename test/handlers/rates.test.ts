import { expect, it } from 'vitest'
import { bind } from '../../db/bindings.ts'
import { mirrorAccounts } from '../../db/people.ts'
import { insertPlan } from '../../db/plan-writes.ts'
import { findTask } from '../../db/plans.ts'
import { insertReport } from '../../db/reports.ts'
import type { DraftIndicator, DraftTask } from '../../src/domain/draft-plan.ts'
import { planFromDraft } from '../../src/domain/plan-from-draft.ts'
import { draftPlan, draftTask, report } from '../domain/samples.ts'
import { type Bot, startBot } from '../support/start-bot.ts'

const start = '2026-10-20T09:00'
const office = '林督查'

const printed = (name: string, target: string, current: string, rate: number): DraftIndicator => ({
  name,
  target,
  current,
  rate,
})
const taskOf = (seq: number, unit: string, with_: Partial<DraftTask>): DraftTask =>
  draftTask({
    seq,
    text: `第${seq}项重点工作。`,
    section: [seq === 1 ? '产业提升' : '民生实事'],
    duties: [
      { role: 'lead_leader', name: '苏敬之', lead: true },
      { role: 'lead_unit', name: unit, lead: true },
      { role: 'owner', name: '高朗', lead: false },
    ],
    milestones: [],
    ...with_,
  })
const document = draftPlan([
  taskOf(1, '区农业农村局', {
    rate: 73,
    items: [
      {
        title: '生猪存栏121万头',
        rate: 68.76,
        indicators: [printed('生猪存栏', '121万头', '83.2万头', 68.76)],
      },
      {
        title: '建立粮食基地',
        rate: 66,
        indicators: [
          printed('基地数', '35个', '35个', 100),
          printed('调入量', '20万吨', '6.5万吨', 32.5),
        ],
      },
    ],
  }),
  taskOf(2, '区商务局', {
    rate: 50,
    items: [{ title: '促销活动', rate: 50, indicators: [printed('场次', '100场', '50场', 50)] }],
  }),
])

/** A running plan made of a compilation, 高朗 bound as its owner. */
async function running(): Promise<Bot> {
  const bot = await startBot(start)
  const at = bot.clock.now()
  const named = { id: 'p1', code: 'QH26', today: '2026-10-20' }
  const imported = { importId: 'i1', by: bot.openId(office), at }
  const { plan, tasks } = planFromDraft(document, named, imported)
  const live = { ...plan, state: 'running' as const, sourceDigest: 'digest' }
  await bot.db.atomic([
    ...insertPlan(bot.db, live, tasks, at),
    ...['高朗', '苏敬之'].map((who) =>
      bind(bot.db, { partyId: `person:${who}`, openId: bot.openId(who), by: 'test' }, at),
    ),
    ...mirrorAccounts(bot.db, [accountOf(bot, '高朗')], at),
  ])
  return bot
}
const accountOf = (bot: Bot, name: string) => ({
  openId: bot.openId(name),
  name,
  unionId: null,
  mobile: null,
  departmentIds: [],
  isResigned: false,
})
const said = async (bot: Bot, who: string, words: string) => {
  await bot.says(who, words)
  return bot.lastCard(who).text
}
const rateOf = async (bot: Bot) =>
  (await findTask(bot.db, 'p1-1', bot.clock.now()))?.task.handSet?.rate ?? null

it('shows items and their rates on the task, and by one press how they came about', async () => {
  const bot = await running()
  const task = await said(bot, '高朗', '任务 1')
  expect(task).toContain('完成率 67.51%　2个细化项目平均')
  expect(task).toContain('生猪存栏121万头　68.76%')
  await bot.presses('高朗', '完成率怎么来的')
  const why = bot.lastCard('高朗').text
  expect(why).toContain('QH26-1 · 完成率 67.51%')
  expect(why).toContain('（68.76 + 66.25）÷ 2 = 67.51')
  expect(why).toContain('文件印制 73%，不一致')
  expect(why).toContain('调入量（万吨）：6.5 ÷ 20 × 100 = 32.5%')
  expect(why).toContain('3月数据，随文件导入（林督查10月20日确认）')
  expect(why).not.toContain('人工核定')
})

it('says who entered a value once it was accepted, and what waits until then', async () => {
  const bot = await running()
  const indicator = 'p1-1-i1-1'
  const facts = {
    id: 'r2',
    taskId: 'p1-1',
    period: '2026-10',
    values: [{ indicatorId: indicator, value: '121', said: '121' }],
  }
  await bot.db.atomic(
    insertReport(
      bot.db,
      report({ ...facts, authorOpenId: bot.openId('高朗'), at: bot.clock.now() }),
      { newlyDone: [], takenBack: [] },
      false,
    ),
  )
  expect(await said(bot, '高朗', '完成率 1')).toContain('生猪存栏 121万头（高朗10月20日填）')
  expect(bot.lastCard('高朗').text).toContain('完成率 67.51%')
  await bot.says(office, '通过 1')
  const after = await said(bot, '高朗', '完成率 1')
  expect(after).toContain('完成率 83.13%')
  expect(after).toContain('121 ÷ 121 × 100 = 100%')
  expect(after).toContain('10月数据，高朗10月20日填报')
  expect(after).not.toContain('待审')
})

it('lets the office set a rate by hand with a reason, in words and by the form, and take it back', async () => {
  const bot = await running()
  expect(await said(bot, '高朗', '核定 1 90 已验收')).toContain('只有督查室可以核定完成率')
  expect(await said(bot, office, '核定 1 90')).toContain('请写明理由和依据')
  expect(await said(bot, office, '核定 1 120 已验收')).toContain('0 到 100')
  expect(await rateOf(bot)).toBeNull()
  const set = await said(bot, office, '核定 1 90 专项验收通过')
  expect(set).toContain('完成率 90%（人工核定）')
  expect(set).toContain('人工核定：专项验收通过（林督查10月20日）')
  await bot.presses(office, '人工核定')
  const { toast, card } = await bot.presses(office, '提交核定', { subject: '任务整体（现为 90%）' })
  expect(toast).toBe('已恢复按公式计算')
  expect(card).toContain('完成率 67.51%')
  const item = await said(bot, office, '核定 1 第2项 100 调入量以入库为准')
  expect(item).toContain('完成率 84.38%')
  expect(await said(bot, office, '核定 1 第9项 100 无此项')).toContain('没有这个项目')
  const trail = await bot.db.query
    .selectFrom('audit_events')
    .select(['type', 'version'])
    .where('subject', '=', 'task:p1-1')
    .execute()
  expect(trail.map(({ type }) => type)).toEqual([
    'rate.set-by-hand',
    'rate.by-formula-again',
    'rate.set-by-hand',
  ])
})

it('shows plans, sections and units to the office, and to others their own alone', async () => {
  const bot = await running()
  const plan = await said(bot, office, '完成率 QH26')
  expect(plan).toContain('全部任务 · 完成率 58.76%')
  expect(plan).toContain('2项任务完成率的平均')
  expect(plan).toContain('区商务局　50%　1项')
  expect(await said(bot, office, '完成率 商务局')).toContain('区商务局 · 完成率 50%')
  expect(await said(bot, office, '完成率 民生实事')).toContain('民生实事 · 完成率 50%')
  expect(await said(bot, '苏敬之', '完成率 苏敬之')).toContain('苏敬之 · 完成率 58.76%')
  expect(await said(bot, '高朗', '完成率 苏敬之')).toContain('请写明看哪一项')
  expect(await said(bot, '高朗', '完成率 QH26')).toContain('请写明看哪一项')
  const { toast } = await bot.presses(office, '怎么来的')
  expect(toast).toBe('完成率的来历已发给您')
  expect(bot.lastCard(office).text).toContain('QH26-2 · 完成率 50%')
})

it('lets the office choose the formula, by a press and in words', async () => {
  const bot = await running()
  expect(await said(bot, '高朗', '公式 QH26 汇编')).toContain('只有督查室')
  expect(await said(bot, office, '公式')).toContain('QH26 现用通用公式')
  await bot.says(office, '完成率 QH26')
  const { toast, card } = await bot.presses(office, '改用汇编公式')
  expect(toast).toBe('已改用汇编公式')
  // 68 and 66 of the items, their decimals dropped, are 67.
  expect(card).toContain('完成率 58.5%')
  expect(await said(bot, office, '公式 QH26 通用')).toContain('完成率 58.76%')
})

it('stores each Monday’s lights with what they were made of, and shows today’s on the task', async () => {
  const bot = await running()
  await bot.at('2026-10-26T08:00')
  const rows = await bot.db.query.selectFrom('lights').selectAll().orderBy('task_id').execute()
  expect(
    rows.map(({ task_id, as_of, light, profile }) => [task_id, as_of, light, profile]),
  ).toEqual([
    ['p1-1', '2026-10-26', 'red', 'schedule'],
    ['p1-2', '2026-10-26', 'red', 'schedule'],
  ])
  expect(JSON.parse(rows[1]?.inputs ?? '')).toEqual([
    {
      what: '场次',
      planned: '75',
      actual: '50',
      unit: '场',
      light: 'red',
      why: '序时达成率 66.7%',
    },
  ])
  await bot.at('2026-10-26T08:05')
  expect(await bot.db.query.selectFrom('lights').select('task_id').execute()).toHaveLength(2)
  expect(await said(bot, '高朗', '任务 2')).toContain('亮灯 红 严重滞后　场次：序时达成率 66.7%')
})
