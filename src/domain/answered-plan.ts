/** What an answer to a doubt makes of a plan that was imported already. */
import type { DraftItem, DraftPlan, DraftTask } from './draft-plan.ts'
import type { KeptPlan, KeptTask } from './plan-diff.ts'
import { matchTasks } from './task-matching.ts'

/**
 * The plan as its document would print it now, with what the last answer changes. Where a task was
 * changed otherwise since it was imported, that stays: the answer is then a record alone.
 * @param before the draft without the answer, `after` with it
 */
export function withAnswer(kept: KeptPlan, before: DraftPlan, after: DraftPlan): DraftPlan {
  const { plan } = kept
  const live = kept.tasks.filter(({ isArchived }) => !isArchived)
  const readOf = new Map(matchTasks(before.tasks, live).map((pair) => [pair.new, pair.old]))
  const madeOf = new Map(matchTasks(before.tasks, after.tasks).map((pair) => [pair.old, pair.new]))
  const tasks = live.flatMap((task): DraftTask[] => {
    const read = readOf.get(task)
    if (!read) return [printedTask(task)]
    const made = madeOf.get(read)
    // Merged into another one.
    if (!made) return []
    return [overridden(printedTask(task), read, made)]
  })
  return {
    ...after,
    plan: {
      ...after.plan,
      title: plan.title,
      issuer: plan.issuer,
      docNo: plan.docNo,
      issuedOn: plan.issuedOn,
    },
    tasks,
  }
}

const fields = ['seq', 'title', 'text', 'duties', 'forms', 'milestones', 'rate'] as const

/** Takes over what differs between `read` and `made`, where the task is still as it was read. */
function overridden(task: DraftTask, read: DraftTask, made: DraftTask): DraftTask {
  const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b)
  const changes = fields
    .filter((field) => !same(read[field], made[field]) && same(task[field], read[field]))
    .map((field) => [field, made[field]] as const)
  const isItemsChanged =
    !same(planned(read.items), planned(made.items)) && same(task.items, planned(read.items))
  // Items that the document does not print were proposed from its words, and are so again.
  const items = read.items.length === 0 ? [] : isItemsChanged ? planned(made.items) : task.items
  return { ...task, ...Object.fromEntries(changes), items }
}

/** Items without what was reported of them: that is no part of the plan. */
const planned = (items: readonly DraftItem[]): readonly DraftItem[] =>
  items.map(({ title, rate, indicators }) => ({
    title,
    rate,
    indicators: indicators.map(({ name, target, rate: printed }) => ({
      name,
      target,
      current: null,
      rate: printed,
    })),
  }))

const rateOf = (printed: string | null): number | null =>
  printed === null ? null : Number(printed)

/** A task of a plan, as a document prints it. */
const printedTask = (task: KeptTask): DraftTask => ({
  seq: task.seq,
  section: task.section,
  title: task.title,
  text: task.text,
  duties: task.duties.map(({ role, name, isLead }) => ({ role, name, lead: isLead })),
  forms: task.forms,
  milestones: task.milestones.map(({ item, dueOn, text }) => ({ item, due: dueOn, text })),
  items: task.items.map(({ title, printedRate, indicators }) => ({
    title,
    rate: rateOf(printedRate),
    indicators: indicators.map(({ name, targetText, printedRate: printed }) => ({
      name,
      target: targetText,
      current: null,
      rate: rateOf(printed),
    })),
  })),
  rate: rateOf(task.printedRate),
  progress: null,
  highlights: null,
  problems: null,
  source: {},
})
