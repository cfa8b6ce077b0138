import { freshTries, type PairedItem, pairItems, type Tries } from './compilation-items.ts'
import { partsOf, type TaskParts } from './compilation-parts.ts'
import { isMeanOfItems } from './compilation-rates.ts'
import type { PrintedTask, TaskRow } from './compilation-tasks.ts'

/** A task with its items, rates and indicators paired. */
export type PairedTask = {
  readonly printed: PrintedTask
  readonly parts: TaskParts
  readonly items: readonly PairedItem[]
  /** Rows printed below the next task's number came back to it. */
  readonly hasReturned: boolean
}

/**
 * Pairs what belongs together within each task. A task's number and words may be printed at the
 * top of the page on which it begins, above rows that still belong to the task before: where the
 * rates of both tasks prove it, these go back.
 */
export function pairTasks(printed: readonly PrintedTask[]): PairedTask[] {
  const tasks: PairedTask[] = []
  const tries = freshTries()
  for (const one of printed) {
    const task = paired(one, tries)
    const before = tasks.at(-1)
    const way =
      before && one.rows[0]?.placed.row.startsPage ? wayBack(before, task, tries) : undefined
    if (way) tasks.splice(-1, 1, ...way)
    else tasks.push(task)
  }
  return tasks
}

function paired(printed: PrintedTask, tries: Tries, hasReturned = false): PairedTask {
  const parts = partsOf(printed)
  return { printed, parts, items: pairItems(parts, tries), hasReturned }
}

/** A page has no more rows. */
const mostReturned = 30

type Pair = readonly [PairedTask, PairedTask]

function wayBack(before: PairedTask, task: PairedTask, tries: Tries): Pair | undefined {
  const start = task.printed.rows[0]
  if (!start || isSound(before) || isSound(task)) return undefined
  const most = Math.min(mostReturned, task.printed.rows.length - 1)
  for (let count = 1; count <= most; count += 1) {
    const [one, other] = split(before.printed, task.printed, start, count)
    if (!mayBeMean(one) || !mayBeMean(other)) continue
    const pair: Pair = [paired(one, tries, true), paired(other, tries)]
    if (pair.every(isSound)) return pair
  }
  return undefined
}

/** Whether a task's rate is the mean of its items' rates, before these are looked at closely. */
function mayBeMean({ rate, rows }: PrintedTask): boolean {
  const rates = rows.flatMap(({ placed }) => placed.cells.item_rate?.percent ?? [])
  const mean = rates.reduce((sum, one) => sum + Number(one), 0) / rates.length
  return Math.abs(mean - Number(rate?.percent)) < 1
}

/** The first rows go back to the task before; of the first one its number, words and units stay. */
function split(
  before: PrintedTask,
  task: PrintedTask,
  start: TaskRow,
  count: number,
): readonly [PrintedTask, PrintedTask] {
  const { seq, task: words, rate, units, ...rest } = start.placed.cells
  const own = {
    ...(seq && { seq }),
    ...(words && { task: words }),
    ...(rate && { rate }),
    ...(units && { units }),
  }
  const { placed, index } = start
  const back = { index, placed: { ...placed, cells: rest } }
  const kept = { index, placed: { ...placed, cells: own, indicators: [], spare: [] } }
  return [
    { ...before, rows: [...before.rows, back, ...task.rows.slice(1, count)] },
    { ...task, rows: [kept, ...task.rows.slice(count)] },
  ]
}

/** Every item has all that belongs to it, and the task's rate is the mean of theirs. */
function isSound({ printed, items }: PairedTask): boolean {
  const areWhole = items.every(
    ({ words, rates, indicators, fit }) =>
      words.length > 0 && rates.length > 0 && indicators.length > 0 && fit !== 'none',
  )
  return areWhole && isMeanOfItems(printed.rate?.percent, items)
}
