import type { Doubt, DraftPlan, DraftTask, PlanKind } from '../../domain/draft-plan.ts'
import { yearIn } from '../cells/dates.ts'
import { formsOf } from '../cells/forms.ts'
import { findSame, titleOf } from '../cells/sections.ts'
import { tidy } from '../cells/spacing.ts'
import { cellText } from '../cells/text.ts'
import { piecesOf, readRows } from '../rows/read-rows.ts'
import type { TableRow, TableRows } from '../rows/table-row.ts'
import type { Piece } from '../table.ts'
import {
  guessedColumnDoubts,
  nodeDoubts,
  noNumberDoubts,
  rowDoubts,
} from './decomposition-doubts.ts'
import { type DutyRepairs, type ReadDuties, readDuties } from './decomposition-duties.ts'
import type { ReadNodes } from './decomposition-nodes.ts'
import { type Notice, readNotice } from './decomposition-notice.ts'
import type { Family, SourceDocument } from './family.ts'
import type { NumberedRow } from './numbered-row.ts'
import { rowNodes } from './period-nodes.ts'
import { type RowResults, rowResults } from './row-results.ts'

/**
 * Reads the tables that `fits` wants as tasks with their duties, forms and time nodes, below a
 * notice that may name the same tasks in prose. `undefined`: no rows.
 */
export function readTaskTable(
  document: SourceDocument,
  fits: Family['fits'],
  kind: PlanKind,
): DraftPlan | undefined {
  const { stem } = document
  const table = readRows(document, fits)
  if (table.rows.length === 0) return undefined
  const { above } = table
  const notice = readNotice(above)
  const year = yearOf([
    notice.title,
    notice.issuedOn && `${notice.issuedOn.slice(0, 4)}年`,
    ...above.map(({ text }) => text),
    stem,
    ...table.rows.flatMap(({ cells: { nodes, task } }) => [cellText(nodes), cellText(task)]),
    bareYear(stem),
  ])
  const rows = joinNotice(numberRows(table.rows), notice)
  const duties = readDuties(rows, {
    noticeUnits: notice.items.flatMap(({ units }) => units ?? []),
    leadMark: notice.leadMark,
  })
  const nodes = rows.map(({ row }) => rowNodes(row, year))
  const results = rows.map(({ row }) => rowResults(row, titleOf(textOf(row)) ?? textOf(row)))
  const sections = sectionsOf(rows)
  const tasks = rows.map((row, index) =>
    toTask(row, duties.rows[index], nodes[index], results[index], sections[index] ?? []),
  )
  const used = new Set<Piece>([
    ...table.header,
    ...table.headings.flatMap((cell) => cell.pieces),
    ...notice.used,
    ...joinedPieces(rows, tasks),
    ...rows.flatMap(({ row }, index) =>
      rowPieces(row, [duties.rows[index], nodes[index], results[index]]),
    ),
  ])
  return {
    plan: {
      title: notice.title ?? stem,
      year,
      issuer: notice.issuer,
      docNo: notice.docNo,
      issuedOn: notice.issuedOn,
      kind,
    },
    tasks,
    doubts: [
      ...noNumberDoubts(rows),
      ...guessedColumnDoubts(document.tables, rows),
      ...rows.flatMap((row, index): Doubt[] => [
        ...rowDoubts(row, rows[index - 1], tasks[index]),
        ...(duties.rows[index]?.doubts ?? []),
        ...nodeDoubts(row, tasks[index], nodes[index]),
      ]),
    ],
    leftovers: piecesOf(document.contents)
      .filter((piece) => !used.has(piece))
      .map(({ at, text }) => ({ ...at, text: tidy(text) })),
    repairs: repairs(rows, duties.repairs, nodes, [...used], table),
  }
}

/** The year that the first of these texts names: the title, the date of issue, the lines above … */
function yearOf(texts: readonly (string | null)[]): number | null {
  for (const text of texts) {
    const year = text === null ? undefined : yearIn(text)
    if (year !== undefined) return year
  }
  return null
}

/** A year that stands alone in a file's name: plan-2024. */
function bareYear(stem: string): string | null {
  const found = /(?<!\d)20\d{2}(?!\d)/.exec(stem)
  return found && `${found[0]}年`
}

function numberRows(rows: readonly TableRow[]): NumberedRow[] {
  const numbered: NumberedRow[] = []
  const hasNumbers = rows.some(({ seq }) => seq !== null)
  for (const row of rows) {
    const seq = row.seq ?? (numbered.at(-1)?.seq ?? 0) + 1
    numbered.push({
      row,
      seq,
      numbering: row.seq !== null ? 'printed' : hasNumbers ? 'restored' : 'none',
    })
  }
  return numbered
}

