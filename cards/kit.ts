/**
 * Cards JSON 2.0 as we use them: small builders and the platform's limits.
 * Unknown properties are refused by the platform, so builders leave out what is not given.
 */
import type { CardAction } from './actions.ts'

export type CardElement = { readonly tag: string; readonly [property: string]: unknown }

export type Template = 'blue' | 'green' | 'orange' | 'red' | 'grey'
export type Color = 'red' | 'orange' | 'green' | 'blue' | 'grey'
/** `main` is filled: the one thing a card is for. `primary` has blue words, in rows of a list. */
export type ButtonType = 'default' | 'primary' | 'danger' | 'main'

const buttonTypes: Readonly<Record<ButtonType, string>> = {
  default: 'default',
  primary: 'primary',
  danger: 'danger',
  main: 'primary_filled',
}

export type Card = {
  readonly schema: '2.0'
  readonly config: Config
  readonly header: {
    readonly title: PlainText
    readonly subtitle?: PlainText
    readonly template: Template
  }
  readonly body: { readonly vertical_spacing: string; readonly elements: readonly CardElement[] }
}

type Config = {
  readonly update_multi: true
  readonly width_mode: 'fill'
  readonly summary: { readonly content: string }
}

type PlainText = { readonly tag: 'plain_text'; readonly content: string }

/** The platform takes 30 KB and 200 nodes; we stay below, since its exact counting is not published. */
export const limits = { bytes: 28 * 1024, nodes: 180 } as const

/**
 * A whole card. The title carries number, state and date: an older client shows nothing else.
 * The chat list shows `summary`, by default the title.
 */
export function card(parts: {
  readonly title: string
  readonly subtitle?: string
  readonly template: Template
  readonly summary?: string
  readonly elements: readonly CardElement[]
}): Card {
  const title = cut(oneLine(parts.title), 60)
  return {
    schema: '2.0',
    config: {
      update_multi: true,
      width_mode: 'fill',
      summary: { content: cut(oneLine(parts.summary ?? title), 120) },
    },
    header: {
      title: text(title),
      ...(parts.subtitle ? { subtitle: text(cut(oneLine(parts.subtitle), 40)) } : {}),
      template: parts.template,
    },
    body: { vertical_spacing: 'medium', elements: parts.elements },
  }
}

const text = (content: string): PlainText => ({ tag: 'plain_text', content })

/** Our own markdown; whatever people wrote goes through `inline` first. Lines are joined by `<br>`. */
export function markdown(
  content: string | readonly string[],
  options: { readonly align?: 'center' } = {},
): CardElement {
  return {
    tag: 'markdown',
    content: typeof content === 'string' ? content : content.join('<br>'),
    ...(options.align ? { text_align: options.align } : {}),
  }
}

/** People's text, shown as it is: nothing in it can become a link, a mention or a format. */
export const plain = (content: string): CardElement => ({ tag: 'div', text: text(content) })

/** A small grey line: origin, as-of time, words to type. */
export const note = (content: string): CardElement => ({
  tag: 'div',
  text: { ...text(content), text_size: 'notation', text_color: 'grey' },
})

export const hr = (): CardElement => ({ tag: 'hr' })

/** A button that calls back. In a form give it a `name` and `submit`. */
export function button(
  label: string,
  type: ButtonType,
  action: CardAction,
  options: {
    readonly name?: string
    readonly submit?: boolean
    readonly fill?: boolean
    readonly small?: boolean
  } = {},
): CardElement {
  return {
    tag: 'button',
    type: buttonTypes[type],
    size: options.small ? 'small' : 'medium',
    ...(options.fill ? { width: 'fill' } : {}),
    text: text(cut(oneLine(label), 40)),
    ...(options.name ? { name: options.name } : {}),
    ...(options.submit ? { form_action_type: 'submit' } : {}),
    behaviors: [{ type: 'callback', value: action }],
  }
}

/** A button that opens a link and calls nobody back. */
export const linkButton = (label: string, url: string): CardElement => ({
  tag: 'button',
  type: 'default',
  size: 'medium',
  text: text(cut(oneLine(label), 40)),
  behaviors: [{ type: 'open_url', default_url: url }],
})

/** Stands at the card's root only, and holds at least one submit button. */
export const form = (name: string, elements: readonly CardElement[]): CardElement => ({
  tag: 'form',
  name,
  elements,
})

