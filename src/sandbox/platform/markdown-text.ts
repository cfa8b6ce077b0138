/** Turns an id into the name to show, if it is known. */
export type NameOf = (id: string) => string | undefined

const named: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  sim: '~',
}

/** `&#42;`, `&#x2a;`, `&lt;` → the characters. */
export function decodeEntities(text: string): string {
  return text.replace(
    /&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]{2,6}));/gi,
    (whole, dec, hex, name) => {
      if (name !== undefined) return named[String(name).toLowerCase()] ?? whole
      const code = dec !== undefined ? Number(dec) : Number.parseInt(hex, 16)
      return code <= 0x10ffff ? String.fromCodePoint(code) : whole
    },
  )
}

const attribute = (attributes: string, key: string) =>
  new RegExp(`\\b${key}\\s*=\\s*(?:"([^"]*)"|'([^']*)'|([^\\s>]*))`)
    .exec(attributes)
    ?.slice(1)
    .find((part) => part !== undefined) ?? ''

function moment(millisecond: string): string {
  const at = new Date(Number(millisecond) + 8 * 3_600_000)
  return Number.isNaN(at.getTime()) ? '' : at.toISOString().slice(0, 10)
}

function mentions(text: string, nameOf: NameOf): string {
  const show = (id: string) => (id === 'all' ? '@所有人' : `@${nameOf(id) ?? id}`)
  return text
    .replace(/<at\b([^>]*)>([^<]*)<\/at>/g, (_, attributes: string) => {
      const ids = ['ids', 'id', 'user_id', 'email'].map((key) => attribute(attributes, key))
      return (ids.find((id) => id !== '') ?? '').split(',').map(show).join(' ')
    })
    .replace(/<person\b([^>]*)>[^<]*<\/person>/g, (_, attributes: string) => {
      const id = attribute(attributes, 'id')
      return nameOf(id) ?? id
    })
}

function tags(text: string): string {
  return text
    .replace(/<br\s*\/?>/gi, '\n')
    .replace(/<hr\s*\/?>/gi, '\n────────\n')
    .replace(/<text_tag\b[^>]*>([^<]*)<\/text_tag>/g, '[$1]')
    .replace(/<number_tag\b[^>]*>([^<]*)<\/number_tag>/g, '($1)')
    .replace(/<local_datetime\b([^>]*)>[^<]*<\/local_datetime>/g, (_, attributes: string) =>
      moment(attribute(attributes, 'millisecond')),
    )
    .replace(/<\/?[a-z_]+\b[^>]*>/gi, '')
}

/** Rich text as plain text: markup gone, entities decoded. */
export function markdownText(content: string, nameOf: NameOf = () => undefined): string {
  const bare = tags(mentions(content, nameOf))
    .replace(/```[^\n]*\n?([\s\S]*?)```/g, '$1')
    .replace(/!\[([^\]\n]*)\]\([^)\n]*\)/g, (_, alt: string) => `[图${alt ? `：${alt}` : ''}]`)
    .replace(/\[([^\]\n]*)\]\([^)\n]*\)/g, '$1')
    .replace(/^ {0,3}#{1,6} +/gm, '')
    .replace(/^ {0,3}> ?/gm, '')
    .replace(/^( *)[-*+] +/gm, '$1· ')
    .replace(/^ *-{3,} *$/gm, '────────')
    .replace(/(\*\*\*|\*\*|~~|__)(?=\S)([^\n]*?\S)\1/g, '$2')
    .replace(/(?<![\w*])\*(?=\S)([^*\n]*?\S)\*(?![\w*])/g, '$1')
    .replace(/`([^`\n]*)`/g, '$1')
  return decodeEntities(bare)
}
