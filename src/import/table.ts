import type { SourcePosition } from '../domain/draft-plan.ts'

/**
 * What every container (text, Word, Excel, web page, PDF …) gives, and all that the families of
 * tables see of a file: words, tables and dumped cells in reading order, each with where it stood.
 */

/** The words of one line of one cell or paragraph. Never blank; padding inside is kept. */
export type Piece = { readonly at: SourcePosition; readonly text: string }

/** One cell: its lines or paragraphs in order; an empty cell has none. */
export type TableCell = { readonly at: SourcePosition; readonly pieces: readonly Piece[] }

/** A cell that stands in rows and columns, both 0-based; a merged cell stands once, top left. */
export type GridCell = TableCell & {
  readonly row: number
  readonly column: number
  readonly rowSpan: number
  readonly colSpan: number
}

/** Words outside tables: a notice, headings, notes. */
type Words = { readonly kind: 'words'; readonly pieces: readonly Piece[] }

/** A table whose rows are known. `name`: the sheet's. Cells by row, then by column. */
export type Grid = {
  readonly kind: 'grid'
  readonly name: string | null
  readonly rows: number
  readonly columns: number
  readonly cells: readonly GridCell[]
}

/** A table that was dumped cell by cell: its cells in reading order, the rows unknown. */
export type CellRun = {
  readonly kind: 'run'
  readonly cells: readonly TableCell[]
  /** A cell of several paragraphs may stand as several cells, an empty one as none. */
  readonly isOfParagraphs?: boolean
}

export type Block = Words | Grid | CellRun

/** A file, taken out of its container. */
export type Contents = {
  readonly blocks: readonly Block[]
  /** What the container mended, by kind; shown with the draft's other repairs. */
  readonly repairs: readonly { readonly kind: string; readonly count: number }[]
  /** What the one who sent the file should know: hidden rows left out, merged cells lost (.doc). */
  readonly remarks: readonly string[]
}
