const entrySize = 128

/**
 * The names of the streams and storages in a compound file (.doc, .xls, locked Office files;
 * MS-CFB 2.6.1): directory entries are 128 bytes each, aligned, wherever their sectors lie.
 */
export function directoryNames(bytes: Uint8Array): Set<string> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const names = new Set<string>()
  for (let at = 512; at + entrySize <= bytes.length; at += entrySize) {
    const nameBytes = view.getUint16(at + 64, true)
    const type = view.getUint8(at + 66)
    const isEntry = nameBytes >= 4 && nameBytes <= 64 && nameBytes % 2 === 0
    // Types: storage, stream, root; then a color bit.
    if (!isEntry || ![1, 2, 5].includes(type) || view.getUint8(at + 67) > 1) continue
    names.add(new TextDecoder('utf-16le').decode(bytes.subarray(at, at + nameBytes - 2)))
  }
  return names
}
