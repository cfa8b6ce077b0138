import { isNameLine, namesAlone } from '../cells/names.ts'
import { cellText } from '../cells/text.ts'
import type { Column } from '../column-words.ts'
import type { TableCell } from '../table.ts'
import { addTo } from './place.ts'

type Placing = { readonly score: number; readonly columns: readonly (Column | undefined)[] }

/**
 * Places the cells of a row that lost some: in order, each where it looks most at home.
 * Cells that fit nowhere are spare.
 */
export function alignCells(
  cells: readonly TableCell[],
  columns: readonly Column[],
): { cells: Partial<Record<Column, TableCell>>; spare: TableCell[] } {
  const best = place(cells.slice(0, 20), columns)
  const placed: Partial<Record<Column, TableCell>> = {}
  const spare: TableCell[] = []
  for (const [index, cell] of cells.entries()) {
    const column = best.columns[index]
    if (column === undefined || column === 'other') spare.push(cell)
    else addTo(placed, column, cell)
  }
  return { cells: placed, spare }
}

/** The best way to place cells into columns without crossing, column by column. */
function place(cells: readonly TableCell[], columns: readonly Column[]): Placing {
  const none: Placing = { score: 0, columns: [] }
  let ways: (Placing | undefined)[] = [none]
  for (let count = 1; count <= cells.length; count += 1) ways.push(skipLast(ways[count - 1]))
  for (const column of columns) {
    const next = [...ways]
    for (const [index, cell] of cells.entries()) {
      const before = ways[index]
      const taken = before && {
        score: before.score + resemblance(cell, column),
        columns: [...before.columns, column],
      }
      for (const way of [taken, skipLast(next[index])]) {
        if (way && way.score > (next[index + 1]?.score ?? Number.NEGATIVE_INFINITY)) {
          next[index + 1] = way
        }
      }
    }
    ways = next
  }
  return ways[cells.length] ?? none
}

function skipLast(way: Placing | undefined): Placing | undefined {
  return way && { score: way.score - 3, columns: [...way.columns, undefined] }
}

/** How well a cell looks like its column: above 0 good, below it bad. */
function resemblance(cell: TableCell, column: Column): number {
  const text = cellText(cell)
  const lines = cell.pieces.map((piece) => piece.text)
  const hasDates = /\d月/.test(text)
  const looksLikeUnits = /(?:局|办|委|会|中心|街道|镇|集团|公司|平台)(?:$|[、，（(])/.test(text)
  const looksLikeForms = /通报|例会|督办|督查|推进$|汇报|活动/.test(text) && text.length <= 60
  const looksLikeNames = lines.every(isNameLine) && namesAlone(lines).size > 0 && !looksLikeForms
  const scores: Readonly<Partial<Record<Column, number>>> = {
    seq: -9,
    section: text.length <= 14 && !looksLikeNames && !looksLikeUnits ? 1 : -4,
    task: text.length >= 20 && !/^\d+月/.test(text) ? 4 : -4,
    detail: text.length >= 12 && !/^\d+月/.test(text) ? 3 : -4,
    nodes: hasDates ? 5 : -4,
    leaders: looksLikeNames && !looksLikeUnits ? 3 : -5,
    lead_units: looksLikeUnits ? 3 : -2,
    units: looksLikeUnits ? 3 : -2,
    co_units: looksLikeUnits ? 3 : -2,
    forms: looksLikeForms ? 4 : -4,
    persons: looksLikeNames && !looksLikeUnits ? 3 : -5,
  }
  return scores[column] ?? 0
}
