import type { SourcePosition } from '../../domain/draft-plan.ts'
import { seqOf } from '../cells/sections.ts'
import { isHeaderRun } from '../columns.ts'
import type { Block, Contents, Grid, GridCell, Piece, TableCell } from '../table.ts'
import { drawnTables, type Line } from './drawn-tables.ts'

/**
 * Takes a text apart: lines of several cells between tabs are the rows of a grid; a cell that
 * begins with a tab, or a block between blank lines in a dump without tabs, is one of a run;
 * tables drawn with signs or blanks are grids, too; the rest are words.
 */
export function readText(text: string): Contents {
  const lines = text
    .split(/\r\n|\n|\r|\f|\u2028|\u2029/)
    .map((content, index) => ({ number: index + 1, text: content }))
  const blocks = text.includes('\t') ? tabbedBlocks(lines) : drawnBlocks(lines)
  return { blocks, repairs: [], remarks: [] }
}

function drawnBlocks(lines: readonly Line[]): Block[] {
  const blocks: Block[] = []
  let rest = 0
  for (const { from, to, grid } of drawnTables(lines)) {
    blocks.push(...plainBlocks(lines.slice(rest, from)), grid)
    rest = to
  }
  return [...blocks, ...plainBlocks(lines.slice(rest))]
}

function tabbedBlocks(lines: readonly Line[]): Block[] {
  const blocks: Block[] = []
  let loose: Line[] = []
  for (let at = 0; at < lines.length; at += 1) {
    const ragged = raggedRows(lines, at)
    const rows = ragged.length > 0 ? ragged : rowsFrom(lines, at)
    if (rows.length < 2) {
      loose.push(...lines.slice(at, at + 1))
      continue
    }
    blocks.push(...looseBlocks(loose), gridOf(rows))
    loose = []
    at = lines.indexOf(rows.at(-1) ?? { number: 0, text: '' }, at)
  }
  return [...blocks, ...looseBlocks(loose)]
}

/** The lines from `at` on that are rows of as many cells each; blank lines between them are passed. */
function rowsFrom(lines: readonly Line[], at: number): Line[] {
  const width = cellsIn(lines[at])
  const rows: Line[] = []
  if (width <= 2) return rows
  for (let next = at; next < lines.length; next += 1) {
    const line = lines[next]
    if (line && cellsIn(line) === width) rows.push(line)
    else if (line && (line.text.trim() !== '' || line.text.includes('\t'))) break
  }
  return rows
}

/** A header of so many cells on one line is that of a table whose rows are lines as well. */
const wideHeader = 6
/** So many lines behind a header show whether they are rows. */
const sampleLines = 60

/**
 * The rows below a wide header on one line, whatever blank cells they lost at their ends: lines of
 * several cells, and headings without any tab between them.
 */
function raggedRows(lines: readonly Line[], at: number): Line[] {
  const header = lines[at]
  if (!header || cellsIn(header) < wideHeader) return []
  if (!isHeaderRun(header.text.split('\t').filter((text) => text.trim() !== ''))) return []
  const tabbed = lines.slice(at + 1, at + sampleLines).filter((line) => cellsIn(line) > 1)
  const wide = tabbed.filter((line) => cellsIn(line) > 2)
  if (wide.length < 2 || wide.length < tabbed.length * 0.6) return []
  const end = lines.findLastIndex((line) => cellsIn(line) > 1)
  return lines.slice(at, end + 1).filter(({ text }) => text.trim() !== '' || text.includes('\t'))
}

function cellsIn(line: Line | undefined): number {
  return line?.text.split('\t').length ?? 0
}

function gridOf(lines: readonly Line[]): Grid {
  const cells = lines.flatMap((line, row) =>
    line.text.split('\t').map((text, column): GridCell => {
      const at = { line: line.number }
      return { at, row, column, rowSpan: 1, colSpan: 1, pieces: piecesOf(at, text) }
    }),
  )
  const columns = lines.reduce((most, line) => Math.max(most, cellsIn(line)), 0)
  return { kind: 'grid', name: null, rows: lines.length, columns, cells }
}

/**
 * A tab starts a cell, which goes on over the following lines without one. Words before the first
 * tab of a line are a cell as well; blanks there are not. Lines before the first tab are words.
 */
function looseBlocks(lines: readonly Line[]): Block[] {
  const before: Piece[] = []
  const cells: { at: SourcePosition; pieces: Piece[] }[] = []
  for (const line of lines) {
    const at = { line: line.number }
    const [first = '', ...rest] = line.text.split('\t')
    const startsCell = rest.some((part) => part.trim() !== '')
    const open = startsCell && first.trim() !== '' ? undefined : cells.at(-1)
    const pieces = piecesOf(at, first)
    if (open) addTo(open, pieces)
    else if (startsCell && pieces.length > 0) cells.push({ at, pieces })
    else before.push(...pieces)
    for (const part of rest) cells.push({ at, pieces: piecesOf(at, part) })
  }
  return [
    ...(before.length > 0 ? [{ kind: 'words' as const, pieces: before }] : []),
    ...(cells.length > 0 ? [{ kind: 'run' as const, cells }] : []),
  ]
}

function addTo(cell: { at: SourcePosition; pieces: Piece[] }, pieces: readonly Piece[]): void {
  const [first] = pieces
  if (!first) return
  if (cell.pieces.length === 0) cell.at = first.at
  cell.pieces.push(...pieces)
}

function piecesOf(at: SourcePosition, text: string): Piece[] {
  return text.trim() === '' ? [] : [{ at, text: text.trim() }]
}

/** A text without tabs: a dump of cells where rows can be told by their numbers or by a header. */
function plainBlocks(lines: readonly Line[]): Block[] {
  const cells = plainCells(lines)
  if (cells.length === 0) return []
  const texts = cells.map(({ pieces }) => pieces.map((piece) => piece.text).join(''))
  if (isNumbered(texts) || isHeaderRun(texts)) return [{ kind: 'run', cells, isOfParagraphs: true }]
  return [{ kind: 'words', pieces: cells.flatMap(({ pieces }) => pieces) }]
}

/** Blocks between blank lines; where these hold whole rows (a number first), each line is a cell. */
function plainCells(lines: readonly Line[]): TableCell[] {
  const blocks: Piece[][] = [[]]
  for (const line of lines) {
    const pieces = piecesOf({ line: line.number }, line.text)
    if (pieces.length === 0) blocks.push([])
    else blocks.at(-1)?.push(...pieces)
  }
  const filled = blocks.filter((block) => block.length > 0)
  const areRows = filled.some(([first, second]) => second && seqOf(first?.text ?? '') !== undefined)
  const groups = areRows || filled.length < 2 ? filled.flat().map((piece) => [piece]) : filled
  return groups.map((pieces) => ({ at: pieces[0]?.at ?? {}, pieces }))
}

/** Whether numbers that stand alone count up in it, three at least. */
function isNumbered(texts: readonly string[]): boolean {
  let last = 0
  for (const text of texts) if (seqOf(text) === last + 1) last += 1
  return last >= 3
}
