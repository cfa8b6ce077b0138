/** Every object inside a card, the outermost first. */
export function objectsIn(part: unknown): Record<string, unknown>[] {
  if (Array.isArray(part)) return part.flatMap(objectsIn)
  if (typeof part !== 'object' || part === null) return []
  return [part as Record<string, unknown>, ...Object.values(part).flatMap(objectsIn)]
}

/** The contents of all nodes of a kind. */
export const contentsOf = (card: unknown, tag: string): string[] =>
  objectsIn(card)
    .filter((one) => one.tag === tag)
    .map((one) => String(one.content))
