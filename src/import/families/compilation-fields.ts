import type { Column } from '../column-words.ts'
import type { TableRow } from '../rows/table-row.ts'
import type { Piece } from '../table.ts'
import { joinedCell, type SheetCell } from './compilation-sheet.ts'
import type { PrintedTask } from './compilation-tasks.ts'

/** What a task's rows say beside its items and figures. */
export type TaskFields = {
  readonly text: string
  readonly progress: string | null
  readonly highlights: string | null
  readonly problems: string | null
  readonly forms: readonly string[]
  /** Units and persons, as a row of any other table has them. */
  readonly row: TableRow
  /** Cells that went on over a page, and those that only repeat one before. */
  readonly cut: number
  readonly repeated: number
  /** A cell of highlights that held the problems as well, put apart at their heading. */
  readonly apart: SheetCell | null
}

const dutyColumns = ['leaders', 'lead_units', 'units', 'co_units', 'persons'] as const

export function fieldsOf(task: PrintedTask): TaskFields {
  const columns = new Map<Column, SheetCell[]>()
  const seen = new Set<string>()
  let repeated = 0
  for (const { placed } of task.rows) {
    for (const [column, cell] of Object.entries(placed.cells) as [Column, SheetCell][]) {
      if (!isOfTask(column)) continue
      const key = `${column}\n${cell.text}`
      if (seen.has(key)) repeated += 1
      else columns.set(column, [...(columns.get(column) ?? []), cell])
      seen.add(key)
    }
  }
  const joined = (column: Column) => columns.get(column)?.reduce(joinedCell)
  const words = (['task', 'detail'] as const).flatMap((column) => joined(column)?.text ?? [])
  const { highlights, problems, apart } = told(task, columns)
  const count = (column: Column) => Math.max(0, (columns.get(column)?.length ?? 0) - 1)
  return {
    text: words.join(/[。；：！]$/.test(words[0] ?? '') ? '' : '。'),
    progress: joined('progress')?.text ?? null,
    highlights: highlights?.text ?? null,
    problems: problems?.text ?? null,
    forms: (columns.get('forms') ?? []).flatMap(({ paragraphs }) => paragraphs),
    row: dutyRow(task, columns),
    cut: (['task', 'units', 'highlights', 'problems'] as const).reduce(
      (sum, column) => sum + count(column),
      0,
    ),
    repeated,
    apart,
  }
}

/** Columns that tell something about the whole task; a merged cell may be printed in each of its rows. */
function isOfTask(column: Column): boolean {
  return !/^(?:item|item_rate|indicator|target|current|indicator_rate)$/.test(column)
}

function dutyRow(task: PrintedTask, columns: ReadonlyMap<Column, readonly SheetCell[]>): TableRow {
  const cells = dutyColumns.flatMap((column) => {
    const own = columns.get(column)
    const pieces = own?.flatMap((cell): readonly Piece[] => cell.pieces) ?? []
    return own?.[0] ? [[column, { at: own[0].at, pieces }] as const] : []
  })
  return {
    seq: task.seq,
    at: task.at,
    section: task.section,
    cells: Object.fromEntries(cells),
    spare: [],
    guessed: false,
  }
}

const problemsHeading = /^(?:存在(?:的)?(?:主要)?(?:问题|困难)|下一?步|下阶段)/

/** Highlights and problems; where these lost their cell, from their own heading on. */
function told(
  { rows }: PrintedTask,
  columns: ReadonlyMap<Column, readonly SheetCell[]>,
): {
  highlights: SheetCell | undefined
  problems: SheetCell | undefined
  apart: SheetCell | null
} {
  const [first, ...more] = columns.get('highlights') ?? []
  const rest = columns.get('problems') ?? []
  const at = first?.paragraphs.findIndex((line) => problemsHeading.test(line)) ?? -1
  const row = rows.find(({ placed }) => placed.cells.highlights === first)
  const hasLostCell = first !== undefined && at > 0 && !row?.placed.cells.problems
  const part = (lines: readonly string[]) => first && { ...first, ...lineCell(lines) }
  const own = hasLostCell ? part(first.paragraphs.slice(0, at)) : first
  const other = hasLostCell ? part(first.paragraphs.slice(at)) : undefined
  return {
    highlights: [...(own ? [own] : []), ...more].reduce<SheetCell | undefined>(
      joinAfter,
      undefined,
    ),
    problems: [...(other ? [other] : []), ...rest].reduce<SheetCell | undefined>(
      joinAfter,
      undefined,
    ),
    apart: hasLostCell ? first : null,
  }
}

function lineCell(lines: readonly string[]): Pick<SheetCell, 'text' | 'paragraphs'> {
  return { text: lines.join(''), paragraphs: lines }
}

function joinAfter(before: SheetCell | undefined, cell: SheetCell): SheetCell {
  return before ? joinedCell(before, cell) : cell
}
