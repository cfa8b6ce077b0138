import type { DraftItem, DraftPlan, DraftTask } from '../../domain/draft-plan.ts'
import { yearIn } from '../cells/dates.ts'
import { formsOf } from '../cells/forms.ts'
import { titleOf } from '../cells/sections.ts'
import { tidy } from '../cells/spacing.ts'
import type { Column } from '../column-words.ts'
import { piecesOf } from '../rows/read-rows.ts'
import type { Piece } from '../table.ts'
import { type CompiledItem, type CompiledTask, compile } from './compilation-compiled.ts'
import { taskDoubts } from './compilation-doubts.ts'
import { pairTasks } from './compilation-pages.ts'
import { compilationColumns, leadersIn, readSheet, type Sheet } from './compilation-sheet.ts'
import { readTasks } from './compilation-tasks.ts'
import { readDuties } from './decomposition-duties.ts'
import { readNotice } from './decomposition-notice.ts'
import type { Family, SourceDocument } from './family.ts'

/**
 * The family of compilations (完成情况汇编): parts and leaders' groups with tasks, their items,
 * indicators with target, current value and rate, and what a unit tells about them.
 */
export const compilation: Family = { kind: 'compilation', fits, read }

function fits(printed: readonly Column[]): boolean {
  const columns = compilationColumns(printed)
  const has = (column: Column) => columns.includes(column)
  const hasRates = has('rate') || has('item_rate') || has('indicator_rate')
  return has('task') && hasRates && (has('item') || has('indicator')) && !has('nodes')
}

function read(document: SourceDocument): DraftPlan | undefined {
  const sheet = readSheet(document, fits)
  const { tasks: printed } = readTasks(sheet)
  if (printed.length === 0) return undefined
  const tasks = pairTasks(printed).map(compile)
  const notice = readNotice(sheet.above)
  const duties = readDuties(
    tasks.map(({ seq, fields }) => ({ seq, row: fields.row })),
    { noticeUnits: [], leadMark: notice.leadMark },
  )
  const unread = new Set(duties.rows.flatMap((row) => row.unread))
  const isTitle = ({ text }: Piece) => tidy(text) === notice.title
  const used = new Set<Piece>([
    ...sheet.used,
    ...sheet.above.filter(isTitle),
    ...notice.used,
    ...usedPieces(tasks, unread),
  ])
  const years = [notice.title, ...sheet.above.map(({ text }) => text), document.stem]
  return {
    plan: {
      title: notice.title ?? document.stem,
      year: years.flatMap((text) => (text === null ? [] : (yearIn(text) ?? [])))[0] ?? null,
      issuer: notice.issuer,
      docNo: notice.docNo,
      issuedOn: notice.issuedOn,
      kind: 'compilation',
    },
    tasks: tasks.map((task, at) => toTask(task, duties.rows[at]?.duties ?? [])),
    doubts: tasks.flatMap((task, at) => [
      ...taskDoubts(task, tasks[at - 1]),
      ...(duties.rows[at]?.doubts ?? []),
    ]),
    leftovers: piecesOf(document.contents)
      .filter((piece) => !used.has(piece))
      .map(({ at, text }) => ({ ...at, text: tidy(text) })),
    repairs: repairs(sheet, tasks, duties.repairs.gluedUnits, used),
  }
}

function toTask({ printed, fields, items }: CompiledTask, duties: DraftTask['duties']): DraftTask {
  const leaders = leadersIn(printed.section.at(-1) ?? '')
  return {
    seq: printed.seq,
    section: printed.section,
    title: titleOf(fields.text),
    text: fields.text,
    duties: [
      ...leaders.map((name) => ({ role: 'lead_leader' as const, name, lead: false })),
      ...duties,
    ],
    forms: formsOf(fields.forms),
    milestones: [],
    items: items.map(toItem),
    rate: numberOf(printed.rate?.percent),
    progress: fields.progress,
    highlights: fields.highlights,
    problems: fields.problems,
    source: printed.at,
  }
}

function toItem({ title, rates, indicators }: CompiledItem): DraftItem {
  return {
    title,
    rate: numberOf(rates[0]?.value.percent),
    indicators: indicators.map(({ name, value }) => ({
      name,
      target: value.target?.text ?? null,
      current: value.current?.text ?? null,
      rate: numberOf(value.rate?.percent),
    })),
  }
}

function numberOf(percent: string | undefined): number | null {
  return percent === undefined ? null : Number(percent)
}

/** The pieces that ended in a field: all of a task's rows but those that found no place. */
function usedPieces(tasks: readonly CompiledTask[], unread: ReadonlySet<Piece>): Piece[] {
  const placed = tasks.flatMap(({ printed }) => printed.rows.map((row) => row.placed))
  const spare = new Set(placed.flatMap((row) => row.spare.flatMap(({ pieces }) => pieces)))
  return placed
    .flatMap(({ row }) => row.cells.flatMap(({ pieces }) => pieces))
    .filter((piece) => !spare.has(piece) && !unread.has(piece))
}

function repairs(
  sheet: Sheet,
  tasks: readonly CompiledTask[],
  gluedUnits: number,
  used: ReadonlySet<Piece>,
): DraftPlan['repairs'] {
  const count = (of: (task: CompiledTask) => number) =>
    tasks.reduce((sum, task) => sum + of(task), 0)
  const more = (all: readonly unknown[]) => Math.max(0, all.length - 1)
  const sum = (items: readonly CompiledItem[], of: (item: CompiledItem) => number) =>
    items.reduce((total, item) => total + of(item), 0)
  const counted = {
    repeated_header: sheet.repeatedHeaders,
    padding: [...used].filter(({ text }) => tidy(text) !== text).length,
    shifted_row: count(({ printed }) => printed.rows.filter((row) => row.placed.isMoved).length),
    row_paired_by_rate: count(({ items }) => items.filter(isMoved).length),
    row_returned: tasks.filter(({ hasReturned }) => hasReturned).length,
    cut_row: count(
      ({ fields, parts, items }) => fields.cut + parts.cut + sum(items, ({ words }) => more(words)),
    ),
    repeated_cell: count(
      ({ fields, parts, items }) =>
        fields.repeated + parts.repeated + sum(items, ({ rates }) => more(rates)),
    ),
    glued_rows: count(({ parts }) => parts.glued),
    merged_name: count(({ parts }) => parts.indicators.filter(({ value }) => !value.name).length),
    cell_split: tasks.filter(({ fields }) => fields.apart).length,
    seq_restored: tasks.filter(({ printed }) => printed.isSeqRestored).length,
    glued_units: gluedUnits,
  }
  return Object.entries(counted)
    .filter(([, number]) => number > 0)
    .map(([kind, number]) => ({ kind, count: number }))
}

/** Its words, rate and first indicator were printed in different rows. */
function isMoved({ words, rates, indicators }: CompiledItem): boolean {
  const rows = [words[0]?.row, rates[0]?.row, indicators[0]?.row]
  const known = rows.flatMap((row) => (row === undefined ? [] : [Math.floor(row)]))
  return new Set(known).size > 1
}
