import type { Box, Ruling } from './pdf-page.ts'

/** A cell between rulings; rows and columns 0-based within its table. */
type RuledCell = Box & {
  readonly row: number
  readonly column: number
  readonly rowSpan: number
  readonly colSpan: number
}

export type RuledTable = Box & {
  readonly rows: number
  /** Where its columns begin and end, from left to right. */
  readonly edges: readonly number[]
  readonly cells: readonly RuledCell[]
}

/** Rulings this near to each other are one (points). */
const near = 3
/** Shorter ones are no rulings of a table, once their pieces were put together. */
const shortest = 8
const mostJoined = 2000
const mostPlaces = 10_000

/**
 * The tables that rulings draw. Lines that touch belong together; their places are the rows and
 * columns; places with no line between them are one merged cell. A frame around nothing but itself
 * is no table.
 */
export function findTables(across: readonly Ruling[], down: readonly Ruling[]): RuledTable[] {
  const [rows, columns] = [joined(across), joined(down)]
  if (rows.length + columns.length > mostJoined) return []
  return groups(rows, columns).flatMap((group) => {
    const table = tableOf(group.across, group.down)
    return table && table.cells.length > 1 ? [table] : []
  })
}

/** Lines from their pieces: dashes, and the sides of neighbouring cells. */
function joined(rulings: readonly Ruling[]): Ruling[] {
  const sorted = rulings.toSorted((one, other) => one.at - other.at)
  const lines: Ruling[] = []
  for (let index = 0; index < sorted.length; ) {
    const first = sorted[index]?.at ?? 0
    let end = index
    while (end < sorted.length && (sorted[end]?.at ?? 0) - first <= near) end += 1
    lines.push(...joinedAlong(sorted.slice(index, end), first))
    index = end
  }
  return lines.filter(({ from, to }) => to - from >= shortest)
}

function joinedAlong(pieces: readonly Ruling[], at: number): Ruling[] {
  const lines: { at: number; from: number; to: number }[] = []
  for (const { from, to } of pieces.toSorted((one, other) => one.from - other.from)) {
    const last = lines.at(-1)
    if (last && from <= last.to + near) last.to = Math.max(last.to, to)
    else lines.push({ at, from, to })
  }
  return lines
}

type Group = { readonly across: Ruling[]; readonly down: Ruling[] }

function groups(across: readonly Ruling[], down: readonly Ruling[]): Group[] {
  const all = [...across, ...down]
  const parents = all.map((_, index) => index)
  const rootOf = (index: number): number => {
    let root = index
    while (parents[root] !== undefined && parents[root] !== root) root = parents[root] ?? root
    parents[index] = root
    return root
  }
  for (const [row, line] of across.entries()) {
    for (const [column, other] of down.entries()) {
      if (touches(line, other)) parents[rootOf(across.length + column)] = rootOf(row)
    }
  }
  const byRoot = new Map<number, Group>()
  for (const [index, line] of all.entries()) {
    const root = rootOf(index)
    const group = byRoot.get(root) ?? { across: [], down: [] }
    byRoot.set(root, group)
    if (index < across.length) group.across.push(line)
    else group.down.push(line)
  }
  return [...byRoot.values()]
}

function touches(across: Ruling, down: Ruling): boolean {
  return (
    down.at >= across.from - near &&
    down.at <= across.to + near &&
    across.at >= down.from - near &&
    across.at <= down.to + near
  )
}

function tableOf(across: readonly Ruling[], down: readonly Ruling[]): RuledTable | undefined {
  // A table may have no lines at its sides: the ends of the others show where it ends.
  const xs = places([...down.map(({ at }) => at), ...across.flatMap(({ from, to }) => [from, to])])
  const ys = places([...across.map(({ at }) => at), ...down.flatMap(({ from, to }) => [from, to])])
  if (down.length === 0 || xs.length < 2 || ys.length < 2) return undefined
  if (xs.length * ys.length > mostPlaces) return undefined
  return {
    ...boxOf(xs, ys, 0, 0, ys.length - 1, xs.length - 1),
    rows: ys.length - 1,
    edges: xs,
    cells: cellsOf(xs, ys, across, down),
  }
}

function places(values: readonly number[]): number[] {
  const found: number[] = []
  for (const value of values.toSorted((one, other) => one - other)) {
    if (found.length === 0 || value - (found.at(-1) ?? 0) > near) found.push(value)
  }
  return found
}

function boxOf(
  xs: readonly number[],
  ys: readonly number[],
  row: number,
  column: number,
  rowSpan: number,
  colSpan: number,
): Box {
  return {
    left: xs[column] ?? 0,
    right: xs[column + colSpan] ?? 0,
    top: ys[row] ?? 0,
    bottom: ys[row + rowSpan] ?? 0,
  }
}

function cellsOf(
  xs: readonly number[],
  ys: readonly number[],
  across: readonly Ruling[],
  down: readonly Ruling[],
): RuledCell[] {
  const [rows, columns] = [ys.length - 1, xs.length - 1]
  const taken = new Set<number>()
  const isOpen = (row: number, column: number) =>
    row < rows && column < columns && !taken.has(row * columns + column)
  const isLineLeftOf = (row: number, column: number) => hasLine(down, xs, column, ys, row)
  const isLineAbove = (row: number, column: number) => hasLine(across, ys, row, xs, column)
  const cells: RuledCell[] = []
  for (let row = 0; row < rows; row += 1) {
    for (let column = 0; column < columns; column += 1) {
      if (!isOpen(row, column)) continue
      let wide = 1
      while (isOpen(row, column + wide) && !isLineLeftOf(row, column + wide)) wide += 1
      const span = Array.from({ length: wide }, (_, index) => column + index)
      let high = 1
      while (span.every((one) => isOpen(row + high, one) && !isLineAbove(row + high, one)))
        high += 1
      for (let below = row; below < row + high; below += 1) {
        for (const one of span) taken.add(below * columns + one)
      }
      cells.push({
        row,
        column,
        rowSpan: high,
        colSpan: wide,
        ...boxOf(xs, ys, row, column, high, wide),
      })
    }
  }
  return cells
}

/** Whether a line runs at the place `index`, between two places of the other direction. */
function hasLine(
  lines: readonly Ruling[],
  ats: readonly number[],
  index: number,
  others: readonly number[],
  other: number,
): boolean {
  const at = ats[index] ?? 0
  const middle = ((others[other] ?? 0) + (others[other + 1] ?? 0)) / 2
  return lines.some(
    (line) => Math.abs(line.at - at) <= near && line.from <= middle && line.to >= middle,
  )
}
