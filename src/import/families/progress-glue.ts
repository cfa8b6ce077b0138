import { tidy } from '../cells/spacing.ts'
import { cellText } from '../cells/text.ts'
import { columnKinds } from '../columns.ts'
import type { Piece, TableCell } from '../table.ts'
import type { SourceDocument } from './family.ts'

const numbered = /^(\d{1,4})(?:[.．、]\s*|\s+)(?=\p{Script=Han}|[“《（(])(.{4,})$/u
const unitBehind = /^(.*[。；;!！%％）)])\s*(\p{Script=Han}{2,16})$/u

/**
 * The document with the number or the unit that a dump glued to a text on pieces of their own, and
 * how many there were.
 */
export function withoutGlue(document: SourceDocument): { document: SourceDocument; count: number } {
  const { contents, tables } = document
  let count = 0
  const blocks = contents.blocks.map((block, at) => {
    const own = tables.filter((table) => table.block === at)
    if (block.kind !== 'run' || own.length === 0) return block
    const hasNumbers = own.some((table) => columnKinds(table).includes('seq'))
    const apart = unglue(block.cells, hasNumbers)
    count += apart.count
    return { ...block, cells: apart.cells }
  })
  return { document: { ...document, contents: { ...contents, blocks } }, count }
}

/**
 * Takes apart what stands in one line and belongs to two columns: "14 用足用好…", where the numbers
 * before and behind it count on; "…完成审查。发改局", where that unit is a whole cell elsewhere.
 */
function unglue(
  cells: readonly TableCell[],
  hasNumbers: boolean,
): { cells: TableCell[]; count: number } {
  const texts = cells.map(cellText)
  const whole = new Map<string, number>()
  for (const text of texts) whole.set(text, (whole.get(text) ?? 0) + 1)
  const numbers = new Set(
    cells.flatMap(({ pieces }, at) => {
      const own = /^\d{1,4}$/.exec(texts[at] ?? '')?.[0] ?? numbered.exec(firstText(pieces))?.[1]
      return own === undefined ? [] : [Number(own)]
    }),
  )
  let count = 0
  const apart = cells.map((cell) => {
    const pieces = cell.pieces.flatMap((piece, at) => {
      const parts = [...(hasNumbers && at === 0 ? withoutNumber(piece, numbers) : [piece])].flatMap(
        (part) => withoutUnit(part, whole),
      )
      count += parts.length - 1
      return parts
    })
    return { ...cell, pieces }
  })
  return { cells: apart, count }
}

function firstText(pieces: readonly Piece[]): string {
  return pieces[0]?.text.trim() ?? ''
}

function withoutNumber(piece: Piece, numbers: ReadonlySet<number>): Piece[] {
  const found = numbered.exec(piece.text.trim())
  if (!found) return [piece]
  const [, number = '', words = ''] = found
  const value = Number(number)
  const countsOn = numbers.has(value + 1) || (value > 1 && numbers.has(value - 1))
  return countsOn ? [number, words].map((text) => ({ at: piece.at, text })) : [piece]
}

function withoutUnit(piece: Piece, whole: ReadonlyMap<string, number>): Piece[] {
  const [, words = '', unit = ''] = unitBehind.exec(piece.text.trim()) ?? []
  const isUnit =
    /(?:局|办|委|会|部|中心|街道|镇|乡|集团|公司|院)$/.test(unit) && whole.has(tidy(unit))
  return isUnit ? [words, unit].map((text) => ({ at: piece.at, text })) : [piece]
}
