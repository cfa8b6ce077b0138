import { constants, deflateRawSync } from 'node:zlib'

/** An entry as the archive shall tell it, true or not. `packed`: its bytes as they stand inside. */
export type Entry = {
  readonly name: string
  readonly packed: Uint8Array
  readonly size: number
  readonly isDeflated: boolean
  readonly flags?: number
}

export function stored(name: string, data: string | Uint8Array): Entry {
  const packed = Buffer.from(data)
  return { name, packed, size: packed.length, isDeflated: false }
}

export function deflated(name: string, data: string | Uint8Array): Entry {
  const bytes = Buffer.from(data)
  return { name, packed: deflateRawSync(bytes), size: bytes.length, isDeflated: true }
}

/** `count` times the same megabyte (a deflate stream of blocks that end on a byte), tiny when packed. */
export function repeated(name: string, megabyte: Uint8Array, count: number, head = ''): Entry {
  const flush = { finishFlush: constants.Z_SYNC_FLUSH, level: 9 }
  const block = deflateRawSync(megabyte, flush)
  const first = deflateRawSync(Buffer.from(head), flush)
  const last = Uint8Array.of(3, 0)
  const packed = Buffer.concat([first, ...Array<Uint8Array>(count).fill(block), last])
  return { name, packed, size: Buffer.byteLength(head) + megabyte.length * count, isDeflated: true }
}

/** A ZIP of these entries (APPNOTE 4.3), with what they say of themselves; checksums are left out. */
export function archiveOf(entries: readonly Entry[]): Uint8Array {
  const parts: Uint8Array[] = []
  const directory: Uint8Array[] = []
  let offset = 0
  for (const { name, packed, size, isDeflated, flags = 0 } of entries) {
    const fields = Buffer.alloc(26)
    fields.writeUInt16LE(20, 0)
    fields.writeUInt16LE(flags, 2)
    fields.writeUInt16LE(isDeflated ? 8 : 0, 4)
    fields.writeUInt32LE(packed.length, 14)
    fields.writeUInt32LE(size % 2 ** 32, 18)
    fields.writeUInt16LE(Buffer.byteLength(name), 22)
    const local = Buffer.concat([Buffer.from('PK\u0003\u0004'), fields, Buffer.from(name)])
    const place = Buffer.alloc(14)
    place.writeUInt32LE(offset, 10)
    parts.push(local, packed)
    directory.push(Buffer.from('PK\u0001\u0002\u0014\u0000'), fields, place, Buffer.from(name))
    offset += local.length + packed.length
  }
  const list = Buffer.concat(directory)
  const end = Buffer.alloc(22)
  end.write('PK\u0005\u0006')
  end.writeUInt16LE(entries.length, 8)
  end.writeUInt16LE(entries.length, 10)
  end.writeUInt32LE(list.length, 12)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...parts, list, end])
}
