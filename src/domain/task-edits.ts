/** 改, 调整, 改派: the office changes one field of a task; what it said before is kept (design §3, §8). */
import type { DutyRole, IsoDate } from './draft-plan.ts'
import type { Duty, Milestone, Plan, Task } from './plan.ts'
import { lastDayOf } from './plan-window.ts'
import { reportTextLimit } from './report-content.ts'
import { type LifeRefusal, lifeRefusal, nextState } from './task-life.ts'
import { chineseDate } from './time.ts'

/** Fields that hold names: the role, and how many it may have. */
type NamesField = Extract<DutyRole, 'lead_leader' | 'co_unit' | 'owner' | 'liaison'>
export type EditField = 'title' | 'target' | 'lead_unit' | NamesField | 'node'

export type Edit =
  | { readonly field: 'title' | 'target'; readonly value: string }
  /** 改派: the persons of the unit before go with it; `owners` are those of the new one. */
  | { readonly field: 'lead_unit'; readonly value: string; readonly owners: readonly string[] }
  | { readonly field: NamesField; readonly names: readonly string[] }
  | { readonly field: 'node'; readonly node: NodeEdit }

/** Null leaves what is there. */
export type NodeEdit =
  | {
      readonly act: 'change'
      readonly milestoneId: string
      readonly dueOn: IsoDate | null
      readonly text: string | null
    }
  | { readonly act: 'add'; readonly dueOn: IsoDate; readonly text: string }
  | { readonly act: 'drop'; readonly milestoneId: string }

/** One change that was made, to be shown beside what holds now. */
export type TaskEdit = {
  readonly id: string
  readonly taskId: string
  readonly field: EditField
  readonly before: string
  readonly after: string
  readonly reason: string | null
  readonly reference: string | null
  /** An open_id. */
  readonly by: string
  /** Epoch ms. */
  readonly at: number
}

export type EditRefusal =
  | 'not-office'
  | LifeRefusal
  | 'value-missing'
  | 'value-too-long'
  | 'too-many-names'
  | 'nothing-changed'
  | 'no-such-node'
  | 'node-done'
  | 'date-beyond-plan'
  | 'reason-missing'
  | 'reason-too-long'
  | 'reference-missing'

export type Editing = {
  readonly id: string
  readonly by: string
  readonly isOffice: boolean
  /** Epoch ms. */
  readonly at: number
  readonly reason: string
  /** The decision that it rests on. */
  readonly reference: string
}

export type EditOutcome =
  | {
      readonly ok: true
      readonly task: Task
      readonly edit: TaskEdit
      /** Another lead unit: it acknowledges anew. */
      readonly isReassigned: boolean
      /** Ids of nodes that are no longer in the list. */
      readonly dropped: readonly string[]
    }
  | { readonly ok: false; readonly reason: EditRefusal }

/** 调整 of the target or of the lead unit rests on a decision; a draft is still being written. */
export const needsDecision = (field: EditField, plan: Plan): boolean =>
  plan.state !== 'draft' && (field === 'target' || field === 'lead_unit')

const limits = { title: 60, target: 2000, name: 40, names: 20, node: 200 } as const

type Changed = { readonly task: Task; readonly before: string; readonly after: string }
type Refused = { readonly refusal: EditRefusal }

/** Changes one field. A new lead unit is asked to acknowledge; directives and requests stay with the task. */
export function editTask(task: Task, plan: Plan, edit: Edit, editing: Editing): EditOutcome {
  const refuse = (reason: EditRefusal) => ({ ok: false, reason }) as const
  if (!editing.isOffice) return refuse('not-office')
  const event = edit.field === 'lead_unit' ? 'reassigned' : 'adjusted'
  const state = nextState(task.state, event)
  if (state === undefined) return refuse(lifeRefusal(task.state, event))
  const made = change(task, plan, edit)
  if ('refusal' in made) return refuse(made.refusal)
  const [reason, reference] = [editing.reason.trim(), editing.reference.trim()]
  if (needsDecision(edit.field, plan) && reason === '') return refuse('reason-missing')
  if (needsDecision(edit.field, plan) && reference === '') return refuse('reference-missing')
  if ([...reason, ...reference].length > reportTextLimit) return refuse('reason-too-long')
  const isReassigned = edit.field === 'lead_unit'
  // Nobody is asked during a trial: only 正式下发 asks.
  const isReleased = plan.state === 'running' && !plan.isTrial
  const isAsked = isReassigned && state === 'awaiting_acknowledgement' && isReleased
  const life = isReassigned
    ? { ...task.life, isDeemed: false, awaitingSince: isAsked ? editing.at : null }
    : task.life
  const kept = new Set(made.task.milestones.map(({ id }) => id))
  return {
    ok: true,
    task: { ...made.task, state, life, version: task.version + 1 },
    edit: {
      id: editing.id,
      taskId: task.id,
      field: edit.field,
      before: made.before,
      after: made.after,
      reason: reason || null,
      reference: reference || null,
      by: editing.by,
      at: editing.at,
    },
    isReassigned,
    dropped: task.milestones.filter(({ id }) => !kept.has(id)).map(({ id }) => id),
  }
}

function change(task: Task, plan: Plan, edit: Edit): Changed | Refused {
  switch (edit.field) {
    case 'title':
      return changeText(edit.value, limits.title, task.title ?? '', (title) => ({ ...task, title }))
    case 'target':
      return changeText(edit.value, limits.target, task.text, (text) => ({ ...task, text }))
    case 'lead_unit':
      return changeLead(task, edit.value, edit.owners)
    case 'node':
      return changeNode(task, plan, edit.node)
    default:
      return changeNames(task, edit.field, edit.names)
  }
}

