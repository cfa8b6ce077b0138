import type { DocFile } from './doc-file.ts'
import { partOf } from './doc-file.ts'
import { countersOf, type Level, type List, type Num, type Numbering } from './docx-numbering.ts'

/** Number formats by their code (MS-OSHARED 2.2.1.3), in the words that .docx has for them. */
const formats: Readonly<Record<number, string>> = {
  1: 'upperRoman',
  2: 'lowerRoman',
  3: 'upperLetter',
  4: 'lowerLetter',
  10: 'ideographDigital',
  11: 'japaneseCounting',
  14: 'decimalFullWidth',
  18: 'decimalEnclosedCircle',
  19: 'decimalFullWidth',
  22: 'decimalZero',
  23: 'bullet',
  26: 'decimalEnclosedFullstop',
  27: 'decimalEnclosedParen',
  28: 'decimalEnclosedCircleChinese',
  29: 'ideographEnclosedCircle',
  30: 'ideographTraditional',
  31: 'ideographZodiac',
  33: 'taiwaneseCounting',
  34: 'ideographLegalTraditional',
  35: 'taiwaneseCountingThousand',
  36: 'taiwaneseDigital',
  37: 'chineseCounting',
  38: 'chineseLegalSimplified',
  39: 'chineseCountingThousand',
  255: 'none',
}

const listSize = 28
const levelSize = 28
const overrideSize = 16

/** The automatic numbers of a .doc (MS-DOC 2.9.131, 2.9.150), counted as those of a .docx are. */
export function readDocLists(file: DocFile): Numbering {
  const { lists, ids } = readLists(file)
  return countersOf(lists, readOverrides(file, ids), { byId: new Map(), normal: null })
}

function readLists(file: DocFile): { lists: Map<string, List>; ids: Set<string> } {
  const { table } = file
  const { at, size } = partOf(file, 'lists')
  const lists = new Map<string, List>()
  const count = size >= 2 ? table.getUint16(at, true) : 0
  if (2 + count * listSize > size) return { lists, ids: new Set() }
  // The levels of all lists stand behind the lists, outside the size that is told.
  let place = at + 2 + count * listSize
  for (let index = 0; index < count; index += 1) {
    const list = at + 2 + index * listSize
    const isSimple = (table.getUint8(list + 26) & 1) === 1
    const levels = new Map<number, Level>()
    for (let level = 0; level < (isSimple ? 1 : 9); level += 1) {
      const read = readLevel(table, place)
      if (!read) return { lists, ids: new Set(lists.keys()) }
      levels.set(level, read.level)
      place = read.end
    }
    lists.set(String(table.getInt32(list, true)), { levels, styleLink: null })
  }
  return { lists, ids: new Set(lists.keys()) }
}

function readLevel(table: DataView, at: number): { level: Level; end: number } | undefined {
  if (at + levelSize + 2 > table.byteLength) return undefined
  const textAt = at + levelSize + table.getUint8(at + 24) + table.getUint8(at + 25)
  if (textAt + 2 > table.byteLength) return undefined
  const length = table.getUint16(textAt, true)
  const end = textAt + 2 + length * 2
  if (end > table.byteLength) return undefined
  let text = ''
  for (let place = textAt + 2; place < end; place += 2) {
    const code = table.getUint16(place, true)
    // A code below nine stands for the number of that level.
    text += code < 9 ? `%${code + 1}` : String.fromCharCode(code)
  }
  const flags = table.getUint8(at + 5)
  const level: Level = {
    start: table.getInt32(at, true),
    format: formats[table.getUint8(at + 4)] ?? 'decimal',
    text,
    restart: (flags & 0x08) !== 0 ? table.getUint8(at + 26) : null,
    legal: (flags & 0x04) !== 0,
  }
  return { level, end }
}

function readOverrides(file: DocFile, ids: ReadonlySet<string>): Map<string, Num> {
  const { table } = file
  const { at, size } = partOf(file, 'listOverrides')
  const nums = new Map<string, Num>()
  const count = size >= 4 ? table.getUint32(at, true) : 0
  if (4 + count * overrideSize > size) return nums
  const stop = at + size
  let place = at + 4 + count * overrideSize
  for (let index = 0; index < count; index += 1) {
    const from = at + 4 + index * overrideSize
    const list = String(table.getInt32(from, true))
    const num: Num = { list, starts: new Map(), levels: new Map() }
    if (ids.has(list)) nums.set(String(index + 1), num)
    place += 4
    for (let more = table.getUint8(from + 12); more > 0 && place + 8 <= stop; more -= 1) {
      const flags = table.getUint32(place + 4, true)
      const level = flags & 0x0f
      if (flags & 0x10) num.starts.set(level, table.getInt32(place, true))
      place += 8
      const own = flags & 0x20 ? readLevel(table, place) : undefined
      if (!own) continue
      num.levels.set(level, own.level)
      num.starts.set(level, own.level.start)
      place = own.end
    }
  }
  return nums
}
