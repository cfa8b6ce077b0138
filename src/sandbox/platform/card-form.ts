import { isRecord } from './card-problem.ts'
import { renderCardText, textOf } from './card-text.ts'

type Node = Record<string, unknown>

/** The client does not let a person do it: nothing is sent to the bot. */
export class ClientRefusal extends Error {}

/** Something one can press, or a selection outside a form. */
export type Pressable = {
  readonly node: Node
  readonly label: string
  readonly form?: Node
  /** The value of an overflow's entry. */
  readonly option?: string
}

const nodes = (value: unknown): Node[] => (Array.isArray(value) ? value.filter(isRecord) : [])
const pressedTags = ['button', 'interactive_container', 'checker']

function pressablesIn(elements: unknown, form?: Node): Pressable[] {
  return nodes(elements).flatMap((node): Pressable[] => {
    const inForm = form ? { form } : {}
    const own: Pressable[] =
      node.tag === 'overflow'
        ? nodes(node.options).map((entry) => ({
            node,
            label: textOf(entry.text),
            option: String(entry.value ?? ''),
            ...inForm,
          }))
        : pressedTags.includes(String(node.tag))
          ? [{ node, label: labelOf(node), ...inForm }]
          : []
    const area = isRecord(node.button_area) ? node.button_area.buttons : []
    const below = [node.elements, ...nodes(node.columns).map((column) => column.elements), area]
    return [
      ...own,
      ...below.flatMap((part) => pressablesIn(part, node.tag === 'form' ? node : form)),
    ]
  })
}

function labelOf(node: Node): string {
  if (node.tag !== 'interactive_container') return textOf(node.text)
  return renderCardText({ body: { elements: node.elements } })
}

const bodyOf = (card: unknown) => (isRecord(card) && isRecord(card.body) ? card.body.elements : [])

/** All one can press in a card, from top to bottom. */
export const pressables = (card: unknown): Pressable[] => pressablesIn(bodyOf(card))

/** By visible text, the whole of it before a part of it, or by place in the card. */
export function findPressable(card: unknown, button: string | number): Pressable {
  const all = pressables(card)
  const found =
    typeof button === 'number'
      ? all[button]
      : (all.find(({ label }) => label.trim() === button.trim()) ??
        all.find(({ label }) => label.includes(button)))
  if (!found) {
    const there = all.map(({ label }) => label).join('、')
    throw new ClientRefusal(`no button ${JSON.stringify(button)} in the card; there: ${there}`)
  }
  if (found.node.disabled === true) throw new ClientRefusal(`${found.label} is disabled`)
  return found
}

/** The fields among elements, however deep. */
export function inputsIn(elements: unknown): Node[] {
  return nodes(elements).flatMap((node) => {
    if (node.tag === 'button' || node.tag === 'overflow') return []
    const below = [node.elements, ...nodes(node.columns).map((column) => column.elements)]
    const own = typeof node.name === 'string' && node.elements === undefined ? [node] : []
    return [...own, ...below.flatMap(inputsIn)]
  })
}

/** A selection that stands outside forms, by name, label or placeholder. */
export function findInput(card: unknown, name: string): Node {
  const outside = nodes(bodyOf(card)).filter((node) => node.tag !== 'form')
  const visit = (node: Node): Node[] => [
    node,
    ...[node.elements, ...nodes(node.columns).map((column) => column.elements)].flatMap((part) =>
      nodes(part).flatMap(visit),
    ),
  ]
  const named = (node: Node) =>
    [node.name, textOf(node.placeholder), textOf(node.label)].includes(name)
  const found = outside.flatMap(visit).find((node) => named(node) && node.tag !== 'button')
  if (!found) throw new ClientRefusal(`no field ${name} outside a form`)
  if (found.disabled === true) throw new ClientRefusal(`${name} is disabled`)
  return found
}

const optionValues = (node: Node) => nodes(node.options).map((entry) => String(entry.value))

