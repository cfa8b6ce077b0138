/**
 * 文本模式: a card as plain text, with the words to type in the place of its buttons. One mechanism
 * for all cards, from their JSON alone.
 */
import { parseCommand } from '../../src/domain/commands.ts'
import { CardAction } from '../actions.ts'
import { type NamesOf, wordsFor } from './action-words.ts'

type Node = Readonly<Record<string, unknown>>

const isNode = (part: unknown): part is Node => typeof part === 'object' && part !== null
const nodes = (part: unknown): readonly Node[] => (Array.isArray(part) ? part.filter(isNode) : [])

/** Characters of one text message; more would not be read on a phone. */
const textLimit = 4000

/** Our own markdown as people read it: `**`, `<br>`, colours and escaped signs. */
const plainOf = (markdown: string): string =>
  markdown
    .replace(/<br>/g, '\n')
    .replace(/<font color='\w+'>|<\/font>/g, '')
    .replace(/\*\*/g, '')
    .replace(/`([^`\n]*)`/g, '$1')
    .replace(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)))
    .replace(/&sim;/g, '~')

const contentOf = (part: unknown): string =>
  isNode(part) && typeof part.content === 'string' ? part.content : ''

/** A button: its label and what to type; a link: its address. */
function buttonLine(node: Node, names: NamesOf): readonly string[] {
  const label = contentOf(node.text)
  const [behavior] = nodes(node.behaviors)
  if (behavior?.type === 'open_url') return [`${label}：${String(behavior.default_url ?? '')}`]
  const action = CardAction.safeParse(behavior?.value)
  if (!action.success) return []
  const words = wordsFor(action.data, label, names)
  // Where the chat has no such word, the card's own lines say what to type.
  if (words === null || parseCommand(words).command === null) return []
  return [`▸ ${label}：发送“${words}”`]
}

const optionTexts = (node: Node): readonly string[] =>
  nodes(node.options).map((option) => contentOf(option.text))

function chosen(node: Node): string {
  const texts = optionTexts(node)
  if (Array.isArray(node.selected_values)) {
    const values = nodes(node.options).map(({ value }) => value)
    return node.selected_values.map((value) => texts[values.indexOf(value)] ?? '').join('、')
  }
  return texts[Number(node.initial_index ?? 0) - 1] ?? ''
}

const labelOf = (node: Node): string => contentOf(node.label) || contentOf(node.placeholder)

type Draw = (node: Node, names: NamesOf) => readonly string[]

const below: Draw = (node, names) => nodes(node.elements).flatMap((one) => draw(one, names))

const lists: Draw = (node) => [
  ...optionTexts(node).map((text, index) => `${index + 1}. ${text}`),
  ...(chosen(node) ? [`已选：${chosen(node)}`] : []),
]

const drawings: Readonly<Record<string, Draw>> = {
  markdown: ({ content }) => plainOf(String(content ?? '')).split('\n'),
  div: ({ text }) => contentOf(text).split('\n'),
  hr: () => ['──────'],
  button: buttonLine,
  form: below,
  column: below,
  column_set: (node, names) => nodes(node.columns).flatMap((one) => below(one, names)),
  collapsible_panel: (node, names) => {
    const title = isNode(node.header) ? contentOf(node.header.title) : ''
    return [`【${title}】`, ...below(node, names)]
  },
  input: (node) => [`${labelOf(node)}：${String(node.default_value ?? '') || '____'}`],
  select_static: (node) => {
    const options = optionTexts(node).join('／')
    return [`${labelOf(node)}：${chosen(node) || '____'}（${options}）`]
  },
  multi_select_static: lists,
  date_picker: (node) => [`${labelOf(node)}：${String(node.initial_date ?? '') || '____'}`],
  table: (node) => tableLines(node),
}

/** `列：值` a cell, a line a row. */
function tableLines(node: Node): readonly string[] {
  const columns = nodes(node.columns)
  return nodes(node.rows).map((row) =>
    columns
      .map(({ name, display_name: title }) => `${String(title ?? name)} ${cell(row[String(name)])}`)
      .join('　'),
  )
}

const cell = (value: unknown): string =>
  Array.isArray(value)
    ? value.map((one) => (isNode(one) ? String(one.text ?? '') : String(one))).join('、')
    : plainOf(String(value ?? ''))

const draw = (node: Node, names: NamesOf): readonly string[] =>
  drawings[String(node.tag)]?.(node, names) ?? []

/** A text message reads `<at …>`, `<b>` and `[…](…)`: what people wrote must mention and link nobody. */
const harmless = (text: string): string =>
  text.replace(/<(?=[a-z/])/gi, '＜').replace(/\](?=\()/g, '] ')

/** @param names how the tasks and plans of its buttons are called */
export function cardText(card: object, names: NamesOf): string {
  const { header, body } = card as { readonly header?: Node; readonly body?: Node }
  const subtitle = contentOf(header?.subtitle)
  const lines = [
    `【${contentOf(header?.title)}】`,
    ...(subtitle ? [subtitle] : []),
    ...nodes(body?.elements).flatMap((one) => draw(one, names)),
  ]
  const text = harmless(lines.filter((line) => line.trim() !== '').join('\n'))
  return [...text].length <= textLimit ? text : `${[...text].slice(0, textLimit).join('')}…`
}

/** All that one can press in a card, from top to bottom. */
export function actionsIn(part: unknown): readonly CardAction[] {
  if (Array.isArray(part)) return part.flatMap(actionsIn)
  if (!isNode(part)) return []
  if (part.type === 'callback') {
    const action = CardAction.safeParse(part.value)
    return action.success ? [action.data] : []
  }
  return Object.values(part).flatMap(actionsIn)
}
