import { looksOf } from '../cells/looks.ts'
import { headingOf, seqOf } from '../cells/sections.ts'
import { cellText } from '../cells/text.ts'
import { unitTokens } from '../cells/units.ts'
import type { Column } from '../column-words.ts'
import { columnKinds, type HeadedTable } from '../columns.ts'
import type { CellRun, TableCell } from '../table.ts'
import { type Evidence, type Layout, layOut } from './lay-out.ts'
import { addTo } from './place.ts'
import type { TableRow, TableRows } from './table-row.ts'
import { joinWrappedUnits } from './wrapped-units.ts'

/**
 * The rows of a dump in which each paragraph of a cell stands as a cell of its own, so that no row
 * has as many as the header: a row begins at its number, and its cells go where they look like.
 */
export function readLooseRows(
  run: CellRun,
  tables: readonly HeadedTable[],
  fits: (columns: readonly Column[]) => boolean,
): TableRows {
  const first = tables.find((table) => fits(columnKinds(table)))
  if (!first) return { rows: [], headings: [], strays: [], repeatedHeaders: 0, joinedCells: 0 }
  const columns = columnKinds(first).slice(1)
  const cut = cutAtNumbers(run.cells, tables, first, fits)
  const segments = cut.segments.map((one) => ({
    ...one,
    cells: joinWrappedUnits(one.cells, cut.tokens),
  }))
  const evidence = evidenceOf(
    segments.map(({ cells }) => cells),
    columns,
  )
  const strays = [...cut.strays]
  let category: { readonly below: readonly string[]; readonly title: string } | undefined
  const rows = segments.flatMap((segment): TableRow[] =>
    partsOf(segment, columns, evidence).map(({ seq, cells, layout }) => {
      const placed: Partial<Record<Column, TableCell>> = seq ? { seq: seq.cell } : {}
      const spare: TableCell[] = []
      for (const [at, cell] of cells.entries()) {
        const column = layout.columns[at]
        if (column === undefined) spare.push(cell)
        else addTo(placed, column, cell)
      }
      const printed = cellText(placed.section)
      if (printed !== '') category = { below: segment.section, title: printed }
      const carried = category?.below === segment.section ? [category.title] : []
      return {
        seq: seq?.value ?? null,
        at: seq?.cell.at ?? cells[0]?.at ?? {},
        section: [...segment.section, ...carried],
        cells: placed,
        spare,
        guessed: layout.score < 0,
        ...(layout.byOthers === null ? {} : { unsureUnit: layout.byOthers }),
      }
    }),
  )
  const count = (all: readonly Segment[]) => all.reduce((sum, { cells }) => sum + cells.length, 0)
  return {
    rows,
    headings: cut.headings,
    strays,
    repeatedHeaders: cut.repeatedHeaders,
    joinedCells: count(cut.segments) - count(segments),
  }
}

type Seq = { readonly value: number; readonly cell: TableCell }
type Segment = {
  readonly seq: Seq
  /** How many numbers are missing between this one and the next. */
  missing: number
  readonly section: readonly string[]
  readonly cells: TableCell[]
}
type Cut = {
  readonly segments: Segment[]
  readonly headings: TableCell[]
  readonly strays: TableCell[]
  readonly tokens: ReadonlyMap<string, number>
  repeatedHeaders: number
}

/** Numbers that are left out by a row, at most so many in a row. */
const mostMissing = 3

