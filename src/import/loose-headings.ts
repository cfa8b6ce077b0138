import { headingOf, seqOf } from './cells/sections.ts'
import { tidy } from './cells/spacing.ts'
import { cellText } from './cells/text.ts'
import type { Contents, Piece, TableCell } from './table.ts'

/** The same contents with the loose headings of its dumps in cells of their own. */
export function withHeadingCells(contents: Contents): Contents {
  const blocks = contents.blocks.map((block) =>
    block.kind === 'run' ? { ...block, cells: splitHeadings(block.cells) } : block,
  )
  return { ...contents, blocks }
}

/**
 * Headings that the dump printed without a cell of their own, as the last lines of the cell before
 * a row's number, get one.
 */
function splitHeadings(cells: readonly TableCell[]): TableCell[] {
  return cells.flatMap((cell, at) => {
    const next = cells.slice(at + 1, at + 8).find(({ pieces }) => pieces.length > 0)
    if (cell.pieces.length < 2 || seqOf(cellText(next)) === undefined) return [cell]
    let end = cell.pieces.length
    while (end > 1 && isHeadingLine(cell.pieces, end - 1)) end -= 1
    if (end === cell.pieces.length) return [cell]
    const headings = cell.pieces.slice(end).map((piece) => ({ at: piece.at, pieces: [piece] }))
    return [{ ...cell, pieces: cell.pieces.slice(0, end) }, ...headings]
  })
}

function isHeadingLine(pieces: readonly Piece[], at: number): boolean {
  const text = tidy(pieces[at]?.text ?? '')
  if (headingOf(text)) return true
  const isNamed =
    /^[^。；;，,：:]{2,38}(?:行动|项目|工程|工作|任务|事项|实事|类|方面|领域|板块)$/.test(text)
  return isNamed && pieces.slice(0, at).every((piece) => piece.text.length <= 12)
}
