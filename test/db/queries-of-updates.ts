import { expect, it } from 'vitest'
import type { Database } from '../../db/database.ts'
import * as updatesModule from '../../db/plan-updates.ts'
import { insertPlan } from '../../db/plan-writes.ts'
import { loadKeptPlan, loadPlans } from '../../db/plans.ts'
import { insertReport } from '../../db/reports.ts'
import type { DraftPlan, DraftTask } from '../../src/domain/draft-plan.ts'
import { applyDiff, isEmptyDiff, type KeptPlan, planDiff } from '../../src/domain/plan-diff.ts'
import { planFromDraft } from '../../src/domain/plan-from-draft.ts'
import { draftPlan, draftTask, report } from '../domain/samples.ts'
import { type Part, watched } from './watched.ts'

const updates = watched(updatesModule)

const names = ['招引', '道路', '河道', '养老', '教育', '卫生', '文化', '旅游', '数字', '绿化']
const numbered = (n: number): DraftTask =>
  draftTask({
    seq: n,
    text: `${names[n % 10]}${names[Math.floor(n / 10) % 10]}行动${n}。全年完成${n}个项目。`,
    duties: [
      { role: 'lead_unit', name: `区${names[n % 10]}局`, lead: true },
      { role: 'owner', name: `责任人${n}`, lead: false },
    ],
    milestones: Array.from({ length: 6 }, (_, node) => ({
      item: null,
      due: `2026-${String(node * 2 + 1).padStart(2, '0')}-28`,
      text: `${n}号任务第${node + 1}步`,
    })),
  })

const older = draftPlan(Array.from({ length: 200 }, (_, n) => numbered(n + 1)))

/** Every row is another one: numbers, texts, persons, nodes; some come, some go, some move. */
const newer: DraftPlan = {
  ...older,
  plan: { ...older.plan, docNo: '青禾府办〔2026〕9号' },
  tasks: [
    draftTask({ seq: 1, text: '新增的任务一项，此前没有。' }),
    ...older.tasks.slice(4, 180).map((task, n) => ({
      ...task,
      seq: n + 2,
      text: task.text.replace('全年', '全年力争'),
      duties: [...task.duties, { role: 'co_unit', name: '区新局', lead: false } as const],
      milestones: task.milestones.slice(1).map((node) => ({ ...node, due: '2026-12-31' })),
    })),
    ...older.tasks.slice(180).reverse(),
  ],
}

const kept = async (db: Database): Promise<KeptPlan> => {
  const found = await loadKeptPlan(db, 'p1', 1)
  if (!found) throw new Error('the plan is gone')
  return found
}
const step = async (db: Database, draft: DraftPlan, at: number) => {
  const diff = planDiff(await kept(db), draft)
  const list = updates.updatePlan(db, diff, `digest ${at}`, at)
  await db.atomic(list)
  return { diff, statements: list.length, parameters: list.map((one) => one.compile().parameters) }
}

export const updateQueries: Part = {
  subject: 'newer versions of a plan',
  modules: [updates],
  ask: (asked) => {
    it('write 200 tasks that all changed, in few statements', async () => {
      const { db } = asked
      const { plan, tasks } = planFromDraft(older, { id: 'p1', code: 'QH26', today: '2026-03-02' })
      await db.atomic(insertPlan(db, { ...plan, sourceDigest: 'first' }, tasks, 1))
      const done = { newlyDone: [{ milestoneId: 'p1-5-1', doneOn: '2026-02-01' }], takenBack: [] }
      await db.atomic(insertReport(db, report({ taskId: 'p1-5' }), done, false))
      const { diff, statements, parameters } = await step(db, newer, 2)
      expect(diff).toMatchObject({ added: { length: 1 }, removed: { length: 4 } })
      expect(statements).toBeLessThan(300)
      expect(Math.max(...parameters.map(({ length }) => length))).toBeLessThanOrEqual(100)
      const [loaded] = await loadPlans(db, { planIds: ['p1'] }, 1)
      expect(applyDiff(diff)).toMatchObject(loaded ?? {})
      expect(loaded?.tasks).toHaveLength(197)
    })

    it('find no difference afterwards, and keep what happened', async () => {
      const { db } = asked
      const after = await kept(db)
      expect(isEmptyDiff(planDiff(after, newer))).toBe(true)
      expect(after.tasks.filter(({ isArchived }) => isArchived).map(({ id }) => id)).toEqual([
        'p1-1',
        'p1-2',
        'p1-3',
        'p1-4',
      ])
      expect(after.tasks.find(({ id }) => id === 'p1-5')).toMatchObject({
        lastReport: { id: 'r1' },
        archivedMilestones: [{ id: 'p1-5-1', doneOn: '2026-02-01' }],
      })
    })

    it('go back to the older version', async () => {
      const { db } = asked
      const { diff } = await step(db, older, 3)
      expect(diff.restored.map(({ after }) => after.id)).toEqual(['p1-1', 'p1-2', 'p1-3', 'p1-4'])
      const after = await kept(db)
      expect(isEmptyDiff(planDiff(after, older))).toBe(true)
      expect(after.tasks.map(({ id }) => id).slice(0, 200)).toEqual(
        Array.from({ length: 200 }, (_, n) => `p1-${n + 1}`),
      )
      expect(after.tasks.find(({ id }) => id === 'p1-5')).toMatchObject({
        lastReport: { id: 'r1' },
        milestones: { 0: { id: 'p1-5-1', doneOn: '2026-02-01' } },
        archivedMilestones: [],
      })
    })
  },
}
