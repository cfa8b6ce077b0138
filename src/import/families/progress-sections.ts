import { headingOf } from '../cells/sections.ts'
import { tidy } from '../cells/spacing.ts'
import type { Piece } from '../table.ts'

/** The headings above a row while a table is read: two levels of lines, and a column of categories. */
export type Sections = {
  readonly outer?: string
  readonly inner?: string
  readonly category?: string
}

/** The heading path of a row, outermost first. */
export function sectionPath({ outer, inner, category }: Sections): string[] {
  return [outer, inner, category].filter((title) => title !== undefined)
}

/** After a heading on a line of its own: "一、…" is an outer one, "（一）…" and a bare one are inner. */
export function belowHeading(sections: Sections, pieces: readonly Piece[]): Sections {
  const { level, title } = readHeading(pieces)
  if (level === 1) return { outer: title }
  const { outer } = sections
  return outer === undefined ? { inner: title } : { outer, inner: title }
}

/** After a cell of the column of categories. */
export function belowCategory(sections: Sections, pieces: readonly Piece[]): Sections {
  return { ...sections, category: readHeading(pieces).title }
}

function readHeading(pieces: readonly Piece[]): { level: 0 | 1 | 2; title: string } {
  const text = tidy(pieces.map((piece) => piece.text).join('\n'))
  const numbered = headingOf(text)
  if (numbered) return numbered
  return { level: 0, title: text.replace(/^\d{1,2}[、.．]\s*/, '').replace(/[：:]$/, '') }
}
