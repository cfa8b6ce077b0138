import { checkMarkdown } from './card-markdown.ts'
import { type Check, cardCodes, inner, isRecord, report, type Spot, wrong } from './card-problem.ts'
import {
  align,
  colour,
  type Fields,
  fields,
  length,
  list,
  mapOf,
  oneOf,
  tagColour,
  text,
  textSize,
  whole,
} from './card-values.ts'

const locales =
  'zh_cn en_us ja_jp zh_hk zh_tw id_id vi_vn th_th pt_br es_es ko_kr de_de fr_fr it_it ru_ru ms_my'.split(
    ' ',
  )
export const locale = oneOf(...locales)

/** Texts by language. */
export const translations =
  (each: Check): Check =>
  (value, spot) => {
    mapOf(each)(value, spot)
    if (!isRecord(value)) return
    for (const key of Object.keys(value))
      if (!locales.includes(key)) wrong(inner(spot, key), `unknown locale ${key}`)
  }

/** Unique in the card, a letter first, at most 20 letters, digits and underscores: structurePage. */
export const elementId: Check = (value, spot) => {
  if (typeof value !== 'string' || !/^[A-Za-z][A-Za-z0-9_]{0,19}$/.test(value))
    return wrong(spot, 'element_id must be a letter and up to 19 letters, digits or _')
  if (spot.scan.elementIds.has(value))
    report(spot, cardCodes.duplicateId, `element_id ${value} is used twice`)
  spot.scan.elementIds.set(value, spot.path)
}

const styled: Fields = {
  text_size: textSize,
  text_color: colour(),
  text_align: align,
  lines: whole(1, 999),
}

function tagged(tags: readonly string[], max: number, more: Fields): Check {
  const shape = fields(
    { element_id: elementId, i18n_content: translations(text(max)), ...more },
    { tag: oneOf(...tags), content: text(max) },
  )
  return (value, spot) => {
    shape(value, spot)
    if (isRecord(value) && value.tag !== 'plain_text' && typeof value.content === 'string')
      checkMarkdown(value.content, inner(spot, 'content'))
  }
}

/** `plain_text` alone: buttons, placeholders, tips. */
export const plain = (max = Number.POSITIVE_INFINITY) => tagged(['plain_text'], max, styled)
/** `plain_text` or `lark_md`: titles, `div`, checkers. */
export const plainOrMarkdown = tagged(['plain_text', 'lark_md'], Number.POSITIVE_INFINITY, styled)
/** The title of a collapsible panel: content-components/collapsible-panel. */
export const panelTitle = tagged(
  ['plain_text', 'lark_md', 'markdown'],
  Number.POSITIVE_INFINITY,
  styled,
)

export const imageKey: Check = (value, spot) => {
  if (typeof value !== 'string' || value === '') return wrong(spot, 'must be an image key')
  const isKnown = spot.scan.known.isKnownImage
  if (isKnown && !isKnown(value)) report(spot, cardCodes.image, `invalid image key ${value}`)
}

export const icon =
  (more: Fields = {}): Check =>
  (value, spot) => {
    const custom = isRecord(value) && value.tag === 'custom_icon'
    const required: Fields = custom
      ? { tag: oneOf('custom_icon'), img_key: imageKey }
      : { tag: oneOf('standard_icon'), token: text(99, 1) }
    fields({ element_id: elementId, ...(custom ? {} : { color: colour() }), ...more }, required)(
      value,
      spot,
    )
  }

/** open_id, union_id or user_id; one that does not exist fails the whole card (100290). */
export function checkPerson(value: unknown, spot: Spot, pattern = /^[\w.@-]{1,64}$/): void {
  if (typeof value !== 'string' || !pattern.test(value)) {
    report(spot, cardCodes.person, `invalid person id ${JSON.stringify(value)}`)
    return
  }
  const isKnown = spot.scan.known.isKnownPerson
  if (isKnown && !isKnown(value)) report(spot, cardCodes.person, `unknown person ${value}`)
}

export const textTag = fields(
  { element_id: elementId, color: tagColour },
  { tag: oneOf('text_tag'), text: plain() },
)

const link: Check = (value, spot) => {
  if (typeof value !== 'string') return wrong(spot, 'must be a link')
  if (value !== '' && !/^(https?|lark|mailto|tel):/i.test(value) && !value.startsWith('applink'))
    wrong(spot, 'must be an http, https or lark link')
}

/** `url`, or all three of the others. */
export const multiUrl: Check = (value, spot) => {
  fields({ url: link, pc_url: link, ios_url: link, android_url: link })(value, spot)
  if (!isRecord(value) || value.url) return
  if (!value.pc_url || !value.ios_url || !value.android_url)
    wrong(spot, 'needs url, or pc_url, ios_url and android_url')
}

const callbackValue: Check = (value, spot) => {
  if (!isRecord(value)) wrong(spot, 'the value of a callback must be an object')
}

/** configuring-card-interactions */
const behavior: Check = (value, spot) => {
  if (isRecord(value) && value.type === 'callback')
    return fields({}, { type: oneOf('callback'), value: callbackValue })(value, spot)
  fields(
    { pc_url: link, ios_url: link, android_url: link },
    { type: oneOf('open_url', 'callback'), default_url: link },
  )(value, spot)
  if (isRecord(value) && value.default_url === '') wrong(spot, 'default_url is empty')
}
export const behaviors = list(behavior, 10, 1)

/** Old clients ignore the press when `title` is missing: interactive-components/button. */
export const confirm = fields({ text: plain() }, { title: plain() })

export const inputWidth = length(100, 9999, 'default', 'fill')
