import { textOfBytes } from '../decode.ts'
import { Unreadable, unreadable } from '../unreadable.ts'

/** One for each sheet, picture and style sheet. */
const mostParts = 2000

/**
 * The pages inside a web archive (RFC 2557), which office systems also save as `.xls` and `.doc`:
 * each HTML part's bytes, in order. Pictures and style sheets are passed over.
 */
export function pagesOfArchive(bytes: Uint8Array): Uint8Array[] {
  const text = textOfBytes(bytes)
  const boundary = /boundary="?([^"\r\n;]{1,200})"?/i.exec(text.slice(0, 8192))?.[1]
  const parts = boundary ? text.split(`--${boundary}`, mostParts + 2).slice(1) : [text]
  if (parts.length > mostParts) throw new Unreadable(unreadable.tooLarge)
  const pages = parts.flatMap((part) => {
    const end = /\r?\n\r?\n/.exec(part)
    if (!end) return []
    const head = part.slice(0, end.index).replace(/\r?\n[ \t]+/g, ' ')
    if (!/^content-type:\s*text\/html/im.test(head)) return []
    return [bodyOf(part.slice(end.index + end[0].length), head)]
  })
  if (pages.length === 0)
    throw new Unreadable('网页文件里没有内容，请用 Excel 或 Word 打开后另存再发。')
  return pages
}

function bodyOf(body: string, head: string): Uint8Array {
  const encoding = /^content-transfer-encoding:\s*(\S+)/im.exec(head)?.[1]?.toLowerCase()
  if (encoding === 'base64') return toBytes(decodeBase64(body))
  return toBytes(encoding === 'quoted-printable' ? unquote(body) : body)
}

function decodeBase64(body: string): string {
  try {
    return atob(body.replace(/[^A-Za-z0-9+/]/g, ''))
  } catch (cause) {
    throw new Unreadable('网页文件已损坏，请用 Excel 或 Word 打开后另存再发。', { cause })
  }
}

function unquote(body: string): string {
  return body
    .replace(/=[ \t]*\r?\n/g, '')
    .replace(/=([0-9A-F]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
}

function toBytes(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => character.charCodeAt(0))
}
