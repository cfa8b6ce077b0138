import { headingOf, isHeadingNumber, seqOf } from '../cells/sections.ts'
import { tidy } from '../cells/spacing.ts'
import type { Piece, TableCell } from '../table.ts'

/** What a dump is read by: a line of a cell, or an empty cell (then without a piece). */
export type Atom = {
  /** The place of its cell among the cells of the run. */
  readonly cell: number
  readonly piece: Piece | null
  readonly text: string
  readonly startsCell: boolean
  /** A header that was printed again stands between the atom before and this one. */
  readonly afterHeader: boolean
  readonly number: number | undefined
  /** Whether its number counts on from the numbers before it, and so is a row's. */
  readonly isRowNumber: boolean
  readonly isHeading: boolean
  /** How much it looks like a unit or a list of units: 0 to 1. */
  readonly unitness: number
}

/** What may go on with a heading in its cell, the number of which stands before it. */
const headingWords = /^[^。；;，,：:]{1,16}$/

/** The atoms of some of a run's cells, which are given with their places. */
export function toAtoms(
  cells: readonly {
    readonly cell: TableCell
    readonly at: number
    readonly afterHeader: boolean
  }[],
  hasNumbers: boolean,
): Atom[] {
  const known = unitsInCells(cells.map(({ cell }) => cell))
  const atoms = cells.flatMap(({ cell, at, afterHeader }): Atom[] => {
    const pieces: readonly (Piece | null)[] = cell.pieces.length > 0 ? cell.pieces : [null]
    let inHeading = false
    return pieces.map((piece, index) => {
      const text = tidy(piece?.text ?? '')
      const isHeading = isHeadingNumber(text) || headingOf(text) !== undefined
      inHeading = isHeading || (inHeading && headingWords.test(text))
      return {
        cell: at,
        piece,
        text,
        startsCell: index === 0 || wasGlued(pieces[index - 1], text, hasNumbers, known),
        afterHeader: afterHeader && index === 0,
        number: seqOf(text),
        isRowNumber: false,
        isHeading: inHeading,
        unitness: unitness(text, known),
      }
    })
  })
  if (!hasNumbers) return atoms
  const counting = countingNumbers(atoms)
  return atoms.map((atom, at) => (counting.has(at) ? { ...atom, isRowNumber: true } : atom))
}

const separators = /[、，,；;\s]+/
const unitEnd =
  /(?:局|办|委|会|院|所|部|处|室|站|中心|街道|镇|乡|集团|公司|联|大学|银行|平台|部门|单位|厅|署|大队|支队|社|馆|府|专班|园区|主体|学校|企业|各方)[）)]?$/
const bracketed = /[（(][^（）()]*[）)]/g

/**
 * Whether words on a line of their own belong to the next column: behind a row's number, or a unit
 * that is known from elsewhere behind a whole sentence.
 */
function wasGlued(
  before: Piece | null | undefined,
  text: string,
  hasNumbers: boolean,
  known: ReadonlySet<string>,
): boolean {
  const words = tidy(before?.text ?? '')
  if (hasNumbers && /^\d{1,4}$/.test(words)) return text.length >= 4
  return /[。；;！%％]$/.test(words) && known.has(text)
}

/** Words that say what was done, though they are short and recur. */
const noUnit =
  /[\d“”《》]|^(?:已|未|正在|完成|全年|暂|按|持续|基本|推进|加快|打造|建设|实施|完善|做好|办好|开展|加强|投用|启动|强化|深化|提升|举办|创建|培育|引进|新增|出台|建立|健全|优化|落实|无$)|已|因|影响|(?:中|完成|完工|未出|推进)$/

/** Short texts that fill several cells or stand in lists of units, so that they name units. */
function unitsInCells(cells: readonly TableCell[]): Set<string> {
  const counts = new Map<string, number>()
  for (const { pieces } of cells) {
    for (const piece of pieces) {
      const text = tidy(piece.text)
      if (text.length > 200 || /[。！？]/.test(text)) continue
      for (const name of text.replace(bracketed, '').split(separators)) {
        if (name.length < 2 || name.length > 16 || noUnit.test(name)) continue
        counts.set(name, (counts.get(name) ?? 0) + (unitEnd.test(name) ? 2 : 1))
      }
    }
  }
  return new Set([...counts].filter(([, count]) => count >= 2).map(([name]) => name))
}

/** How much words look like a list of units (or a single one), by their form or by what recurs. */
function unitness(text: string, known: ReadonlySet<string>): number {
  if (text === '' || text.length > 400 || /[。！？:：]/.test(text)) return 0
  const outside = text.replace(/[*＊★]/g, '').replace(bracketed, '')
  const names = (outside || text.replace(/[（()）]/g, ''))
    .split(separators)
    .filter((name) => name !== '')
  const sum = names.reduce((total, name) => total + nameLikeness(name, known), 0)
  return names.length === 0 ? 0 : sum / names.length
}

/** A long name that merely ends as a unit does may be a goal (… 特色创新平台). */
function nameLikeness(name: string, known: ReadonlySet<string>): number {
  if (known.has(name)) return 1
  if (!unitEnd.test(name) || noUnit.test(name)) return 0
  if (name.length <= 10 || /^(?:区|市|县|省|各|相关)/.test(name))
    return name.length <= 24 ? 0.8 : 0.4
  return name.length <= 14 ? 0.4 : 0.1
}

/** At most so many numbers may be lost between two rows that count on. */
const widestGap = 6

type Chain = { readonly score: number; readonly last: number; readonly before: number }

/**
 * The places of the numbers that count up best: by one, past a few lost ones, or from a low number
 * again behind a header or a heading.
 */
function countingNumbers(atoms: readonly Atom[]): Set<number> {
  const chains: Chain[] = []
  const byValue = new Map<number, number>()
  let best = -1
  let bestBeforeRestart = -1
  for (const [at, { number, startsCell, isHeading, afterHeader }] of atoms.entries()) {
    chains.push({ score: 0, last: 0, before: -1 })
    if (isHeading || afterHeader) bestBeforeRestart = best
    if (number === undefined || !startsCell) continue
    let score = 1
    let before = -1
    for (let gap = 1; gap <= widestGap; gap += 1) {
      const from = byValue.get(number - gap)
      const gained = from === undefined ? 0 : (chains[from]?.score ?? 0) + (gap === 1 ? 2 : 0.8)
      if (from !== undefined && gained > score) [score, before] = [gained, from]
    }
    const restarted = (chains[bestBeforeRestart]?.score ?? 0) + 0.9
    if (number <= 2 && bestBeforeRestart >= 0 && restarted > score) {
      score = restarted
      before = bestBeforeRestart
    }
    chains[at] = { score, last: number, before }
    const same = byValue.get(number)
    if (same === undefined || score >= (chains[same]?.score ?? 0)) byValue.set(number, at)
    if (score > (chains[best]?.score ?? 0)) best = at
  }
  const counting = new Set<number>()
  for (let at = best; at >= 0; at = chains[at]?.before ?? -1) counting.add(at)
  return counting
}
