import type { Doubt, DoubtKind } from '../../domain/draft-plan.ts'
import { tidy } from '../cells/spacing.ts'
import type { Cell, Piece } from '../containers/text.ts'

type Rowlike = { readonly line: number; readonly cells: Readonly<Record<string, Cell>> | object }

const longestQuote = 60

/** A doubt about a task, with the words it rests on and the line they stand on. */
export function doubtAbout(
  kind: DoubtKind,
  taskSeq: number,
  text: string,
  row: Rowlike,
  quote: string,
): Doubt {
  return { kind, taskSeq, text, source: quoteOf(lineOf(row, quote), quote) }
}

/** A doubt about words on one piece. */
export function doubtAt(
  kind: DoubtKind,
  taskSeq: number | null,
  text: string,
  piece: Piece,
  quote: string,
): Doubt {
  return { kind, taskSeq, text, source: quoteOf(piece.line, quote) }
}

function quoteOf(line: number, quote: string): string {
  const words = tidy(quote)
  const cut = words.length > longestQuote ? `${words.slice(0, longestQuote)}…` : words
  return cut === '' ? `第${line}行` : `第${line}行：${cut}`
}

/** The line of a row that holds the words, else the row's first. */
function lineOf(row: Rowlike, quote: string): number {
  const cells = Object.values(row.cells) as readonly (Cell | undefined)[]
  const pieces = cells.flatMap((cell) => cell?.pieces ?? [])
  const wanted = quote.replace(/\s/g, '')
  const found = wanted && pieces.find(({ text }) => text.replace(/\s/g, '').includes(wanted))
  return found ? found.line : row.line
}
