/** A text without what a conversion left in it. `marks`: how many were taken out. */
type UnmarkedText = { readonly paragraphs: readonly string[]; readonly marks: number }

const tag =
  /<\/?(?:p|br|b|i|u|em|strong|span|div|font|ol|ul|li|h[1-6]|sup|sub|table|tbody|thead|tr|td|th)(?:\s[^<>]*)?\/?>/gi
const paragraphEnd = /^<(?:\/(?:p|li|div|h[1-6]|tr)|br\s*\/?|(?:ol|ul)(?:\s[^<>]*)?)>$/i
const entities: Readonly<Record<string, string>> = {
  '&nbsp;': ' ',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
  '&amp;': '&',
}
const latex: readonly (readonly [RegExp, string])[] = [
  [/\\(?:text|mathrm|mathbf|mathit|textbf)\s*\{([^{}]*)\}/g, '$1'],
  [/[\^_]\{([^{}]*)\}/g, '$1'],
  [/\\(?:geqslant|geq|ge)(?![a-z])/g, '≥'],
  [/\\(?:leqslant|leq|le)(?![a-z])/g, '≤'],
  [/\\times(?![a-z])/g, '×'],
  [/\\pm(?![a-z])/g, '±'],
  [/\\(?:sim|approx)(?![a-z])/g, '~'],
  [/\\[,;! ]|\\quad(?![a-z])/g, ' '],
  [/\\([%$#&_*])/g, '$1'],
  [/\$(?=[^$]*[\d≥≤×±~])([^$]{1,60})\$/g, '$1'],
]
const markdown: readonly (readonly [RegExp, string])[] = [
  [/^\s{0,3}#{1,6}\s+/g, ''],
  [/\*\*([^*]+)\*\*/g, '$1'],
]

/**
 * Takes out the remains of HTML (`<p>`, `<b>`, entities), Markdown (`#`, `**`) and LaTeX
 * (`\%`, `$95\%$`). What an element of its own held is a paragraph of its own.
 */
export function withoutMarks(text: string): UnmarkedText {
  let marks = 0
  const replace = (from: string, pattern: RegExp, to: string) => {
    marks += from.match(pattern)?.length ?? 0
    return from.replace(pattern, to)
  }
  let plain = text
  if (plain.includes('<')) {
    plain = plain.replace(tag, (found) => {
      marks += 1
      return paragraphEnd.test(found) ? '\n' : ''
    })
  }
  if (plain.includes('&')) {
    for (const [entity, character] of Object.entries(entities)) {
      plain = replace(plain, new RegExp(entity, 'g'), character)
    }
  }
  // A dollar or a backslash alone is no formula.
  if (/\\[a-z%$#&_*,;!]|\$/.test(plain)) {
    for (const [pattern, to] of latex) plain = replace(plain, pattern, to)
  }
  for (const [pattern, to] of markdown) plain = replace(plain, pattern, to)
  const paragraphs = plain
    .split('\n')
    .map((one) => one.trim())
    .filter((one) => one !== '')
  return { paragraphs, marks }
}
