import { components, retiredTags } from './card-components.ts'
import { elementId } from './card-parts.ts'
import {
  cardCodes,
  changesPage,
  inner,
  isRecord,
  report,
  type Spot,
  structurePage,
  wrong,
} from './card-problem.ts'
import { checkFields, margin, oneOf } from './card-values.ts'

const everywhere = { element_id: elementId, margin }

/** `form` and `table` stand at the root alone; selections of several inside a form alone. */
function checkNesting(tag: string, spot: Spot): void {
  const { parent, depth, inForm } = spot.place
  if ((tag === 'form' || tag === 'table') && parent !== 'body')
    wrong(spot, `${tag} must stand directly in body.elements, not in ${parent}`)
  if (/^multi_select_/.test(tag) && !inForm) wrong(spot, `${tag} must stand inside a form`)
  if (tag === 'column' && parent !== 'column_set') wrong(spot, 'column outside a column_set')
  if (tag !== 'column' && parent === 'column_set')
    wrong(spot, 'a column_set holds columns and nothing else')
  if (depth > 5) wrong(spot, 'containers are nested more than 5 levels deep')
}

/** The name that `form_value` is keyed by: unique in the card, required inside a form (200530). */
function checkName(node: Record<string, unknown>, isInput: boolean, spot: Spot): void {
  const { name } = node
  if (isInput && spot.place.inForm && (typeof name !== 'string' || name === '')) {
    report(spot, cardCodes.formName, `${node.tag} inside a form needs a name`)
    return
  }
  if (typeof name !== 'string' || name === '') return
  if (spot.scan.names.has(name))
    report(spot, cardCodes.formName, `the name ${name} is used twice in the card`)
  spot.scan.names.set(name, spot.path)
}

/** Checks one component and everything in it. */
function checkComponent(node: unknown, outer: Spot): void {
  if (!isRecord(node)) {
    wrong(outer, 'must be a component')
    return
  }
  const tag = typeof node.tag === 'string' ? node.tag : ''
  const component = Object.hasOwn(components, tag) ? components[tag] : undefined
  if (!component) {
    const gone = retiredTags.has(tag)
      ? 'cards of schema V2 no longer support this capability; '
      : ''
    const page = retiredTags.has(tag) ? changesPage : structurePage
    report(outer, cardCodes.tag, `${gone}unsupported tag ${tag}`, page)
    return
  }
  const depth = outer.place.depth + (component.level ?? 0)
  const spot = { ...outer, page: component.page, place: { ...outer.place, depth } }
  checkNesting(tag, spot)
  checkFields(
    node,
    spot,
    { ...everywhere, ...component.optional },
    {
      tag: oneOf(tag),
      ...component.required,
    },
  )
  checkName(node, component.isInput === true, spot)
  if (component.isInput && node.required === true && !spot.place.inForm)
    wrong(inner(spot, 'required'), 'required works inside a form only')
  component.also?.(node, spot)
  if (tag === 'table') spot.scan.tables += 1
  if (component.children)
    checkChildren(node[component.children], tag, inner(spot, component.children))
  if (tag === 'checker' && isRecord(node.button_area))
    checkChildren(node.button_area.buttons, tag, inner(inner(spot, 'button_area'), 'buttons'))
}

/** Checks the components a container (or the body) holds. */
export function checkChildren(children: unknown, parent: string, spot: Spot): void {
  if (children === undefined) return
  if (!Array.isArray(children)) {
    wrong(spot, 'must be a list of components')
    return
  }
  const place = { ...spot.place, parent, inForm: spot.place.inForm || parent === 'form' }
  children.forEach((child, index) => {
    checkComponent(child, inner({ ...spot, place }, index))
  })
}
