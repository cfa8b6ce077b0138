/** How large a card is, as the platform counts. */
import type { Card } from './card.ts'

/** The platform takes 30 KB and 200 nodes; we stay below, since its exact counting is not published. */
export const limits = { bytes: 28 * 1024, nodes: 180 } as const

export const bytesOf = (made: Card): number => new TextEncoder().encode(JSON.stringify(made)).length

/** Every object with a `tag` counts. */
export function nodesOf(part: unknown): number {
  if (Array.isArray(part)) return part.reduce<number>((sum, one) => sum + nodesOf(one), 0)
  if (typeof part !== 'object' || part === null) return 0
  const inside = Object.values(part).reduce<number>((sum, one) => sum + nodesOf(one), 0)
  return inside + ('tag' in part ? 1 : 0)
}

export const fits = (made: Card): boolean =>
  bytesOf(made) <= limits.bytes && nodesOf(made) <= limits.nodes
