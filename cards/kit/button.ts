import type { CardAction } from '../actions.ts'
import { type CardElement, text } from './card.ts'
import { cut, oneLine } from './text.ts'

/** `main` is filled: the one thing a card is for. `primary` has blue words, in rows of a list. */
export type ButtonType = 'default' | 'primary' | 'danger' | 'main'

const buttonTypes: Readonly<Record<ButtonType, string>> = {
  default: 'default',
  primary: 'primary',
  danger: 'danger',
  main: 'primary_filled',
}

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
