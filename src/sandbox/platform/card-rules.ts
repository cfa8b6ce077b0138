import { layout } from './card-containers.ts'
import { icon, locale, multiUrl, plainOrMarkdown, textTag, translations } from './card-parts.ts'
import {
  type CardContext,
  cardCodes,
  componentPage,
  inner,
  isRecord,
  type Problem,
  report,
  type Scan,
  type Spot,
  structurePage,
  wrong,
} from './card-problem.ts'
import {
  anything,
  checkFields,
  fields,
  flag,
  list,
  mapOf,
  number,
  oneOf,
  padding,
  rgba,
  text,
  textSizeNames,
} from './card-values.ts'
import { checkChildren } from './card-walk.ts'

export type { CardContext, Problem } from './card-problem.ts'

/** 30 KB of UTF-8 and 200 tagged nodes: structurePage and im-v1/message/create. */
const cardLimits = { bytes: 30 * 1024, nodes: 200, tables: 5 } as const

const perClient = fields({
  default: number(1, 10_000),
  android: number(1, 10_000),
  ios: number(1, 10_000),
  pc: number(1, 10_000),
})
const size = oneOf(...textSizeNames)

const config = fields({
  streaming_mode: flag,
  streaming_config: fields({
    print_frequency_ms: perClient,
    print_step: perClient,
    print_strategy: oneOf('fast', 'delay'),
  }),
  summary: fields({ content: text(), i18n_content: translations(text()) }),
  locales: list(locale),
  enable_forward: flag,
  // Shared cards only.
  update_multi: oneOf(true),
  width_mode: oneOf('default', 'compact', 'fill'),
  use_custom_translation: flag,
  enable_forward_interaction: flag,
  style: fields({
    text_size: mapOf(fields({ default: size, pc: size, mobile: size })),
    color: mapOf(fields({}, { light_mode: rgba, dark_mode: rgba })),
  }),
})

const templates =
  'blue wathet turquoise green yellow orange red carmine violet purple indigo grey default'
const header = fields(
  {
    subtitle: plainOrMarkdown,
    text_tag_list: list(textTag, 3),
    i18n_text_tag_list: translations(list(textTag, 3)),
    template: oneOf(...templates.split(' ')),
    icon: icon(),
    padding,
  },
  { title: plainOrMarkdown },
)

/** Nodes with a `tag`, texts and columns too; data of charts, tables and callbacks does not count. */
export function countNodes(value: unknown): number {
  if (Array.isArray(value)) return value.reduce((sum: number, entry) => sum + countNodes(entry), 0)
  if (!isRecord(value)) return 0
  let sum = typeof value.tag === 'string' ? 1 : 0
  for (const [key, entry] of Object.entries(value))
    if (key !== 'chart_spec' && key !== 'rows' && key !== 'value') sum += countNodes(entry)
  return sum
}

const namesIn = (card: Record<string, unknown>, kind: 'text_size' | 'color') => {
  const style = isRecord(card.config) ? card.config.style : undefined
  const names = isRecord(style) ? style[kind] : undefined
  return new Set(isRecord(names) ? Object.keys(names) : [])
}

function checkWhole(card: Record<string, unknown>, root: Spot): void {
  const bytes = new TextEncoder().encode(JSON.stringify(card)).length
  if (bytes > cardLimits.bytes)
    report(root, cardCodes.size, `the card has ${bytes} bytes, more than ${cardLimits.bytes}`)
  const nodes = countNodes(card)
  if (nodes > cardLimits.nodes)
    report(root, cardCodes.limit, `element exceeds the limit: ${nodes} of ${cardLimits.nodes}`)
  if (root.scan.tables > cardLimits.tables)
    report(root, cardCodes.limit, `card table number over limit: ${root.scan.tables}`)
}

/** Everything the platform would refuse in this card, in the order of the card. Empty: it is accepted. */
export function cardProblems(card: unknown, known: CardContext = {}): Problem[] {
  const problems: Problem[] = []
  const record = isRecord(card) ? card : {}
  const scan: Scan = {
    problems,
    known,
    elementIds: new Map(),
    names: new Map(),
    textSizes: namesIn(record, 'text_size'),
    colours: namesIn(record, 'color'),
    tables: 0,
  }
  const place = { parent: 'card', depth: 0, inForm: false }
  const root: Spot = { scan, path: '', page: structurePage, place }
  if (!isRecord(card)) {
    wrong(root, 'the card must be an object')
    return problems
  }
  if (Object.keys(card).length === 0) return problems
  const body: typeof anything = (value, spot) => {
    if (!isRecord(value)) return wrong(spot, 'must be an object')
    checkFields(value, spot, layout, { elements: anything })
    checkChildren(value.elements, 'body', inner(spot, 'elements'))
  }
  checkFields(
    card,
    root,
    {
      config,
      card_link: multiUrl,
      header: (value, spot) =>
        header(value, { ...spot, page: componentPage('content-components/title') }),
      body,
    },
    { schema: oneOf('2.0') },
  )
  checkWhole(card, root)
  return problems
}
