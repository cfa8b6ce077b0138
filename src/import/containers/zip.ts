import { Inflate } from 'fflate'
import { limits } from '../guard.ts'
import { Unreadable, unreadable } from '../unreadable.ts'

/** An archive whose directory was found harmless. Entries are unpacked one by one, when asked for. */
export type Archive = {
  readonly names: readonly string[]
  /** The entry's bytes; `undefined` where there is no such entry. */
  readonly read: (name: string) => Uint8Array | undefined
}

type Entry = {
  readonly method: number
  readonly packed: number
  readonly size: number
  readonly offset: number
}

const tooLarge =
  '文件解开后过大，超出可以读取的范围（每个部分 50 MB、合计 100 MB、2000 个部分以内）。'
const escaping = '文件里有指向文件以外的路径，不能读取。'

const endSignature = 0x06054b50
const entrySignature = 0x02014b50
const localSignature = 0x04034b50
const slice = 16 * 1024

/**
 * Opens an archive by its central directory. Refuses, before anything is unpacked, what declares
 * too many or too large entries (design §11), encrypted entries, and paths that climb out.
 */
export function openZip(bytes: Uint8Array): Archive {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const entries = directory(bytes, view)
  return {
    names: [...entries.keys()],
    read: (name) => {
      const entry = entries.get(name)
      return entry && unpack(bytes, view, entry)
    },
  }
}

function directory(bytes: Uint8Array, view: DataView): Map<string, Entry> {
  const end = findEnd(view)
  const entries = new Map<string, Entry>()
  let total = 0
  let at = view.getUint32(end + 16, true)
  const stop = at + view.getUint32(end + 12, true)
  if (view.getUint16(end + 10, true) > limits.archiveEntries) throw new Unreadable(tooLarge)
  if (stop > end) throw new Unreadable(unreadable.damaged)
  while (at + 46 <= stop && view.getUint32(at, true) === entrySignature) {
    const nameLength = view.getUint16(at + 28, true)
    const written = new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + nameLength))
    const name = written.replaceAll('\\', '/')
    const entry = entryAt(view, at)
    total += entry.size
    if (entry.size > limits.entryBytes || total > limits.archiveBytes) {
      throw new Unreadable(tooLarge)
    }
    checkName(name, entries)
    if (entries.size >= limits.archiveEntries) throw new Unreadable(tooLarge)
    entries.set(name, entry)
    at += 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true)
  }
  if (entries.size === 0) throw new Unreadable(unreadable.damaged)
  return entries
}

/** Where the end record stands: in the last 64 KB, behind it a comment at most. */
function findEnd(view: DataView): number {
  const from = view.byteLength - 22
  for (let at = from; at >= 0 && at >= from - 0xffff; at -= 1) {
    if (view.getUint32(at, true) === endSignature) return at
  }
  throw new Unreadable(unreadable.damaged)
}

function entryAt(view: DataView, at: number): Entry {
  if (view.getUint16(at + 8, true) & 1) throw new Unreadable(unreadable.locked)
  return {
    method: view.getUint16(at + 10, true),
    packed: view.getUint32(at + 20, true),
    // 0xffffffff announces a 64-bit size: no document has one.
    size: view.getUint32(at + 24, true),
    offset: view.getUint32(at + 42, true),
  }
}

function checkName(name: string, entries: ReadonlyMap<string, Entry>): void {
  if (/(?:^|[\\/])\.\.(?:[\\/]|$)|^[\\/]|^[a-z]:/i.test(name)) throw new Unreadable(escaping)
  if (entries.has(name)) throw new Unreadable(unreadable.damaged)
}

/** Never makes more bytes than the directory declared, whatever the data say. */
function unpack(bytes: Uint8Array, view: DataView, entry: Entry): Uint8Array {
  const { offset, packed, size, method } = entry
  if (offset + 30 > bytes.length || view.getUint32(offset, true) !== localSignature) {
    throw new Unreadable(unreadable.damaged)
  }
  const from = offset + 30 + view.getUint16(offset + 26, true) + view.getUint16(offset + 28, true)
  if (from + packed > bytes.length) throw new Unreadable(unreadable.damaged)
  const data = bytes.subarray(from, from + packed)
  if (method === 0 && packed === size) return data
  if (method !== 8) throw new Unreadable(unreadable.damaged)
  return inflate(data, size)
}

function inflate(data: Uint8Array, size: number): Uint8Array {
  const out = new Uint8Array(size)
  let filled = 0
  const stream = new Inflate((chunk) => {
    if (filled + chunk.length > size) throw new Unreadable(unreadable.damaged)
    out.set(chunk, filled)
    filled += chunk.length
  })
  try {
    for (let at = 0; at < data.length; at += slice) {
      stream.push(data.subarray(at, at + slice), at + slice >= data.length)
    }
  } catch (cause) {
    throw new Unreadable(unreadable.damaged, { cause })
  }
  if (filled !== size) throw new Unreadable(unreadable.damaged)
  return out
}
