import { expect, it } from 'vitest'
import { bind } from '../../db/bindings.ts'
import type { Database } from '../../db/database.ts'
import { loadPeople } from '../../db/known-people.ts'
import { ownTasksOf, plansWith } from '../../db/own-tasks.ts'
import { insertPlan } from '../../db/plan-writes.ts'
import { loadPlans } from '../../db/plans.ts'
import * as listModule from '../../db/task-list.ts'
import * as namesModule from '../../db/task-names.ts'
import * as urgencyModule from '../../db/task-urgency.ts'
import type { DutyRole } from '../../src/domain/draft-plan.ts'
import { taskStanding, worstFirst } from '../../src/domain/milestone-status.ts'
import type { Plan, Task, TaskState } from '../../src/domain/plan.ts'
import { laggingBelow } from '../../src/domain/task-query.ts'
import { duty, milestone, plan, task } from '../domain/samples.ts'
import { type Part, watched } from './watched.ts'

const lists = watched(listModule)
const names = watched(namesModule)
const urgency = watched(urgencyModule)

const on = '2021-06-15'
const at = 1_772_413_200_000

/** Numbers that look like chance and are the same in each run. */
const drawFrom = (seed: number) => () => {
  seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648
  return Math.floor(seed / 65_536)
}

const units = ['区东湖住建局', '区南岭教育局', '区西沟水利局', '各镇街']
const persons = ['梁一舟', '许二丰', '宋三禾', '唐四清']
const states: readonly TaskState[] = [
  'in_progress',
  'awaiting_acknowledgement',
  'awaiting_breakdown',
  'closed',
  'suspended',
]
const roles: readonly DutyRole[] = ['lead_leader', 'owner', 'liaison', 'leader_liaison']

function drawnTasks(planId: string, seed: number): readonly Task[] {
  const draw = drawFrom(seed)
  const one = <Value>(all: readonly Value[]): Value => all[draw() % all.length] as Value
  return Array.from({ length: 45 }, (_, n) =>
    task({
      id: `${planId}-${n}`,
      planId,
      seq: n + 1,
      section: [one(['一、民生实事', '二、产业提升'])],
      title: one(['老旧小区改造', '学校扩建', '河道清淤', null]),
      text: `第${n}件：按年内目标推进`,
      state: one(states),
      duties: [
        duty('lead_unit', one(units)),
        duty('co_unit', one(units)),
        duty(one(roles), one(persons)),
      ],
      milestones: Array.from({ length: draw() % 4 }, (_, m) =>
        milestone(
          `${planId}-${n}-${m}`,
          `2021-0${1 + (draw() % 9)}-1${draw() % 10}`,
          draw() % 3 === 0 ? '2021-02-01' : null,
        ),
      ),
    }),
  )
}

const stored = (
  [
    [plan(), 1],
    [plan({ id: 'p2', code: 'AB21', state: 'year_end_check' }), 2],
    [plan({ id: 'p3', code: 'AC21', state: 'draft' }), 3],
    [plan({ id: 'p4', code: 'AD21', isTrial: true }), 4],
    [plan({ id: 'p5', code: 'AE21', state: 'archived' }), 5],
  ] as const
).map(([one, seed]) => ({ plan: one as Plan, tasks: drawnTasks(one.id, seed) }))

const released = ['p1', 'p2']
const everything = { always: [], leading: [], standingIn: [], taskIds: [] }
const all = {
  kind: 'seen',
  own: everything,
  planIds: null,
  seesUnreleased: false,
  seesInternal: true,
} as const

/** The same by the rules, over plans that were loaded whole. */
function byTheRules(isMeant: (task: Task, plan: Plan) => boolean, planIds = released) {
  return stored
    .filter((one) => planIds.includes(one.plan.id))
    .flatMap((one) => one.tasks.map((of) => ({ plan: one.plan, task: of })))
    .filter((one) => isMeant(one.task, one.plan))
    .map((one) => ({ ...one, standing: taskStanding(one.task, one.plan, on) }))
    .sort(worstFirst)
}

const ids = (rows: ReturnType<typeof byTheRules>) => rows.map((row) => row.task.id)
const whole = { on, page: 1, perPage: 1_000 }
const list = async (db: Database, condition: listModule.TaskCondition) =>
  (await lists.listTasks(db, all, condition, whole)).taskIds

const isEnded = ({ state }: Task) => state === 'closed' || state === 'suspended'
const has = (of: Task, role: DutyRole[], name: string) =>
  of.duties.some((one) => role.includes(one.role) && one.name === name)

