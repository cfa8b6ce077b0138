/** What a newer version of a plan's document changes, and the plan that it makes. */
import type { DraftPlan, DraftTask, DutyRole } from './draft-plan.ts'
import { type ArchivedItems, type ItemChange, isProposed, matchItems } from './item-matching.ts'
import { matchMilestones, type NodeChange } from './milestone-matching.ts'
import type { Duty, Item, Milestone, Plan, PlanWithTasks, Task } from './plan.ts'
import { taskFromDraft } from './plan-from-draft.ts'
import { matchTasks } from './task-matching.ts'

/** A task of a plan as an update finds it: those that an earlier update took out, too. */
export type KeptTask = Task &
  ArchivedItems & {
    readonly isArchived: boolean
    /** Milestones that an earlier update took out; they keep what was reported of them. */
    readonly archivedMilestones: readonly Milestone[]
  }

/** A plan with all that it ever held, in printed order, the archived tasks last. */
export type KeptPlan = { readonly plan: Plan; readonly tasks: readonly KeptTask[] }

export type PlanChange = {
  readonly field: 'title' | 'issuer' | 'docNo' | 'issuedOn'
  readonly before: string | null
  readonly after: string | null
}

export type TaskChange =
  | { readonly field: 'seq'; readonly before: number; readonly after: number }
  | { readonly field: 'title'; readonly before: string | null; readonly after: string | null }
  | { readonly field: 'text'; readonly before: string; readonly after: string }
  | { readonly field: 'rate'; readonly before: string | null; readonly after: string | null }
  /** Headings, forms, names of one role (a lead has `*`), the order of nodes, of items. */
  | {
      readonly field: 'section' | 'forms' | 'order' | 'itemOrder' | DutyRole
      readonly before: readonly string[]
      readonly after: readonly string[]
    }
  | ItemChange
  | ({ readonly field: 'milestone' } & NodeChange)

export type TaskUpdate = {
  readonly before: KeptTask
  readonly after: KeptTask
  readonly changes: readonly TaskChange[]
  /** The lead unit is another one: it has to acknowledge the task anew (design §3). */
  readonly isReassigned: boolean
}

export type PlanDiff = {
  readonly before: Plan
  /** Of the next version, whatever changed. */
  readonly after: Plan
  readonly planChanges: readonly PlanChange[]
  readonly added: readonly Task[]
  /** Taken out earlier, and printed again: they are as they were left. */
  readonly restored: readonly TaskUpdate[]
  readonly changed: readonly TaskUpdate[]
  /** Archived, with all that was reported of them. */
  readonly removed: readonly KeptTask[]
  /** Tasks stand in another order, apart from those that came and went. */
  readonly isReordered: boolean
  /** Tasks that are as they were, in another place of the list. */
  readonly moved: readonly Task[]
  /** All tasks of the new version in printed order. */
  readonly tasks: readonly Task[]
}

/**
 * Compares a plan with a newer version of its document. Matched tasks and milestones keep their
 * ids, states, reports and what was done; the effective date stays that of the first version.
 */
export function planDiff(kept: KeptPlan, draft: DraftPlan): PlanDiff {
  const { plan } = kept
  const after = { ...plan, ...planFacts(plan, draft), version: plan.version + 1 }
  const { live, archived } = split(kept.tasks)
  const pairs = [...matchTasks(live, draft.tasks)]
  const paired = new Set(pairs.map((pair) => pair.new))
  pairs.push(
    ...matchTasks(
      archived,
      draft.tasks.filter((task) => !paired.has(task)),
    ),
  )
  const olds = new Map(pairs.map((pair) => [pair.new, pair.old]))
  const updates: TaskUpdate[] = []
  const added: Task[] = []
  const tasks = draft.tasks.map((printed, index) => {
    const old = olds.get(printed)
    if (!old) {
      const made = taskFromDraft(printed, plan.id, `${plan.id}-v${after.version}-${index + 1}`)
      added.push(made)
      return made
    }
    const update = updateTask(old, printed)
    updates.push(update)
    return update.after
  })
  const used = new Set(pairs.map(({ old }) => old))
  const removed = live.filter((task) => !used.has(task))
  const stood = live.filter((task) => used.has(task)).map(({ id }) => id)
  const stands = tasks.map(({ id }) => id).filter((id) => stood.includes(id))
  return {
    before: plan,
    after,
    planChanges: planChanges(plan, after),
    added,
    restored: updates.filter(({ before }) => before.isArchived),
    changed: updates.filter(({ before, changes }) => !before.isArchived && changes.length > 0),
    removed,
    isReordered: stood.join() !== stands.join(),
    moved: updates.flatMap(({ before, after: task, changes }) =>
      changes.length === 0 && !before.isArchived && tasks.indexOf(task) !== live.indexOf(before)
        ? [task]
        : [],
    ),
    tasks,
  }
}

/** Nothing that anybody could see would change. */
export const isEmptyDiff = (diff: PlanDiff): boolean =>
  !diff.isReordered &&
  [diff.planChanges, diff.added, diff.restored, diff.changed, diff.removed].every(
    ({ length }) => length === 0,
  )

/** The plan as the newer document has it. */
export const applyDiff = (diff: PlanDiff): PlanWithTasks => ({
  plan: diff.after,
  tasks: diff.tasks,
})

function split(tasks: readonly KeptTask[]) {
  return {
    live: tasks.filter(({ isArchived }) => !isArchived),
    archived: tasks.filter(({ isArchived }) => isArchived),
  }
}

type PlanFacts = Pick<Plan, 'title' | 'issuer' | 'docNo' | 'issuedOn'>

