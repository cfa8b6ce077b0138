/** How alike two texts are, by their pairs of characters. */
import { foldWidth } from './written-form.ts'

/** A text as it is compared: without spaces, punctuation and the width of its signs. */
export const comparable = (text: string): string =>
  foldWidth(text)
    .replace(/[\s\p{P}\p{S}]/gu, '')
    .toLowerCase()

/** The pairs of neighbouring characters of a text, with how often each occurs. */
export type Pairs = { readonly counts: ReadonlyMap<string, number>; readonly total: number }

export function pairsOf(text: string): Pairs {
  const signs = [...comparable(text)]
  const counts = new Map<string, number>()
  const all = signs.length === 1 ? signs : signs.slice(1).map((sign, at) => `${signs[at]}${sign}`)
  for (const pair of all) counts.set(pair, (counts.get(pair) ?? 0) + 1)
  return { counts, total: all.length }
}

/** Shorter texts are alike by chance: their being contained in another says nothing. */
const leastPairs = 5
/** To be contained in a longer text counts for less than to equal it. */
const containedCounts = 0.85

/** 0: nothing in common; 1: the same words. A text that is part of a longer one is much like it. */
export function likeness(a: Pairs, b: Pairs): number {
  if (a.total === 0 || b.total === 0) return a.total === b.total ? 1 : 0
  const [few, many] = a.total <= b.total ? [a, b] : [b, a]
  let common = 0
  for (const [pair, count] of few.counts) common += Math.min(count, many.counts.get(pair) ?? 0)
  const alike = (2 * common) / (a.total + b.total)
  const contained = few.total < leastPairs ? 0 : (common / few.total) * containedCounts
  return Math.max(alike, contained)
}
