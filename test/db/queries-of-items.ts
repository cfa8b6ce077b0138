import { expect, it } from 'vitest'
import * as indicatorsModule from '../../db/indicators.ts'
import * as itemsModule from '../../db/item-rows.ts'
import * as lightsModule from '../../db/lights.ts'
import { updatePlan } from '../../db/plan-updates.ts'
import { insertPlan } from '../../db/plan-writes.ts'
import { findTask, loadKeptPlan, loadPlans } from '../../db/plans.ts'
import * as ratesModule from '../../db/rates.ts'
import { insertReportBatch, recordStep } from '../../db/reports.ts'
import { acceptedIds } from '../../src/domain/accepted-values.ts'
import { decideIndicators, proposalsOf } from '../../src/domain/decide-indicators.ts'
import type { DraftTask } from '../../src/domain/draft-plan.ts'
import { lightOf } from '../../src/domain/lights.ts'
import { applyDiff, isEmptyDiff, type KeptPlan, planDiff } from '../../src/domain/plan-diff.ts'
import { planFromDraft } from '../../src/domain/plan-from-draft.ts'
import { batchReports, progressBatch } from '../../src/domain/progress-batch.ts'
import { draftPlan, draftTask } from '../domain/samples.ts'
import { type Part, watched } from './watched.ts'

const taskNames = '招引道路河道养老教育卫生文化旅游数字绿化'
const nameOf = (n: number) => `${taskNames.slice(n * 2, n * 2 + 2)}行动`

/** More rows of each kind than one statement takes. */
const printed = (n: number, done = 1): DraftTask =>
  draftTask({
    seq: n + 1,
    text: `${nameOf(n)}。${n}号工作全面展开。`,
    milestones: [],
    rate: 50.5,
    highlights: '形成经验',
    items: ['上半年', '下半年'].map((half) => ({
      title: `${nameOf(n)}${half}部分`,
      rate: 50,
      indicators: ['数量', '面积', '投资'].map((what) => ({
        name: `${half}${what}`,
        target: '20万亩',
        current: `${done}0万亩`,
        rate: done * 50,
      })),
    })),
  })
const draft = (done = 1) => draftPlan(Array.from({ length: 10 }, (_, n) => printed(n, done)))
const named = { id: 'p1', code: 'QH26', today: '2026-03-31' }
const imported = { importId: 'i0', by: 'ou_office', at: 1_774_900_000_000 }
const made = planFromDraft(draft(), named, imported)

const rates = watched(ratesModule)
const indicators = watched(indicatorsModule)
const lights = watched(lightsModule)

