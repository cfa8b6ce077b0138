/** From a task to what the cards of 改 show. */
import type { EditDoneView, EditFormView, EditMenuView } from '../../cards/tasks/task-edit.ts'
import type { DutyRole } from '../../src/domain/draft-plan.ts'
import type { Plan, Task } from '../../src/domain/plan.ts'
import type { OfficeChange } from '../../src/domain/task-changes.ts'
import { type EditField, type EditOutcome, needsDecision } from '../../src/domain/task-edits.ts'
import { nextState } from '../../src/domain/task-life.ts'
import { openNodes } from '../../src/domain/task-requests.ts'
import { taskRef } from './task-views.ts'

type Found = { readonly plan: Plan; readonly task: Task }

const named = (task: Task, role: DutyRole): string =>
  task.duties
    .filter((duty) => duty.role === role)
    .map(({ name }) => name)
    .join('、')

function fieldValue(task: Task, field: EditField): string {
  if (field === 'title') return task.title ?? ''
  if (field === 'target') return task.text
  if (field === 'node') return `${task.milestones.length} 个`
  return named(task, field)
}

const fields: readonly EditField[] = [
  'title',
  'target',
  'lead_unit',
  'lead_leader',
  'co_unit',
  'owner',
  'liaison',
  'node',
]

const changes: readonly OfficeChange[] = ['suspended', 'resumed', 'withdrawn', 'merged', 'reopened']

export const editMenuView = ({ plan, task }: Found, at: number): EditMenuView => ({
  ...taskRef(plan, task),
  at,
  values: Object.fromEntries(
    fields.map((field) => [field, fieldValue(task, field)]),
  ) as EditMenuView['values'],
  changes: changes.filter((change) => nextState(task.state, change) !== undefined),
})

export const editFormView = (
  { plan, task }: Found,
  field: EditField,
  at: number,
): EditFormView => ({
  ...taskRef(plan, task),
  version: task.version,
  field,
  at,
  value: fieldValue(task, field),
  nodes: openNodes(task),
  needsDecision: needsDecision(field, plan),
})

/** The title as it was, unless it is the title that changed. */
export const editDoneView = (
  { plan }: Found,
  { task, edit, isReassigned }: Extract<EditOutcome, { ok: true }>,
): EditDoneView => ({
  ...taskRef(plan, task),
  field: edit.field,
  before: edit.before,
  after: edit.after,
  reason: edit.reason,
  reference: edit.reference,
  at: edit.at,
  isReassigned,
})
