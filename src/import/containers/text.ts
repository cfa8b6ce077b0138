import { tidy } from '../cells/spacing.ts'

/** A run of words on one line that belongs to one cell. `line` is 1-based. Never blank. */
export type Piece = { readonly line: number; readonly text: string; readonly startsCell: boolean }

/** A cell of the dumped table: what stands between two cell starts, over one or more lines. */
export type Cell = { readonly line: number; readonly pieces: readonly Piece[] }

type Fragment = { readonly line: number; readonly text: string; readonly startsCell: boolean }

/**
 * Takes a text dump apart. A tab starts a cell, which goes on over the following lines without
 * one. Words before the first tab of a line are a cell as well (rows on one line); blanks there
 * are not.
 */
export function readText(text: string): { fragments: readonly Fragment[] } {
  const fragments: Fragment[] = []
  const lines = text.split(/\r\n|\n|\r|\f|\u2028|\u2029/)
  for (const [index, content] of lines.entries()) {
    const line = index + 1
    const [first = '', ...rest] = content.split('\t')
    if (first.trim() !== '') {
      fragments.push({ line, text: first.trim(), startsCell: rest.some((part) => part.trim()) })
    }
    for (const part of rest) fragments.push({ line, text: part.trim(), startsCell: true })
  }
  return { fragments }
}

/** The non-blank pieces of a dump, in order. */
export function toPieces(fragments: readonly Fragment[]): Piece[] {
  return fragments.filter(({ text }) => text !== '')
}

/** Groups fragments into cells; an empty cell has no pieces. Words before the first start are one. */
export function toCells(fragments: readonly Fragment[]): Cell[] {
  const cells: { line: number; pieces: Piece[] }[] = []
  for (const fragment of fragments) {
    let cell = cells.at(-1)
    if (fragment.startsCell || !cell) {
      cell = { line: fragment.line, pieces: [] }
      cells.push(cell)
    }
    if (fragment.text === '') continue
    if (cell.pieces.length === 0) cell.line = fragment.line
    cell.pieces.push(fragment)
  }
  return cells
}

/** A cell's words without line breaks and padding. */
export function cellText(cell: Cell | undefined): string {
  return tidy((cell?.pieces ?? []).map(({ text }) => text).join('\n'))
}
