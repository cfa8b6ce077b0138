import { isRecord } from './card-problem.ts'
import { markdownText, type NameOf } from './markdown-text.ts'
import { alignedTable } from './text-width.ts'

type Node = Record<string, unknown>

const nodes = (value: unknown): Node[] => (Array.isArray(value) ? value.filter(isRecord) : [])

/** A text object or a string, without markup. */
export function textOf(value: unknown, nameOf?: NameOf): string {
  if (typeof value === 'string') return value
  if (!isRecord(value) || typeof value.content !== 'string') return ''
  return value.tag === 'plain_text' ? value.content : markdownText(value.content, nameOf)
}

const indent = (lines: readonly string[]) => lines.map((line) => (line === '' ? '' : `  ${line}`))

function fieldLine(node: Node, value: string): string[] {
  const label = textOf(node.label) || textOf(node.placeholder) || String(node.name ?? node.tag)
  const star = node.required === true ? '*' : ''
  return [`${label.replace(/[：:]\s*$/, '')}${star}：${value || '____'}`]
}

function optionLabel(node: Node, value: unknown, nameOf: NameOf): string {
  const option = nodes(node.options).find((entry) => entry.value === value)
  return textOf(option?.text) || nameOf(String(value)) || String(value ?? '')
}

function chosen(node: Node, nameOf: NameOf): string {
  if (Array.isArray(node.selected_values))
    return node.selected_values.map((value) => optionLabel(node, value, nameOf)).join('、')
  if (typeof node.initial_option === 'string') return optionLabel(node, node.initial_option, nameOf)
  const option = nodes(node.options)[Number(node.initial_index ?? 0) - 1]
  return textOf(option?.text)
}

function choices(node: Node, nameOf: NameOf): string[] {
  const labels = nodes(node.options).map(
    (option) => textOf(option.text) || nameOf(String(option.value)) || String(option.value),
  )
  const [line = ''] = fieldLine(node, chosen(node, nameOf))
  return [labels.length > 0 ? `${line}（${labels.join(' / ')}）` : line]
}

function cell(value: unknown, type: string, nameOf: NameOf): string {
  if (value === undefined || value === null) return ''
  if (Array.isArray(value))
    return value.map((entry) => cell(isRecord(entry) ? entry.text : entry, type, nameOf)).join('、')
  if (type === 'date') return new Date(Number(value) + 8 * 3_600_000).toISOString().slice(0, 10)
  if (type === 'persons') return nameOf(String(value)) ?? String(value)
  return type.endsWith('d') ? markdownText(String(value), nameOf) : String(value)
}

function table(node: Node, nameOf: NameOf): string[] {
  const columns = nodes(node.columns)
  const header = columns.map((column) => String(column.display_name ?? column.name))
  const rows = nodes(node.rows).map((row) =>
    columns.map((column) =>
      cell(row[String(column.name)], String(column.data_type ?? 'text'), nameOf).replaceAll(
        '\n',
        ' ',
      ),
    ),
  )
  return alignedTable(header, rows)
}

function panel(node: Node, nameOf: NameOf): string[] {
  const title = isRecord(node.header) ? textOf(node.header.title, nameOf) : ''
  return [`${node.expanded === true ? '▾' : '▸'} ${title}`, ...indent(lines(node.elements, nameOf))]
}

/** Short columns stand side by side, tall ones below each other. */
function columnSet(node: Node, nameOf: NameOf): string[] {
  const parts = nodes(node.columns)
    .map((column) => lines(column.elements, nameOf))
    .filter((part) => part.length > 0)
  if (parts.every((part) => part.length === 1)) return parts.length ? [parts.flat().join('  ')] : []
  return parts.flat()
}

type Draw = (node: Node, nameOf: NameOf) => string[]
const block: Draw = (node, nameOf) => lines(node.elements, nameOf)

const drawings: Readonly<Record<string, Draw>> = {
  markdown: (node, nameOf) => markdownText(String(node.content ?? ''), nameOf).split('\n'),
  div: (node, nameOf) => [
    ...(node.text === undefined ? [] : textOf(node.text, nameOf).split('\n')),
    ...nodes(node.fields).map((field) => textOf(field.text, nameOf)),
  ],
  hr: () => ['────────'],
  img: (node) => [`[图片${textOf(node.alt) ? `：${textOf(node.alt)}` : ''}]`],
  img_combination: (node) => [`[图片 ×${nodes(node.img_list).length}]`],
  chart: (node) => {
    const title = isRecord(node.chart_spec) ? node.chart_spec.title : undefined
    return [`[图表${isRecord(title) && title.text ? `：${title.text}` : ''}]`]
  },
  person: (node, nameOf) => [nameOf(String(node.user_id)) ?? String(node.user_id)],
  person_list: (node, nameOf) => [
    nodes(node.persons)
      .map((person) => nameOf(String(person.id)) ?? String(person.id))
      .join('、'),
  ],
  table,
  form: block,
  interactive_container: block,
  column_set: columnSet,
  collapsible_panel: panel,
  button: (node) => [`[${textOf(node.text)}]${node.disabled === true ? '（不可用）' : ''}`],
  input: (node) => fieldLine(node, String(node.default_value ?? '')),
  select_static: choices,
  multi_select_static: choices,
  select_person: choices,
  multi_select_person: choices,
  select_img: (node) => fieldLine(node, ''),
  date_picker: (node) => fieldLine(node, String(node.initial_date ?? '')),
  picker_time: (node) => fieldLine(node, String(node.initial_time ?? '')),
  picker_datetime: (node) => fieldLine(node, String(node.initial_datetime ?? '')),
  checker: (node, nameOf) => [`${node.checked === true ? '☑' : '☐'} ${textOf(node.text, nameOf)}`],
  overflow: (node) => [
    nodes(node.options)
      .map((option) => `[${textOf(option.text)}]`)
      .join(' '),
  ],
}

/** Neighbouring buttons share a line. */
function lines(elements: unknown, nameOf: NameOf): string[] {
  const out: string[] = []
  let isAfterButton = false
  for (const node of nodes(elements)) {
    const drawn = drawings[String(node.tag)]?.(node, nameOf) ?? []
    const isButton = node.tag === 'button'
    if (isButton && isAfterButton) out.push(`${out.pop()} ${drawn.join(' ')}`)
    else out.push(...drawn)
    isAfterButton = isButton
  }
  return out
}

function head(header: unknown, nameOf: NameOf): string[] {
  if (!isRecord(header)) return []
  const tags = nodes(header.text_tag_list).map((tag) => ` [${textOf(tag.text)}]`)
  const subtitle = textOf(header.subtitle, nameOf)
  return [
    `【${textOf(header.title, nameOf)}】${tags.join('')}`,
    ...(subtitle === '' ? [] : [subtitle]),
  ]
}

/** A card as a terminal shows it: title with tags, texts without markup, `[按钮]`, `字段：____`. */
export function renderCardText(card: unknown, nameOf: NameOf = () => undefined): string {
  if (!isRecord(card)) return ''
  const body = isRecord(card.body) ? lines(card.body.elements, nameOf) : []
  return [...head(card.header, nameOf), ...body].join('\n')
}

/** What the chat list shows of a card: the summary, else the title, else the first text. */
export function cardSummary(card: unknown): string {
  if (!isRecord(card)) return ''
  const summary = isRecord(card.config) && isRecord(card.config.summary) ? card.config.summary : {}
  if (typeof summary.content === 'string' && summary.content !== '') return summary.content
  const title = isRecord(card.header) ? textOf(card.header.title) : ''
  return title || renderCardText(card).split('\n')[0] || '卡片消息'
}
