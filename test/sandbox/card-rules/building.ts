/** Short words for cards that keep a rule or break it. */
import { button, card, text } from '../stage.ts'

/** What it is about, a card that keeps the rule, one that breaks it, the platform's code. */
export type Rule = readonly [string, unknown, unknown, number]

export const el = (tag: string, more: object = {}) => ({ tag, ...more })
export const submit = button('提交', { name: 'ok', form_action_type: 'submit' })
export const form = (...elements: object[]) =>
  el('form', { name: 'f', elements: [...elements, submit] })
export const option = (value: string) => ({ text: text(value), value })
export const select = (more: object = {}) =>
  el('select_static', { options: [option('a')], ...more })
export const panel = (elements: object[]) =>
  el('collapsible_panel', { header: { title: text('更多') }, elements })
export const columns = (...elements: object[]) =>
  el('column_set', { columns: [el('column', { width: 'weighted', weight: 1, elements })] })
export const nested = (depth: number, leaf: object): object =>
  depth === 0 ? leaf : panel([nested(depth - 1, leaf)])
export const table = (columnList: object[], rows: object[], more: object = {}) =>
  el('table', { columns: columnList, rows, ...more })
export const md = (content: string, more: object = {}) => el('markdown', { content, ...more })
export const many = (count: number, make: (index: number) => object) =>
  Array.from({ length: count }, (_, index) => make(index))
export const head = (more: object) => ({ ...card(md('x')), header: { title: text('t'), ...more } })
export const withConfig = (config: object) => ({ ...card(md('x')), config })
export const tag = { tag: 'text_tag', text: text('逾期'), color: 'red' }
export const callbackOf = (value: unknown) =>
  button('x', { behaviors: [{ type: 'callback', value }] })
export const numberColumn = { name: 'n', data_type: 'number' }
