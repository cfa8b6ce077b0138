import { type DocFile, lastBefore, partOf } from './doc-file.ts'

/** A property as Word stores it: its code, and where its operand stands. */
type Property = { readonly code: number; readonly view: DataView; readonly at: number }

type Run<Value> = { readonly start: number; readonly end: number; readonly value: Value }

/** How a table row is divided: the edges of its cells in twips, and which cells are parts. */
export type RowShape = {
  readonly edges: readonly number[]
  readonly merges: readonly ('above' | 'left' | null)[]
}

export type ParagraphProperties = {
  readonly isInTable: boolean
  /** The mark behind a row's last cell, which carries the row's shape. */
  readonly endsRow: boolean
  /** 1 in a table, 2 in a table inside a cell. */
  readonly depth: number
  readonly list: string | null
  readonly level: number
  readonly shape: RowShape | null
}

/** Of a character: not printed, or a picture font's character in its place. */
export type CharacterProperties = {
  readonly isGone: boolean
  readonly symbol: { readonly font: number; readonly hex: string } | null
}

const codes = {
  inTable: 0x2416,
  endsRow: 0x2417,
  depth: 0x6649,
  list: 0x460b,
  level: 0x260a,
  rowShape: 0xd608,
  verticalMerge: 0xd62b,
  elsewhere: [0x6646, 0x6645],
  deleted: 0x0800,
  hidden: 0x083c,
  symbol: 0x6a09,
} as const

const page = 512

/** Looks up the properties of the paragraph that a character of the main stream belongs to. */
export function paragraphProperties(file: DocFile): (at: number) => ParagraphProperties {
  const plain: ParagraphProperties = {
    ...{ isInTable: false, endsRow: false, depth: 0, list: null, level: 0, shape: null },
  }
  const runs = runsIn(file, 'paragraphRuns', 13, (at, end) => {
    const { main } = file
    const words = main.getUint8(at)
    const from = words === 0 ? at + 2 : at + 1
    const size = words === 0 ? 2 * main.getUint8(at + 1) : 2 * words - 1
    // The first two bytes name the style.
    const properties = listProperties(main, from + 2, Math.min(from + size, end))
    return paragraphOf(properties.flatMap((one) => withElsewhere(one, file)))
  })
  return (at) => find(runs, at) ?? plain
}

/** Looks up what of a character's properties changes what is read. */
export function characterProperties(
  file: DocFile,
): (at: number) => CharacterProperties | undefined {
  const runs = runsIn(file, 'characterRuns', 1, (at, end) => {
    const size = file.main.getUint8(at)
    return characterOf(listProperties(file.main, at + 1, Math.min(at + 1 + size, end)))
  })
  return (at) => find(runs, at)
}

/** The pages of runs (MS-DOC 2.9.55, 2.9.175): places in the main stream, with their properties. */
function runsIn<Value>(
  file: DocFile,
  part: 'paragraphRuns' | 'characterRuns',
  entrySize: 1 | 13,
  read: (at: number, end: number) => Value,
): Run<Value>[] {
  const { main, table } = file
  const { at, size } = partOf(file, part)
  const count = Math.max(0, Math.floor((size - 4) / 8))
  const runs: Run<Value>[] = []
  for (let index = 0; index < count; index += 1) {
    const from = (table.getUint32(at + (count + 1) * 4 + index * 4, true) & 0x3fffff) * page
    if (from + page > main.byteLength) continue
    const runCount = main.getUint8(from + page - 1)
    for (let run = 0; run < runCount; run += 1) {
      const entry = from + (runCount + 1) * 4 + run * entrySize
      const offset = entry < from + page ? main.getUint8(entry) * 2 : 0
      if (offset === 0 || offset >= page - 2) continue
      runs.push({
        start: main.getUint32(from + run * 4, true),
        end: main.getUint32(from + run * 4 + 4, true),
        value: read(from + offset, from + page),
      })
    }
  }
  return runs.sort((one, other) => one.start - other.start)
}

function find<Value>(runs: readonly Run<Value>[], at: number): Value | undefined {
  const run = runs[lastBefore(runs, at)]
  return run && at < run.end ? run.value : undefined
}