function cutAtNumbers(
  cells: readonly TableCell[],
  tables: readonly HeadedTable[],
  first: HeadedTable,
  fits: (columns: readonly Column[]) => boolean,
): Cut {
  const tokens = new Map<string, number>()
  const headers = new Map(tables.map((table) => [table.from, table]))
  const cut: Cut = { segments: [], headings: [], strays: [], tokens, repeatedHeaders: 0 }
  let section: readonly string[] = []
  let outer: string | undefined
  let isForeign = false
  let restarts = true
  for (let at = first.to; at < cells.length; at += 1) {
    const cell = cells[at]
    if (!cell) continue
    const text = cellText(cell)
    const header = headers.get(at)
    const open = cut.segments.at(-1)
    if (header) {
      isForeign = !fits(columnKinds(header))
      const repeated = cells.slice(at, header.to)
      if (isForeign) cut.strays.push(...repeated)
      else cut.headings.push(...repeated)
      if (!isForeign) cut.repeatedHeaders += 1
      at = header.to - 1
      continue
    }
    const heading = isForeign ? undefined : headingOf(text)
    const seq = seqOf(text)
    if (isForeign) cut.strays.push(cell)
    else if (heading) {
      outer = heading.level === 1 ? heading.title : outer
      section =
        heading.level === 1 || outer === undefined ? [heading.title] : [outer, heading.title]
      cut.headings.push(cell)
      restarts = true
    } else if (seq !== undefined && isNext(seq, open, restarts)) {
      if (open && seq > open.seq.value) open.missing = seq - open.seq.value - 1
      cut.segments.push({ seq: { value: seq, cell }, missing: 0, section, cells: [] })
      restarts = false
    } else if (open) open.cells.push(cell)
    else cut.strays.push(cell)
  }
  for (const { cells: own } of cut.segments) {
    for (const cell of own) {
      for (const token of unitTokens(cellText(cell)))
        tokens.set(token, (tokens.get(token) ?? 0) + 1)
    }
  }
  return cut
}

/** A row's number: the next one, one behind a gap, or the first below a new heading. */
function isNext(seq: number, open: Segment | undefined, restarts: boolean): boolean {
  if (!open) return true
  if (restarts && seq === 1) return true
  const gap = seq - open.seq.value
  return gap >= 1 && gap <= 1 + mostMissing && open.cells.length > 0
}

/**
 * Units that lead no row, by the rows that are plain: often among the others, never the first of
 * a row, and at most once before the others in a cell of their own.
 */
function evidenceOf(rows: readonly (readonly TableCell[])[], columns: readonly Column[]): Evidence {
  if (!columns.includes('lead_units') || !columns.includes('co_units')) {
    return { neverLead: new Set() }
  }
  const leads = new Set<string>()
  const others = new Map<string, number>()
  const alone = new Map<string, number>()
  const add = (counts: Map<string, number>, unit: string) =>
    counts.set(unit, (counts.get(unit) ?? 0) + 1)
  for (const cells of rows) {
    const units = cells.map(cellText).filter((text) => looksOf(text).isUnits)
    for (const [at, text] of units.entries()) {
      if (at === 0) leads.add(withoutBracket(text))
      else if (looksOf(text).isUnitList) for (const unit of unitTokens(text)) add(others, unit)
      else if (at < units.length - 1) add(alone, text)
    }
  }
  const never = [...others].filter(
    ([unit, count]) =>
      count >= 3 && (alone.get(unit) ?? 0) <= 1 && !leads.has(withoutBracket(unit)),
  )
  return { neverLead: new Set(never.map(([unit]) => unit)) }
}

function withoutBracket(unit: string): string {
  return unit.replace(/[（(].*$/, '')
}

type Part = {
  readonly seq: Seq | null
  readonly cells: readonly TableCell[]
  readonly layout: Layout
}

/** A segment's rows: one, or more where numbers are missing and the cells are plainly two rows'. */
function partsOf(segment: Segment, columns: readonly Column[], evidence: Evidence): Part[] {
  const parts: Part[] = []
  let { cells }: { cells: readonly TableCell[] } = segment
  let seq: Seq | null = segment.seq
  for (let missing = segment.missing; missing > 0; missing -= 1) {
    const split = bestSplit(cells, columns, evidence)
    if (split === undefined) break
    const head = cells.slice(0, split)
    parts.push({ seq, cells: head, layout: layOut(head, columns, evidence) })
    cells = cells.slice(split)
    seq = null
  }
  return [...parts, { seq, cells, layout: layOut(cells, columns, evidence) }]
}

/** Where cells fall into two rows that look better than one; `undefined`: nowhere. */
function bestSplit(
  cells: readonly TableCell[],
  columns: readonly Column[],
  evidence: Evidence,
): number | undefined {
  let best: { readonly at: number; readonly score: number } | undefined
  const whole = layOut(cells, columns, evidence).score
  for (let at = 2; at <= cells.length - 2; at += 1) {
    const score =
      layOut(cells.slice(0, at), columns, evidence).score +
      layOut(cells.slice(at), columns, evidence).score
    if (score > whole + 3 && score > (best?.score ?? Number.NEGATIVE_INFINITY)) best = { at, score }
  }
  return best?.at
}
