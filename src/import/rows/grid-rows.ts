import { headingOf, isHeadingNumber, seqOf } from '../cells/sections.ts'
import { cellText } from '../cells/text.ts'
import type { Column, HeaderColumn } from '../column-words.ts'
import { columnKinds, type HeadedTable } from '../columns.ts'
import type { Grid, GridCell, TableCell } from '../table.ts'
import { placeIn } from './place.ts'
import { SectionPath } from './section-path.ts'
import type { Period, TableRow, TableRows } from './table-row.ts'

/** The cells that begin in a row of a grid, and those that reach down into it from above. */
type Line = {
  readonly own: readonly GridCell[]
  readonly reached: readonly GridCell[]
}

type OpenRow = {
  seq: number | null
  at: TableRow['at']
  section: readonly string[]
  readonly cells: Partial<Record<Column, TableCell>>
  readonly periods: Period[]
  readonly lines: Partial<Record<Column, TableCell>>[]
  readonly spare: TableCell[]
  readonly taken: Set<GridCell>
}

/**
 * Reads the rows of the tables of a grid that `fits` wants. Merged cells belong to each row that
 * they reach; lines without number and task go on with the row above: a merged task's further
 * nodes, or a row that a page break cut.
 */
export function readGridRows(
  grid: Grid,
  tables: readonly HeadedTable[],
  fits: (columns: readonly Column[]) => boolean,
): TableRows {
  const lines = linesOf(grid)
  const reader = new GridReader(lines)
  for (const table of tables) {
    if (!fits(columnKinds(table))) reader.pass(table.from, table.end)
    else reader.read(table)
  }
  return reader.result()
}

function linesOf(grid: Grid): Line[] {
  const lines = Array.from({ length: grid.rows }, () => ({
    own: [] as GridCell[],
    reached: [] as GridCell[],
  }))
  for (const cell of grid.cells) {
    lines[cell.row]?.own.push(cell)
    for (let row = cell.row + 1; row < cell.row + cell.rowSpan; row += 1) {
      lines[row]?.reached.push(cell)
    }
  }
  return lines
}

/** Goes through the lines of a grid; what it found so far is its state. */
class GridReader {
  private readonly rows: OpenRow[] = []
  private readonly headings: TableCell[] = []
  private readonly strays: TableCell[] = []
  /** Headings that no row has followed yet: without one they are no headings. */
  private waiting: TableCell[] = []
  private readonly path = new SectionPath()
  private readonly lines: readonly Line[]
  private columns: readonly Column[] = []
  private header: readonly HeaderColumn[] = []
  private repeatedHeaders = 0
  private cutRows = 0
  private tables = 0

  constructor(lines: readonly Line[]) {
    this.lines = lines
  }

  /** Lines of another kind of table. */
  pass(from: number, to: number): void {
    for (const line of this.lines.slice(from, to)) this.strays.push(...filled(line.own))
  }

  read(table: HeadedTable): void {
    const columns = columnKinds(table)
    if (this.tables > 0) {
      if (String(columns) === String(this.columns)) this.repeatedHeaders += 1
      for (const line of this.lines.slice(table.from, table.to)) {
        this.headings.push(...filled(line.own))
      }
    }
    this.tables += 1
    this.columns = columns
    this.header = table.columns
    for (const line of this.lines.slice(table.to, table.end)) this.readLine(line)
  }

  result(): TableRows {
    return {
      rows: this.rows.map(({ taken: _, ...row }) => ({ ...row, guessed: false })),
      headings: this.headings,
      strays: [...this.strays, ...this.waiting],
      repeatedHeaders: this.repeatedHeaders,
      joinedCells: this.cutRows,
    }
  }

  private readLine(line: Line): void {
    const own = filled(line.own)
    if (own.length === 0) return
    const heading = this.headingIn(own, line)
    if (heading) {
      this.path.enter(heading.level, heading.title)
      this.waiting.push(...own)
      return
    }
    const open = this.rows.at(-1)
    const goesOn = open !== undefined && this.continues(line, open)
    if (goesOn) this.take(open, own, [])
    else if (this.isRow(own)) this.begin(line, own)
    else this.strays.push(...own)
  }

