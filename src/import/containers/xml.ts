import { Parser } from 'htmlparser2'
import { limits } from '../guard.ts'
import { Unreadable, unreadable } from '../unreadable.ts'

export type Attributes = Readonly<Record<string, string>>

/** What happens on the way through an XML part. Names with their prefix, as written: `w:p`. */
export type XmlHandler = {
  readonly open: (name: string, attributes: Attributes) => void
  readonly close: (name: string) => void
  readonly text?: (text: string) => void
}

const slice = 64 * 1024

/**
 * Walks an XML part from its bytes, without ever holding it as one text. Refuses a DOCTYPE (and so
 * every entity of its own) and elements nested deeper than the limit.
 */
export function walkXml(bytes: Uint8Array, { open, close, text }: XmlHandler): void {
  checkTags(bytes)
  let depth = 0
  const parser = new Parser(
    {
      onopentag: (name, attributes) => {
        depth += 1
        checkDepth(depth)
        open(name, attributes)
      },
      onclosetag: (name) => {
        depth -= 1
        close(name)
      },
      ...(text && { ontext: text }),
      onprocessinginstruction: (name) => {
        if (name.startsWith('!')) {
          throw new Unreadable(unreadable.doctype)
        }
      },
    },
    { xmlMode: true },
  )
  const decoder = new TextDecoder(encodingOf(bytes))
  for (let at = 0; at < bytes.length; at += slice) {
    parser.write(decoder.decode(bytes.subarray(at, at + slice), { stream: true }))
  }
  parser.end()
}

const lessThan = '<'.charCodeAt(0)

/** Looks at nothing but where tags begin: what would take long is refused before it is taken. */
function checkTags(bytes: Uint8Array): void {
  let tags = 0
  let at = 0
  while (at < bytes.length) {
    const next = bytes.indexOf(lessThan, at)
    const end = next < 0 ? bytes.length : next
    tags += 1
    if (tags > limits.tags || end - at > limits.tagBytes) throw new Unreadable(unreadable.tooLarge)
    at = end + 1
  }
}

export function checkDepth(depth: number): void {
  if (depth > limits.depth) throw new Unreadable('文件内部层层嵌套过深，不能读取。')
}

function encodingOf(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be'
  return 'utf-8'
}
