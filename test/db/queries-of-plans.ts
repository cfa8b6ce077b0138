import { expect, it } from 'vitest'
import { bind, printedPeople } from '../../db/bindings.ts'
import * as directivesModule from '../../db/directives.ts'
import { enqueue } from '../../db/outbox.ts'
import * as callsModule from '../../db/phone-calls.ts'
import * as writesModule from '../../db/plan-writes.ts'
import * as plansModule from '../../db/plans.ts'
import * as draftsModule from '../../db/report-drafts.ts'
import * as reportsModule from '../../db/reports.ts'
import * as signingModule from '../../db/signing.ts'
import * as editsModule from '../../db/task-edits.ts'
import * as requestsModule from '../../db/task-requests.ts'
import { newLife, type Task } from '../../src/domain/plan.ts'
import type { TaskEdit } from '../../src/domain/task-edits.ts'
import type { TaskRequest } from '../../src/domain/task-requests.ts'
import { duty, milestone, plan, report, task } from '../domain/samples.ts'
import { type Part, watched } from './watched.ts'

const writes = watched(writesModule)
const plans = watched(plansModule)
const drafts = watched(draftsModule)
const reports = watched(reportsModule)
const signing = watched(signingModule)
const requests = watched(requestsModule)
const directives = watched(directivesModule)
const edits = watched(editsModule)
const calls = watched(callsModule)

/** More rows of each kind than one statement takes. */
const tasks: readonly Task[] = Array.from({ length: 40 }, (_, n) =>
  task({
    id: `t${n}`,
    seq: n + 1,
    section: ['一、经济', '（一）项目'],
    forms: ['月报'],
    duties: [duty('lead_unit', '区住建局'), duty('owner', n === 3 ? '李四' : '张三')],
    milestones: [milestone(`m${n}a`, '2021-03-31'), milestone(`m${n}b`, '2021-06-30')],
    lastReport: null,
  }),
)
const stored = { ...plan(), sourceDigest: 'digest' }
const cancelled = plan({ id: 'p2', code: 'XH21B', state: 'cancelled' })