  /** Whether a line has no number and no task of its own: they stand above, merged or left blank. */
  private continues(line: Line, open: OpenRow): boolean {
    const own = filled(line.own)
    const has = (kind: Column) => own.some((cell) => this.columns[cell.column] === kind)
    const reaches = (kind: Column) =>
      line.reached.some((cell) => this.columns[cell.column] === kind && open.taken.has(cell))
    if (has('seq')) return false
    if (reaches('seq') || reaches('task')) return true
    if (has('section') || (has('task') && !this.isCutTask(own, open))) return false
    if (own.every((cell) => this.isNote(cell))) return false
    if (has('task')) this.cutRows += 1
    return true
  }

  /** A task's words that a page break cut: alone in their line, after words without an end. */
  private isCutTask(own: readonly GridCell[], open: OpenRow): boolean {
    const before = cellText(open.cells.task)
    return (
      own.every(
        (cell) => !/^(?:lead_units|units|leaders)$/.test(this.columns[cell.column] ?? ''),
      ) &&
      before !== '' &&
      !/[。；！!.;）)]$/.test(before)
    )
  }

  private isNote(cell: GridCell): boolean {
    const isAcross = cell.colSpan >= Math.max(2, this.columns.length - 1)
    return isAcross || noteWords.test(cellText(cell))
  }

  private isRow(own: readonly GridCell[]): boolean {
    const task = own.find((cell) => this.columns[cell.column] === 'task')
    const isWide = own.some((cell) => cell.colSpan >= Math.max(2, this.columns.length - 1))
    const isSum = noteWords.test(cellText(own[0]))
    return task !== undefined && !isWide && !isSum && (own.length > 1 || this.columns.length < 3)
  }

  private begin(line: Line, own: readonly GridCell[]): void {
    const seqCell = own.find((cell) => this.columns[cell.column] === 'seq')
    const seq = seqCell ? seqOf(cellText(seqCell)) : undefined
    this.headings.push(...this.waiting)
    this.waiting = []
    const row: OpenRow = {
      seq: seq ?? null,
      at: (seqCell ?? own[0])?.at ?? {},
      section: [],
      cells: {},
      periods: [],
      lines: [],
      spare: [],
      taken: new Set(),
    }
    this.rows.push(row)
    this.take(row, own, filled(line.reached))
    if (seqCell && seq === undefined) row.spare.push(seqCell)
    row.section = this.path.sectionOf(this.categories(line, own))
  }

  /** The words of each category column of a line, from the outermost on; blank goes on as above. */
  private categories(line: Line, own: readonly GridCell[]): string[] {
    const all = [...own, ...line.reached]
    return this.columns.flatMap((kind, column) => {
      if (kind !== 'section') return []
      return [cellText(all.find((cell) => cell.column === column))]
    })
  }

  private take(row: OpenRow, own: readonly GridCell[], reached: readonly GridCell[]): void {
    const cells = [...own, ...reached].sort((one, other) => one.column - other.column)
    const ownCells: OpenRow['cells'] = {}
    row.lines.push(ownCells)
    for (const cell of cells) {
      row.taken.add(cell)
      placeIn({ cells: ownCells, periods: [], spare: [] }, this.header[cell.column], cell)
      placeIn(row, this.header[cell.column], cell)
    }
  }

  /** A line of one cell (or its number and its words) between rows that names what follows. */
  private headingIn(
    own: readonly GridCell[],
    line: Line,
  ): { readonly level: 0 | 1 | 2; readonly title: string } | undefined {
    const [first, second] = own
    if (!first || own.length > 2) return undefined
    const text = cellText(first)
    if (second) {
      const title = cellText(second)
      const isTitle = isHeadingNumber(text) && second.column === first.column + first.colSpan
      if (!isTitle || !isShort(title) || line.reached.length > 0) return undefined
      return { level: /^[（(]/.test(text) ? 2 : 1, title }
    }
    const numbered = headingOf(text)
    if (numbered && line.reached.length === 0) return numbered
    const isFirst = first.column === 0 && line.reached.length === 0
    const isBare = isShort(text) && seqOf(text) === undefined && !noteWords.test(text)
    return isFirst && isBare ? { level: 0, title: text } : undefined
  }
}

const noteWords = /^(?:注|备注|说明|合计|总计|小计|填表|填报|制表|审核|联系)/

function filled(cells: readonly GridCell[]): GridCell[] {
  return cells.filter(({ pieces }) => pieces.length > 0)
}

function isShort(text: string): boolean {
  return text.length >= 2 && text.length <= 40 && !/[。；;，：:]/.test(text)
}
