import { dateWordAt } from '../cells/dates.ts'
import { asciiDigits, tidy } from '../cells/spacing.ts'
import { cellText } from '../cells/text.ts'
import type { Period, TableRow } from '../rows/table-row.ts'
import { type ReadMilestone, type ReadNodes, readNodes } from './decomposition-nodes.ts'

const none: ReadNodes = { milestones: [], damaged: [], unread: [], typos: 0 }

/** What stands in a cell where there is nothing to say. */
const nothing = /^[\s/／\\—–－\-~～无]+$/

/** The time nodes of a row: of its column of nodes, and of columns whose header is a date. */
export function rowNodes({ cells, periods }: TableRow, planYear: number | null): ReadNodes {
  const pieces = cells.nodes?.pieces ?? []
  const below = periods ?? []
  if (planYear === null) {
    return { ...none, unread: [...pieces, ...below.flatMap(({ cell }) => cell.pieces)] }
  }
  const all = [readNodes(pieces, planYear), ...below.map((one) => readPeriod(one, planYear))]
  return {
    milestones: all.flatMap(({ milestones }) => milestones),
    damaged: all.flatMap(({ damaged }) => damaged),
    unread: all.flatMap(({ unread }) => unread),
    typos: all.reduce((sum, { typos }) => sum + typos, 0),
  }
}

/** A cell below 一季度 is due at its end, as a whole, unless each of its lines has its own date. */
function readPeriod({ words, cell }: Period, planYear: number): ReadNodes {
  const own = readNodes(cell.pieces, planYear)
  const dated = new Set(own.milestones.map(({ piece }) => piece))
  const [first] = cell.pieces
  if (!first || cell.pieces.every((piece) => dated.has(piece))) return own
  if (nothing.test(cellText(cell))) return { ...none, unread: cell.pieces }
  const text = tidy(cell.pieces.map((piece) => piece.text).join('\n')).replace(/[。；;]$/, '')
  const milestones = duesOf(words, planYear).map(
    (due): ReadMilestone => ({ item: null, due, text, piece: first }),
  )
  return { ...none, milestones, unread: milestones.length > 0 ? [] : cell.pieces }
}

/** The due date that a header names, wherever in it. */
function duesOf(words: string, planYear: number): readonly string[] {
  const digits = asciiDigits(words)
  for (let start = 0; start < digits.length; start += 1) {
    const found = dateWordAt(digits, start, planYear)
    if (found) return found.dues.slice(-1)
  }
  return words.includes('全年') ? [`${planYear}-12-31`] : []
}

/** Whether a cell of nodes says in signs that there is nothing. */
export function isNothing(text: string): boolean {
  return nothing.test(text)
}
