import type { Component } from './card-components.ts'
import { checkMarkdown } from './card-markdown.ts'
import { checkPerson, icon, imageKey, plain, plainOrMarkdown, translations } from './card-parts.ts'
import {
  type Check,
  cardCodes,
  componentPage,
  inner,
  isRecord,
  report,
  type Spot,
  wrong,
} from './card-problem.ts'
import { checkTableRows, tableColumn } from './card-table.ts'
import {
  align,
  cornerRadius,
  fields,
  flag,
  length,
  list,
  mapOf,
  oneOf,
  text,
  textSize,
  whole,
} from './card-values.ts'

const person: Check = (value, spot) => checkPerson(value, spot)

const richText: Check = (value, spot) => {
  if (typeof value !== 'string') return wrong(spot, 'must be a string')
  checkMarkdown(value, spot)
}

/** With `drop_invalid_user_id` unknown people are left out instead of failing the card. */
function checkPersons(node: Record<string, unknown>, spot: Spot): void {
  if (node.drop_invalid_user_id === true || !Array.isArray(node.persons)) return
  node.persons.forEach((entry, index) => {
    if (isRecord(entry)) checkPerson(entry.id, inner(inner(spot, 'persons'), index))
  })
}

/** The kinds that the page of the component names. */
const chartTypes =
  'line area bar pie common funnel scatter radar linearProgress circularProgress wordCloud'.split(
    ' ',
  )

/** VChart as plain JSON, no scripts: content-components/chart. */
const chartSpec: Check = (value, spot) => {
  const spec = isRecord(value) ? value : undefined
  if (!spec || Object.keys(spec).length === 0)
    return report(spot, cardCodes.chart, 'chart_spec must be an object')
  const parts = [spec.type, spec.series, spec.data]
  if (parts.every((part) => part === undefined))
    report(spot, cardCodes.chart, 'chart_spec has no type')
  if (spec.type !== undefined && !chartTypes.includes(String(spec.type)))
    report(spot, cardCodes.chart, `unknown chart type ${String(spec.type)}`)
  const visit = (entry: unknown): boolean =>
    typeof entry === 'function' ||
    (typeof entry === 'string' && /^\s*(function\b|\([^)]*\)\s*=>)/.test(entry)) ||
    (typeof entry === 'object' && entry !== null && Object.values(entry).some(visit))
  if (visit(spec)) report(spot, cardCodes.chart, 'chart_spec must not hold functions')
}

const imageSize: Check = (value, spot) => {
  if (typeof value === 'string' && /^\d{1,3}px \d{1,3}px$/.test(value)) return
  oneOf('stretch', 'large', 'medium', 'small', 'tiny')(value, spot)
}

const imageTitle: Check = (value, spot) => {
  if (isRecord(value) && value.content === '') return
  plain()(value, spot)
}

const content = 'content-components'

/** Components that only show something: component-json-v2-overview. */
export const displayComponents: Readonly<Record<string, Component>> = {
  markdown: {
    page: componentPage(`${content}/rich-text`),
    required: { content: richText },
    optional: {
      text_size: textSize,
      text_align: align,
      icon: icon(),
      i18n_content: translations(richText),
    },
  },
  div: {
    page: componentPage(`${content}/plain-text`),
    required: {},
    optional: {
      text: plainOrMarkdown,
      icon: icon(),
      width: length(16, 999, 'fill', 'auto'),
      fields: list(fields({ is_short: flag }, { text: plainOrMarkdown })),
    },
  },
  hr: { page: componentPage(`${content}/divider`), required: {}, optional: {} },
  img: {
    page: componentPage(`${content}/image`),
    required: { img_key: imageKey, alt: imageTitle },
    optional: {
      title: plainOrMarkdown,
      corner_radius: cornerRadius,
      scale_type: oneOf('crop_center', 'crop_top', 'fit_horizontal'),
      size: imageSize,
      transparent: flag,
      preview: flag,
      i18n_img_key: translations(imageKey),
    },
  },
  img_combination: {
    page: componentPage(`${content}/multi-image-laylout`),
    required: {
      combination_mode: oneOf('double', 'triple', 'bisect', 'trisect'),
      img_list: list(fields({}, { img_key: imageKey }), 9, 1),
    },
    optional: { combination_transparent: flag, corner_radius: cornerRadius },
  },
  person: {
    page: componentPage(`${content}/user-profile`),
    required: { user_id: person },
    optional: {
      size: oneOf('extra_small', 'small', 'medium', 'large'),
      show_avatar: flag,
      show_name: flag,
      style: oneOf('normal', 'capsule'),
    },
  },
  person_list: {
    page: componentPage(`${content}/user-list`),
    required: { persons: list(fields({}, { id: text(64) })) },
    optional: {
      size: oneOf('extra_small', 'small', 'medium', 'large'),
      lines: whole(1, 999),
      show_name: flag,
      show_avatar: flag,
      drop_invalid_user_id: flag,
      icon: icon(),
    },
    also: checkPersons,
  },
  chart: {
    page: componentPage(`${content}/chart`),
    required: { chart_spec: chartSpec },
    optional: {
      aspect_ratio: oneOf('1:1', '2:1', '4:3', '16:9'),
      color_theme: oneOf('brand', 'rainbow', 'complementary', 'converse', 'primary'),
      preview: flag,
      height: length(1, 999, 'auto'),
    },
  },
  table: {
    page: componentPage(`${content}/table`),
    required: { columns: list(tableColumn, 50, 1), rows: list(mapOf(() => {})) },
    optional: {
      page_size: whole(1, 10),
      row_height: length(32, 124, 'low', 'middle', 'high', 'auto'),
      row_max_height: length(32, 999),
      freeze_first_column: flag,
      header_style: fields({
        text_align: align,
        text_size: textSize,
        background_style: oneOf('grey', 'none'),
        text_color: oneOf('default', 'grey'),
        bold: flag,
        lines: whole(1, 99),
      }),
    },
    also: checkTableRows,
  },
}
