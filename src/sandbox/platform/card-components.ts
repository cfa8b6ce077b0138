import { containerComponents } from './card-containers.ts'
import { displayComponents } from './card-display.ts'
import { inputComponents } from './card-inputs.ts'
import type { Spot } from './card-problem.ts'
import type { Fields } from './card-values.ts'

/** What the platform's page of a component says about it. */
export type Component = {
  readonly page: string
  readonly required: Fields
  readonly optional: Fields
  /** Rules over several properties. */
  readonly also?: (node: Record<string, unknown>, spot: Spot) => void
  /** The property that holds other components. */
  readonly children?: 'elements' | 'columns'
  /** How many container levels it adds. */
  readonly level?: 0 | 1
  /** Collects a value: inside a form it needs a name that is unique in the card. */
  readonly isInput?: true
}

export const components: Readonly<Record<string, Component>> = {
  ...containerComponents,
  ...displayComponents,
  ...inputComponents,
}

/** Tags that 1.0 had and 2.0 refuses (200861): card-json-v2-breaking-changes-release-notes. */
export const retiredTags: ReadonlySet<string> = new Set(['action', 'note'])