/** Takes a list of properties apart by the sizes of their operands (MS-DOC 2.6). */
function listProperties(view: DataView, from: number, end: number): Property[] {
  const properties: Property[] = []
  const stop = Math.min(end, view.byteLength)
  for (let at = from; at + 3 <= stop; ) {
    const code = view.getUint16(at, true)
    properties.push({ code, view, at: at + 2 })
    at += 2 + operandSize(view, code, at + 2, stop)
  }
  return properties
}

function operandSize(view: DataView, code: number, at: number, stop: number): number {
  const bySize = [1, 1, 2, 4, 2, 2, 0, 3][code >> 13] ?? 1
  if (bySize > 0) return bySize
  if (code === codes.rowShape) return at + 2 <= stop ? view.getUint16(at, true) + 1 : 2
  return 1 + view.getUint8(at)
}

/** Properties too many for their page stand in the data stream. */
function withElsewhere(property: Property, { data }: DocFile): Property[] {
  const isElsewhere = codes.elsewhere.some((code) => code === property.code)
  if (!isElsewhere || !data || property.at + 4 > property.view.byteLength) return [property]
  const at = property.view.getUint32(property.at, true)
  if (at + 2 > data.byteLength) return []
  return listProperties(data, at + 2, at + 2 + data.getUint16(at, true))
}

function paragraphOf(properties: readonly Property[]): ParagraphProperties {
  const last = (code: number) => properties.findLast((one) => one.code === code)
  const byte = (code: number) => byteOf(last(code))
  const depth = last(codes.depth)
  const list = last(codes.list)
  const listNumber = list ? list.view.getUint16(list.at, true) : 0
  const rowShape = last(codes.rowShape)
  const shape = rowShape ? shapeOf(rowShape) : null
  return {
    isInTable:
      byte(codes.inTable) === 1 || (depth ? depth.view.getUint32(depth.at, true) > 0 : false),
    endsRow: byte(codes.endsRow) === 1,
    depth: depth ? depth.view.getUint32(depth.at, true) : byte(codes.inTable),
    list: listNumber > 0 && listNumber < 2047 ? String(listNumber) : null,
    level: byte(codes.level),
    shape: shape && withMerges(shape, properties),
  }
}

const byteOf = (property: Property | undefined) => property?.view.getUint8(property.at) ?? 0

function shapeOf({ view, at }: Property): RowShape | null {
  const end = at + 1 + view.getUint16(at, true)
  const count = view.getUint8(at + 2)
  const edgesAt = at + 3
  const cellsAt = edgesAt + (count + 1) * 2
  if (count === 0 || count > 63 || cellsAt > end || end > view.byteLength) return null
  const edges = Array.from({ length: count + 1 }, (_, index) =>
    view.getInt16(edgesAt + index * 2, true),
  )
  const merges = Array.from({ length: count }, (_, index) => {
    const cell = cellsAt + index * 20
    return cell + 2 <= end ? mergeOf(view.getUint16(cell, true)) : null
  })
  return { edges, merges }
}

/** Bits of a cell (MS-DOC 2.9.324): 0–1 horizontal, 5–6 vertical; 1 goes on, more begins. */
function mergeOf(flags: number): 'above' | 'left' | null {
  if ((flags & 3) === 2) return 'left'
  return ((flags >> 5) & 3) === 1 ? 'above' : null
}

/** Vertical merges that were made after the row was defined. */
function withMerges(shape: RowShape, properties: readonly Property[]): RowShape {
  const merges = [...shape.merges]
  for (const { code, view, at } of properties) {
    if (code !== codes.verticalMerge || at + 3 > view.byteLength) continue
    const cell = view.getUint8(at + 1)
    if (cell < merges.length) merges[cell] = view.getUint8(at + 2) === 1 ? 'above' : null
  }
  return { ...shape, merges }
}

function characterOf(properties: readonly Property[]): CharacterProperties {
  const isOn = (code: number) => byteOf(properties.findLast((one) => one.code === code)) === 1
  const found = properties.findLast(({ code }) => code === codes.symbol)
  const hasRoom = found !== undefined && found.at + 4 <= found.view.byteLength
  return {
    isGone: isOn(codes.deleted) || isOn(codes.hidden),
    symbol: hasRoom
      ? {
          font: found.view.getUint16(found.at, true),
          hex: found.view.getUint16(found.at + 2, true).toString(16),
        }
      : null,
  }
}
