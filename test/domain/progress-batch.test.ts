import { expect, it } from 'vitest'
import { planFromDraft } from '../../src/domain/plan-from-draft.ts'
import {
  batchReports,
  carriesProgress,
  isProgressTable,
  planTold,
  progressBatch,
} from '../../src/domain/progress-batch.ts'
import { at, draftPlan, draftTask, report } from './samples.ts'

const goals = [
  draftTask({ seq: 1, text: '招引行动。全年招引亿元以上项目24个。' }),
  draftTask({ seq: 2, text: '道路提升行动。完成青禾大道等6条道路整治。' }),
  draftTask({ seq: 3, text: '河道治理行动。完成望溪河综合治理。' }),
]
const running = planFromDraft(draftPlan(goals), { id: 'p1', code: 'QH26', today: '2026-03-02' })

const row = (seq: number, text: string, said: Parameters<typeof draftTask>[0] = {}) =>
  draftTask({ seq, text, duties: [], milestones: [], forms: [], ...said })
const table = (...rows: ReturnType<typeof row>[]) => ({
  ...draftPlan(rows),
  plan: { ...draftPlan([]).plan, kind: 'progress_list' as const, issuedOn: '2026-07-06' },
})

const issued = (issuedOn: string | null) => ({
  ...draftPlan([]),
  plan: { ...draftPlan([]).plan, issuedOn },
})

it('finds rows by their words, whatever their number, and leaves over what is none', () => {
  const batch = progressBatch(
    running,
    table(
      row(7, '河道治理行动。完成望溪河治理。', { rate: 40 }),
      row(1, '招引亿元以上项目24个', { progress: '已招引13个' }),
      row(2, '未来社区创建', { rate: 10 }),
      row(8, '道路提升行动。完成6条道路整治。'),
    ),
  )
  expect(batch.map(({ task, verdict }) => [task?.seq ?? null, verdict])).toEqual([
    [3, 'matched'],
    [1, 'matched'],
    [null, 'unmatched'],
    [2, 'empty'],
  ])
})

it('says all that a row says, and keeps a printed rate above 100 in words', () => {
  const [only] = progressBatch(
    running,
    table(
      row(1, goals[0]?.text ?? '', {
        rate: 112.5,
        progress: '已招引27个。',
        highlights: '引进龙头企业。',
        problems: '用地紧张。',
        items: [
          {
            title: '亿元以上项目',
            rate: 112.5,
            indicators: [{ name: '签约', target: '24个', current: '27个', rate: 112.5 }],
          },
          { title: '其他', rate: null, indicators: [] },
        ],
      }),
    ),
  )
  expect(only).toMatchObject({ percent: '100', problems: '用地紧张。' })
  expect(only?.progress).toBe(
    '已招引27个。\n亿元以上项目（完成率112.5%）；签约，完成27个，目标24个，完成率112.5%\n' +
      '亮点：引进龙头企业。\n印制完成率112.5%。',
  )
})

it('covers no report that is later than the document, and no task that is over', () => {
  const later = report({ at: at('2026-07-08T10:00'), percent: '55' })
  const [one, two, three] = running.tasks.map((task, index) => ({
    ...task,
    state: index === 2 ? ('closed' as const) : task.state,
    lastReport: index === 0 ? later : index === 1 ? { ...later, at: at('2026-07-06T23:00') } : null,
  }))
  const tasks = [one, two, three].flatMap((task) => task ?? [])
  const rows = goals.map(({ seq, text }) => row(seq, text, { rate: 50 }))
  expect(
    progressBatch({ ...running, tasks }, table(...rows)).map(({ verdict }) => verdict),
  ).toEqual(['newer', 'matched', 'ended'])
})

it('makes accepted reports of the month of the document, one for each matched row', () => {
  const rows = progressBatch(
    running,
    table(row(1, goals[0]?.text ?? '', { rate: 54.2 }), row(9, '未来社区创建', { rate: 1 })),
  )
  const ids = ['r1', 'r2'][Symbol.iterator]()
  const made = batchReports(rows, issued('2026-06-30'), {
    importId: 'i1',
    by: 'ou_office',
    at: at('2026-07-08T09:00'),
    newId: () => ids.next().value ?? '',
  })
  expect(made).toHaveLength(1)
  expect(made[0]).toMatchObject({
    before: { state: 'awaiting_acknowledgement', version: 1 },
    after: {
      state: 'in_progress',
      version: 2,
      lastReport: { id: 'r1' },
      lastAccepted: { id: 'r1' },
    },
    report: {
      period: '2026-06',
      percent: '54.2',
      status: 'accepted',
      authorOpenId: 'ou_office',
      reviewedBy: 'ou_office',
      milestonesDone: [],
    },
  })
})

it('speaks of the running month where the document has no date or a later one', () => {
  const rows = progressBatch(running, table(row(1, goals[0]?.text ?? '', { rate: 1 })))
  const period = (issuedOn: string | null) =>
    batchReports(rows, issued(issuedOn), {
      importId: 'i1',
      by: 'ou',
      at: at('2026-07-08T09:00'),
      newId: () => 'r',
    })[0]?.report.period
  expect([period(null), period('2026-09-01'), period('2026-02-28')]).toEqual([
    '2026-07',
    '2026-07',
    '2026-02',
  ])
})

it('knows the plan that most rows are found in', () => {
  const other = planFromDraft(draftPlan([draftTask({ seq: 1, text: '低空经济试点。' })]), {
    id: 'p2',
    code: 'QH26B',
    today: '2026-03-02',
  })
  const told = (...rows: ReturnType<typeof row>[]) => planTold([other, running], table(...rows))
  expect(told(row(1, goals[0]?.text ?? ''), row(2, goals[1]?.text ?? ''))?.plan.id).toBe('p1')
  expect(told(row(5, '低空经济试点。'), row(6, '未来社区创建'))?.plan.id).toBe('p2')
  expect(told(row(5, '未来社区'), row(6, '口袋公园'), row(7, goals[0]?.text ?? ''))).toBeUndefined()
  expect(planTold([], table(row(1, '甲')))).toBeUndefined()
})

it('tells a table of progress from one of goals', () => {
  expect(isProgressTable(table())).toBe(true)
  expect(isProgressTable(draftPlan(goals))).toBe(false)
  expect(carriesProgress(draftPlan(goals))).toBe(false)
  expect(carriesProgress(draftPlan([row(1, '甲', { problems: '缺钱' })]))).toBe(true)
})