/** Gives each row the notice's item that names the same task; each item goes to one row. */
function joinNotice(rows: readonly NumberedRow[], notice: Notice): NumberedRow[] {
  const free = [...notice.items]
  return rows.map((numbered) => {
    const text = textOf(numbered.row)
    const at = findSame(
      text,
      free.map((item) => item.text),
    )
    if (text === '' || at < 0) return numbered
    const [item] = free.splice(at, 1)
    return item ? { ...numbered, item } : numbered
  })
}

/** The heading in the table, else that of the notice; a row between two of one section is in it. */
function sectionsOf(rows: readonly NumberedRow[]): (readonly string[])[] {
  const own = rows.map(({ item }) => item?.section.join('\n'))
  const before = lastSeen(own)
  const after = lastSeen(own.toReversed()).toReversed()
  return rows.map(({ row }, at) => {
    if (row.section.length > 0) return row.section
    const between = before[at] === after[at] ? before[at] : undefined
    const section = own[at] ?? between
    return section === undefined || section === '' ? [] : section.split('\n')
  })
}

function lastSeen(values: readonly (string | undefined)[]): (string | undefined)[] {
  let last: string | undefined
  return values.map((value) => {
    last = value ?? last
    return last
  })
}

function toTask(
  { row, seq }: NumberedRow,
  duties: ReadDuties | undefined,
  nodes: ReadNodes | undefined,
  results: RowResults | undefined,
  section: readonly string[],
): DraftTask {
  const text = textOf(row)
  return {
    seq,
    section,
    title: titleOf(text),
    text,
    duties: duties?.duties ?? [],
    forms: formsOf((row.cells.forms?.pieces ?? []).map((piece) => tidy(piece.text))),
    milestones: (nodes?.milestones ?? []).map(({ item, due, text: words }) => ({
      item,
      due,
      text: words,
    })),
    items: results?.items ?? [],
    rate: results?.rate ?? null,
    progress: results?.progress ?? null,
    highlights: results?.highlights ?? null,
    problems: results?.problems ?? null,
    source: row.at,
  }
}

/** The task's cell, and the words of a second column (年度目标) behind it. */
function textOf({ cells }: TableRow): string {
  const task = cellText(cells.task)
  const detail = cellText(cells.detail)
  if (task === '' || detail === '') return task + detail
  return /[。；：！]$/.test(task) ? task + detail : `${task}。${detail}`
}

/** The pieces of a row that ended in a field: all but those its readers gave back. */
function rowPieces(
  row: TableRow,
  readers: readonly ({ readonly unread: readonly Piece[] } | undefined)[],
): Piece[] {
  const unread = new Set(readers.flatMap((reader) => reader?.unread ?? []))
  const cells = [...Object.values(row.cells), ...(row.periods ?? []).map(({ cell }) => cell)]
  return cells.flatMap((cell) => cell.pieces).filter((piece) => !unread.has(piece))
}

/**
 * Headings of the notice that became sections, and its items that say word for word what the
 * table says. Items that differ stay leftovers, so that the difference can be seen.
 */
function joinedPieces(rows: readonly NumberedRow[], tasks: readonly DraftTask[]): Piece[] {
  return rows.flatMap(({ item }, index) => {
    if (!item) return []
    const task = tasks[index]
    const leads = (task?.duties ?? []).filter(({ role }) => role === 'lead_unit')
    const isSame = item.text === task?.text
    const namesLeads = item.units === null || leads.every(({ name }) => item.units?.includes(name))
    return isSame && namesLeads ? [...item.headings, item.piece] : item.headings
  })
}

function repairs(
  rows: readonly NumberedRow[],
  duties: DutyRepairs,
  nodes: readonly ReadNodes[],
  used: readonly Piece[],
  table: TableRows,
): DraftPlan['repairs'] {
  const counted = {
    padding: used.filter(({ text }) => tidy(text) !== text).length,
    seq_restored: rows.filter(({ numbering }) => numbering === 'restored').length,
    seq_by_place: rows.filter(({ numbering }) => numbering === 'none').length,
    glued_names: duties.gluedNames,
    glued_units: duties.gluedUnits,
    shared_prefix: duties.sharedPrefixes,
    date_typo: nodes.reduce((sum, { typos }) => sum + typos, 0),
    notice_joined: rows.filter(({ item }) => item).length,
    repeated_header: table.repeatedHeaders,
    wrapped_cells: table.joinedCells,
  }
  return Object.entries(counted)
    .filter(([, count]) => count > 0)
    .map(([kind, count]) => ({ kind, count }))
}
