// biome-ignore lint/suspicious/noControlCharactersInRegex: telling text from noise is what it is for
const controls = /[\u0000-\u0008\u000e-\u001f\u007f-\u009f]/g

/**
 * The text of a file: by its byte order mark, else UTF-8, else GB18030 (which older office
 * software writes) or Big5. `undefined`: these bytes are no text.
 */
export function decodeText(bytes: Uint8Array): string | undefined {
  const text = decodeByMark(bytes) ?? tryDecode('utf-8', bytes) ?? decodeChinese(bytes)
  if (text === undefined) return undefined
  const noise = text.match(controls)?.length ?? 0
  // Real dumps have none of these characters; a few strays are let through, noise is not.
  if (text.includes('\u0000') || noise > 3 + text.length / 1000) return undefined
  return text.replace(controls, '')
}

/** Every byte as the character of its number, so that a text can be cut and given back as bytes. */
export function textOfBytes(bytes: Uint8Array): string {
  const parts: string[] = []
  for (let at = 0; at < bytes.length; at += 8192) {
    parts.push(String.fromCharCode(...bytes.subarray(at, at + 8192)))
  }
  return parts.join('')
}

/**
 * The text of a web page: by its byte order mark, by the charset that it declares, else as any
 * text. Undecodable bytes of a declared charset show as \ufffd, as browsers do.
 */
export function decodePage(bytes: Uint8Array): string {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 4096))
  const declared = /charset\s*=\s*["']?\s*([\w-]+)/i.exec(head)?.[1] ?? 'utf-8'
  return (
    decodeByMark(bytes) ??
    tryDecode(declared, bytes) ??
    decodeText(bytes) ??
    loosely(declared, bytes)
  )
}

/** Letters and signs that a Chinese text hardly has, and that Big5 gives when it is read as GB18030. */
const strange = /[\u0370-\u04ff\u2500-\u257f\u3040-\u312f\ue000-\uf8ff\ufe10-\ufe4f]/g
const sampleCharacters = 20_000

/** Nearly all Big5 is valid GB18030 as well: which of the two it is shows in what comes out. */
function decodeChinese(bytes: Uint8Array): string | undefined {
  const text = tryDecode('gb18030', bytes)
  const strangeness = (words: string) =>
    (words.slice(0, sampleCharacters).match(strange)?.length ?? 0) /
    Math.min(words.length, sampleCharacters)
  if (text !== undefined && strangeness(text) < 0.02) return text
  const other = tryDecode('big5', bytes)
  if (text === undefined || other === undefined) return text ?? other
  return strangeness(other) < strangeness(text) ? other : text
}

function loosely(encoding: string, bytes: Uint8Array): string {
  try {
    return new TextDecoder(encoding).decode(bytes)
  } catch {
    // No such encoding: what can be read of it is read.
    return new TextDecoder().decode(bytes)
  }
}

function decodeByMark(bytes: Uint8Array): string | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return tryDecode('utf-16le', bytes)
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return tryDecode('utf-16be', bytes)
  return undefined
}

function tryDecode(encoding: string, bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch {
    // Not this encoding: the caller tries the next one.
    return undefined
  }
}