/** What a field holds before anybody touches it. */
export function presetOf(node: Node): unknown {
  if (node.tag === 'input') return node.default_value ?? ''
  if (node.tag === 'checker') return node.checked === true
  if (String(node.tag).startsWith('multi_')) return node.selected_values
  if (node.tag === 'date_picker') return node.initial_date
  if (node.tag === 'picker_time') return node.initial_time
  if (node.tag === 'picker_datetime') return node.initial_datetime
  if (typeof node.initial_option === 'string') {
    const byLabel = nodes(node.options).find((entry) => textOf(entry.text) === node.initial_option)
    return byLabel ? byLabel.value : node.initial_option
  }
  const index = Number(node.initial_index ?? 0)
  return index > 0 ? optionValues(node)[index - 1] : undefined
}

const zoned: Readonly<Record<string, RegExp>> = {
  date_picker: /^\d{4}-\d{2}-\d{2}$/,
  picker_time: /^\d{2}:\d{2}$/,
  picker_datetime: /^\d{4}-\d{2}-\d{2} \d{2}:\d{2}$/,
}

/** The value as it travels: dates carry the user's offset, a choice may be named by its label. */
export function travelValue(node: Node, value: unknown, members: readonly string[]): unknown {
  const tag = String(node.tag)
  const name = String(node.name ?? tag)
  if (value === undefined || value === '' || value === null) return value ?? undefined
  const pattern = zoned[tag]
  if (pattern) {
    if (typeof value !== 'string' || !pattern.test(value))
      throw new ClientRefusal(`${name}: ${String(value)} cannot be picked`)
    return `${value} +0800`
  }
  if (tag === 'input') {
    const max = Number(node.max_length ?? 1000)
    const text = String(value)
    if ([...text].length > max) throw new ClientRefusal(`${name}: more than ${max} characters`)
    return node.input_type === 'multiline_text' ? text : text.replaceAll('\n', ' ')
  }
  if (tag === 'checker') return value === true
  const pick = (one: unknown) => pickOption(node, String(one), members)
  return Array.isArray(value) ? value.map(pick) : pick(value)
}

function pickOption(node: Node, value: string, members: readonly string[]): string {
  const isPeople = String(node.tag).endsWith('_person')
  const values = optionValues(node)
  const allowed = isPeople && values.length === 0 ? members : values
  if (allowed.includes(value)) return value
  const byLabel = nodes(node.options).find((entry) => textOf(entry.text) === value)
  if (byLabel) return String(byLabel.value)
  throw new ClientRefusal(`${String(node.name)}: ${value} is not among the options`)
}

const isEmpty = (value: unknown) =>
  value === undefined || value === '' || (Array.isArray(value) && value.length === 0)

/** A selection of several is required unless it says otherwise: multi-select-dropdown-menu. */
export const isRequired = (node: Node): boolean =>
  node.required === true || (node.required === undefined && /^multi_select_/.test(String(node.tag)))

/** What a submit button sends: the card's own values under what the person filled in.
 * The client checks `required` and lengths first and sends nothing when they fail: form-container. */
export function formValues(
  form: Node,
  filled: Readonly<Record<string, unknown>>,
  members: readonly string[],
): Record<string, unknown> {
  const inputs = inputsIn(form.elements)
  for (const name of Object.keys(filled))
    if (!inputs.some((node) => node.name === name))
      throw new ClientRefusal(`the form has no field ${name}`)
  const values: Record<string, unknown> = {}
  for (const node of inputs) {
    const name = String(node.name)
    const isFilled = Object.hasOwn(filled, name)
    if (isFilled && node.disabled === true) throw new ClientRefusal(`${name} is disabled`)
    const value = travelValue(node, isFilled ? filled[name] : presetOf(node), members)
    if (isRequired(node) && isEmpty(value)) throw new ClientRefusal(`${name} is required`)
    // An empty optional text arrives as "", other empty fields do not arrive.
    if (node.tag === 'input') values[name] = value ?? ''
    else if (!isEmpty(value)) values[name] = value
  }
  return values
}
