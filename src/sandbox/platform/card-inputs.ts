import type { Component } from './card-components.ts'
import {
  behaviors,
  checkPerson,
  confirm,
  icon,
  imageKey,
  inputWidth,
  multiUrl,
  plain,
  plainOrMarkdown,
  translations,
} from './card-parts.ts'
import { componentPage, inner, isRecord, type Spot, wrong } from './card-problem.ts'
import {
  anything,
  type Fields,
  fields,
  flag,
  list,
  number,
  oneOf,
  padding,
  text,
  whole,
} from './card-values.ts'

const interactive = 'interactive-components'

const common: Fields = {
  name: text(100, 1),
  required: flag,
  disabled: flag,
  disabled_tips: plain(),
  hover_tips: plain(),
  placeholder: plain(100),
  width: inputWidth,
  behaviors,
  confirm,
}

const options = (node: Record<string, unknown>): string[] =>
  (Array.isArray(node.options) ? node.options : []).map((entry) =>
    isRecord(entry) ? String(entry.value) : '',
  )

/** Two options of one value break the client. */
function checkOptions(node: Record<string, unknown>, spot: Spot): void {
  const values = options(node)
  values.forEach((value, index) => {
    if (values.indexOf(value) !== index)
      wrong(inner(inner(spot, 'options'), index), `option value ${value} is used twice`)
  })
  for (const value of Array.isArray(node.selected_values) ? node.selected_values : [])
    if (values.length > 0 && !values.includes(String(value)))
      wrong(inner(spot, 'selected_values'), `${value} is not an option`)
}

function checkSelect(node: Record<string, unknown>, spot: Spot): void {
  checkOptions(node, spot)
  const values = options(node)
  const labels = (Array.isArray(node.options) ? node.options : []).map((entry) =>
    isRecord(entry) && isRecord(entry.text) ? entry.text.content : undefined,
  )
  const initial = node.initial_option
  if (typeof initial === 'string' && !values.includes(initial) && !labels.includes(initial))
    wrong(inner(spot, 'initial_option'), `${initial} is not an option`)
  if (typeof node.initial_index === 'number' && node.initial_index > values.length)
    wrong(inner(spot, 'initial_index'), 'there are fewer options')
}

/** open_id alone, and the initial one among the options: select-person. */
function checkPeople(node: Record<string, unknown>, spot: Spot): void {
  checkOptions(node, spot)
  const values = options(node)
  values.forEach((value, index) => {
    checkPerson(value, inner(inner(spot, 'options'), index), /^ou_\w+$/)
  })
  const initial = node.initial_option
  if (typeof initial === 'string' && values.length > 0 && !values.includes(initial))
    wrong(inner(spot, 'initial_option'), `${initial} is not an option`)
}

const initialOrPlaceholder =
  (key: string, pattern: RegExp) =>
  (node: Record<string, unknown>, spot: Spot): void => {
    const value = node[key]
    if (value === undefined && node.placeholder === undefined)
      wrong(spot, `needs ${key} or a placeholder`)
    if (value !== undefined && !(typeof value === 'string' && pattern.test(value)))
      wrong(inner(spot, key), `must look like ${pattern.source}`)
  }

const picker = (
  name: string,
  key: string,
  pattern: RegExp,
): Component & { readonly isInput: true } => ({
  page: componentPage(`${interactive}/${name}`),
  required: {},
  optional: { ...common, [key]: anything },
  also: initialOrPlaceholder(key, pattern),
  isInput: true,
})

const select = (name: string, more: Fields, entry: Fields, also: Component['also']): Component => ({
  page: componentPage(`${interactive}/${name}`),
  required: {},
  optional: {
    ...common,
    type: oneOf('default', 'text'),
    options: list(fields({ icon: icon() }, entry)),
    ...more,
  },
  ...(also ? { also } : {}),
  isInput: true,
})

const label = { text: plain(), value: text(999, 1) }
const day = '\\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])'
const time = '([01]\\d|2[0-3]):[0-5]\\d'
const tinyButton = list(anything, 3)

/** Components that collect something: interactive-components of component-json-v2-overview. */
export const inputComponents: Readonly<Record<string, Component>> = {
  input: {
    page: componentPage(`${interactive}/input`),
    required: {},
    optional: {
      ...common,
      input_type: oneOf('text', 'multiline_text', 'password'),
      max_length: whole(1, 1000),
      rows: whole(1, 999),
      auto_resize: flag,
      max_rows: whole(1, 999),
      show_icon: flag,
      label: plain(),
      label_position: oneOf('top', 'left'),
      default_value: text(),
      i18n_default_value: translations(text()),
      value: anything,
    },
    also: (node, spot) => {
      const max = typeof node.max_length === 'number' ? node.max_length : 1000
      if (typeof node.default_value === 'string' && [...node.default_value].length > max)
        wrong(inner(spot, 'default_value'), `longer than max_length ${max}`)
    },
    isInput: true,
  },
  select_static: select(
    'single-select-dropdown-menu',
    { initial_option: text(), initial_index: whole(0, 9999) },
    label,
    checkSelect,
  ),
  multi_select_static: select(
    'multi-select-dropdown-menu',
    { selected_values: list(text()) },
    label,
    checkOptions,
  ),
  select_person: select(
    'single-select-user-picker',
    { initial_option: text() },
    { value: text() },
    checkPeople,
  ),
  multi_select_person: select(
    'multi-select-user-picker',
    { selected_values: list(text()) },
    { value: text() },
    checkPeople,
  ),
  date_picker: picker('date-picker', 'initial_date', new RegExp(`^${day}$`)),
  picker_time: picker('time-selector', 'initial_time', new RegExp(`^${time}$`)),
  picker_datetime: picker('date-time-picker', 'initial_datetime', new RegExp(`^${day} ${time}$`)),
  select_img: {
    page: componentPage(`${interactive}/image-picker`),
    required: {
      options: list(
        fields(
          { disabled: flag, disabled_tips: plain(), hover_tips: plain() },
          {
            img_key: imageKey,
            value: text(999, 1),
          },
        ),
        99,
        1,
      ),
    },
    optional: {
      ...common,
      multi_select: flag,
      layout: oneOf('stretch', 'bisect', 'trisect'),
      aspect_ratio: oneOf('1:1', '16:9', '4:3'),
      can_preview: flag,
      value: anything,
    },
    also: (node, spot) => {
      checkOptions(node, spot)
      if (node.multi_select === true && !spot.place.inForm)
        wrong(inner(spot, 'multi_select'), 'several images can be chosen inside a form only')
    },
    isInput: true,
  },
  checker: {
    page: componentPage(`${interactive}/checker`),
    required: {},
    optional: {
      ...common,
      checked: flag,
      text: plainOrMarkdown,
      overall_checkable: flag,
      button_area: fields({ pc_display_rule: oneOf('always', 'on_hover'), buttons: tinyButton }),
      checked_style: fields({ show_strikethrough: flag, opacity: number(0, 1) }),
      padding,
    },
    isInput: true,
  },
  overflow: {
    page: componentPage(`${interactive}/overflow`),
    required: {
      options: list(fields({ text: plain(100), value: text(999), multi_url: multiUrl }), 99, 1),
    },
    optional: { width: inputWidth, behaviors, confirm, value: anything },
    also: checkOptions,
  },
}
