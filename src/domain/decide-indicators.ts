/** 采用 and 不采用: the office decides about indicators that were proposed from the words of a plan. */
import { isProposed } from './item-matching.ts'
import type { Indicator, Item, Task } from './plan.ts'

export type DecideRefusal = 'not-office' | 'nothing-proposed'

export type DecidedTask = {
  readonly before: Task
  readonly after: Task
  readonly ids: readonly string[]
}

export type DecideOutcome =
  | { readonly ok: true; readonly decided: readonly DecidedTask[] }
  | { readonly ok: false; readonly reason: DecideRefusal }

/** Proposals of a task, in the order of its items. */
export const proposalsOf = (
  task: Task,
): readonly { readonly item: Item; readonly indicator: Indicator }[] =>
  task.items.flatMap((item) =>
    item.indicators
      .filter(({ isProposal }) => isProposal)
      .map((indicator) => ({ item, indicator })),
  )

/**
 * What is taken is an indicator like any other, and enters rates; what is not goes out of the list.
 * @param ids of proposals; those decided meanwhile are passed over
 */
export function decideIndicators(
  tasks: readonly Task[],
  ids: ReadonlySet<string>,
  { isOffice, isTaken }: { readonly isOffice: boolean; readonly isTaken: boolean },
): DecideOutcome {
  if (!isOffice) return { ok: false, reason: 'not-office' }
  const decided = tasks.flatMap((before): DecidedTask[] => {
    const proposed = proposalsOf(before).map(({ indicator }) => indicator.id)
    const meant = proposed.filter((id) => ids.has(id))
    if (meant.length === 0) return []
    return [{ before, after: after(before, new Set(meant), isTaken), ids: meant }]
  })
  return decided.length === 0 ? { ok: false, reason: 'nothing-proposed' } : { ok: true, decided }
}

function after(task: Task, ids: ReadonlySet<string>, isTaken: boolean): Task {
  const items = task.items.map((item) => ({
    ...item,
    indicators: item.indicators.flatMap((one) =>
      !ids.has(one.id) ? [one] : isTaken ? [{ ...one, isProposal: false }] : [],
    ),
  }))
  // An item that held nothing but what was declined is none.
  const emptied = new Set(task.items.filter(isProposed).map(({ id }) => id))
  return {
    ...task,
    version: task.version + 1,
    items: items.filter(({ id, indicators }) => indicators.length > 0 || !emptied.has(id)),
  }
}
