import { limits } from '../guard.ts'
import type { Contents, GridCell } from '../table.ts'
import { Unreadable, unreadable } from '../unreadable.ts'

/** A field of a record: its words, and the line of the file on which it begins (1-based). */
type Field = { readonly line: number; readonly text: string }

const separators = [',', '\t', ';', '，'] as const
const tooWide = `表格超过 ${limits.columns} 列，不能读取。`
/** Characters, in quotes; a cell of Excel holds 32,767. */
const longestField = 1_000_000
/** How much of a file is looked at to find its separator. */
const sampleCharacters = 20_000

/**
 * Reads separated values (RFC 4180): fields with quotes hold separators, doubled quotes and line
 * breaks. Comma, tab, semicolon: whichever stands most often outside quotes. One table, its records
 * the rows; `line` is where a field begins. Nothing is evaluated: `=1+1` is these four characters.
 */
export function readCsv(text: string): Contents {
  const declared = /^sep=(.)\r?\n/i.exec(text)
  const separator = declared?.[1] ?? findSeparator(text)
  const records = split(text, separator).slice(declared ? 1 : 0)
  while (records.at(-1)?.every((field) => field.text.trim() === '')) records.pop()
  if (records.length > limits.rows) throw new Unreadable(unreadable.tooManyRows)
  const columns = records.reduce((most, { length }) => Math.max(most, length), 0)
  const cells = records.flatMap((fields, row) => fields.map((field, at) => cellOf(field, row, at)))
  const grid = { kind: 'grid', name: null, rows: records.length, columns, cells } as const
  return { blocks: records.length > 0 ? [grid] : [], repairs: [], remarks: [] }
}

function cellOf({ line, text }: Field, row: number, column: number): GridCell {
  const pieces = text
    .split(/\r\n|\n|\r/)
    .map((words, index) => ({ at: { line: line + index, row: row + 1 }, text: words.trim() }))
    .filter((piece) => piece.text !== '')
  return { at: { line, row: row + 1 }, row, column, rowSpan: 1, colSpan: 1, pieces }
}

function findSeparator(text: string): string {
  const sample = text.slice(0, sampleCharacters).replace(/"[^"]*"/g, '')
  const counts = separators.map((separator) => sample.split(separator).length)
  return separators[counts.indexOf(Math.max(...counts))] ?? ','
}

function split(text: string, separator: string): Field[][] {
  const ends = new RegExp(`[${separator}\\r\\n]`, 'g')
  const records: Field[][] = []
  let fields: Field[] = []
  let line = 1
  let at = 0
  let count = 0
  let isQuoting = true
  while (at < text.length || fields.length > 0) {
    const quoted = isQuoting && text[at] === '"' ? quotedAt(text, at) : undefined
    // A quote that nothing closes is a character like others, and so are all behind it.
    if (text[at] === '"' && !quoted) isQuoting = false
    ends.lastIndex = quoted?.to ?? at
    const end = ends.exec(text)?.index ?? text.length
    const words = (quoted?.words ?? '') + text.slice(quoted?.to ?? at, end)
    fields.push({ line, text: words })
    count += 1
    if (fields.length > limits.columns) throw new Unreadable(tooWide)
    if (count > limits.cells) throw new Unreadable(unreadable.tooLarge)
    line += quoted ? linesIn(text.slice(at, quoted.to)) : 0
    at = end + 1
    if (text[end] === separator) continue
    if (text[end] === '\r' && text[at] === '\n') at += 1
    line += 1
    records.push(fields)
    fields = []
    if (records.length > limits.lines) throw new Unreadable(unreadable.tooManyRows)
  }
  return records
}

/** The words of a quoted field, and where it ends. `undefined`: nothing closes it. */
function quotedAt(text: string, from: number): { words: string; to: number } | undefined {
  let at = text.indexOf('"', from + 1)
  while (at >= 0 && text[at + 1] === '"') at = text.indexOf('"', at + 2)
  if (at < 0) return undefined
  if (at - from > longestField) throw new Unreadable(unreadable.tooLarge)
  return { words: text.slice(from + 1, at).replaceAll('""', '"'), to: at + 1 }
}

const linesIn = (text: string) => text.match(/\r\n|\n|\r/g)?.length ?? 0