export const itemQueries: Part = {
  subject: 'items and indicators',
  modules: [itemsModule, rates, indicators, lights],
  ask: (asked) => {
    const kept = async (): Promise<KeptPlan> => {
      const found = await loadKeptPlan(asked.db, 'p1', 1)
      if (!found) throw new Error('the plan is gone')
      return found
    }

    it('store a plan with its printed values, and give it back', async () => {
      const { db } = asked
      await db.atomic(insertPlan(db, { ...made.plan, sourceDigest: 'first' }, made.tasks, 1))
      expect(await loadPlans(db, { planIds: ['p1'] }, 1)).toEqual([made])
      expect(made.tasks[3]?.lastAccepted?.values).toHaveLength(6)
    })

    it('take few statements for a compilation of 1200 indicators, each with few parameters', () => {
      const large = draftPlan(
        Array.from({ length: 200 }, (_, n) => ({ ...printed(n % 10), seq: n + 1 })),
      )
      const { plan, tasks } = planFromDraft(large, named, imported)
      const list = insertPlan(asked.db, { ...plan, sourceDigest: 'large' }, tasks, 1)
      expect(list.length).toBeLessThan(400)
      const parameters = list.map((one) => one.compile().parameters.length)
      expect(Math.max(...parameters)).toBeLessThanOrEqual(100)
      process.stdout.write(`statements for 1200 indicators: ${list.length}\n`)
    })

    it('count the values of a table of progress', async () => {
      const { db } = asked
      const [found] = await loadPlans(db, { planIds: ['p1'] }, 1)
      if (!found) throw new Error('the plan is gone')
      let id = 0
      const reports = batchReports(progressBatch(found, draft(2)), draft(2), {
        importId: 'i1',
        by: 'ou_office',
        at: 1_776_000_000_000,
        newId: () => `b${id++}`,
      })
      await db.atomic(
        insertReportBatch(
          db,
          reports.map(({ report }) => report),
          'i1',
          reports.flatMap(({ after, report }) => acceptedIds(after, report)),
        ),
      )
      expect(await loadPlans(db, { planIds: ['p1'] }, 1)).toEqual([
        { plan: made.plan, tasks: reports.map(({ after }) => after) },
      ])
    })

    it('count those of an accepted report that the task names, and no others', async () => {
      const { db } = asked
      const found = await findTask(db, 'p1-2', 1)
      const [first] = found?.task.items[0]?.indicators ?? []
      const report = found?.task.lastReport
      if (!first || !report) throw new Error('nothing was reported')
      await db.query.updateTable('indicators').set({ value: '1' }).execute()
      await db.atomic(recordStep(db, report, { reopened: [], restored: [], counting: [first.id] }))
      const values = (await findTask(db, 'p1-2', 1))?.task.items[0]?.indicators
      expect(values?.map(({ current }) => current?.value)).toEqual(['20', '1', '1'])
    })

    it('keep rates that were set by hand, and the formula', async () => {
      const { db } = asked
      const byHand = { rate: '90', reason: '验收', by: 'ou_office', at: 5 }
      const plan = { id: 'p1', rateProfile: 'compilation' as const, version: 1 }
      await db.atomic([
        ...rates.setRateByHand(db, 'p1-2', 'p1-2', { ...byHand, rate: '80' }),
        ...rates.setRateByHand(db, 'p1-2', 'p1-2', byHand),
        ...rates.setRateByHand(db, 'p1-2', 'p1-2-i1', byHand),
        ...rates.setRateProfile(db, plan),
      ])
      expect(await findTask(db, 'p1-2', 1)).toMatchObject({
        plan: { rateProfile: 'compilation' },
        task: { handSet: byHand, items: [{ handSet: byHand }, { handSet: null }] },
      })
      await db.atomic([
        ...rates.unsetRateByHand(db, 'p1-2'),
        ...rates.unsetRateByHand(db, 'p1-2-i1'),
        ...rates.setRateProfile(db, { ...plan, rateProfile: 'default' }),
      ])
      expect(await findTask(db, 'p1-2', 1)).toMatchObject({
        task: { handSet: null, items: [{ handSet: null }, { handSet: null }] },
      })
    })

    it('keep the lights of a day as they were stored first', async () => {
      const { db } = asked
      const task = (await findTask(db, 'p1-2', 1))?.task
      if (!task) throw new Error('the task is gone')
      const on = (date: string) => lightOf(task, made.plan, 'schedule', date)
      const [first, second] = [on('2026-07-06'), on('2026-07-13')]
      await db.atomic(
        lights.storeLights(db, [
          { taskId: 'p1-2', light: { ...first, light: 'red' } },
          { taskId: 'p1-2', light: { ...second, light: 'amber' } },
        ]),
      )
      await db.atomic(lights.storeLights(db, [{ taskId: 'p1-2', light: first }]))
      const since = async (date: string) =>
        (await lights.lightsSince(db, ['p1-2'], date)).get('p1-2')
      expect(await since('2026-07-01')).toEqual(['red', 'amber'])
      expect(await since('2026-07-07')).toEqual(['amber'])
    })

    it('take and decline what was proposed', async () => {
      const { db } = asked
      const proposed = planFromDraft(
        draftPlan([draftTask({ text: '新建公园5个、绿道3公里。', milestones: [] })]),
        { ...named, id: 'p9', code: 'QH26P' },
      )
      const stored = { ...proposed.plan, sourceDigest: 'proposed' }
      await db.atomic(insertPlan(db, stored, proposed.tasks, 1))
      const load = async () => (await loadPlans(db, { planIds: ['p9'] }, 1))[0]?.tasks ?? []
      expect(await load()).toEqual(proposed.tasks)
      const decide = async (isTaken: boolean, place: number) => {
        const tasks = await load()
        const ids = tasks.flatMap(proposalsOf).map(({ indicator }) => indicator.id)
        const office = { isOffice: true, isTaken }
        const outcome = decideIndicators(tasks, new Set([ids[place] ?? '']), office)
        if (!outcome.ok) throw new Error(outcome.reason)
        await db.atomic(indicators.recordDecision(db, outcome.decided, isTaken, 2))
        expect(await load()).toEqual(outcome.decided.map(({ after }) => after))
      }
      await decide(true, 0)
      await decide(false, 0)
    })

    it('keep ids and values through a newer version, and through going back', async () => {
      const { db } = asked
      const before = (await kept()).tasks[0]
      const newer = draftPlan(
        draft().tasks.map((task) => ({
          ...task,
          items: task.items.slice(1).map((item) => ({
            ...item,
            rate: 75,
            indicators: item.indicators
              .slice(1)
              .map((one) => ({ ...one, target: '40万亩' }))
              .reverse(),
          })),
        })),
      )
      const diff = planDiff(await kept(), newer)
      await db.atomic(updatePlan(db, diff, 'second', 2))
      const [loaded] = await loadPlans(db, { planIds: ['p1'] }, 1)
      expect(applyDiff(diff)).toMatchObject(loaded ?? {})
      expect(isEmptyDiff(planDiff(await kept(), newer))).toBe(true)
      const after = (await kept()).tasks[0]
      expect(after?.archivedIndicators).toHaveLength(4)
      expect(after?.items[0]?.indicators.map(({ id, target }) => [id, target])).toEqual([
        ['p1-1-i2-3', '40'],
        ['p1-1-i2-2', '40'],
      ])

      const back = planDiff(await kept(), draft())
      await db.atomic(updatePlan(db, back, 'third', 3))
      const again = (await kept()).tasks[0]
      expect(again?.items).toEqual(before?.items)
      expect(again).toMatchObject({ archivedItems: [], archivedIndicators: [] })
    })
  },
}
