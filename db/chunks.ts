/** Bytes in a database that knows text: base64 in chunks. */

/** Bytes of a chunk: as base64 text a third more, below a megabyte. */
const chunkBytes = 720_000

/** The chunks of a file, in order. */
export const chunksOf = (bytes: Uint8Array): readonly string[] =>
  Array.from({ length: Math.ceil(bytes.length / chunkBytes) }, (_, position) =>
    base64Of(bytes.subarray(position * chunkBytes, (position + 1) * chunkBytes)),
  )

function base64Of(bytes: Uint8Array): string {
  let binary = ''
  const step = 0x8000
  for (let at = 0; at < bytes.length; at += step) {
    binary += String.fromCharCode(...bytes.subarray(at, at + step))
  }
  return btoa(binary)
}

export const bytesOf = (base64: string): Uint8Array =>
  Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))
