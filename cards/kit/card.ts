/** A whole card, and the elements that only show something. */
import { cut, oneLine } from './text.ts'

export type CardElement = { readonly tag: string; readonly [property: string]: unknown }

export type Template = 'blue' | 'green' | 'orange' | 'red' | 'grey'
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

export const text = (content: string): PlainText => ({ tag: 'plain_text', content })

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
