import type { DraftPlan, DraftTask } from '../../../src/domain/draft-plan.ts'

/** The fields of a task that a container must not change; `source` says where it stood, so it does. */
const compared = [
  ...(['seq', 'section', 'title', 'text', 'duties', 'forms', 'milestones', 'items'] as const),
  ...(['rate', 'progress', 'highlights', 'problems'] as const),
]

export type Comparison = {
  readonly fields: number
  /** `seq field: expected → found` of each field that differs. */
  readonly differing: readonly string[]
}

/** Compares two readings of the same table field by field, the tasks by their place. */
export function compareDrafts(expected: DraftPlan, found: DraftPlan): Comparison {
  const differing: string[] = []
  let fields = 0
  const same = (where: string, one: unknown, other: unknown) => {
    fields += 1
    const [before, after] = [one, other].map((value) => JSON.stringify(value))
    if (before !== after) differing.push(`${where}: ${before} → ${after}`)
  }
  same('title', expected.plan.title, found.plan.title)
  same('year', expected.plan.year, found.plan.year)
  same('kind', expected.plan.kind, found.plan.kind)
  for (const [at, task] of expected.tasks.entries()) {
    const other: DraftTask | undefined = found.tasks[at]
    for (const field of compared) same(`${task.seq} ${field}`, task[field], other?.[field])
  }
  const more = found.tasks.slice(expected.tasks.length).map(({ seq }) => `${seq}: → one more task`)
  return { fields, differing: [...differing, ...more] }
}
