import { isHeadingNumber } from '../cells/sections.ts'
import type { Column } from '../column-words.ts'
import type { CellRun, Piece, TableCell } from '../table.ts'
import { type Atom, toAtoms } from './progress-atoms.ts'
import { layOut, type Step } from './progress-path.ts'
import { newRow, type OpenRow, type ProgressRows, putCell } from './progress-row.ts'
import { belowCategory, belowHeading, type Sections, sectionPath } from './progress-sections.ts'

/** A table of a run: its columns, and the places of its cells, `[from, to)` being the header. */
export type RunTable = {
  readonly columns: readonly Column[]
  readonly names: readonly (string | null)[]
  readonly from: number
  readonly to: number
  readonly end: number
  /** Counted through the file. */
  readonly table: number
}

/** A column whose lack in a row is no fault of the copy. */
const optional = /^(?:section|other|rate|problems|highlights|detail|co_units|forms)$/

/** Reads the rows of tables of a run that have the same columns, as one series of cells. */
export function readRun(run: CellRun, tables: readonly RunTable[], above: Sections): ProgressRows {
  const columns = tables[0]?.columns ?? []
  const starts = new Map(tables.map(({ to, table }) => [to, table]))
  const cells = tables.flatMap(({ to, end }, index) =>
    run.cells.slice(to, end).map((cell, place) => {
      const at = to + place
      return { cell, at, afterHeader: index > 0 && place === 0 }
    }),
  )
  const atoms = toAtoms(cells, columns.includes('seq'))
  const steps = layOut(atoms, columns)
  const reader = new RowReader({ columns, names: tables[0]?.names ?? [] }, above)
  for (const [at, atom] of atoms.entries()) {
    const table = starts.get(atom.cell)
    if (table !== undefined && atom.startsCell) reader.table = table
    reader.take(atom, steps[at] ?? { column: null, startsRow: false }, isBeforeRow(steps, at))
  }
  reader.closeRow()
  return { rows: reader.rows, headings: reader.headings, repairs: reader.repairs() }
}

/** Whether nothing but words outside the table stands between an atom and the next row. */
function isBeforeRow(steps: readonly Step[], at: number): boolean {
  const next = steps.slice(at + 1, at + 4).find(({ column }) => column !== null)
  return next?.startsRow === true
}

/** Puts rows together from the steps of their atoms. */
class RowReader {
  readonly rows: OpenRow[] = []
  readonly headings: Piece[] = []
  table = 0
  private readonly columns: readonly Column[]
  private readonly names: readonly (string | null)[]
  private sections: Sections
  private row: OpenRow | undefined
  private placed = new Map<number, { cell: TableCell; atoms: Atom[] }>()
  private heading: Piece[] = []
  private rejoined = 0
  private repeatedHeadings = 0

  constructor({ columns, names }: Pick<RunTable, 'columns' | 'names'>, above: Sections) {
    this.columns = columns
    this.names = names
    this.sections = above
  }

  take(atom: Atom, { column, startsRow }: Step, isBeforeRow: boolean): void {
    if (column === null) {
      this.takeOutside(atom, isBeforeRow)
      return
    }
    if (startsRow) this.openRow(atom)
    const { row } = this
    if (!row) return
    const kind = this.columns[column] ?? 'other'
    const before = this.placed.get(column)
    if (!before && !atom.startsCell && this.placed.size > 0) row.guessed = true
    if (before && atom.startsCell) {
      this.rejoined += 1
      if (kind === 'task' || kind === 'progress') row.guessed = true
    }
    const pieces = [...(before?.cell.pieces ?? []), ...(atom.piece ? [atom.piece] : [])]
    const at = before?.cell.at ?? atom.piece?.at ?? {}
    this.placed.set(column, { cell: { at, pieces }, atoms: [...(before?.atoms ?? []), atom] })
  }

  private takeOutside({ piece, isHeading, startsCell }: Atom, isBeforeRow: boolean): void {
    if (!piece) return
    const isBare =
      isBeforeRow && startsCell && piece.text.length <= 24 && !/[。；;：:，,\d[\]]/.test(piece.text)
    if (isHeading || isBare) this.heading.push(piece)
    else this.heading = []
  }

  private openRow({ piece }: Atom): void {
    this.closeRow()
    if (this.heading.length > 0 && !this.columns.includes('section')) {
      this.sections = belowHeading(this.sections, this.heading)
      this.headings.push(...this.heading)
    }
    this.heading = []
    this.row = { ...newRow(this.table, []), at: piece?.at ?? {} }
  }

  closeRow(): void {
    const { row } = this
    if (!row) return
    for (const [index, column] of this.columns.entries()) {
      const own = this.placed.get(index)
      if (!own) {
        if (!optional.test(column)) row.lost.push(column)
        if (column === 'lead_units') putCell(row, column, null, { at: row.at, pieces: [] })
      } else if (column === 'section') this.readCategory(own.cell)
      else {
        if (column === 'seq') row.seq = own.atoms[0]?.number ?? null
        putCell(row, column, this.names[index] ?? null, own.cell)
      }
    }
    const filled = Object.values(row.cells).find(({ pieces }) => pieces.length > 0)
    row.at = (row.cells.seq ?? filled)?.pieces[0]?.at ?? row.at
    row.section = sectionPath(this.sections)
    row.guessed ||= row.lost.some((column) => column !== 'seq')
    this.rows.push(row)
    this.row = undefined
    this.placed = new Map()
  }

  private readCategory({ pieces }: TableCell): void {
    const [first] = pieces
    if (!first) return
    const before = this.sections.category
    this.sections = belowCategory(this.sections, pieces)
    if (before === this.sections.category) this.repeatedHeadings += 1
    if (pieces.length > (isHeadingNumber(first.text) ? 2 : 1)) this.rejoined += 1
    this.headings.push(...pieces)
  }

  repairs(): Record<string, number> {
    return { rejoined_cells: this.rejoined, repeated_heading: this.repeatedHeadings }
  }
}