function changeText(
  said: string,
  limit: number,
  before: string,
  to: (value: string) => Task,
): Changed | Refused {
  const value = said.trim()
  if (value === '') return { refusal: 'value-missing' }
  if ([...value].length > limit) return { refusal: 'value-too-long' }
  if (value === before) return { refusal: 'nothing-changed' }
  return { task: to(value), before, after: value }
}

const namesOf = (task: Task, role: DutyRole): string =>
  task.duties
    .filter((duty) => duty.role === role)
    .map(({ name }) => name)
    .join('、')

const dutiesOf = (role: DutyRole, names: readonly string[]): readonly Duty[] =>
  names.map((name, place) => ({ role, name, isLead: place === 0, openIds: [] }))

function nameRefusal(names: readonly string[]): EditRefusal | null {
  if (names.length > limits.names) return 'too-many-names'
  return names.some((name) => [...name].length > limits.name) ? 'value-too-long' : null
}

const withoutAccount: ReadonlySet<DutyRole> = new Set(['lead_unit', 'owner', 'liaison'])

function changeLead(task: Task, said: string, owners: readonly string[]): Changed | Refused {
  const unit = said.trim()
  if (unit === '') return { refusal: 'value-missing' }
  const wrong = nameRefusal([unit, ...owners])
  if (wrong) return { refusal: wrong }
  if (unit === namesOf(task, 'lead_unit')) return { refusal: 'nothing-changed' }
  const others = task.duties.filter(
    ({ role, name }) => !withoutAccount.has(role) && !(role === 'co_unit' && name === unit),
  )
  const leaders = others.filter(({ role }) => role === 'lead_leader')
  const rest = others.filter(({ role }) => role !== 'lead_leader')
  const duties = [
    ...leaders,
    ...dutiesOf('lead_unit', [unit]),
    ...rest,
    ...dutiesOf('owner', owners),
  ]
  const people = (names: string) => (names ? `（${names}）` : '')
  return {
    task: { ...task, duties },
    before: `${namesOf(task, 'lead_unit')}${people(namesOf(task, 'owner'))}`,
    after: `${unit}${people(owners.join('、'))}`,
  }
}

/** An empty list takes everybody out, but never the leader or all persons. */
function changeNames(task: Task, role: NamesField, names: readonly string[]): Changed | Refused {
  const before = namesOf(task, role)
  const after = names.join('、')
  const wrong = nameRefusal(names)
  if (wrong) return { refusal: wrong }
  if (after === '') return { refusal: 'value-missing' }
  if (after === before) return { refusal: 'nothing-changed' }
  const place = task.duties.findIndex((duty) => duty.role === role)
  const others = task.duties.filter((duty) => duty.role !== role)
  const at = place < 0 ? others.length : place
  const duties = [...others.slice(0, at), ...dutiesOf(role, names), ...others.slice(at)]
  return { task: { ...task, duties }, before, after }
}

const said = ({ dueOn, text }: Pick<Milestone, 'dueOn' | 'text'>): string =>
  `${chineseDate(dueOn)} ${text}`

function changeNode(task: Task, plan: Plan, edit: NodeEdit): Changed | Refused {
  const old =
    edit.act === 'add' ? undefined : task.milestones.find((n) => n.id === edit.milestoneId)
  if (edit.act !== 'add' && !old) return { refusal: 'no-such-node' }
  if (old && old.doneOn !== null) return { refusal: 'node-done' }
  if (edit.act === 'drop' && old) {
    const milestones = task.milestones.filter(({ id }) => id !== old.id)
    return { task: { ...task, milestones }, before: said(old), after: '（删去）' }
  }
  if (edit.act === 'drop') return { refusal: 'no-such-node' }
  const wrong = nodeRefusal(plan, edit)
  if (wrong) return { refusal: wrong }
  const node = old ? changedNode(old, edit) : addedNode(task, edit)
  if (!node) return { refusal: 'value-missing' }
  if (old && node.dueOn === old.dueOn && node.text === old.text) {
    return { refusal: 'nothing-changed' }
  }
  const milestones = old
    ? task.milestones.map((one) => (one.id === old.id ? node : one))
    : [...task.milestones, node]
  return { task: { ...task, milestones }, before: old ? said(old) : '（新增）', after: said(node) }
}

type NodeValues = { readonly dueOn: IsoDate | null; readonly text: string | null }

function nodeRefusal(plan: Plan, { dueOn, text }: NodeValues): EditRefusal | null {
  if (dueOn !== null && dueOn > lastDayOf(plan)) return 'date-beyond-plan'
  return text !== null && [...text.trim()].length > limits.node ? 'value-too-long' : null
}

function changedNode(old: Milestone, { dueOn, text }: NodeValues): Milestone {
  const isMoved = dueOn !== null && dueOn !== old.dueOn
  return {
    ...old,
    dueOn: dueOn ?? old.dueOn,
    printedDueOn: isMoved ? (old.printedDueOn ?? old.dueOn) : old.printedDueOn,
    text: text?.trim() || old.text,
  }
}

function addedNode(task: Task, { dueOn, text }: NodeValues): Milestone | undefined {
  if (dueOn === null || !text?.trim()) return undefined
  const id = `${task.id}-e${task.version + 1}`
  return { id, item: null, dueOn, printedDueOn: null, text: text.trim(), doneOn: null }
}
