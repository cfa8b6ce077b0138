// biome-ignore lint/suspicious/noControlCharactersInRegex: telling text from noise is what it is for
const controls = /[\u0000-\u0008\u000e-\u001f\u007f-\u009f]/g

/**
 * The text of a file: by its byte order mark, else UTF-8, else GB18030 (which older office
 * software writes). `undefined`: these bytes are no text.
 */
export function decodeText(bytes: Uint8Array): string | undefined {
  const text = decodeByMark(bytes) ?? tryDecode('utf-8', bytes) ?? tryDecode('gb18030', bytes)
  if (text === undefined) return undefined
  const noise = text.match(controls)?.length ?? 0
  // Real dumps have none of these characters; a few strays are let through, noise is not.
  if (text.includes('\u0000') || noise > 3 + text.length / 1000) return undefined
  return text.replace(controls, '')
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