/** There is no number type: figures are typed as text and checked by the rule. */
export function input(
  name: string,
  label: string,
  options: {
    readonly value?: string | null
    readonly placeholder?: string
    readonly multiline?: boolean
    readonly required?: boolean
    readonly maxLength: number
  },
): CardElement {
  const value = options.value ? cut(options.value, options.maxLength) : ''
  return {
    tag: 'input',
    name,
    label: text(label),
    label_position: 'top',
    width: 'fill',
    required: options.required ?? false,
    max_length: options.maxLength,
    ...(options.placeholder ? { placeholder: text(options.placeholder) } : {}),
    ...(value ? { default_value: value } : {}),
    ...(options.multiline
      ? { input_type: 'multiline_text', rows: 3, auto_resize: true, max_rows: 8 }
      : { input_type: 'text' }),
  }
}

/** One of several. `chosen` is 1-based, 0 for none (platform page §6.6). */
export const select = (
  name: string,
  placeholder: string,
  options: readonly { readonly text: string; readonly value: string }[],
  chosen: number,
  isRequired = true,
): CardElement => ({
  tag: 'select_static',
  name,
  required: isRequired,
  width: 'fill',
  placeholder: text(placeholder),
  options: options.map((option) => ({ text: text(option.text), value: option.value })),
  ...(chosen > 0 ? { initial_index: chosen } : {}),
})

/** A day; it arrives as `yyyy-MM-dd +0800`. `initial`: the one that is picked at first. */
export const datePicker = (
  name: string,
  placeholder: string,
  initial: string | null = null,
): CardElement => ({
  tag: 'date_picker',
  name,
  required: true,
  width: 'fill',
  placeholder: text(placeholder),
  ...(initial ? { initial_date: initial } : {}),
})

/** Allowed in a form only. `required` is set because its documented default is true. */
export function multiSelect(
  name: string,
  placeholder: string,
  options: readonly { readonly text: string; readonly value: string }[],
  selected: readonly string[],
): CardElement {
  return {
    tag: 'multi_select_static',
    name,
    required: false,
    width: 'fill',
    placeholder: text(placeholder),
    options: options.map((option) => ({ text: text(option.text), value: option.value })),
    ...(selected.length > 0 ? { selected_values: selected } : {}),
  }
}

/** Side by side at every width. A column without weight is as wide as its content. */
export function columns(
  cells: readonly { readonly weight?: number; readonly elements: readonly CardElement[] }[],
): CardElement {
  return {
    tag: 'column_set',
    flex_mode: 'none',
    horizontal_spacing: 'small',
    columns: cells.map((cell) => ({
      tag: 'column',
      ...(cell.weight ? { width: 'weighted', weight: cell.weight } : { width: 'auto' }),
      vertical_align: 'center',
      elements: cell.elements,
    })),
  }
}

/** Two or three buttons of equal width: easy to hit with a thumb. */
export const buttons = (...row: readonly CardElement[]): CardElement =>
  columns(row.map((one) => ({ weight: 1, elements: [{ ...one, width: 'fill' }] })))

/** Small buttons under a list row. */
export const smallButtons = (...row: readonly CardElement[]): CardElement =>
  columns(row.map((one) => ({ elements: [one] })))

export function collapsible(
  title: string,
  elements: readonly CardElement[],
  expanded = false,
): CardElement {
  return {
    tag: 'collapsible_panel',
    expanded,
    header: {
      title: text(title),
      icon: { tag: 'standard_icon', token: 'down-small-ccm_outlined', size: '16px 16px' },
      icon_position: 'right',
      icon_expanded_angle: -180,
    },
    border: { color: 'grey', corner_radius: '6px' },
    padding: '8px',
    elements,
  }
}

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

export const bytesOf = (made: Card): number => new TextEncoder().encode(JSON.stringify(made)).length

/** Every object with a `tag` counts. */
export function nodesOf(part: unknown): number {
  if (Array.isArray(part)) return part.reduce<number>((sum, one) => sum + nodesOf(one), 0)
  if (typeof part !== 'object' || part === null) return 0
  const inside = Object.values(part).reduce<number>((sum, one) => sum + nodesOf(one), 0)
  return inside + ('tag' in part ? 1 : 0)
}

export const fits = (made: Card): boolean =>
  bytesOf(made) <= limits.bytes && nodesOf(made) <= limits.nodes
