/** People's text on a card: cut, in one line, escaped. */

export type Color = 'red' | 'orange' | 'green' | 'blue' | 'grey'

/** A word in a colour. The word says it too: documents and some eyes know no colours. */
export const colored = (word: string, color: Color): string =>
  color === 'blue' ? word : `<font color='${color}'>${word}</font>`

const escapes: Readonly<Record<string, string>> = {
  '&': '&#38;',
  '<': '&#60;',
  '>': '&#62;',
  '*': '&#42;',
  _: '&#95;',
  '~': '&sim;',
  '`': '&#96;',
  '[': '&#91;',
  ']': '&#93;',
  '(': '&#40;',
  ')': '&#41;',
  '#': '&#35;',
  '!': '&#33;',
  '-': '&#45;',
  '+': '&#43;',
  ':': '&#58;',
  $: '&#36;',
  '\\': '&#92;',
  '|': '&#124;',
}

/** Makes people's text safe inside markdown: no mention, link or format survives. */
export const escapeMarkdown = (said: string): string =>
  said.replace(/[&<>*_~`[\]()#!\-+:$\\|]/g, (sign) => escapes[sign] ?? sign)

/** One line of people's text, cut and escaped for markdown. */
export const inline = (said: string, chars: number): string =>
  escapeMarkdown(cut(oneLine(said), chars))

// Halves of pairs, control characters, and marks that turn the direction of writing.
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
const unprintable = /[\u0000-\u0009\u000b-\u001f\u007f\u202a-\u202e\u2066-\u2069]|\p{Cs}/gu

/** At most `chars` characters, the last one “…” where something was left out. */
export function cut(said: string, chars: number): string {
  const all = Array.from(said.replace(unprintable, ' ').trim())
  return all.length <= chars
    ? all.join('')
    : `${all
        .slice(0, chars - 1)
        .join('')
        .trimEnd()}…`
}

export const oneLine = (said: string): string => said.replace(/\s+/g, ' ').trim()

/** The first `max` of a list, and how many were left out. */
export function head<Item>(
  list: readonly Item[],
  max: number,
): { readonly shown: readonly Item[]; readonly left: number } {
  return { shown: list.slice(0, max), left: Math.max(0, list.length - max) }
}

/** Names in one line: “甲、乙、丙等 12 人”. */
export function names(list: readonly string[], max: number, unit = '人'): string {
  const { shown, left } = head(list, max)
  const joined = shown.map((one) => cut(oneLine(one), 20)).join('、')
  return left > 0 ? `${joined} 等 ${list.length} ${unit}` : joined
}
