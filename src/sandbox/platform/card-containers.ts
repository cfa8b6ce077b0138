import type { Component } from './card-components.ts'
import { behaviors, confirm, icon, multiUrl, panelTitle, plain } from './card-parts.ts'
import {
  cardCodes,
  componentPage,
  inner,
  isRecord,
  report,
  type Spot,
  wrong,
} from './card-problem.ts'
import {
  align,
  anything,
  colour,
  cornerRadius,
  type Fields,
  fields,
  flag,
  length,
  oneOf,
  padding,
  spacing,
  text,
  verticalAlign,
  whole,
} from './card-values.ts'

const containers = 'containers'

/** Layout keys of the body and of every container: structurePage. */
export const layout: Fields = {
  direction: oneOf('vertical', 'horizontal'),
  padding,
  horizontal_spacing: spacing,
  vertical_spacing: spacing,
  horizontal_align: align,
  vertical_align: verticalAlign,
}

const action = fields({}, { multi_url: multiUrl })

/** Every button below a form, however deep. */
function buttonsOf(node: unknown): Record<string, unknown>[] {
  if (Array.isArray(node)) return node.flatMap(buttonsOf)
  if (!isRecord(node)) return []
  if (node.tag === 'button') return [node]
  return [node.elements, node.columns].flatMap(buttonsOf)
}

/** At least one button submits: containers/form-container. */
function checkForm(node: Record<string, unknown>, spot: Spot): void {
  if (!buttonsOf(node.elements).some((button) => button.form_action_type === 'submit'))
    wrong(spot, 'a form needs a submit button')
}

/** Inside a form a button has a name; outside, `form_action_type` means nothing. */
function checkButton(node: Record<string, unknown>, spot: Spot): void {
  if (spot.place.inForm) {
    if (typeof node.name !== 'string' || node.name === '')
      report(spot, cardCodes.formName, 'a button inside a form needs a name')
  } else if (node.form_action_type !== undefined)
    wrong(inner(spot, 'form_action_type'), 'a button outside a form cannot submit')
}

/** Containers and the button. Children are visited by the walk, their lists are only named here. */
export const containerComponents: Readonly<Record<string, Component>> = {
  form: {
    page: componentPage(`${containers}/form-container`),
    required: { name: text(100, 1), elements: anything },
    optional: { ...layout, confirm },
    also: checkForm,
    children: 'elements',
    level: 1,
  },
  column_set: {
    page: componentPage(`${containers}/column-set`),
    required: { columns: anything },
    optional: {
      flex_mode: oneOf('none', 'stretch', 'flow', 'bisect', 'trisect'),
      horizontal_spacing: spacing,
      horizontal_align: align,
      vertical_align: verticalAlign,
      background_style: colour('default', 'laser'),
      action,
    },
    children: 'columns',
    level: 1,
  },
  column: {
    page: componentPage(`${containers}/column-set`),
    required: {},
    optional: {
      ...layout,
      elements: anything,
      width: length(16, 600, 'auto', 'weighted'),
      weight: whole(1, 5),
      background_style: colour('default'),
      action,
    },
    children: 'elements',
    level: 0,
  },
  interactive_container: {
    page: componentPage(`${containers}/interactive-container`),
    required: { elements: anything, behaviors },
    optional: {
      ...layout,
      name: text(100, 1),
      width: length(16, 999, 'fill', 'auto'),
      height: length(10, 999, 'auto'),
      background_style: colour('default', 'laser'),
      has_border: flag,
      border_color: colour(),
      corner_radius: cornerRadius,
      disabled: flag,
      disabled_tips: plain(),
      hover_tips: plain(),
      confirm,
    },
    children: 'elements',
    level: 1,
  },
  collapsible_panel: {
    page: componentPage(`${containers}/collapsible-panel`),
    required: {
      header: fields({
        title: panelTitle,
        background_color: colour(),
        width: length(16, 999, 'fill', 'auto', 'auto_when_fold'),
        vertical_align: verticalAlign,
        padding,
        position: oneOf('top', 'bottom'),
        icon: icon({ size: anything }),
        icon_position: oneOf('left', 'right', 'follow_text'),
        icon_expanded_angle: oneOf(-180, -90, 90, 180),
      }),
    },
    optional: {
      ...layout,
      elements: anything,
      expanded: flag,
      background_color: colour(),
      border: fields({ color: colour(), corner_radius: cornerRadius }),
    },
    children: 'elements',
    level: 1,
  },
  button: {
    page: componentPage('interactive-components/button'),
    required: {},
    optional: {
      text: plain(100),
      type: oneOf(
        'default',
        'primary',
        'danger',
        'text',
        'primary_text',
        'danger_text',
        'primary_filled',
        'danger_filled',
        'laser',
      ),
      size: oneOf('tiny', 'small', 'medium', 'large'),
      width: length(100, 9999, 'default', 'fill'),
      icon: icon(),
      hover_tips: plain(),
      disabled: flag,
      disabled_tips: plain(),
      confirm,
      behaviors,
      name: text(100, 1),
      required: flag,
      form_action_type: oneOf('submit', 'reset'),
    },
    also: checkButton,
  },
}
