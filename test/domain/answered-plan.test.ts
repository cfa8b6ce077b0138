import { expect, it } from 'vitest'
import { withAnswer } from '../../src/domain/answered-plan.ts'
import type { DraftPlan } from '../../src/domain/draft-plan.ts'
import { type KeptPlan, planDiff } from '../../src/domain/plan-diff.ts'
import { planFromDraft } from '../../src/domain/plan-from-draft.ts'
import { draftPlan, draftTask, nothingArchived } from './samples.ts'

const before = draftPlan([
  draftTask({ seq: 1, text: '招引行动。全年招引项目24个。' }),
  draftTask({ seq: 2, text: '道路提升行动。完成6条道路整治。' }),
])
const [one, two] = before.tasks as [(typeof before.tasks)[0], (typeof before.tasks)[0]]

const imported = (change: (plan: KeptPlan) => KeptPlan = (plan) => plan): KeptPlan => {
  const { plan, tasks } = planFromDraft(before, { id: 'p1', code: 'QH26', today: '2026-03-02' })
  return change({
    plan,
    tasks: tasks.map((task) => ({ ...task, isArchived: false, ...nothingArchived })),
  })
}
const diff = (kept: KeptPlan, after: DraftPlan) => {
  const { changed, added, removed, planChanges } = planDiff(kept, withAnswer(kept, before, after))
  return {
    changed: changed.map((update) => [update.after.seq, update.changes.map(({ field }) => field)]),
    added: added.length,
    removed: removed.map(({ seq }) => seq),
    planChanges: planChanges.length,
  }
}
const nothing = { changed: [], added: 0, removed: [], planChanges: 0 }
const lead = { ...two, duties: [{ role: 'lead_unit', name: '区城管局', lead: true } as const] }

it('changes the task that the answer speaks of, and no other', () => {
  expect(diff(imported(), { ...before, tasks: [one, lead] })).toEqual({
    ...nothing,
    changed: [[2, ['lead_unit', 'owner']]],
  })
})

it('leaves alone what was changed otherwise since', () => {
  const edited = imported((kept) => ({
    plan: { ...kept.plan, docNo: '另一个文号' },
    tasks: kept.tasks.map((task) =>
      task.seq === 2
        ? { ...task, duties: [{ role: 'lead_unit', name: '区交通局', isLead: true, openIds: [] }] }
        : { ...task, text: '招引行动。全年招引项目30个。' },
    ),
  }))
  expect(diff(edited, { ...before, tasks: [one, lead] })).toEqual(nothing)
  const seq = { ...lead, duties: two.duties, seq: 5 }
  expect(diff(edited, { ...before, tasks: [one, seq] })).toEqual({
    ...nothing,
    changed: [[5, ['seq']]],
  })
})

it('archives the task that went into another one', () => {
  const merged = { ...one, text: `${one.text}\n${two.text}` }
  expect(diff(imported(), { ...before, tasks: [merged] })).toEqual({
    ...nothing,
    changed: [[1, ['text']]],
    removed: [2],
  })
})
