/** What a file's first bytes say it is, whatever its name says. `undefined`: nothing known. */
export type SniffedKind = 'zip' | 'pdf' | 'ole' | 'rtf' | 'image' | 'archive' | 'program'

const signatures: readonly (readonly [SniffedKind, readonly number[]])[] = [
  ['zip', [0x50, 0x4b, 0x03, 0x04]],
  ['zip', [0x50, 0x4b, 0x05, 0x06]],
  ['pdf', [0x25, 0x50, 0x44, 0x46]],
  ['ole', [0xd0, 0xcf, 0x11, 0xe0]],
  ['rtf', [0x7b, 0x5c, 0x72, 0x74, 0x66]],
  ['image', [0x89, 0x50, 0x4e, 0x47]],
  ['image', [0xff, 0xd8, 0xff]],
  ['image', [0x47, 0x49, 0x46, 0x38]],
  ['archive', [0x1f, 0x8b]],
  ['archive', [0x52, 0x61, 0x72, 0x21]],
  ['archive', [0x37, 0x7a, 0xbc, 0xaf]],
  ['program', [0x7f, 0x45, 0x4c, 0x46]],
  ['program', [0xcf, 0xfa, 0xed, 0xfe]],
  ['program', [0x23, 0x21]],
]

/** Recognises a file by its signature. */
export function sniff(bytes: Uint8Array): SniffedKind | undefined {
  const bySignature = signatures.find(([, signature]) =>
    signature.every((byte, index) => bytes[index] === byte),
  )
  if (bySignature) return bySignature[0]
  // "MZ" may also begin a text; a program goes on with bytes that no text holds.
  if (bytes[0] === 0x4d && bytes[1] === 0x5a && bytes.subarray(2, 64).includes(0)) return 'program'
  return undefined
}

/** Whether a text begins as a web page does; `strictly`: as a whole one, not a piece of HTML. */
export function isWebPage(head: string, strictly: boolean): boolean {
  const begin = head.replace(/^[^<]{0,16}/, '')
  if (/^<(?:!doctype\s+html|html|head|body|script)/i.test(begin)) return true
  if (/^<\?xml[^>]*>\s*<(?:!doctype\s+html|html)/i.test(begin)) return true
  return !strictly && /^\s*</.test(begin) && /<(?:html|body|table|tr|td|p|div)[\s>]/i.test(begin)
}

/** Whether a text begins as a web archive (MHTML) does: with headers of a message. */
export function isWebArchive(head: string): boolean {
  return (
    /^\s*(?:[\w-]+:[^\n]*\n(?:[ \t][^\n]*\n)*)*?MIME-Version:\s*1\.0/i.test(head) &&
    /content-type:\s*(?:multipart\/related|text\/html)/i.test(head)
  )
}
