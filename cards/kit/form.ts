/** What a form consists of. */
import { type CardElement, text } from './card.ts'
import { cut } from './text.ts'

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
  isRequired = true,
): CardElement => ({
  tag: 'date_picker',
  name,
  required: isRequired,
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