export const planQueries: Part = {
  subject: 'plans and reports',
  modules: [writes, plans, drafts, reports, signing, requests, directives, edits, calls],
  ask: (asked) => {
    it('store a plan whole, and give it back in printed order', async () => {
      const { db } = asked
      await db.atomic(writes.insertPlan(db, stored, tasks, 1_772_413_200_000))
      await db.atomic(writes.insertPlan(db, { ...cancelled, sourceDigest: 'digest' }, [], 2))
      expect(await plans.findPlanByDigest(db, 'digest')).toEqual(plan())
      expect(await plans.findPlanByDigest(db, 'another')).toBeUndefined()
      expect([...(await plans.planCodes(db))].sort()).toEqual(['XH21', 'XH21B'])
      expect(await plans.plansInState(db, ['running', 'archived'])).toEqual([plan()])
      expect(await plans.plansInState(db, [])).toEqual([])
      const loaded = await plans.loadPlans(db, { planIds: ['p1', 'p2'] }, 1)
      expect(loaded).toEqual([{ plan: plan(), tasks }])
      expect(await plans.loadPlans(db, { planIds: [] }, 1)).toEqual([])
    })

    it('find tasks by account and by printed name', async () => {
      const { db } = asked
      const person = { partyId: 'person:李四', by: 'ou_a' }
      await db.atomic([
        bind(db, { ...person, openId: 'ou_b' }, 1),
        bind(db, { ...person, openId: 'ou_a' }, 1),
      ])
      const [mine] = await plans.loadPlans(db, { openId: 'ou_a' }, 1)
      expect(mine?.tasks.map(({ id }) => id)).toEqual(['t3'])
      expect(mine?.tasks[0]?.duties[1]?.openIds).toEqual(['ou_a', 'ou_b'])
      const [unit] = await plans.loadPlans(db, { partyId: 'unit:区住建局' }, 1)
      expect(unit?.tasks).toHaveLength(40)
      expect(await plans.loadPlans(db, { openId: 'ou_none' }, 1)).toEqual([])
      expect(await plans.findTask(db, 'none', 1)).toBeUndefined()
      const printed = await printedPeople(db, 1)
      expect(
        printed.map(({ name, units, taskCount, openIds }) => [name, units, taskCount, openIds]),
      ).toEqual([
        ['张三', ['区住建局'], 39, []],
        ['李四', ['区住建局'], 1, ['ou_a', 'ou_b']],
      ])
    })

    it('take a report, mark its nodes, change states', async () => {
      const { db } = asked
      const first = report({ taskId: 't3', milestonesDone: ['m3a'] })
      const done = {
        newlyDone: [
          { milestoneId: 'm3a', doneOn: '2021-06-20' },
          { milestoneId: 'm4a', doneOn: '2021-06-20' },
        ],
        takenBack: ['m3b'],
      }
      await db.atomic([
        ...reports.insertReport(db, first, done, false),
        ...writes.updateTaskState(db, { id: 't3', state: 'closed', life: newLife, version: 2 }),
        ...writes.updatePlanState(db, { ...plan(), state: 'archived', isTrial: true, version: 2 }),
      ])
      const found = await plans.findTask(db, 't3', 1)
      expect(found?.task).toMatchObject({ state: 'closed', version: 2, lastReport: first })
      expect(found?.task.milestones.map(({ doneOn }) => doneOn)).toEqual(['2021-06-20', null])
      expect(found?.plan).toMatchObject({ state: 'archived', isTrial: true, version: 2 })
      const other = await plans.findTask(db, 't4', 1)
      expect(other?.task.milestones[0]?.doneOn).toBeNull()
    })

    it('take the office’s word on a report, and find what waits for it', async () => {
      const { db } = asked
      const waiting = async () =>
        (await plans.loadPlans(db, { awaiting: 'review' }, 1)).flatMap((one) =>
          one.tasks.map(({ id }) => id),
        )
      expect(await waiting()).toEqual(['t3'])
      const first = report({ taskId: 't3', milestonesDone: ['m3a'] })
      const word = { reviewedBy: 'ou_office', reviewedAt: 5, returnReason: '补正', version: 2 }
      const returned = { ...first, ...word, status: 'returned' as const }
      await db.atomic(
        reports.recordStep(db, returned, { reopened: ['m3a'], restored: [], counting: [] }),
      )
      const back = await plans.findTask(db, 't3', 1)
      expect(back?.task).toMatchObject({ lastReport: returned, lastAccepted: null })
      expect(back?.task.milestones[0]?.doneOn).toBeNull()
      expect(await waiting()).toEqual([])
      const accepted = { ...returned, status: 'accepted' as const, returnReason: null }
      await db.atomic(
        reports.recordStep(db, accepted, { reopened: [], restored: [], counting: [] }),
      )
      expect((await plans.findTask(db, 't3', 1))?.task.lastAccepted).toEqual(accepted)
    })

    it('know the reports of a task, and let one be withdrawn', async () => {
      const { db } = asked
      const [first] = await reports.earlierReports(db, 't3', 5)
      if (!first) throw new Error('nothing was reported')
      expect(await reports.findReport(db, first.id)).toEqual(first)
      const second = report({ id: 'r-second', taskId: 't3', at: first.at + 1 })
      const nothing = { newlyDone: [], takenBack: [] }
      await db.atomic(reports.insertReport(db, second, nothing, false))
      const two = await reports.earlierReports(db, 't3', 2)
      expect(two.map(({ id }) => id)).toEqual(['r-second', first.id])
      const withdrawn = { ...second, status: 'withdrawn' as const, version: 2 }
      const restored = [{ milestoneId: 'm3a', doneOn: '2021-06-01', reportId: first.id }]
      await db.atomic(reports.recordWithdrawal(db, withdrawn, first, { reopened: [], restored }))
      const after = await plans.findTask(db, 't3', 1)
      expect(after?.task.lastReport?.id).toBe(first.id)
      expect(after?.task.milestones[0]?.doneOn).toBe('2021-06-01')
      expect(await reports.earlierReports(db, 't3', 5)).toEqual([first])
      const undone = { reopened: ['m3a'], restored: [] }
      await db.atomic(reports.recordWithdrawal(db, withdrawn, first, undone))
    })

    it('know which units report without a signature', async () => {
      const { db } = asked
      await db.query
        .insertInto('parties')
        .values({ id: 'unit:区直报局', kind: 'unit', name: '区直报局' })
        .execute()
      await db.atomic(signing.allowDirect(db, 'unit:区直报局', 'ou_signer', 1))
      await db.atomic(signing.allowDirect(db, 'unit:区直报局', 'ou_signer', 2))
      expect([...(await signing.directUnits(db))]).toEqual(['区直报局'])
      await db.atomic(signing.endDirect(db, 'unit:区直报局'))
      expect((await signing.directUnits(db)).size).toBe(0)
    })

    it('take reports on many tasks at once', async () => {
      const { db } = asked
      expect(await reports.hasReports(db, 'p2')).toBe(false)
      const batch = tasks
        .filter(({ id }) => id !== 't3')
        .map(({ id }) => report({ id: `r-${id}`, taskId: id, status: 'accepted', importId: 'i1' }))
      await db.atomic([
        ...writes.updateTaskState(db, {
          id: 't5',
          state: 'awaiting_acknowledgement',
          life: newLife,
          version: 3,
        }),
        ...reports.insertReportBatch(db, batch, 'i1', []),
      ])
      const [loaded] = await plans.loadPlans(db, { planIds: ['p1'] }, 1)
      const seen = loaded?.tasks.map(({ id, state, version, lastReport, lastAccepted }) => [
        id,
        state,
        version,
        lastReport?.id,
        lastAccepted?.id,
      ])
      expect(seen).toHaveLength(40)
      expect(seen?.slice(3, 6)).toEqual([
        ['t3', 'closed', 2, 'r1', 'r1'],
        ['t4', 'in_progress', 4, 'r-t4', 'r-t4'],
        ['t5', 'in_progress', 4, 'r-t5', 'r-t5'],
      ])
      expect(await reports.hasReports(db, 'p1')).toBe(true)
      expect((await reports.tasksReportedBy(db, 'i1')).size).toBe(39)
      expect((await reports.tasksReportedBy(db, 'none')).size).toBe(0)
    })

    it('mark a task as internal, and say its number', async () => {
      const { db } = asked
      const task = await plans.findTask(db, 't6', 1)
      if (!task) throw new Error('t6 is not there')
      const { version } = task.task
      await db.atomic(writes.updateTaskInternal(db, { id: 't6', isInternal: true, version }))
      expect((await plans.findTask(db, 't6', 1))?.task.isInternal).toBe(true)
      await db.atomic(writes.updateTaskInternal(db, { id: 't6', isInternal: false, version }))
      expect((await plans.findTask(db, 't6', 1))?.task).toEqual(task.task)
      const numbers = await plans.taskNumbers(db, ['task:t6', 'plan:p1', 'task:none'])
      expect([...numbers]).toEqual([['task:t6', `${task.plan.code}-${task.task.seq}`]])
      expect((await plans.taskNumbers(db, ['plan:p1'])).size).toBe(0)
    })

    it('give a plan another code', async () => {
      const { db } = asked
      await db.atomic(writes.setPlanCode(db, 'p2', 'XH21~p2'))
      expect(await plans.planCodeOf(db, 'p2')).toBe('XH21~p2')
      expect(await plans.planCodeOf(db, 'none')).toBeUndefined()
      expect([...(await plans.planCodes(db))].sort()).toEqual(['XH21', 'XH21~p2'])
      expect(await plans.loadKeptPlan(db, 'p2', 1)).toBeUndefined()
    })

    it('load all plans of a state, more than one statement takes ids', async () => {
      const { db } = asked
      const taskOf = (id: string) => task({ id: `t-${id}`, planId: id, duties: [], milestones: [] })
      const many = Array.from({ length: 120 }, (_, n) => `y${String(n).padStart(3, '0')}`)
      for (const [n, id] of many.entries()) {
        const stored = { ...plan({ id, code: id, state: 'year_end_check' }), sourceDigest: id }
        await db.atomic(writes.insertPlan(db, stored, n < 119 ? [taskOf(id)] : [], n))
      }
      const loaded = await plans.loadPlans(db, { inState: 'year_end_check' }, 1)
      expect(loaded.map((one) => [one.plan.id, ...one.tasks.map(({ id }) => id)])).toEqual(
        many.slice(0, 119).map((id) => [id, `t-${id}`]),
      )
    })

    it('keep what is asked of the office, and what it answers', async () => {
      const { db } = asked
      const request: TaskRequest = {
        id: 'q1',
        taskId: 't3',
        kind: 'extension',
        milestoneId: 'm3b',
        newDueOn: '2021-09-30',
        reason: '用地',
        reference: '会议纪要第3号',
        breakdown: null,
        by: 'ou_a',
        at: 1,
        state: 'open',
        answer: null,
        decidedBy: null,
        decidedAt: null,
        version: 1,
      }
      const other = { ...request, id: 'q2', taskId: 't4', kind: 'close_out' as const, at: 2 }
      await db.atomic([
        ...requests.insertTaskRequest(db, other),
        ...requests.insertTaskRequest(db, request),
      ])
      expect(await requests.openTaskRequests(db)).toEqual([request, other])
      expect(await requests.openTaskRequests(db, 't4')).toEqual([other])
      // The plan is archived by now: its desk is empty.
      expect(await requests.requestsOnDesk(db)).toEqual([])
      await db.atomic(writes.updatePlanState(db, { ...plan(), state: 'running', version: 3 }))
      expect(await requests.requestsOnDesk(db)).toEqual([
        { id: 'q1', at: 1 },
        { id: 'q2', at: 2 },
      ])
      const word = { state: 'granted' as const, answer: '同意', decidedBy: 'ou_o', decidedAt: 3 }
      const moved = { ...milestone('m3b', '2021-09-30'), printedDueOn: '2021-06-30' }
      await db.atomic(requests.recordDecision(db, { ...request, ...word, version: 2 }, moved))
      expect(await requests.findTaskRequest(db, 'q1')).toEqual({ ...request, ...word, version: 2 })
      expect(await requests.openTaskRequests(db)).toEqual([other])
      expect((await plans.findTask(db, 't3', 1))?.task.milestones[1]).toMatchObject({
        dueOn: '2021-09-30',
        printedDueOn: '2021-06-30',
      })
    })

    it('keep what a unit entered for a task without nodes', async () => {
      const { db } = asked
      const breakdown = {
        nodes: [{ dueOn: '2021-06-30', text: '招标' }],
        indicators: [],
        liaison: null,
      }
      const request: TaskRequest = {
        id: 'q3',
        taskId: 't6',
        kind: 'breakdown',
        milestoneId: null,
        newDueOn: null,
        reason: '',
        reference: null,
        breakdown,
        by: 'ou_a',
        at: 1,
        state: 'open',
        answer: null,
        decidedBy: null,
        decidedAt: null,
        version: 1,
      }
      await db.atomic([
        ...requests.insertTaskRequest(db, request),
        ...requests.insertTaskRequest(db, { ...request, id: 'q4', at: 2 }),
      ])
      expect(await requests.latestBreakdown(db, 't6')).toMatchObject({ id: 'q4', breakdown })
      expect(await requests.latestBreakdown(db, 't7')).toBeUndefined()
    })

    it('change one field of a task, and keep what it said before', async () => {
      const { db } = asked
      const before = (await plans.findTask(db, 't8', 1))?.task ?? task()
      const [first, second] = before.milestones
      const after: Task = {
        ...before,
        title: '新题',
        duties: [duty('lead_unit', '区交通局')],
        milestones: first ? [{ ...first, dueOn: '2021-04-30', printedDueOn: first.dueOn }] : [],
        state: 'awaiting_acknowledgement',
        life: { ...before.life, awaitingSince: 7 },
        version: before.version + 1,
      }
      const edit: TaskEdit = {
        id: 'e1',
        taskId: 't8',
        field: 'lead_unit',
        before: '区住建局',
        after: '区交通局',
        reason: '职能划转',
        reference: '会议纪要第3号',
        by: 'ou_o',
        at: 7,
      }
      await db.atomic(edits.recordEdit(db, after, edit, [second?.id ?? '']))
      expect((await plans.findTask(db, 't8', 1))?.task).toEqual({
        ...after,
        lastReport: before.lastReport,
      })
      await db.atomic(edits.saveTaskContent(db, { ...after, title: '再题' }, 8))
      expect((await plans.findTask(db, 't8', 1))?.task.title).toBe('再题')
      expect(await edits.latestEdits(db, 't8', 3)).toEqual([edit])
      expect(await edits.latestEdits(db, 't9', 3)).toEqual([])
    })

    it('take a task of its own, after all that the plan ever had', async () => {
      const { db } = asked
      const seq = await edits.nextSeq(db, 'p1')
      expect(seq).toBe(41)
      const life = { ...newLife, awaitingSince: 5, origin: { source: '公文', number: '3号' } }
      const filed = task({ id: 't-new', seq, state: 'awaiting_acknowledgement', life, duties: [] })
      await db.atomic(edits.insertTask(db, filed))
      expect((await plans.findTask(db, 't-new', 1))?.task).toEqual(filed)
      const waiting = await plans.loadPlans(db, { awaiting: 'acknowledgement' }, 1)
      expect(waiting.flatMap((one) => one.tasks.map(({ id }) => id))).toEqual(['t8', 't-new'])
      await db.atomic([
        ...writes.updateTaskState(db, { ...filed, life: newLife, version: 2 }),
        ...writes.startAwaiting(db, 'p1', 9),
      ])
      expect((await plans.findTask(db, 't-new', 1))?.task.life.awaitingSince).toBe(9)
    })

    it('keep who was called, and what was sent to whom', async () => {
      const { db } = asked
      const call = { id: 'c1', unit: '区住建局', note: '明日签收', by: 'ou_o', at: 1 }
      await db.atomic([
        ...calls.insertPhoneCall(db, call),
        ...calls.insertPhoneCall(db, { ...call, id: 'c2', note: '已签收', at: 2 }),
      ])
      expect(await calls.lastCalls(db, ['区住建局', '区交通局'])).toEqual(
        new Map([['区住建局', { ...call, id: 'c2', note: '已签收', at: 2 }]]),
      )
      await db.atomic(
        [1, 2, 3, 4].map((n) =>
          enqueue(
            db,
            `sent${n}`,
            { type: 'open_id', id: 'ou_called' },
            { kind: 'text', text: '' },
            n,
          ),
        ),
      )
      const sent = await calls.lastMessagesTo(db, ['ou_called', 'ou_else'], 3)
      expect(sent).toEqual([4, 3, 2].map((at) => ({ kind: 'text', at, isSent: false })))
    })

    it('keep a leader’s directives and their answers', async () => {
      const { db } = asked
      const open = { reply: null, repliedBy: null, repliedAt: null, version: 1 }
      const nothingYet = { number: null, dueOn: '2021-07-01' }
      const first = {
        id: 'd1',
        taskId: 't3',
        by: 'ou_l',
        text: '请加快',
        at: 1,
        ...open,
        ...nothingYet,
      }
      const second = { ...first, id: 'd2', text: '请报方案', at: 2 }
      await db.atomic([
        ...directives.insertDirective(db, second),
        ...directives.insertDirective(db, first),
      ])
      expect(await directives.openDirectives(db, { taskId: 't3' })).toEqual([first, second])
      const done = { ...first, reply: '好', repliedBy: 'ou_a', repliedAt: 3, version: 2 }
      await db.atomic(directives.recordReply(db, done))
      expect(await directives.openDirectives(db, { by: 'ou_l' })).toEqual([second])
      const some = { taskIds: ['t2', 't3'] }
      expect(await directives.openDirectives(db, some)).toEqual([second])
      const numbered = { ...second, number: '〔2021〕5号', version: 2 }
      await db.atomic(directives.recordNumber(db, numbered))
      expect(await directives.findDirective(db, 'd2')).toEqual(numbered)
      expect(await directives.findDirective(db, 'd1')).toEqual(done)
      expect(await directives.latestDirectives(db, 't3', 1)).toEqual([numbered])
    })

    it('keep what was refused', async () => {
      const { db } = asked
      const draft = {
        openId: 'ou_a',
        taskId: 't3',
        period: '2021-06',
        form: { percent: '一百二', progress: '已完成' },
        field: 'percent',
        refusal: '应为数字',
        at: 1,
        asks: 'doubts' as const,
        baseReportId: 'r0',
      }
      await db.atomic(drafts.keepReportDraft(db, { ...draft, field: null, refusal: null }))
      await db.atomic(drafts.keepReportDraft(db, draft))
      expect(await drafts.findReportDraft(db, 'ou_a', 't3')).toEqual(draft)
      const asksNow = await drafts.latestAskedDraft(db, 'ou_a')
      expect(asksNow).toEqual({ taskId: 't3' })
      const later = { ...draft, period: '2021-07', at: 2, asks: null }
      await db.atomic(drafts.keepReportDraft(db, later))
      expect(await drafts.findReportDraft(db, 'ou_a', 't3')).toEqual(later)
      expect(await drafts.latestAskedDraft(db, 'ou_a')).toBeUndefined()
      await db.atomic(drafts.stopAsking(db, 'ou_a', 't3'))
      expect(await drafts.latestAskedDraft(db, 'ou_a')).toBeUndefined()
      expect(await reports.hasWithdrawnLast(db, 't3', 'ou_none')).toBe(false)
      await db.atomic(drafts.dropReportDraft(db, 'ou_a', 't3'))
      expect(await drafts.findReportDraft(db, 'ou_a', 't3')).toBeUndefined()
    })
  },
}
