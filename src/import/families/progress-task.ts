import type { DraftTask } from '../../domain/draft-plan.ts'
import { formsOf } from '../cells/forms.ts'
import { titleOf } from '../cells/sections.ts'
import { tidy } from '../cells/spacing.ts'
import { cellText } from '../cells/text.ts'
import type { Column } from '../column-words.ts'
import type { Piece, TableCell } from '../table.ts'
import type { ReadDuties } from './decomposition-duties.ts'
import type { ReadNodes } from './decomposition-nodes.ts'
import type { Numbered } from './progress-doubts.ts'
import type { ProgressRow } from './progress-row.ts'

type Cells = Readonly<Partial<Record<Column, TableCell>>>

/** A row as a task. */
export function toTask(
  { row, seq }: Numbered,
  duties: ReadDuties | undefined,
  nodes: ReadNodes | undefined,
): DraftTask {
  const { cells } = row
  const text = textOf(cells)
  return {
    seq,
    section: row.section,
    title: titleOf(text),
    text,
    duties: duties?.duties ?? [],
    forms: formsOf((cells.forms?.pieces ?? []).map((piece) => tidy(piece.text))),
    milestones: (nodes?.milestones ?? []).map(({ item, due, text: words }) => ({
      item,
      due,
      text: words,
    })),
    items: itemsOf(cells, text),
    rate: rateOf(cells.rate) ?? null,
    progress: progressOf(row),
    highlights: wordsOf(cells.highlights),
    problems: wordsOf(cells.problems),
    source: row.at,
  }
}

/** The task's cell, and the words of a second column behind it. */
function textOf({ task, detail }: Cells): string {
  const [words, more] = [cellText(task), cellText(detail)]
  if (words === '' || more === '') return words + more
  return /[。；：！]$/.test(words) ? words + more : `${words}。${more}`
}

/** The cell's words; of several columns (一季度进展, 二季度进展) each behind its name. */
function progressOf({ cells, periods = [] }: ProgressRow): string | null {
  const said = periods.flatMap(({ words, cell }) => {
    const text = cellText(cell).replace(/[；;]$/, '')
    return text === '' ? [] : [`${words}：${text}`]
  })
  return said.join('；') || wordsOf(cells.progress)
}

/** The figures of a goal that has columns for them. */
function itemsOf({ target, current }: Cells, text: string): DraftTask['items'] {
  const [aim, value] = [wordsOf(target), wordsOf(current)]
  if (aim === null && value === null) return []
  const indicator = { name: text, target: aim, current: value, rate: null }
  return [{ title: text, rate: null, indicators: [indicator] }]
}

function wordsOf(cell: TableCell | undefined): string | null {
  return cellText(cell) || null
}

/** A rate as printed (85%, 85.4); undefined where the cell says something else. */
function rateOf(cell: TableCell | undefined): number | undefined {
  const found = /^(\d{1,5}(?:\.\d+)?)\s*[%％]?$/.exec(cellText(cell))
  return found ? Number(found[1]) : undefined
}

/** Columns of which no field is made here. */
const unread = /^(?:section|other|item|item_rate|indicator|indicator_rate)$/

/** The pieces of a row that ended in a field: all but those that its readers gave back. */
export function fieldPieces(
  { row }: Numbered,
  task: DraftTask | undefined,
  duties: ReadDuties | undefined,
  nodes: ReadNodes | undefined,
): Piece[] {
  const givenBack = new Set([...(duties?.unread ?? []), ...(nodes?.unread ?? [])])
  const names = (task?.duties ?? []).map(({ name }) => name)
  const read = Object.entries(row.cells).flatMap(([column, cell]): readonly Piece[] => {
    if (unread.test(column) || (column === 'rate' && rateOf(cell) === undefined)) return []
    if (column !== 'units_persons') return cell.pieces
    return cell.pieces.filter((piece) => holdsOnly(piece, names))
  })
  const periods = (row.periods ?? []).flatMap(({ cell }) => cell.pieces)
  return [...read, ...periods].filter((piece) => !givenBack.has(piece))
}

/** Whether words are names and what stands between them, so that nothing else gets lost. */
function holdsOnly({ text }: Piece, names: readonly string[]): boolean {
  const bare = text.replace(/\s/g, '')
  const rest = names
    .toSorted((one, other) => other.length - one.length)
    .reduce((words, name) => words.replaceAll(name, ''), bare)
  return !/[\p{L}\p{N}]/u.test(rest)
}

/** How many of a row's cells print a unit over several lines. */
export function wrappedUnits({ row }: Numbered, task: DraftTask | undefined): number {
  const { lead_units: leads, units, co_units: others } = row.cells
  const cells = [leads, units, others].filter((cell) => cell !== undefined)
  const names = (task?.duties ?? []).map(({ name }) => name)
  return cells.filter((cell) => {
    const lines = cell.pieces.map(({ text }) => tidy(text))
    const whole = lines.join('')
    return names.some((name) => whole.includes(name) && !lines.some((line) => line.includes(name)))
  }).length
}
