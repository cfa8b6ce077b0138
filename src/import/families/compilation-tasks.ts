import type { SourcePosition } from '../../domain/draft-plan.ts'
import { type PlacedRow, placeRow, seqIn } from './compilation-place.ts'
import type { Sheet, SheetCell } from './compilation-sheet.ts'

/** A placed row, and where among the document's rows it stands. */
export type TaskRow = { readonly placed: PlacedRow; readonly index: number }

/** A task as its rows were printed. */
export type PrintedTask = {
  readonly seq: number
  /** Its number was lost and given by its place. */
  readonly isSeqRestored: boolean
  readonly at: SourcePosition
  readonly section: readonly string[]
  readonly rate: SheetCell | undefined
  readonly rows: readonly TaskRow[]
}

type OpenTask = PrintedTask & { readonly rows: TaskRow[] }

/** Cuts the rows into tasks; the cells of rows above the first task belong to none. */
export function readTasks({ lines }: Sheet): { tasks: PrintedTask[]; strays: SheetCell[] } {
  const tasks: OpenTask[] = []
  const strays: SheetCell[] = []
  let section: string[] = []
  let isNewSection = true
  for (const [index, line] of lines.entries()) {
    if (line.kind === 'heading') {
      section = line.level === 1 ? [line.title] : [...section.slice(0, 1), line.title]
      isNewSection = true
      continue
    }
    const open = tasks.at(-1)
    const lastSeq = isNewSection ? 0 : (open?.seq ?? 0)
    const taskText = open?.rows[0]?.placed.cells.task?.text
    const placed = placeRow(line, { taskRate: open?.rate?.percent, taskText, lastSeq })
    const started = startOf(placed, open, section, isNewSection)
    if (started) {
      tasks.push(started)
      isNewSection = false
    }
    const task = tasks.at(-1)
    if (task) task.rows.push({ placed, index })
    else strays.push(...line.cells)
  }
  return { tasks, strays }
}

/** A row that begins a task: with its number, or with a task's words and rate but none. */
function startOf(
  { row, cells }: PlacedRow,
  open: OpenTask | undefined,
  section: readonly string[],
  isNewSection: boolean,
): OpenTask | undefined {
  const hasNewRate = cells.rate !== undefined && cells.rate.percent !== open?.rate?.percent
  const isUnnumbered = cells.task !== undefined && (!row.startsPage || isNewSection || hasNewRate)
  if (!cells.seq && !isUnnumbered) return undefined
  const printed = cells.seq && seqIn(cells.seq)
  const first = open?.rows[0]?.placed.cells.task?.text
  // A merged cell may be printed again in each of its rows.
  const isSame = !isNewSection && open !== undefined && cells.task?.text === first
  if (isSame && (printed === undefined || printed === open.seq)) return undefined
  return {
    seq: printed ?? (open?.seq ?? 0) + 1,
    isSeqRestored: printed === undefined,
    at: row.at,
    section,
    rate: cells.rate,
    rows: [],
  }
}
