import { looksOf } from '../cells/looks.ts'
import { cellText } from '../cells/text.ts'
import { unitTokens } from '../cells/units.ts'
import type { TableCell } from '../table.ts'

const closed =
  /(?:局|办|委|会|院|中心|街道|镇|乡|集团|公司|平台|镇街|部门|单位|指挥部|部|厅|署|支行|大队|支队|区|城|联|协|[）)])$/
const longest = 24

/**
 * Puts together the name of a unit that a dump printed over two cells. Proof is the whole name
 * elsewhere in the file, a bracket, or a first half that ends as no unit does and stands nowhere
 * else. `tokens`: what stands between separators in the file, and how often.
 */
export function joinWrappedUnits(
  cells: readonly TableCell[],
  tokens: ReadonlyMap<string, number>,
): TableCell[] {
  const joined: TableCell[] = []
  for (const cell of cells) {
    const before = joined.at(-1)
    if (before && isWrapped(cellText(before), cellText(cell), tokens)) {
      joined[joined.length - 1] = { at: before.at, pieces: [...before.pieces, ...cell.pieces] }
    } else joined.push(cell)
  }
  return joined
}

function isWrapped(one: string, other: string, tokens: ReadonlyMap<string, number>): boolean {
  if (/[。；]$/.test(one)) return false
  const head = unitTokens(one).at(-1) ?? ''
  const tail = unitTokens(other)[0] ?? ''
  if (head.length > longest || tail.length > longest || looksOf(one).isNames) return false
  const endsOpen = !/[、，,；;]$/.test(one)
  if (/^[（(]/.test(other)) return closed.test(head)
  if (endsOpen && tokens.has(head + tail)) return true
  const isHalf = !closed.test(head) && (tokens.get(head) ?? 0) <= 1
  return endsOpen && isHalf && /^[区市县省]/.test(head) && looksOf(other).isUnits
}
