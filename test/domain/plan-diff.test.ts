import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { DraftPlan, DraftTask } from '../../src/domain/draft-plan.ts'
import type { PlanWithTasks, Task } from '../../src/domain/plan.ts'
import {
  applyDiff,
  isEmptyDiff,
  type KeptPlan,
  type KeptTask,
  type PlanDiff,
  planDiff,
} from '../../src/domain/plan-diff.ts'
import { planFromDraft } from '../../src/domain/plan-from-draft.ts'
import { draftPlan, draftTask, nothingArchived, report } from './samples.ts'

const named = { id: 'p1', code: 'QH26', today: '2026-03-02' }

const keep = (task: Task): KeptTask => ({ ...task, isArchived: false, ...nothingArchived })

/** The plan that a draft made, everything reported and every node done. */
const running = (draft: DraftPlan): KeptPlan => {
  const { plan, tasks } = planFromDraft(draft, named)
  return {
    plan,
    tasks: tasks.map((task) => ({
      ...keep(task),
      state: task.state === 'awaiting_acknowledgement' ? 'in_progress' : task.state,
      lastReport: report({ taskId: task.id }),
      milestones: task.milestones.map((node) => ({ ...node, doneOn: '2026-06-01' })),
    })),
  }
}

/** The plan as it is kept once the difference was written. */
const written = (diff: PlanDiff): KeptPlan => {
  const updates = new Map([...diff.changed, ...diff.restored].map((one) => [one.after.id, one]))
  return {
    plan: diff.after,
    tasks: [
      ...diff.tasks.map((task) => updates.get(task.id)?.after ?? keep(task)),
      ...diff.removed.map((task) => ({ ...task, isArchived: true })),
    ],
  }
}

/** What a document says of a plan, without what happened to it. */
const said = ({ plan, tasks }: PlanWithTasks) => ({
  title: plan.title,
  tasks: tasks.map(({ seq, section, title, text, forms, duties, milestones }) => ({
    seq,
    section,
    title,
    text,
    forms,
    duties: duties.map(({ role, name, isLead }) => [role, name, isLead]),
    milestones: milestones.map(({ item, dueOn, text: what }) => [item, dueOn, what]),
  })),
})

const first = draftPlan([
  draftTask({ seq: 1, text: '招引行动。全年招引项目24个。' }),
  draftTask({ seq: 2, text: '道路提升行动。完成青禾大道等6条道路整治。' }),
  draftTask({ seq: 3, text: '河道治理行动。完成望溪河综合治理。' }),
])
const [one, two, three] = first.tasks as [DraftTask, DraftTask, DraftTask]
const without = (diff: PlanDiff) => ({
  added: diff.added.map(({ seq }) => seq),
  changed: diff.changed.map(({ after, changes }) => [after.seq, changes.map(({ field }) => field)]),
  removed: diff.removed.map(({ seq }) => seq),
  restored: diff.restored.map(({ after }) => after.seq),
  isReordered: diff.isReordered,
})
const nothing = { added: [], changed: [], removed: [], restored: [], isReordered: false }

