import type { CSSProperties } from 'preact'
import { isRecord } from '../../platform/card-problem.ts'
import { colourOf, type Theme } from './palette.ts'

export type Node = Record<string, unknown>

export const nodesIn = (value: unknown): Node[] =>
  Array.isArray(value) ? value.filter(isRecord) : []

const textSizes: Readonly<Record<string, number>> = {
  'heading-0': 30,
  'heading-1': 24,
  'heading-2': 20,
  'heading-3': 18,
  'heading-4': 16,
  heading: 16,
  normal: 14,
  notation: 12,
  'xxxx-large': 30,
  'xxx-large': 24,
  'xx-large': 20,
  'x-large': 18,
  large: 16,
  medium: 14,
  small: 12,
  'x-small': 10,
}

/** Pixels of a named size; names of the card's own `config.style` are resolved first. */
export function textSize(name: unknown, own: Node): number | undefined {
  if (typeof name !== 'string') return undefined
  const named = own[name]
  const resolved = isRecord(named) ? (named.mobile ?? named.default) : name
  return textSizes[String(resolved)]
}

const gaps: Readonly<Record<string, string>> = {
  small: '4px',
  medium: '8px',
  large: '12px',
  extra_large: '16px',
}

export const gap = (name: unknown, usual: string): string =>
  typeof name === 'string' ? (gaps[name] ?? name) : usual

const aligns: Readonly<Record<string, string>> = {
  left: 'flex-start',
  top: 'flex-start',
  center: 'center',
  right: 'flex-end',
  bottom: 'flex-end',
}

const flexAlign = (name: unknown): string | undefined =>
  typeof name === 'string' ? aligns[name] : undefined

const css = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined)

/** Layout keys of the body and of every container: how its elements follow each other. */
export function layoutStyle(node: Node, usualGap = '8px'): CSSProperties {
  const isRow = node.direction === 'horizontal'
  const across = flexAlign(node.horizontal_align)
  const down = flexAlign(node.vertical_align)
  return {
    flexDirection: isRow ? 'row' : 'column',
    flexWrap: isRow ? 'wrap' : undefined,
    columnGap: gap(node.horizontal_spacing, usualGap),
    rowGap: gap(node.vertical_spacing, usualGap),
    padding: css(node.padding),
    justifyContent: isRow ? across : down,
    alignItems: isRow ? down : across,
  }
}

/** Ground, border and corners of a container. */
export function boxStyle(node: Node, theme: Theme): CSSProperties {
  const border = isRecord(node.border) ? node.border : {}
  const edge = colourOf(border.color ?? node.border_color, theme)
  const hasEdge = border.color !== undefined || node.has_border === true
  return {
    background: colourOf(node.background_style ?? node.background_color, theme),
    border: hasEdge ? `1px solid ${edge ?? 'var(--card-line)'}` : undefined,
    borderRadius: css(border.corner_radius ?? node.corner_radius),
    width: /px$/.test(String(node.width)) ? css(node.width) : undefined,
    height: /px$/.test(String(node.height)) ? css(node.height) : undefined,
  }
}
