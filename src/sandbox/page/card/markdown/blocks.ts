/** The block part of the platform's markdown: CommonMark without HTML blocks, with tables. */
import { type Inline, parseInline } from './inline.ts'

type Align = 'left' | 'center' | 'right'

export type Block =
  | { readonly kind: 'paragraph'; readonly inside: readonly Inline[] }
  | { readonly kind: 'heading'; readonly level: number; readonly inside: readonly Inline[] }
  | { readonly kind: 'rule' }
  | { readonly kind: 'code'; readonly language: string; readonly text: string }
  | { readonly kind: 'quote'; readonly inside: readonly Block[] }
  | {
      readonly kind: 'list'
      readonly start: number | undefined
      readonly items: readonly (readonly Block[])[]
    }
  | {
      readonly kind: 'table'
      readonly aligns: readonly Align[]
      readonly head: readonly (readonly Inline[])[]
      readonly rows: readonly (readonly (readonly Inline[])[])[]
    }

const fence = /^ {0,3}(`{3,}|~{3,})\s*([^`\s]*)/
const heading = /^ {0,3}(#{1,6})(?:\s+(.*?))?(?:\s+#+)?\s*$/
const rule = /^ {0,3}(?:(?:-\s*){3,}|(?:\*\s*){3,}|(?:_\s*){3,}|<hr\s*\/?>)\s*$/
const quote = /^ {0,3}> ?(.*)$/
const item = /^( {0,3})([-*+]|\d{1,9}[.)])(\s+|$)(.*)$/
const delimiter = /^\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*$/

const cellsOf = (line: string): string[] =>
  line
    .trim()
    .replace(/^\|/, '')
    .replace(/\|$/, '')
    .split(/(?<!\\)\|/)
    .map((cell) => cell.trim().replaceAll('\\|', '|'))

const alignOf = (mark: string): Align =>
  mark.endsWith(':') ? (mark.startsWith(':') ? 'center' : 'right') : 'left'

type Read = { readonly block: Block; readonly next: number }
type Reader = (lines: readonly string[], at: number) => Read | undefined

const readFence: Reader = (lines, at) => {
  const [, mark = '', language = ''] = fence.exec(lines[at] ?? '') ?? []
  if (mark === '') return undefined
  const isEnd = (line: string) => line.trim().startsWith(mark) && /^[`~]+\s*$/.test(line.trim())
  const end = lines.findIndex((line, index) => index > at && isEnd(line))
  const last = end < 0 ? lines.length : end
  const text = lines.slice(at + 1, last).join('\n')
  return { block: { kind: 'code', language, text }, next: last + 1 }
}

const readHeading: Reader = (lines, at) => {
  const found = heading.exec(lines[at] ?? '')
  if (!found) return undefined
  const level = (found[1] ?? '').length
  return { block: { kind: 'heading', level, inside: parseInline(found[2] ?? '') }, next: at + 1 }
}

const readRule: Reader = (lines, at) =>
  rule.test(lines[at] ?? '') ? { block: { kind: 'rule' }, next: at + 1 } : undefined

const readQuote: Reader = (lines, at) => {
  const inner: string[] = []
  let next = at
  for (let found = quote.exec(lines[next] ?? ''); found; found = quote.exec(lines[next] ?? '')) {
    inner.push(found[1] ?? '')
    next += 1
  }
  if (next === at) return undefined
  return { block: { kind: 'quote', inside: parseBlocks(inner.join('\n')) }, next }
}

const readTable: Reader = (lines, at) => {
  const head = lines[at] ?? ''
  const marks = lines[at + 1] ?? ''
  if (!head.includes('|') || !marks.includes('-') || !delimiter.test(marks)) return undefined
  const names = cellsOf(head)
  if (names.length !== cellsOf(marks).length) return undefined
  let next = at + 2
  const rows: Inline[][][] = []
  while (next < lines.length && (lines[next] ?? '').includes('|')) {
    const cells = cellsOf(lines[next] ?? '')
    rows.push(names.map((_, column) => parseInline(cells[column] ?? '')))
    next += 1
  }
  const aligns = cellsOf(marks).map(alignOf)
  return { block: { kind: 'table', aligns, head: names.map(parseInline), rows }, next }
}

/** Items of one list; what is indented below an item belongs to it. */
const readList: Reader = (lines, at) => {
  const first = item.exec(lines[at] ?? '')
  if (!first) return undefined
  const isOrdered = /\d/.test(first[2] ?? '')
  const items: string[][] = []
  let next = at
  while (next < lines.length) {
    const line = lines[next] ?? ''
    const found = rule.test(line) ? null : item.exec(line)
    if (found && /\d/.test(found[2] ?? '') === isOrdered) items.push([found[4] ?? ''])
    else if (/^(?: {2,}|\t)\S/.test(line)) items.at(-1)?.push(line.replace(/^(?: {2,4}|\t)/, ''))
    else break
    next += 1
  }
  const start = isOrdered ? Number.parseInt(first[2] ?? '1', 10) : undefined
  const inside = items.map((own) => parseBlocks(own.join('\n')))
  return { block: { kind: 'list', start, items: inside }, next }
}

const readIndented: Reader = (lines, at) => {
  let next = at
  while (/^(?: {4}|\t)/.test(lines[next] ?? '')) next += 1
  if (next === at) return undefined
  const text = lines.slice(at, next).map((line) => line.replace(/^(?: {4}|\t)/, ''))
  return { block: { kind: 'code', language: '', text: text.join('\n') }, next }
}

const readers = [readFence, readHeading, readRule, readQuote, readTable, readList] as const
const readAny: Reader = (lines, at) => {
  for (const reader of readers) {
    const read = reader(lines, at)
    if (read) return read
  }
  return undefined
}

/** Parses a whole text. */
export function parseBlocks(source: string): Block[] {
  const lines = source.replaceAll('\r\n', '\n').split('\n')
  const blocks: Block[] = []
  let said: string[] = []
  const flush = () => {
    if (said.length > 0) blocks.push({ kind: 'paragraph', inside: parseInline(said.join('\n')) })
    said = []
  }
  for (let at = 0; at < lines.length; ) {
    const line = lines[at] ?? ''
    const read = readAny(lines, at) ?? (said.length === 0 ? readIndented(lines, at) : undefined)
    if (read || line.trim() === '') flush()
    if (read) blocks.push(read.block)
    else if (line.trim() !== '') said.push(line.trim())
    at = read?.next ?? at + 1
  }
  flush()
  return blocks
}