describe('what a newer version changes', () => {
  it.each<[string, readonly DraftTask[], object]>([
    ['nothing', [one, two, three], {}],
    [
      'a figure in the text',
      [one, { ...two, text: '道路提升行动。完成青禾大道等8条道路整治。' }, three],
      { changed: [[2, ['text']]] },
    ],
    ['a number', [one, two, { ...three, seq: 4 }], { changed: [[3 + 1, ['seq']]] }],
    ['a row taken out', [one, three], { removed: [2] }],
    [
      'a row taken out, the others numbered anew',
      [one, { ...three, seq: 2 }],
      { removed: [2], changed: [[2, ['seq']]] },
    ],
    [
      'a row put in between',
      [
        one,
        draftTask({ seq: 2, text: '养老服务行动。新增床位200张。' }),
        { ...two, seq: 3 },
        { ...three, seq: 4 },
      ],
      {
        added: [2],
        changed: [
          [3, ['seq']],
          [4, ['seq']],
        ],
      },
    ],
    [
      'another task under the same number',
      [one, draftTask({ seq: 2, text: '养老服务设施。新增床位200张。' }), three],
      { added: [2], removed: [2] },
    ],
    [
      'a text rewritten under the same number',
      [one, { ...two, text: '青禾大道等道路完成整治，全年不少于8条，并建成慢行系统。' }, three],
      { changed: [[2, ['text']]] },
    ],
    ['two rows changing places', [two, one, three], { isReordered: true }],
    ['spaces alone', [one, { ...two, text: `${two.text} ` }, three], { changed: [[2, ['text']]] }],
    [
      'persons and units',
      [
        one,
        {
          ...two,
          duties: [
            { role: 'lead_unit', name: '区住建局', lead: true },
            { role: 'owner', name: '周文', lead: false },
          ],
        },
        three,
      ],
      { changed: [[2, ['owner']]] },
    ],
  ])('%s', (_what, tasks, expected) => {
    expect(without(planDiff(running(first), { ...first, tasks }))).toEqual({
      ...nothing,
      ...expected,
    })
  })

  it('says field by field what stood before and what stands now', () => {
    const next = { ...two, forms: ['每周评比通报'], section: ['城乡建设'] }
    const [update] = planDiff(running(first), { ...first, tasks: [one, next, three] }).changed
    expect(update?.changes).toEqual([
      { field: 'section', before: ['产业提升'], after: ['城乡建设'] },
      { field: 'forms', before: ['每月督查通报'], after: ['每周评比通报'] },
    ])
  })

  it('names what changes about the plan, and keeps what the document no longer says', () => {
    const plan = { ...first.plan, docNo: null, issuedOn: '2026-05-06' }
    const diff = planDiff(running(first), { ...first, plan })
    expect(diff.planChanges).toEqual([
      { field: 'issuedOn', before: '2026-03-02', after: '2026-05-06' },
    ])
    expect(diff.after).toMatchObject({ docNo: first.plan.docNo, effectiveOn: '2026-03-02' })
  })
})

describe('what an update keeps', () => {
  const nodes = two.milestones
  const withNodes = (milestones: DraftTask['milestones']) =>
    planDiff(running(first), { ...first, tasks: [one, { ...two, milestones }, three] }).changed[0]

  it('knows a node that was moved, reworded or given to an item as the same', () => {
    const [a, b] = nodes as [(typeof nodes)[0], (typeof nodes)[0]]
    const update = withNodes([
      { ...a, due: '2026-04-30' },
      { ...b, text: `${b.text}并验收` },
    ])
    expect(update?.after.milestones.map(({ id, doneOn }) => [id, doneOn])).toEqual([
      ['p1-2-1', '2026-06-01'],
      ['p1-2-2', '2026-06-01'],
    ])
    expect(update?.changes).toEqual([
      {
        field: 'milestone',
        before: { item: null, dueOn: '2026-03-31', text: '完成施工招标' },
        after: { item: null, dueOn: '2026-04-30', text: '完成施工招标' },
      },
      {
        field: 'milestone',
        before: { item: null, dueOn: '2026-12-31', text: '累计完成6条道路整治' },
        after: { item: null, dueOn: '2026-12-31', text: '累计完成6条道路整治并验收' },
      },
    ])
  })

  it('a date that the office moved, unless the document prints another one', () => {
    const { plan, tasks } = running(first)
    const moved = {
      plan,
      tasks: tasks.map((task) => ({
        ...task,
        milestones: task.milestones.map((node) =>
          node.id === 'p1-2-1'
            ? { ...node, dueOn: '2026-05-20', printedDueOn: '2026-03-31' }
            : node,
        ),
      })),
    }
    expect(isEmptyDiff(planDiff(moved, first))).toBe(true)
    expect(planDiff(moved, first).tasks[1]?.milestones[0]?.dueOn).toBe('2026-05-20')
    const [a, b] = nodes as [(typeof nodes)[0], (typeof nodes)[0]]
    const reprinted = [{ ...a, due: '2026-06-30' }, b]
    const draft = { ...first, tasks: [one, { ...two, milestones: reprinted }, three] }
    const after = planDiff(moved, draft).changed[0]?.after.milestones[0]
    expect(after).toMatchObject({ id: 'p1-2-1', dueOn: '2026-06-30', printedDueOn: null })
  })

  it('puts a node that went aside, and brings it back as it was', () => {
    const gone = planDiff(running(first), {
      ...first,
      tasks: [one, { ...two, milestones: nodes.slice(1) }, three],
    })
    const after = gone.changed[0]?.after
    expect(after?.archivedMilestones).toMatchObject([{ id: 'p1-2-1', doneOn: '2026-06-01' }])
    const back = planDiff(written(gone), first).changed[0]?.after
    expect(back?.milestones.map(({ id, doneOn }) => [id, doneOn])).toEqual([
      ['p1-2-1', '2026-06-01'],
      ['p1-2-2', '2026-06-01'],
    ])
    expect(back?.archivedMilestones).toEqual([])
  })

  it('sees nodes change places', () => {
    expect(withNodes([...nodes].reverse())?.changes.map(({ field }) => field)).toEqual(['order'])
  })

  it('brings a task that was taken out back with its report', () => {
    const gone = planDiff(running(first), { ...first, tasks: [one, three] })
    const back = planDiff(written(gone), first)
    expect(without(back)).toEqual({ ...nothing, restored: [2] })
    expect(back.restored[0]?.after).toMatchObject({
      id: 'p1-2',
      isArchived: false,
      state: 'in_progress',
      lastReport: { id: 'r1' },
      version: 2,
    })
  })

  it('asks another lead unit to acknowledge anew, and only that', () => {
    const duties = [{ role: 'lead_unit', name: '区城管局', lead: true }] as const
    const diff = planDiff(running(first), {
      ...first,
      tasks: [{ ...one, text: '招引行动。全年招引项目30个。' }, { ...two, duties }, three],
    })
    expect(diff.changed.map(({ after, isReassigned }) => [after.state, isReassigned])).toEqual([
      ['in_progress', false],
      ['awaiting_acknowledgement', true],
    ])
  })

  it('lets a task be acknowledged once it has nodes', () => {
    const bare = draftPlan([{ ...one, milestones: [] }])
    const diff = planDiff(running(bare), draftPlan([one]))
    expect(diff.changed[0]).toMatchObject({
      before: { state: 'awaiting_breakdown' },
      after: { state: 'awaiting_acknowledgement' },
    })
  })
})

