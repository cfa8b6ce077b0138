import { Unreadable, unreadable } from '../unreadable.ts'

/** A compound file (.doc, .xls, locked Office files; MS-CFB), opened by its directory. */
export type Ole = {
  /** Whether a stream or storage stands at its root (in any case); what is embedded has its own. */
  readonly has: (name: string) => boolean
  /** A root stream's bytes; `undefined` where there is none. */
  readonly read: (name: string) => Uint8Array | undefined
}

type Entry = {
  readonly name: string
  readonly left: number
  readonly right: number
  readonly child: number
  readonly start: number
  readonly size: number
}

/** Sector numbers from here on mean free, end of chain, or the table itself. */
const special = 0xfffffffa
const headerSectors = 109

/**
 * Opens a compound file. A chain of sectors that runs in a circle or out of the file makes it
 * unreadable: libraries follow such chains for ever.
 */
export function openOle(bytes: Uint8Array): Ole {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (bytes.length < 512) throw new Unreadable(unreadable.damaged)
  const shift = view.getUint16(0x1e, true)
  if (shift !== 9 && shift !== 12) throw new Unreadable(unreadable.damaged)
  const size = 1 << shift
  const sector = (id: number) => {
    const from = (id + 1) * size
    if (id >= special || from >= bytes.length) throw new Unreadable(unreadable.damaged)
    return from
  }
  const table = fatSectors(view, sector, size)
  const nextIn = (sectors: readonly number[]) => (id: number) => {
    const at = sectors[Math.floor((id * 4) / size)]
    if (at === undefined) throw new Unreadable(unreadable.damaged)
    return wordAt(view, at + ((id * 4) % size))
  }
  const next = nextIn(table)
  const most = Math.ceil(bytes.length / size)
  const offsets = (start: number) => chain(start, next, most).map(sector)
  const stream = (start: number, length: number) => gather(bytes, offsets(start), size, length)

  const directory = offsets(view.getUint32(0x30, true))
  const entries = entriesIn(gather(bytes, directory, size, directory.length * size))
  const root = entries[0]
  if (!root) throw new Unreadable(unreadable.damaged)
  const children = childrenOf(root, entries)
  const cutoff = view.getUint32(0x38, true)
  const readSmall = (entry: Entry) => {
    const nextSmall = nextIn(offsets(view.getUint32(0x3c, true)))
    const ids = chain(entry.start, nextSmall, Math.ceil(root.size / 64))
    const store = stream(root.start, root.size)
    return gather(
      store,
      ids.map((id) => id * 64),
      64,
      entry.size,
    )
  }
  return {
    has: (name) => children.has(name.toLowerCase()),
    read: (name) => {
      const entry = children.get(name.toLowerCase())
      if (!entry || entry.size === 0) return undefined
      return entry.size < cutoff ? readSmall(entry) : stream(entry.start, entry.size)
    },
  }
}

/** Where the sectors of the allocation table lie. */
function fatSectors(view: DataView, sector: (id: number) => number, size: number): number[] {
  const ids: number[] = []
  for (let at = 0; at < headerSectors; at += 1) ids.push(view.getUint32(0x4c + at * 4, true))
  let further = view.getUint32(0x44, true)
  const most = Math.ceil(view.byteLength / size)
  for (let count = 0; further < special && count <= most; count += 1) {
    const from = sector(further)
    for (let at = 0; at < size - 4; at += 4) ids.push(wordAt(view, from + at))
    further = wordAt(view, from + size - 4)
  }
  return ids.filter((id) => id < special).map(sector)
}

function wordAt(view: DataView, at: number): number {
  if (at + 4 > view.byteLength) throw new Unreadable(unreadable.damaged)
  return view.getUint32(at, true)
}

function chain(start: number, next: (id: number) => number, most: number): number[] {
  const ids: number[] = []
  for (let id = start; id < special; id = next(id)) {
    if (ids.length > most) throw new Unreadable(unreadable.damaged)
    ids.push(id)
  }
  return ids
}

function gather(
  bytes: Uint8Array,
  offsets: readonly number[],
  size: number,
  length: number,
): Uint8Array {
  if (length > offsets.length * size) throw new Unreadable(unreadable.damaged)
  const out = new Uint8Array(length)
  for (const [index, from] of offsets.entries()) {
    const at = index * size
    if (at >= length) break
    out.set(bytes.subarray(from, from + Math.min(size, length - at)), at)
  }
  return out
}

const entrySize = 128

function entriesIn(directory: Uint8Array): Entry[] {
  const view = new DataView(directory.buffer)
  const entries: Entry[] = []
  for (let at = 0; at + entrySize <= directory.length; at += entrySize) {
    const nameBytes = Math.min(Math.max(view.getUint16(at + 64, true) - 2, 0), 62)
    entries.push({
      name: new TextDecoder('utf-16le').decode(directory.subarray(at, at + nameBytes)),
      left: view.getUint32(at + 68, true),
      right: view.getUint32(at + 72, true),
      child: view.getUint32(at + 76, true),
      start: view.getUint32(at + 116, true),
      size: view.getUint32(at + 120, true),
    })
  }
  return entries
}

function childrenOf(root: Entry, entries: readonly Entry[]): Map<string, Entry> {
  const children = new Map<string, Entry>()
  const seen = new Set<number>()
  const waiting = [root.child]
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    const entry = entries[id]
    if (!entry || seen.has(id)) continue
    seen.add(id)
    children.set(entry.name.toLowerCase(), entry)
    waiting.push(entry.left, entry.right)
  }
  return children
}
