/** Elements that hold others. */
import { type CardElement, text } from './card.ts'

/** Side by side at every width. A column without weight is as wide as its content. */
export function columns(
  cells: readonly { readonly weight?: number; readonly elements: readonly CardElement[] }[],
): CardElement {
  return {
    tag: 'column_set',
    flex_mode: 'none',
    horizontal_spacing: 'small',
    columns: cells.map((cell) => ({
      tag: 'column',
      ...(cell.weight ? { width: 'weighted', weight: cell.weight } : { width: 'auto' }),
      vertical_align: 'center',
      elements: cell.elements,
    })),
  }
}

/** Two or three buttons of equal width: easy to hit with a thumb. */
export const buttons = (...row: readonly CardElement[]): CardElement =>
  columns(row.map((one) => ({ weight: 1, elements: [{ ...one, width: 'fill' }] })))

/** Small buttons under a list row. */
export const smallButtons = (...row: readonly CardElement[]): CardElement =>
  columns(row.map((one) => ({ elements: [one] })))

export function collapsible(
  title: string,
  elements: readonly CardElement[],
  expanded = false,
): CardElement {
  return {
    tag: 'collapsible_panel',
    expanded,
    header: {
      title: text(title),
      icon: { tag: 'standard_icon', token: 'down-small-ccm_outlined', size: '16px 16px' },
      icon_position: 'right',
      icon_expanded_angle: -180,
    },
    border: { color: 'grey', corner_radius: '6px' },
    padding: '8px',
    elements,
  }
}
