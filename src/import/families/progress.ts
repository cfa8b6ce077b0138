import type { Doubt, DraftPlan, DraftTask } from '../../domain/draft-plan.ts'
import { tidy } from '../cells/spacing.ts'
import { cellText } from '../cells/text.ts'
import type { Column } from '../column-words.ts'
import { piecesOf } from '../rows/read-rows.ts'
import type { Piece, TableCell } from '../table.ts'
import { type ReadDuties, readDuties } from './decomposition-duties.ts'
import { type ReadNodes, readNodes } from './decomposition-nodes.ts'
import { doubtAt } from './doubts.ts'
import type { Family, SourceDocument } from './family.ts'
import { mergeCopies } from './progress-copies.ts'
import { type Numbered, progressDoubts } from './progress-doubts.ts'
import { type PlanFacts, readFront } from './progress-front.ts'
import { withoutGlue } from './progress-glue.ts'
import { goalDoubts } from './progress-goals.ts'
import { rowCells } from './progress-row.ts'
import { type ProgressTables, readProgressRows } from './progress-tables.ts'
import { fieldPieces, toTask, wrappedUnits } from './progress-task.ts'

/**
 * The families of progress tables (进展表): goals, who answers for them and how far they are; as a
 * list, or by category where its rows stand below headings.
 */
export const progress: Family = { kind: 'progress_list', fits, read }

/** Goals with words on their progress; or with figures on it and who answers for them. */
function fits(columns: readonly Column[]): boolean {
  const has = (column: Column) => columns.includes(column)
  if (!has('task') || has('item') || has('indicator')) return false
  const hasUnits = has('units') || has('lead_units') || has('units_persons')
  return has('progress') || ((has('rate') || has('current')) && hasUnits && !has('nodes'))
}

function read(printed: SourceDocument): DraftPlan | undefined {
  const { document, count: gluedCells } = withoutGlue(printed)
  const table = readProgressRows(document, fits)
  if (table.rows.length === 0) return undefined
  const copies = mergeCopies(table.rows)
  const rows = numberRows(copies.rows)
  const pieces = piecesOf(document.contents)
  const front = frontOf(document, table, pieces)
  const duties = readDuties(rows, { noticeUnits: [], leadMark: null })
  const nodes = rows.map(({ row }) => nodesOf(row.cells.nodes, front.year))
  const tasks = rows.map((row, at) => toTask(row, duties.rows[at], nodes[at]))
  const used = new Set<Piece>([
    ...table.header,
    ...table.headings,
    ...front.used,
    ...copies.repeated,
    ...rows.flatMap((row, at) => fieldPieces(row, tasks[at], duties.rows[at], nodes[at])),
  ])
  return {
    plan: {
      title: front.title ?? document.stem,
      year: front.year,
      issuer: front.issuer,
      docNo: front.docNo,
      issuedOn: front.issuedOn,
      kind: table.isByCategory ? 'progress_by_category' : 'progress_list',
    },
    tasks,
    doubts: doubtsOf(rows, tasks, duties.rows, table),
    leftovers: pieces
      .filter((piece) => !used.has(piece))
      .map(({ at, text }) => ({ ...at, text: tidy(text) })),
    repairs: counted({
      padding: [...used].filter(({ text }) => tidy(text) !== text).length,
      printed_twice: copies.count,
      seq_restored: table.hasNumbers ? rows.filter(({ row }) => row.seq === null).length : 0,
      seq_by_place: table.hasNumbers ? 0 : rows.length,
      wrapped_units: rows.reduce((sum, row, at) => sum + wrappedUnits(row, tasks[at]), 0),
      glued_cells: gluedCells,
      glued_names: duties.repairs.gluedNames,
      glued_units: duties.repairs.gluedUnits,
      shared_prefix: duties.repairs.sharedPrefixes,
      ...table.repairs,
    }),
  }
}

function frontOf(
  { stem }: SourceDocument,
  { rows, above }: ProgressTables,
  pieces: readonly Piece[],
): PlanFacts {
  const inRows = new Set(rows.flatMap((row) => rowCells(row).flatMap((cell) => cell.pieces)))
  const around = pieces.filter((piece) => !inRows.has(piece))
  const words = rows.flatMap(({ cells }) => [cellText(cells.nodes), cellText(cells.task)])
  return readFront(above, around, [stem, ...words])
}

function doubtsOf(
  rows: readonly Numbered[],
  tasks: readonly DraftTask[],
  duties: readonly ReadDuties[],
  { hasNumbers, hasUnits, header }: ProgressTables,
): Doubt[] {
  const goals = goalDoubts(
    tasks,
    rows.map(({ row }) => row),
  )
  const doubts = rows.flatMap((row, at): Doubt[] => [
    ...progressDoubts(row, rows[at - 1], hasNumbers),
    ...(duties[at]?.doubts ?? []).filter(({ kind }) => hasUnits || kind !== 'lead_missing'),
    ...(goals[at] ?? []),
  ])
  return hasUnits ? doubts : [...doubts, unitsMissing(header)]
}

/** Once for all rows of a table that names no units. */
function unitsMissing([first]: readonly Piece[]): Doubt {
  const text = '表里没有责任单位一栏，请补充各项任务的责任单位。'
  if (first) return doubtAt('lead_missing', null, text, first, first.text)
  return { kind: 'lead_missing', taskSeq: null, text, source: '' }
}

function numberRows(rows: readonly Omit<Numbered, 'seq'>[]): Numbered[] {
  const numbered: Numbered[] = []
  for (const one of rows) {
    numbered.push({ ...one, seq: one.row.seq ?? (numbered.at(-1)?.seq ?? 0) + 1 })
  }
  return numbered
}

function nodesOf(cell: TableCell | undefined, year: number | null): ReadNodes {
  if (year === null) return { milestones: [], damaged: [], unread: cell?.pieces ?? [], typos: 0 }
  return readNodes(cell?.pieces ?? [], year)
}

function counted(counts: Readonly<Record<string, number>>): DraftPlan['repairs'] {
  return Object.entries(counts)
    .filter(([, count]) => count > 0)
    .map(([kind, count]) => ({ kind, count }))
}
