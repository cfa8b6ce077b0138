import type { Doubt, DoubtKind, SourcePosition } from '../../domain/draft-plan.ts'
import { positionWords } from '../../domain/source-position.ts'
import { tidy } from '../cells/spacing.ts'
import type { Piece, TableCell } from '../table.ts'

type Rowlike = {
  readonly at: SourcePosition
  readonly cells: Readonly<Record<string, TableCell>> | object
}

const longestQuote = 60

/** A doubt about a task, with the words it rests on and the line they stand on. */
export function doubtAbout(
  kind: DoubtKind,
  taskSeq: number,
  text: string,
  row: Rowlike,
  quote: string,
): Doubt {
  return { kind, taskSeq, text, source: quoteOf(placeOf(row, quote), quote) }
}

/** A doubt about words on one piece. */
export function doubtAt(
  kind: DoubtKind,
  taskSeq: number | null,
  text: string,
  piece: Piece,
  quote: string,
): Doubt {
  return { kind, taskSeq, text, source: quoteOf(piece.at, quote) }
}

function quoteOf(at: SourcePosition, quote: string): string {
  const words = tidy(quote)
  const cut = words.length > longestQuote ? `${words.slice(0, longestQuote)}…` : words
  return cut === '' ? positionWords(at) : `${positionWords(at)}：${cut}`
}

/** The place in a row that holds the words, else where the row begins. */
function placeOf(row: Rowlike, quote: string): SourcePosition {
  const cells = Object.values(row.cells) as readonly (TableCell | undefined)[]
  const pieces = cells.flatMap((cell) => cell?.pieces ?? [])
  const wanted = quote.replace(/\s/g, '')
  const found = wanted && pieces.find(({ text }) => text.replace(/\s/g, '').includes(wanted))
  return found ? found.at : row.at
}
