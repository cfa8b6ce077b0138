/**
 * A printed page as data: what stands above the table, its columns and its rows. `forms/` makes
 * pages of snapshots; `word/` and `excel/` draw them, so that both say the same.
 */
import type { IsoDate } from '../domain/draft-plan.ts'
import type { PrintedRate } from './printed-figures.ts'

export type Orientation = 'portrait' | 'landscape'

/** A line above the table. `note` lines stand in brackets: they are about the print. */
export type HeadLine =
  | { readonly kind: 'issuer' | 'docNo' | 'title' | 'note'; readonly text: string }
  | { readonly kind: 'date'; readonly on: IsoDate }

export type Column = {
  readonly words: string
  /** Columns of one group that stand together share a header above their own. */
  readonly group?: string
  /** Millimetres in the print. */
  readonly width: number
  readonly align: 'center' | 'left'
}

/** A number that a spreadsheet can reckon with, and the format that prints it as its words. */
type PrintedNumber = { readonly value: number; readonly format: string }

export type Cell = {
  /** Paragraphs. */
  readonly lines: readonly string[]
  readonly number?: PrintedNumber
  /** How many rows it reaches over; the rows below have `null` in its place. */
  readonly rows?: number
  /** Lines that name what stands below them. */
  readonly boldLines?: ReadonlySet<number>
}

export type Row =
  | { readonly kind: 'heading'; readonly level: 1 | 2; readonly text: string }
  | { readonly kind: 'cells'; readonly cells: readonly (Cell | null)[] }

export type TablePage = {
  readonly orientation: Orientation
  /** Lines of a cover of its own; none: the page begins with its head. */
  readonly cover: readonly HeadLine[]
  readonly head: readonly HeadLine[]
  readonly columns: readonly Column[]
  readonly rows: readonly Row[]
  /** The name of the worksheet. */
  readonly name: string
  /** Points of the table's type. */
  readonly size: number
}

/** Width of a line of type, in millimetres: A4 without its margins. */
const lineWidth: Readonly<Record<Orientation, number>> = { portrait: 160, landscape: 257 }

/** Points of a title in one line, or of one that needs two. */
export function titleSize(title: string, orientation: Orientation): number {
  const largest = 22
  const fits = (lineWidth[orientation] * 72) / 25.4 / Math.max(1, wideCharacters(title))
  return fits >= 18 ? Math.min(largest, Math.floor(fits)) : largest
}

/** How many characters as wide as high some words are. */
function wideCharacters(words: string): number {
  let units = 0
  for (let at = 0; at < words.length; at += 1) units += words.charCodeAt(at) > 0x2000 ? 1 : 0.55
  return units
}

/** Points that a cell takes in a column of its width. */
export function heightOf({ lines: all }: Cell, { width }: Column, size: number): number {
  const millimetres = 25.4 / 72
  const perLine = Math.max(1, Math.floor((width - 3) / (size * millimetres)))
  const count = all.reduce(
    (sum, words) => sum + Math.max(1, Math.ceil(wideCharacters(words) / perLine)),
    0,
  )
  return Math.max(1, count) * size * 1.35 + 4
}

export const cell = (words: string | null): Cell => ({ lines: linesOf(words ?? '') })

export const lines = (all: readonly string[]): Cell => ({ lines: all.flatMap(linesOf) })

export const whole = (value: number): Cell => ({
  lines: [String(value)],
  number: { value, format: '0' },
})

/** A task's or an item's rate; one that was set by hand has its mark. */
export const ratePrinted = ({ value, isHandSet }: PrintedRate): Cell =>
  isHandSet && value !== null ? cell(`${value}%${handSetMark}`) : percent(value)

const handSetMark = '（核）'

/** A rate in percent as text, `68.76`, as it is printed: 68.76%. */
export function percent(rate: string | null): Cell {
  if (rate === null) return cell('')
  const decimals = (rate.split('.')[1] ?? '').length
  const format = decimals > 0 ? `0.${'0'.repeat(decimals)}%` : '0%'
  return { lines: [`${rate}%`], number: { value: Number(rate) / 100, format } }
}

function linesOf(words: string): readonly string[] {
  return words
    .split(/\r\n|[\n\r\u2028\u2029]/)
    .map((line) => line.trim())
    .filter((line) => line !== '')
}