const words = fc.array(
  fc.constantFrom(
    '招引',
    '项目',
    '道路',
    '整治',
    '完成',
    '河道',
    '养老',
    '床位',
    '12个',
    '6条',
    '，',
    '。',
  ),
  { minLength: 1, maxLength: 8 },
)
const text = words.map((parts) => parts.join(''))
const anyNode = fc.record({
  item: fc.constantFrom(null, '望溪河', '南塘河'),
  due: fc.constantFrom('2026-03-31', '2026-06-30', '2026-12-31'),
  text,
})
const anyTask = fc
  .record({
    seq: fc.integer({ min: 1, max: 9 }),
    section: fc.constantFrom(['产业提升'], ['城乡建设', '道路'], []),
    title: fc.option(text, { nil: null }),
    text,
    forms: fc.constantFrom([], ['每月督查通报']),
    duties: fc.uniqueArray(
      fc.record({
        role: fc.constantFrom('lead_leader', 'lead_unit', 'co_unit', 'owner'),
        name: fc.constantFrom('甲局', '乙局', '章越', '罗安'),
        lead: fc.boolean(),
      }),
      { maxLength: 3, selector: ({ role, name }) => role + name },
    ),
    milestones: fc.array(anyNode, { maxLength: 4 }),
  })
  .map((parts) => draftTask(parts))
const anyDraft = fc.array(anyTask, { minLength: 1, maxLength: 7 }).map(draftPlan)

describe('of any two versions', () => {
  it('the same makes no difference', () => {
    fc.assert(
      fc.property(anyDraft, (draft) => {
        const diff = planDiff(running(draft), draft)
        expect(isEmptyDiff(diff)).toBe(true)
      }),
      { seed: 20260302 },
    )
  })

  it('the difference makes of the older the newer, and then there is none', () => {
    fc.assert(
      fc.property(anyDraft, anyDraft, (older, newer) => {
        const diff = planDiff(running(older), newer)
        expect(said(applyDiff(diff))).toEqual(said(planFromDraft(newer, named)))
        expect(isEmptyDiff(planDiff(written(diff), newer))).toBe(true)
      }),
      { seed: 20260302 },
    )
  })

  it('nothing that happened is lost, there and back', () => {
    fc.assert(
      fc.property(anyDraft, anyDraft, (older, newer) => {
        const before = running(older)
        const there = written(planDiff(before, newer))
        const back = written(planDiff(there, older))
        for (const after of [there, back]) {
          const ids = after.tasks.map(({ id }) => id)
          expect(new Set(ids).size).toBe(ids.length)
          for (const task of before.tasks) {
            const now = after.tasks.find(({ id }) => id === task.id)
            expect(now?.lastReport).toEqual(task.lastReport)
            const nodes = [...(now?.milestones ?? []), ...(now?.archivedMilestones ?? [])]
            for (const { id, doneOn } of task.milestones) {
              expect(nodes.find((node) => node.id === id)?.doneOn).toBe(doneOn)
            }
          }
        }
      }),
      { seed: 20260302 },
    )
  })
})
