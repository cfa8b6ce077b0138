import { isHeaderRun } from '../columns.ts'
import type { Grid, GridCell } from '../table.ts'

/** A line of a text, 1-based. */
export type Line = { readonly number: number; readonly text: string }

/** A table that was drawn with signs or blanks, and the lines `[from, to)` that it takes. */
export type DrawnTable = { readonly from: number; readonly to: number; readonly grid: Grid }

type Row = { readonly number: number; readonly cells: readonly (readonly string[])[] }

/** Headers of nothing beyond which no more are looked for: each look goes through all that follows. */
const mostMisses = 20

/**
 * The tables that a text draws: in Markdown (`| 序号 | 任务 |`), with box or plus signs, or as
 * columns with blanks between them below a header.
 */
export function drawnTables(lines: readonly Line[]): DrawnTable[] {
  const tables: DrawnTable[] = []
  let misses = 0
  for (let at = 0; at < lines.length; at += 1) {
    const end = barredEnd(lines, at)
    const isHeader = end === at && misses < mostMisses && isSpacedHeader(lines[at]?.text ?? '')
    const grid = end > at ? barredGrid(lines.slice(at, end)) : undefined
    const table = grid ? { from: at, to: end, grid } : isHeader ? spacedAt(lines, at) : undefined
    if (table) tables.push(table)
    if (isHeader && !table) misses += 1
    at = Math.max(at, (table?.to ?? end) - 1)
  }
  return tables
}

const bar = /(?<!\\)[|│┃║]/
const rule = /^[\s|+:=\-─━┄┅┈┉│┃║┌┐└┘├┤┬┴┼┏┓┗┛┣┫┳┻╋╔╗╚╝╠╣╦╩╬═]*$/
/** Rows are drawn to be seen whole. */
const longestLine = 2000
const isRule = (text: string) => rule.test(text) && /[-=─━═┄┅┈┉]{2}/.test(text)

function barredEnd(lines: readonly Line[], from: number): number {
  let to = from
  while (to < lines.length && isBarred(lines[to]?.text ?? '')) to += 1
  return to
}

function barredGrid(lines: readonly Line[]): Grid | undefined {
  const groups: Line[][] = [[]]
  for (const line of lines) {
    if (isRule(line.text)) groups.push([])
    else groups.at(-1)?.push(line)
  }
  const [header, ...body] = groups.filter((group) => group.length > 0)
  // A rule below the header is the sign of a table; words may hold bars as well.
  if (!header || body.length === 0) return undefined
  const areRuled = body.length > 1
  return gridOf([header, ...(areRuled ? body : body.flat().map((line) => [line]))].map(barredRow))
}

const isBarred = (text: string) =>
  text.length <= longestLine && (isRule(text) || text.split(bar).length > 2)

/** A row of the lines between two rules: what stands below one another is one cell. */
function barredRow(lines: readonly Line[]): Row {
  const cells: string[][] = []
  for (const { text } of lines) {
    const parts = text.trim().split(bar)
    const inner = parts.slice(parts[0] === '' ? 1 : 0, parts.at(-1) === '' ? -1 : undefined)
    for (const [at, part] of inner.entries()) {
      cells[at] = [...(cells[at] ?? []), ...part.split(/<br\s*\/?>/i).map(plainWords)]
    }
  }
  return { number: lines[0]?.number ?? 1, cells }
}

/** Without Markdown's signs for bold letters and for a bar that is none. */
function plainWords(text: string): string {
  return text.replaceAll('\\|', '|').replace(/\*\*([^*]+)\*\*/g, '$1')
}

type Segment = { readonly text: string; readonly from: number }

const wide =
  /[\u1100-\u11ff\u2018-\u201d\u2026\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6]/
const fewest = 3

/** Words between two blanks or a wide one, and the place where they begin as it is seen. */
function segmentsOf(text: string): Segment[] {
  const segments: Segment[] = []
  let place = 0
  for (const part of text.split(/([ \u3000]{2,}|\u3000)/)) {
    if (part.trim() !== '') segments.push({ text: part.trim(), from: place })
    for (const character of part) place += wide.test(character) ? 2 : 1
  }
  return segments
}

function isSpacedHeader(text: string): boolean {
  if (text.length > longestLine) return false
  const header = segmentsOf(text)
  return header.length >= fewest && isHeaderRun(header.map((segment) => segment.text))
}

function spacedAt(lines: readonly Line[], from: number): DrawnTable | undefined {
  const header = segmentsOf(lines[from]?.text ?? '')
  const names = header.map(({ text }) => text)
  const below = lines.slice(from + 1).map(({ text }) => segmentsOf(text))
  const full = below.filter((segments) => segments.length >= header.length - 1).length
  const last = below.findLastIndex((segments) => segments.length >= fewest)
  const filled = below.slice(0, last + 1).filter((segments) => segments.length > 0)
  if (full < 2 || full < filled.length * 0.5) return undefined
  const rows: Row[] = [{ number: lines[from]?.number ?? 1, cells: names.map((name) => [name]) }]
  for (const [at, segments] of below.slice(0, last + 1).entries()) {
    if (segments.length === 0) continue
    const cells = placed(segments, header)
    const before = rows.at(-1)
    if (before && rows.length > 1 && cells[0]?.length === 0) {
      const joined = header.map((_, column) => [
        ...(before.cells[column] ?? []),
        ...(cells[column] ?? []),
      ])
      rows[rows.length - 1] = { ...before, cells: joined }
    } else rows.push({ number: lines[from + 1 + at]?.number ?? 1, cells })
  }
  return { from, to: from + last + 2, grid: gridOf(rows) }
}

/** Each in its turn where there are as many as columns, else in the column below which it begins. */
function placed(segments: readonly Segment[], header: readonly Segment[]): string[][] {
  const whole = segments.length > header.length ? joinedNames(segments) : segments
  if (whole.length === header.length) return whole.map(({ text }) => [text])
  const cells = header.map((): string[] => [])
  for (const { text, from } of whole) {
    const distances = header.map((column) => Math.abs(column.from - from))
    const column = distances.indexOf(Math.min(...distances))
    const words = cells[column]
    if (words && words.length > 0) words[words.length - 1] += `  ${text}`
    else words?.push(text)
  }
  return cells
}

/** Names of two characters that were spread over the room of three. */
function joinedNames(segments: readonly Segment[]): Segment[] {
  const joined: Segment[] = []
  for (const segment of segments) {
    const before = joined.at(-1)
    const areHalves = [before?.text ?? '', segment.text].every((one) =>
      /^\p{Script=Han}$/u.test(one),
    )
    if (before && areHalves)
      joined[joined.length - 1] = { ...before, text: before.text + segment.text }
    else joined.push(segment)
  }
  return joined
}

function gridOf(rows: readonly Row[]): Grid {
  const columns = Math.max(...rows.map(({ cells }) => cells.length))
  const cells = rows.flatMap(({ number, cells: own }, row) =>
    own.map((lines, column): GridCell => {
      const at = { line: number }
      const words = lines.map((text) => text.trim()).filter((text) => text !== '')
      const place = { row, column, rowSpan: 1, colSpan: 1 }
      return { at, ...place, pieces: words.map((text) => ({ at, text })) }
    }),
  )
  return { kind: 'grid', name: null, rows: rows.length, columns, cells }
}
