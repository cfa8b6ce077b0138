import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Plan, Task } from '../../src/domain/plan.ts'
import { type Edit, type Editing, editTask } from '../../src/domain/task-edits.ts'
import { at, duty, milestone, plan, task } from './samples.ts'

const editing: Editing = {
  id: 'e1',
  by: 'ou_office',
  isOffice: true,
  at: at('2021-06-22T09:00'),
  reason: '职能划转',
  reference: '会议纪要第3号',
}

const made = (edit: Edit, of: Task = task(), in_: Plan = plan()) => {
  const outcome = editTask(of, in_, edit, editing)
  if (!outcome.ok) throw new Error(outcome.reason)
  return outcome
}

const names = ({ duties }: Task) => duties.map(({ role, name }) => `${role}:${name}`)

describe('改', () => {
  it('keeps the old value beside the new one', () => {
    expect(made({ field: 'title', value: ' 新题 ' })).toMatchObject({
      task: { title: '新题', version: 4, state: 'in_progress' },
      edit: { field: 'title', before: '新建文化馆', after: '新题', reference: '会议纪要第3号' },
      isReassigned: false,
    })
  })

  it('puts names in the place of those before, the leader’s and the units’ untouched', () => {
    const { task: after, edit } = made({ field: 'owner', names: ['李某', '王某'] })
    expect(edit).toMatchObject({ before: '张炯', after: '李某、王某' })
    expect(names(after)).toEqual([
      'lead_leader:何某',
      'lead_unit:区住建局',
      'owner:李某',
      'owner:王某',
      'leader_liaison:李某',
    ])
  })

  it('gives a task to another lead unit, which acknowledges anew; its people go with the old one', () => {
    const of = task({
      state: 'close_out_requested',
      duties: [duty('lead_unit', '区住建局'), duty('owner', '张炯'), duty('co_unit', '区交通局')],
    })
    const outcome = made({ field: 'lead_unit', value: '区交通局', owners: ['赵某'] }, of)
    expect(outcome).toMatchObject({
      isReassigned: true,
      task: { state: 'awaiting_acknowledgement', life: { awaitingSince: editing.at } },
      edit: { before: '区住建局（张炯）', after: '区交通局（赵某）' },
    })
    expect(names(outcome.task)).toEqual(['lead_unit:区交通局', 'owner:赵某'])
  })

  it('asks no new lead unit during a trial', () => {
    const to: Edit = { field: 'lead_unit', value: '区交通局', owners: ['赵某'] }
    const { task: after } = made(to, task(), plan({ isTrial: true }))
    expect(after).toMatchObject({
      state: 'awaiting_acknowledgement',
      life: { awaitingSince: null },
    })
  })

  it('moves, adds and drops nodes; the printed date is kept', () => {
    const change = { act: 'change', milestoneId: 'm1', dueOn: '2021-09-30', text: null } as const
    expect(made({ field: 'node', node: change }).task.milestones).toEqual([
      { ...milestone('m1', '2021-09-30'), printedDueOn: '2021-06-30' },
    ])
    const add = { act: 'add', dueOn: '2021-12-31', text: '完工' } as const
    expect(made({ field: 'node', node: add }).task.milestones).toHaveLength(2)
    const drop = { act: 'drop', milestoneId: 'm1' } as const
    expect(made({ field: 'node', node: drop })).toMatchObject({ dropped: ['m1'] })
  })

  const node = (dueOn: string | null, milestoneId = 'm1'): Edit => ({
    field: 'node',
    node: { act: 'change', milestoneId, dueOn, text: null },
  })
  const done = { milestones: [milestone('m1', '2021-06-30', '2021-06-20')] }
  const target: Edit = { field: 'target', value: '两座' }

  it.each<[string, Edit, Partial<Task>, Partial<Editing>, string]>([
    ['somebody else', target, {}, { isOffice: false }, 'not-office'],
    ['a withdrawn task', target, { state: 'withdrawn' }, {}, 'is-withdrawn'],
    [
      'another unit for a suspended task',
      { field: 'lead_unit', value: '区交通局', owners: [] },
      { state: 'suspended' },
      {},
      'is-suspended',
    ],
    ['nothing', { field: 'title', value: ' ' }, {}, {}, 'value-missing'],
    ['no names', { field: 'owner', names: [] }, {}, {}, 'value-missing'],
    ['what it says already', { field: 'owner', names: ['张炯'] }, {}, {}, 'nothing-changed'],
    ['an endless title', { field: 'title', value: '长'.repeat(61) }, {}, {}, 'value-too-long'],
    ['many names', { field: 'owner', names: Array(21).fill('某') }, {}, {}, 'too-many-names'],
    ['a target without reason', target, {}, { reason: '' }, 'reason-missing'],
    ['a target without reference', target, {}, { reference: ' ' }, 'reference-missing'],
    ['an endless reason', target, {}, { reason: '长'.repeat(1001) }, 'reason-too-long'],
    ['no such node', node('2021-09-30', 'mx'), {}, {}, 'no-such-node'],
    ['a node that is done', node('2021-09-30'), done, {}, 'node-done'],
    ['a date beyond the plan', node('2022-02-01'), {}, {}, 'date-beyond-plan'],
    ['the same node', node(null), {}, {}, 'nothing-changed'],
  ])('refuses %s', (_, edit, of, with_, reason) => {
    expect(editTask(task(of), plan(), edit, { ...editing, ...with_ })).toEqual({
      ok: false,
      reason,
    })
  })

  it('asks for no decision while the plan is a draft', () => {
    const outcome = editTask(
      task({ state: 'awaiting_acknowledgement' }),
      plan({ state: 'draft' }),
      target,
      {
        ...editing,
        reason: '',
        reference: '',
      },
    )
    expect(outcome).toMatchObject({ ok: true, task: { life: { awaitingSince: null } } })
  })

  it('never changes what it was not asked to', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ minLength: 1, maxLength: 5 }), { maxLength: 4 }), (said) => {
        const clean = said.map((name) => name.trim()).filter((name) => name !== '')
        const outcome = editTask(task(), plan(), { field: 'co_unit', names: clean }, editing)
        if (!outcome.ok) return
        const others = (of: Task) => of.duties.filter(({ role }) => role !== 'co_unit')
        expect(others(outcome.task)).toEqual(others(task()))
        expect(outcome.task.milestones).toEqual(task().milestones)
      }),
    )
  })
})
