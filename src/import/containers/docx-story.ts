import type { Numbering } from './docx-numbering.ts'
import {
  append,
  breakLine,
  cellOf,
  closeBox,
  closeCell,
  closeParagraph,
  closeRow,
  closeTable,
  openBox,
  openCell,
  openParagraph,
  openRow,
  openTable,
  type Places,
  paragraphOf,
  rowOf,
  type StoryCounts,
} from './docx-places.ts'
import { symbol } from './docx-symbols.ts'
import type { FlowNode } from './flow.ts'
import { type Attributes, walkXml } from './xml.ts'

const namespace = /\/wordprocessingml\/(?:2006\/)?main$/

/** Content that is not printed, or printed a second time: earlier states, properties, fallbacks. */
const skipped = new Set([
  'moveFrom',
  'pPrChange',
  'rPrChange',
  'tcPrChange',
  'trPrChange',
  'tblPrChange',
  'tblPrExChange',
  'sectPrChange',
  'numberingChange',
  'sdtPr',
  'rt',
  'mc:Fallback',
])

/**
 * Reads one story of a Word file (its body, a header, the footnotes) into paragraphs and tables as
 * they print: with automatic numbers, tracked changes taken over, hidden text and pinyin above
 * characters left out (and counted), text boxes behind the paragraph that holds them.
 */
export function readStory(
  bytes: Uint8Array,
  numbering: Numbering,
  counts: StoryCounts,
): FlowNode[] {
  const flow: FlowNode[] = []
  const places: Places = {
    ...{ flows: [flow], paragraphs: [], tables: [], numbering, counts },
    ...{ inText: false, inParagraphProperties: false, inRowProperties: false, isHidden: false },
    ...{ unended: new WeakSet(), prompts: [] },
  }
  let prefix: string | undefined
  let skipping = 0
  const short = (name: string) =>
    prefix && name.startsWith(prefix) ? name.slice(prefix.length) : name
  walkXml(bytes, {
    open: (name, attributes) => {
      prefix ??= prefixOf(attributes)
      const tag = short(name)
      if (tag === 'rt') counts.pinyin += 1
      if (tag === 'showingPlcHdr') isPrompt(places, attributes[`${prefix}val`])
      if (skipping > 0 || skipped.has(tag) || isDeletedText(tag, places)) skipping += 1
      else opening[tag]?.(places, (key) => attributes[`${prefix}${key}`])
    },
    close: (name) => {
      if (skipping > 0) skipping -= 1
      else closing[short(name)]?.(places)
    },
    text: (text) => {
      if (skipping > 0 || !places.inText) return
      if (places.isHidden && text.trim() !== '') counts.hidden += 1
      append(places, text)
    },
  })
  return flow
}

/** Nearly always `w:`; any other prefix may be bound to Word's namespace. */
function prefixOf(attributes: Attributes): string {
  const bound = Object.keys(attributes).find(
    (key) => key.startsWith('xmlns:') && namespace.test(attributes[key] ?? ''),
  )
  return bound ? `${bound.slice('xmlns:'.length)}:` : 'w:'
}

/** `w:del` holds deleted words; in a paragraph's or a row's properties it is a mark. */
function isDeletedText(tag: string, places: Places): boolean {
  return tag === 'del' && !places.inParagraphProperties && !places.inRowProperties
}

type Value = (name: string) => string | undefined

const isOff = (value: string | undefined) => /^(?:0|false|off|none)$/.test(value ?? '')

/** A number of columns; more than Word allows is refused where the row is placed. */
function columnsOf(value: string | undefined, least: number): number {
  const columns = Number(value ?? least)
  return Number.isInteger(columns) && columns > least ? Math.min(columns, 1000) : least
}

const opening: Readonly<Record<string, (places: Places, value: Value) => void>> = {
  p: openParagraph,
  pPr: (places) => {
    places.inParagraphProperties = true
  },
  pStyle: (places, value) => setList(places, { style: value('val') ?? null }),
  numId: (places, value) => setList(places, { num: value('val') ?? null }),
  ilvl: (places, value) => setList(places, { level: Number(value('val') ?? 0) }),
  r: (places) => {
    places.isHidden = false
  },
  vanish: (places, value) => {
    if (!places.inParagraphProperties) places.isHidden = !isOff(value('val'))
  },
  t: (places) => {
    places.inText = true
  },
  'm:t': (places) => {
    places.inText = true
  },
  tab: (places) => append(places, '\t'),
  ptab: (places) => append(places, '\t'),
  br: breakLine,
  cr: breakLine,
  noBreakHyphen: (places) => append(places, '-'),
  sym: (places, value) => append(places, symbol(value('font') ?? '', value('char') ?? '')),
  del: (places) => {
    const mark = places.inParagraphProperties ? paragraphOf(places) : rowOf(places)
    if (mark) mark.isRemoved = true
  },
  txbxContent: openBox,
  tbl: openTable,
  tr: openRow,
  sdt: ({ prompts }) => prompts.push(false),
  trPr: (places) => {
    places.inRowProperties = true
  },
  hidden: (places) => {
    const row = places.inRowProperties ? rowOf(places) : undefined
    if (row) row.isHidden = true
  },
  gridBefore: (places, value) => {
    const row = rowOf(places)
    if (row) row.before = columnsOf(value('val'), 0)
  },
  tc: openCell,
  gridSpan: (places, value) => {
    const cell = cellOf(places)
    if (cell) cell.span = columnsOf(value('val'), 1)
  },
  vMerge: (places, value) => continueCell(places, 'above', value('val')),
  cellDel: (places) => {
    const cell = cellOf(places)
    if (cell) cell.isRemoved = true
  },
  hMerge: (places, value) => continueCell(places, 'left', value('val')),
  altChunk: ({ counts }) => {
    counts.chunks += 1
  },
}

const closing: Readonly<Record<string, (places: Places) => void>> = {
  p: closeParagraph,
  pPr: (places) => {
    places.inParagraphProperties = false
  },
  sdt: ({ prompts }) => prompts.pop(),
  trPr: (places) => {
    places.inRowProperties = false
  },
  t: (places) => {
    places.inText = false
  },
  'm:t': (places) => {
    places.inText = false
  },
  txbxContent: closeBox,
  tbl: closeTable,
  tr: closeRow,
  tc: closeCell,
}

/** A field to fill in that nobody did: what it holds asks for words, and is none. */
function isPrompt({ prompts, counts }: Places, value: string | undefined): void {
  if (isOff(value) || prompts.length === 0) return
  prompts[prompts.length - 1] = true
  counts.prompts += 1
}

function setList(
  places: Places,
  properties: { style?: string | null; num?: string | null; level?: number },
): void {
  const paragraph = paragraphOf(places)
  if (paragraph && places.inParagraphProperties) Object.assign(paragraph, properties)
}

function continueCell(places: Places, from: 'above' | 'left', value: string | undefined): void {
  const cell = cellOf(places)
  if (!cell) return
  if (value !== 'restart') cell.continues = from
  else if (from === 'above') cell.isMerged = true
}