export const listQueries: Part = {
  subject: 'lists of tasks',
  modules: [lists, names, urgency],
  ask: (asked) => {
    it('list the worst first, page by page, as the rules have it', async () => {
      const { db } = asked
      for (const one of stored) {
        await db.atomic(insertPlan(db, { ...one.plan, sourceDigest: one.plan.id }, one.tasks, at))
        const done = one.tasks.flatMap(({ milestones }) =>
          milestones.filter(({ doneOn }) => doneOn !== null).map(({ id }) => id),
        )
        await db.query
          .updateTable('milestones')
          .set({ done_on: '2021-02-01' })
          .where('id', 'in', done)
          .execute()
      }
      // A plan's tasks are noted when it is stored; of later versions it is found, or noted anew.
      await db.query.updateTable('tasks').set({ version: 2, urgent_version: 1 }).execute()
      const expected = byTheRules(() => true)
      expect(await list(db, { kind: 'all' })).toEqual(ids(expected))
      const second = await lists.listTasks(db, all, { kind: 'all' }, { on, page: 2, perPage: 8 })
      expect(second).toEqual({
        total: expected.length,
        overdue: expected.filter(({ standing }) => standing.isOverdue).length,
        awaiting: expected.filter((row) => row.task.state === 'awaiting_acknowledgement').length,
        page: 2,
        pages: Math.ceil(expected.length / 8),
        taskIds: ids(expected).slice(8, 16),
      })
      const beyond = await lists.listTasks(db, all, { kind: 'all' }, { on, page: 99, perPage: 8 })
      expect(beyond.page).toBe(beyond.pages)
      expect(beyond.taskIds).toEqual(ids(expected).slice((beyond.pages - 1) * 8))
    })

    it('list the same once the next node is kept beside each task', async () => {
      const { db } = asked
      const before = await list(db, { kind: 'all' })
      await db.query.updateTable('tasks').set({ version: 4, urgent_on: '1999-01-01' }).execute()
      expect(await list(db, { kind: 'all' })).toEqual(before)
      await db.atomic(urgency.noteStaleUrgency(db))
      const kept = await db.query.selectFrom('tasks').select('urgent_version').distinct().execute()
      expect(kept).toEqual([{ urgent_version: 4 }])
      expect(await list(db, { kind: 'all' })).toEqual(before)
      // Each way to note it: of what is kept of a wrong date.
      for (const [where, note] of [
        ['p1-7', urgency.noteUrgency(db, ['p1-7'])],
        ['p2-7', urgency.noteUrgencyOfPlan(db, 'p2')],
      ] as const) {
        await db.query
          .updateTable('tasks')
          .set({ urgent_on: '1999-01-01' })
          .where('id', '=', where)
          .execute()
        await db.atomic(note)
      }
      expect(await list(db, { kind: 'all' })).toEqual(before)
      const node = await db.query
        .selectFrom('milestones')
        .innerJoin('tasks', 'tasks.id', 'milestones.task_id')
        .select(['milestones.id', 'milestones.task_id'])
        .where('tasks.plan_id', '=', 'p1')
        .executeTakeFirstOrThrow()
      await db.query
        .updateTable('tasks')
        .set({ urgent_on: '1999-01-01' })
        .where('id', '=', node.task_id)
        .execute()
      await db.atomic(urgency.noteUrgencyOf(db, [node.id]))
      expect(await list(db, { kind: 'all' })).toEqual(before)
    })

    it('find what is overdue, behind, due', async () => {
      const { db } = asked
      const standing = (of: Task, inPlan: Plan) => taskStanding(of, inPlan, on)
      expect(await list(db, { kind: 'overdue' })).toEqual(
        ids(byTheRules((of, inPlan) => standing(of, inPlan).isOverdue)),
      )
      const isBehind = (of: Task, inPlan: Plan) => {
        const due = of.milestones.filter(({ dueOn }) => dueOn >= inPlan.effectiveOn && dueOn < on)
        const done = due.filter(({ doneOn }) => doneOn !== null)
        return !isEnded(of) && laggingBelow.of * done.length < laggingBelow.done * due.length
      }
      const behind = ids(byTheRules(isBehind))
      expect(behind.length).toBeGreaterThan(0)
      expect(await list(db, { kind: 'lagging' })).toEqual(behind)
      const due = { kind: 'due', from: '2021-06-14', to: '2021-07-18' } as const
      expect(await list(db, due)).toEqual(
        ids(
          byTheRules(
            (of) =>
              !isEnded(of) &&
              of.milestones.some(
                ({ dueOn, doneOn }) => doneOn === null && dueOn >= due.from && dueOn <= due.to,
              ),
          ),
        ),
      )
    })

    it('find by unit, leader, section, number and plan', async () => {
      const { db } = asked
      const people = await loadPeople(db, at)
      const unit = await names.namesLike(db, people, { kind: 'unit', text: '住建' })
      expect(unit).toEqual({ partyIds: ['unit:区东湖住建局'], isCut: false })
      expect(await list(db, { kind: 'unit', partyIds: unit.partyIds })).toEqual(
        ids(byTheRules((of) => has(of, ['lead_unit', 'co_unit'], '区东湖住建局'))),
      )
      expect(await list(db, { kind: 'leader', partyIds: ['person:宋三禾'] })).toEqual(
        ids(byTheRules((of) => has(of, ['lead_leader'], '宋三禾'))),
      )
      expect(await list(db, { kind: 'leader', partyIds: [] })).toEqual([])
      expect(await list(db, { kind: 'section', text: '产业' })).toEqual(
        ids(byTheRules(({ section }) => section[0] === '二、产业提升')),
      )
      expect(await list(db, { kind: 'tasks', seqs: [3, 9] })).toEqual(
        ids(byTheRules(({ seq }) => seq === 3 || seq === 9)),
      )
      const third = { kind: 'number', code: 'AB21', seq: 3 } as const
      const ab = { kind: 'plan', code: 'AB21' } as const
      expect(await list(db, { kind: 'pieces', pieces: [third, ab] })).toEqual(['p2-2'])
    })

    it('find by pieces of title and name, all of them, and take signs as they are', async () => {
      const { db } = asked
      const part = (text: string, partyIds: readonly string[] = []) =>
        ({ kind: 'part', text, partyIds }) as const
      const pieces = [part('清淤'), part('区南岭', ['unit:区南岭教育局'])]
      expect(await list(db, { kind: 'pieces', pieces })).toEqual(
        ids(
          byTheRules(
            (of) =>
              of.title === '河道清淤' && of.duties.some(({ name }) => name === '区南岭教育局'),
          ),
        ),
      )
      expect(await list(db, { kind: 'pieces', pieces: [part("百分之'%_")] })).toEqual([])
      const few = Array.from({ length: 40 }, (_, n) => `unit:某'局${n}`)
      const many = Array.from({ length: 5 }, () => part('清淤', few))
      expect(await list(db, { kind: 'pieces', pieces: many })).toEqual(
        ids(byTheRules(({ title }) => title === '河道清淤')),
      )
    })

    it('find by letters whatever their case, and by more than a pattern takes', async () => {
      const { db } = asked
      const section = '三、ABC 园区与老旧厂房一并改造并按年内目标分批推进完成的事项'
      const set = (said: string) =>
        db.query.updateTable('tasks').set({ section: said }).where('id', '=', 'p1-0').execute()
      const { section: kept } = await db.query
        .selectFrom('tasks')
        .select('section')
        .where('id', '=', 'p1-0')
        .executeTakeFirstOrThrow()
      await set(JSON.stringify([section]))
      const part = (text: string) => [{ kind: 'part', text, partyIds: [] }] as const
      for (const text of ['abc 园', 'ABC', section]) {
        expect(await list(db, { kind: 'section', text })).toEqual(['p1-0'])
        expect(await list(db, { kind: 'pieces', pieces: part(text) })).toEqual(['p1-0'])
      }
      const other = section.replace('分批', '全部')
      expect(await list(db, { kind: 'section', text: other })).toEqual([])
      await set(kept)
      const name = 'ABC产业园区管理委员会办公室（综合协调与督查考核）'
      await db.atomic([
        db.query.insertInto('parties').values({ id: `unit:${name}`, kind: 'unit', name }),
      ])
      const people = await loadPeople(db, at)
      for (const text of ['abc产', name.toLowerCase()]) {
        const found = await names.namesLike(db, people, { kind: 'unit', text })
        expect(found.partyIds).toEqual([`unit:${name}`])
      }
    })

    it('find by initials, of titles and of names', async () => {
      const { db } = asked
      const initialsOf = (sign: string) =>
        ({ 河: 'h', 道: 'd', 清: 'q', 淤: 'y', 宋: 's', 三: 's', 禾: 'h' })[sign] ?? ''
      const people = await loadPeople(db, at)
      const said = { kind: 'person', text: 'ssh', initialsOf } as const
      const { partyIds } = await names.namesLike(db, people, said)
      expect(partyIds).toEqual(['person:宋三禾'])
      const expected = ids(
        byTheRules(
          (of) => of.title === '河道清淤' || of.duties.some(({ name }) => name === '宋三禾'),
        ),
      )
      const found = async (text: string, named: readonly string[]) => {
        const condition = {
          kind: 'pieces',
          pieces: [{ kind: 'part', text, partyIds: named }],
        } as const
        const letters = { letters: [text], initialsOf }
        return (await lists.listByInitials(db, all, condition, letters, whole)).taskIds
      }
      expect(await found('hdqy', partyIds)).toEqual(expected)
      expect(await found('dqy', [])).toEqual(ids(byTheRules(({ title }) => title === '河道清淤')))
      expect(await found('yq', [])).toEqual([])
    })

    it('keep to what one holds, sees, or a group covers', async () => {
      const { db } = asked
      await db.atomic([
        bind(db, { partyId: 'person:唐四清', openId: 'ou_t', by: 'ou_a' }, 1),
        bind(db, { partyId: 'unit:区西沟水利局', openId: 'ou_t', by: 'ou_a' }, 1),
        db.query.insertInto('task_passes').values({
          id: 'pass',
          task_id: 'p1-4',
          from_id: 'ou_x',
          to_id: 'ou_t',
          at: 1,
          ended_at: null,
        }),
        db.query.updateTable('tasks').set({ is_internal: 1 }).where('seq', '<', 9),
      ])
      const people = await loadPeople(db, at)
      const mine = await ownTasksOf(db, people.resolver, 'ou_t')
      const held = (await loadPlans(db, { openId: 'ou_t' }, at))
        .filter((one) => released.includes(one.plan.id))
        .flatMap((one) => one.tasks.map(({ id }) => id))
      const { taskIds } = await lists.listTasks(
        db,
        { kind: 'own', own: mine },
        { kind: 'all' },
        whole,
      )
      expect(held.length).toBeGreaterThan(5)
      expect([...taskIds].sort()).toEqual([...held].sort())
      expect(await plansWith(db, mine)).toEqual(['p2', 'p1'])
      expect(await plansWith(db, everything)).toEqual([])
      const seen = { ...all, own: mine, planIds: await plansWith(db, mine), seesInternal: false }
      expect((await lists.listTasks(db, seen, { kind: 'all' }, whole)).taskIds).toEqual(
        ids(byTheRules(({ id, seq }) => seq >= 9 || held.includes(id))),
      )
      const office = { ...all, seesUnreleased: true }
      expect((await lists.listTasks(db, office, { kind: 'all' }, whole)).taskIds).toEqual(
        ids(byTheRules(() => true, ['p1', 'p2', 'p3', 'p4'])),
      )
      const covered = {
        kind: 'covered',
        parts: [
          { planIds: ['p1', 'p4'], condition: { kind: 'section', text: '产业' } },
          { planIds: ['p2'], condition: { kind: 'tasks', seqs: [5, 10] } },
        ],
      } as const
      expect((await lists.listTasks(db, covered, { kind: 'all' }, whole)).taskIds).toEqual(
        ids(
          byTheRules(
            ({ seq, section }, { id }) =>
              seq >= 9 && (id === 'p1' ? section[0] === '二、产业提升' : seq === 10),
          ),
        ),
      )
      expect((await lists.listTasks(db, { kind: 'kept' }, { kind: 'all' }, whole)).total).toBe(225)
      const nothing = { kind: 'covered', parts: [] } as const
      expect((await lists.listTasks(db, nothing, { kind: 'all' }, whole)).total).toBe(0)
    })

    it('find the tasks of whoever has more names and tasks than a statement takes', async () => {
      const { db } = asked
      const tasks = stored.flatMap((one) => one.tasks).slice(0, 120)
      const others = tasks.map(({ id }) => `某'人${id}`)
      const names = ['梁一舟', ...others]
      await db.atomic([
        ...others.map((name) =>
          db.query.insertInto('parties').values({ id: `person:${name}`, kind: 'person', name }),
        ),
        bind(db, { partyId: 'person:梁一舟', openId: 'ou_one', by: 'ou_a' }, 1),
        ...names.map((name) =>
          bind(db, { partyId: `person:${name}`, openId: 'ou_many', by: 'ou_a' }, 1),
        ),
        ...tasks.map(({ id }) =>
          db.query.insertInto('task_passes').values({
            id: `pass-${id}`,
            task_id: id,
            from_id: 'ou_t',
            to_id: 'ou_many',
            at: 2,
            ended_at: null,
          }),
        ),
      ])
      const heldBy = async (openId: string) =>
        (await loadPlans(db, { openId }, at)).flatMap((one) => one.tasks.map(({ id }) => id))
      const [one, many] = [await heldBy('ou_one'), await heldBy('ou_many')]
      expect(one.length).toBeGreaterThan(5)
      expect(many).toEqual(expect.arrayContaining(one))
      expect(many.length).toBeGreaterThan(one.length)
      const planIds = ['p1', ...tasks.map(({ id }) => id)]
      expect((await loadPlans(db, { planIds }, at)).map(({ plan: { id } }) => id)).toEqual(['p1'])
    })
  },
}
