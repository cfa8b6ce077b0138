const wingdings: Readonly<Record<number, string>> = {
  111: '□',
  113: '□',
  168: '□',
  110: '■',
  108: '●',
  117: '◆',
  119: '◆',
  118: '❖',
  216: '➢',
  240: '⇨',
  251: '✗',
  252: '✓',
  253: '☒',
  254: '☑',
  171: '★',
}

const symbolFont: Readonly<Record<number, string>> = {
  163: '≤',
  179: '≥',
  180: '×',
  177: '±',
  176: '°',
  183: '•',
  184: '÷',
  185: '≠',
  187: '≈',
  174: '→',
  173: '↑',
  175: '↓',
  165: '∞',
  215: '·',
}

const privateUse = (point: number) => point >= 0xe000 && point <= 0xf8ff

/**
 * The character of a `w:sym`: fonts of pictures number theirs from F000. One that is not known
 * shows as □, so that it is seen that something stood there.
 */
export function symbol(font: string, hex: string): string {
  const point = Number.parseInt(hex, 16)
  if (!Number.isInteger(point) || point < 32 || point > 0xffff) return ''
  const table = /wingdings/i.test(font) ? wingdings : /symbol/i.test(font) ? symbolFont : undefined
  const known = table?.[point & 0xff]
  if (known) return known
  return privateUse(point) || table ? '□' : String.fromCodePoint(point)
}
