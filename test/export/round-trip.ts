import type { DraftPlan, DraftTask } from '../../src/domain/draft-plan.ts'
import type { PlanWithTasks } from '../../src/domain/plan.ts'
import { planFromDraft } from '../../src/domain/plan-from-draft.ts'
import { type PrintFormat, printedFileName, usualForm } from '../../src/domain/print-forms.ts'
import { print } from '../../src/export/print.ts'
import { takeSnapshot } from '../../src/export/snapshot.ts'
import { readDocument } from '../../src/import/read-document.ts'

const printedAt = Date.parse('2026-06-25T18:00:00+08:00')
const imported = { importId: 'i1', by: 'ou_1', at: printedAt }

/** As 确认导入 makes it. */
const planOf = (draft: DraftPlan): PlanWithTasks =>
  planFromDraft(draft, { id: 'p', code: 'P1', today: '2026-06-25' }, imported)

export async function printed(draft: DraftPlan, format: PrintFormat): Promise<Uint8Array> {
  const form = usualForm[draft.plan.kind]
  const snapshot = takeSnapshot(planOf(draft), { asOf: printedAt, edition: 'internal' })
  return print({ form, format, snapshot })
}

/** Under the name that the print has. */
export async function readAgain(
  bytes: Uint8Array,
  format: PrintFormat,
  { plan }: DraftPlan,
): Promise<DraftPlan> {
  const name = printedFileName(plan.title, usualForm[plan.kind], format, '2026-06-25')
  const read = await readDocument(bytes, name)
  if (!read.ok) throw new Error(read.message)
  return read.draft
}

const taskFields = [
  'seq',
  'section',
  'title',
  'text',
  'duties',
  'forms',
  'milestones',
  'items',
  'rate',
  'progress',
  'highlights',
  'problems',
] as const satisfies readonly (keyof DraftTask)[]

const planFields = ['title', 'year', 'issuer', 'docNo', 'issuedOn', 'kind'] as const

/** How many fields were compared, and what differs, by task and field. */
export function compare(
  one: DraftPlan,
  other: DraftPlan,
): { readonly compared: number; readonly differing: readonly string[] } {
  const differing: string[] = []
  let compared = 0
  const field = (where: string, a: unknown, b: unknown): void => {
    for (const [path, left, right] of leaves(a, b)) {
      compared += 1
      if (left === right) continue
      differing.push(`${where}${path}: ${JSON.stringify(left)} ≠ ${JSON.stringify(right)}`)
    }
  }
  for (const name of planFields) field(`plan.${name}`, one.plan[name], other.plan[name])
  field('tasks', one.tasks.length, other.tasks.length)
  for (const [at, task] of one.tasks.entries()) {
    for (const name of taskFields) {
      field(`${at + 1}.${name}`, task[name], other.tasks[at]?.[name])
    }
  }
  return { compared, differing }
}

type Leaf = readonly [path: string, one: unknown, other: unknown]

/** The values that two fields hold, place by place; a list is as long as the longer one. */
function leaves(one: unknown, other: unknown): Leaf[] {
  const [a, b] = [one, other]
  if (isParts(a) || isParts(b)) {
    const keys = new Set([...Object.keys(a ?? {}), ...Object.keys(b ?? {})])
    const part = (of: unknown, key: string) => (isParts(of) ? of[key] : undefined)
    const inner = [...keys].flatMap((key) =>
      leaves(part(a, key), part(b, key)).map(
        ([path, left, right]): Leaf => [`.${key}${path}`, left, right],
      ),
    )
    return inner.length > 0 ? inner : [['', 0, 0]]
  }
  return [['', a, b]]
}

const isParts = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null