/** What a document does not say stays as an earlier one said it. */
const planFacts = (plan: Plan, { plan: printed }: DraftPlan): PlanFacts => ({
  title: printed.title,
  issuer: printed.issuer ?? plan.issuer,
  docNo: printed.docNo ?? plan.docNo,
  issuedOn: printed.issuedOn ?? plan.issuedOn,
})

const planFields = ['title', 'issuer', 'docNo', 'issuedOn'] as const

const planChanges = (before: PlanFacts, after: PlanFacts): readonly PlanChange[] =>
  planFields
    .filter((field) => before[field] !== after[field])
    .map((field) => ({ field, before: before[field], after: after[field] }))

/** A task as a newer version prints it; what happened to it stays. */
function updateTask(old: KeptTask, printed: DraftTask): TaskUpdate {
  const made = taskFromDraft(printed, old.planId, old.id)
  const nodes = matchMilestones(old, made.milestones, `${old.id}-v${old.version + 1}`)
  const items = matchItems(old, itemsOf(made, old))
  const duties = withAccounts(made.duties, old.duties)
  const content = {
    seq: made.seq,
    section: made.section,
    title: made.title,
    text: made.text,
    forms: made.forms,
    duties,
    milestones: nodes.milestones,
    items: items.items,
    printedRate: made.printedRate,
  }
  const changes = [
    ...taskChanges(old, content, nodes.changes),
    ...items.changes,
    ...(items.isReordered
      ? [{ field: 'itemOrder' as const, before: titlesOf(old), after: titlesOf(items) }]
      : []),
    ...(nodes.isReordered ? [orderChange(old.milestones, nodes.milestones)] : []),
  ]
  const isReassigned = leads(old.duties) !== leads(duties)
  const isChanged = changes.length > 0 || old.isArchived
  const after: KeptTask = {
    ...old,
    ...content,
    archivedMilestones: nodes.archived,
    archivedItems: items.archivedItems,
    archivedIndicators: items.archivedIndicators,
    isArchived: false,
    state: nextState(old, content, isReassigned),
    version: isChanged ? old.version + 1 : old.version,
  }
  return { before: old, after, changes, isReassigned }
}

/** Nodes or items make a task one that can be acknowledged; another lead unit has to acknowledge it anew. */
function nextState(
  old: Task,
  { milestones, items }: Pick<Task, 'milestones' | 'items'>,
  isReassigned: boolean,
) {
  const isBrokenDown = milestones.length > 0 || items.some((item) => !isProposed(item))
  if (old.state === 'awaiting_breakdown' && isBrokenDown) return 'awaiting_acknowledgement'
  if (old.state === 'in_progress' && isReassigned) return 'awaiting_acknowledgement'
  return old.state
}

/** With ids that no part of the task has, or had. */
const itemsOf = (made: Task, old: KeptTask): readonly Item[] =>
  made.items.map((item) => ({
    ...item,
    id: `${item.id}-v${old.version + 1}`,
    indicators: item.indicators.map((one) => ({ ...one, id: `${one.id}-v${old.version + 1}` })),
  }))

const titlesOf = ({ items }: Pick<Task, 'items'>): readonly string[] =>
  items.map(({ title }) => title)

const leads = (duties: readonly Duty[]): string =>
  duties
    .filter(({ role }) => role === 'lead_unit')
    .map(printedName)
    .sort()
    .join('\n')

const printedName = ({ name, printed = name }: Duty): string => printed

/** Names that the task had keep what they mean and their accounts. */
const withAccounts = (duties: readonly Duty[], olds: readonly Duty[]): readonly Duty[] =>
  duties.map((duty) => {
    const old = olds.find((one) => printedName(one) === duty.name)
    return old ? { ...old, role: duty.role, isLead: duty.isLead } : duty
  })

const roles = [
  'lead_leader',
  'lead_unit',
  'co_unit',
  'owner',
  'liaison',
  'leader_liaison',
] as const satisfies readonly DutyRole[]

const namesOf = (duties: readonly Duty[], role: DutyRole): readonly string[] =>
  duties
    .filter((duty) => duty.role === role)
    .map((duty) =>
      duty.isLead && role !== 'lead_unit' ? `*${printedName(duty)}` : printedName(duty),
    )

type Content = Pick<Task, 'seq' | 'section' | 'title' | 'text' | 'forms' | 'duties' | 'printedRate'>

function taskChanges(
  before: Content,
  after: Content,
  nodes: readonly NodeChange[],
): readonly TaskChange[] {
  const lists: readonly TaskChange[] = [
    { field: 'section', before: before.section, after: after.section },
    { field: 'forms', before: before.forms, after: after.forms },
    ...roles.map((role) => ({
      field: role,
      before: namesOf(before.duties, role),
      after: namesOf(after.duties, role),
    })),
  ]
  const all: readonly TaskChange[] = [
    { field: 'seq', before: before.seq, after: after.seq },
    { field: 'title', before: before.title, after: after.title },
    { field: 'text', before: before.text, after: after.text },
    { field: 'rate', before: before.printedRate, after: after.printedRate },
    ...lists,
  ]
  return [
    ...all.filter((one) => JSON.stringify(one.before) !== JSON.stringify(one.after)),
    ...nodes.map((node) => ({ field: 'milestone' as const, ...node })),
  ]
}

const orderChange = (before: readonly Milestone[], after: readonly Milestone[]): TaskChange => ({
  field: 'order',
  before: before.map(({ text }) => text),
  after: after.map(({ text }) => text),
})

const asked: ReadonlySet<string> = new Set(['lead_unit', 'owner', 'liaison'])

/** Ids of tasks that other people than before are asked to acknowledge. */
export const askedAnew = ({ changed, restored }: PlanDiff): readonly string[] =>
  [...changed, ...restored]
    .filter(({ changes }) => changes.some(({ field }) => asked.has(field)))
    .map(({ after }) => after.id)
