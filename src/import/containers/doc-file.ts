import { textOfBytes } from '../decode.ts'
import { Unreadable, unreadable } from '../unreadable.ts'
import type { Ole } from './ole.ts'

/** Where a stream of a Word 97–2003 file says that its parts lie (MS-DOC 2.5, offsets in the FIB). */
const fib = {
  flags: 0x0a,
  stories: 0x4c,
  characterRuns: 0xfa,
  fonts: 0x112,
  paragraphRuns: 0x102,
  pieces: 0x1a2,
  lists: 0x2e2,
  listOverrides: 0x2ea,
} as const

/** The streams of a .doc, and its text with the place in the file of each character. */
export type DocFile = {
  readonly main: DataView
  readonly table: DataView
  readonly data: DataView | undefined
  /** All stories behind one another. */
  readonly text: string
  /** Lengths of the stories in characters, in their fixed order. */
  readonly stories: Readonly<Record<(typeof storyNames)[number], number>>
  /** A character's place in the main stream, in bytes. */
  readonly fileAt: (index: number) => number
}

const storyNames = [
  'body',
  'footnotes',
  'headers',
  'macros',
  'comments',
  'endnotes',
  'boxes',
  'headerBoxes',
] as const

type Text = { readonly start: number; readonly file: number; readonly width: 1 | 2 }

/** Opens the streams of a .doc and puts its text together from its pieces (MS-DOC 2.4.1). */
export function openDoc(ole: Ole): DocFile {
  const main = viewOf(ole.read('WordDocument'))
  const flags = main.getUint16(fib.flags, true)
  if (flags & 0x0100) throw new Unreadable(unreadable.locked)
  if (main.getUint16(0, true) !== 0xa5ec) {
    throw new Unreadable('这是 Word 95 以前的文档，不能读取。请打开后另存为 .docx 再发给我。')
  }
  const table = viewOf(ole.read(flags & 0x0200 ? '1Table' : '0Table'))
  const data = ole.read('Data')
  const { text, pieces } = readPieces(main, table)
  return {
    main,
    table,
    data: data && viewOf(data),
    text,
    stories: readStories(main),
    fileAt: (index) => {
      const piece = pieces[lastBefore(pieces, index)]
      return piece ? piece.file + (index - piece.start) * piece.width : -1
    },
  }
}

/** A part of the table stream that the FIB names, as an area of it. */
export function partOf(
  { main, table }: Pick<DocFile, 'main' | 'table'>,
  part: keyof typeof fib,
): { readonly at: number; readonly size: number } {
  const at = main.getUint32(fib[part], true)
  const size = main.getUint32(fib[part] + 4, true)
  return at + size <= table.byteLength ? { at, size } : { at: 0, size: 0 }
}

function viewOf(bytes: Uint8Array | undefined): DataView {
  if (!bytes) throw new Unreadable(unreadable.damaged)
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}

function readStories(main: DataView): DocFile['stories'] {
  const lengths = storyNames.map((name, index) => [
    name,
    main.getUint32(fib.stories + index * 4, true),
  ])
  return Object.fromEntries(lengths)
}

/** Windows-1252 from 80 to 9f. Not by TextDecoder: Node 20 takes it for Latin-1. */
const narrowSigns = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ'

function narrowText(bytes: Uint8Array): string {
  return textOfBytes(bytes).replace(/[\u0080-\u009f]/g, (sign) =>
    narrowSigns.charAt(sign.charCodeAt(0) - 0x80),
  )
}

function readPieces(main: DataView, table: DataView): { text: string; pieces: Text[] } {
  const { at, size } = partOf({ main, table }, 'pieces')
  const stop = at + size
  let place = at
  // Properties that pieces share stand before the piece table.
  while (place + 3 <= stop && table.getUint8(place) === 1) {
    place += 3 + table.getUint16(place + 1, true)
  }
  if (place + 5 > stop || table.getUint8(place) !== 2) throw new Unreadable(unreadable.damaged)
  const from = place + 5
  const count = Math.floor((table.getUint32(place + 1, true) - 4) / 12)
  if (count < 0 || from + (count + 1) * 4 + count * 8 > stop) {
    throw new Unreadable(unreadable.damaged)
  }
  const pieces: Text[] = []
  const texts: string[] = []
  let start = 0
  for (let index = 0; index < count; index += 1) {
    const position = from + index * 4
    const length = table.getUint32(position + 4, true) - table.getUint32(position, true)
    const where = table.getUint32(from + (count + 1) * 4 + index * 8 + 2, true)
    const isNarrow = (where & 0x40000000) !== 0
    const file = isNarrow ? (where & 0x3fffffff) >>> 1 : where
    const width = isNarrow ? 1 : 2
    if (length < 0 || file + length * width > main.byteLength) {
      throw new Unreadable(unreadable.damaged)
    }
    const bytes = new Uint8Array(main.buffer, main.byteOffset + file, length * width)
    texts.push(isNarrow ? narrowText(bytes) : new TextDecoder('utf-16le').decode(bytes))
    pieces.push({ start, file, width })
    start += length
    // Pieces may name the same bytes again and again; a real text is no longer than its file.
    if (start > main.byteLength) throw new Unreadable(unreadable.damaged)
  }
  return { text: texts.join(''), pieces }
}

/** The last of `places` (ascending by `start`) that begins at or before `at`. */
export function lastBefore(places: readonly { readonly start: number }[], at: number): number {
  let [low, high] = [0, places.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((places[middle]?.start ?? 0) <= at) low = middle + 1
    else high = middle
  }
  return low - 1
}

/** Names of the fonts, by their place in the file's list (MS-DOC 2.9.85, 2.9.286). */
export function fontsOf(file: DocFile): string[] {
  const { table } = file
  const { at, size } = partOf(file, 'fonts')
  const names: string[] = []
  for (let place = at + 4; place + 41 < at + size; place += 1 + table.getUint8(place)) {
    const end = Math.min(place + 1 + table.getUint8(place), at + size)
    let name = ''
    for (let letter = place + 40; letter + 2 <= end; letter += 2) {
      const code = table.getUint16(letter, true)
      if (code === 0) break
      name += String.fromCharCode(code)
    }
    names.push(name)
  }
  return names
}
