import { looksOf } from '../cells/looks.ts'
import { headingOf } from '../cells/sections.ts'
import { tidy } from '../cells/spacing.ts'
import { cellText } from '../cells/text.ts'
import type { HeadedTable } from '../columns.ts'
import type { Piece } from '../table.ts'
import type { SourceDocument } from './family.ts'

/** A title of a plan, a label, a sentence, a sheet's note: no heading of a table. */
const noHeading =
  /[。；;！]|[：:].*[：:]|(?:表|情况|清单|汇总|通报)[）)]?$|^(?:注|备注|说明|附件|单位：|填表|填报|制表|数据|截至|日期)|\d{4}[-年./]/

/**
 * The line right above a table that says what it is about: with a number, naming a unit, or any
 * short words where the file has several tables. The plan's title is none.
 */
export function headingAbove(
  document: SourceDocument,
  table: HeadedTable,
  { title, isOneOfMany }: { readonly title: string | null; readonly isOneOfMany: boolean },
): Piece | undefined {
  const piece = pieceAbove(document, table)
  const text = tidy(piece?.text ?? '')
  if (text === '' || text.length > 40 || text === title) return undefined
  if (headingOf(text)) return piece
  if (noHeading.test(text)) return undefined
  const isUnit = looksOf(text.replace(/^.{2,4}[：:]|[（(].*$/g, '')).isUnits
  return isUnit || (isOneOfMany && text.length <= 24) ? piece : undefined
}

/** The last words before a table's header, where nothing of another table stands between. */
function pieceAbove(
  { contents, tables }: SourceDocument,
  { block, from }: HeadedTable,
): Piece | undefined {
  const own = contents.blocks[block]
  if (tables.some((other) => other.block === block && other.from < from)) return undefined
  if (own?.kind === 'run' && from > 0) return onlyPiece(own.cells[from - 1]?.pieces)
  if (own?.kind === 'grid' && from > 0) {
    const cells = own.cells.filter(({ row, pieces }) => row === from - 1 && pieces.length > 0)
    const [cell] = cells
    return cells.length === 1 && cell && cellText(cell) !== '' ? onlyPiece(cell.pieces) : undefined
  }
  const before = contents.blocks[block - 1]
  return before?.kind === 'words' ? before.pieces.at(-1) : undefined
}

function onlyPiece(pieces: readonly Piece[] | undefined): Piece | undefined {
  return pieces?.length === 1 ? pieces[0] : undefined
}
