/** 误传清除: two members of the office together take out what should not be here (design §14). */

/** What is to go. A text is taken out wherever it stands; the others with all their copies. */
export type PurgeTarget =
  | {
      readonly kind: 'report' | 'directive' | 'request' | 'evidence' | 'import'
      readonly id: string
    }
  | { readonly kind: 'text'; readonly text: string }

export type Purge = {
  readonly id: string
  /** What it is about, without any of its content: `QH26-6 的填报`. */
  readonly about: string
  /** Null once it was decided. */
  readonly target: PurgeTarget | null
  /** Epoch ms from which on a backup may hold the content. */
  readonly since: number
  readonly askedBy: string
  readonly askedAt: number
  readonly state: 'open' | 'done' | 'refused'
  readonly decidedBy: string | null
  readonly decidedAt: number | null
  /** In how many places it stood. */
  readonly places: number
  readonly version: number
}

/** What stands where content was taken out. */
export const purgedMark = '〔已按规定清除〕'

/** A text of fewer characters would be found in what has nothing to do with it. */
export const shortestText = 6

export type AskPurgeRefusal = 'not-allowed' | 'needs-second' | 'text-too-short'

/** @param members how many the office has */
export function refusalToAskPurge(
  target: PurgeTarget,
  { mayPurge, members }: { readonly mayPurge: boolean; readonly members: number },
): AskPurgeRefusal | null {
  if (!mayPurge) return 'not-allowed'
  if (members < 2) return 'needs-second'
  const isShort = target.kind === 'text' && bare(target.text).length < shortestText
  return isShort ? 'text-too-short' : null
}

export type DecidePurgeRefusal = 'not-allowed' | 'own' | 'already-decided'

/** The other member says so: never the one who asked. */
export function decidePurge(
  purge: Purge,
  made: {
    readonly by: string
    readonly at: number
    readonly mayPurge: boolean
    readonly isConfirmed: boolean
    readonly places: number
  },
):
  | { readonly ok: true; readonly purge: Purge }
  | { readonly ok: false; readonly reason: DecidePurgeRefusal } {
  if (!made.mayPurge) return { ok: false, reason: 'not-allowed' }
  if (purge.state !== 'open') return { ok: false, reason: 'already-decided' }
  if (made.isConfirmed && purge.askedBy === made.by) return { ok: false, reason: 'own' }
  return {
    ok: true,
    purge: {
      ...purge,
      target: null,
      state: made.isConfirmed ? 'done' : 'refused',
      decidedBy: made.by,
      decidedAt: made.at,
      places: made.isConfirmed ? made.places : 0,
      version: purge.version + 1,
    },
  }
}

/** Letters and digits alone: what stays the same whatever a card or a form makes of a text. */
export const bare = (text: string): string =>
  text.replace(/&#\d+;/g, '').replace(/[^\p{L}\p{N}]/gu, '')

/** So many characters in a row are the same text: a card may show no more than its beginning. */
const enough = 10

/** Finds what is, quotes, or is a cut copy of one of these texts. */
export function matcherOf(texts: readonly string[]): (text: string) => boolean {
  const wanted = texts.map(bare).filter((text) => text.length >= 4)
  const short = wanted.filter((text) => text.length < enough)
  const grams = new Set(wanted.flatMap((text) => gramsOf(text)))
  return (text) => {
    const found = bare(text)
    return short.some((one) => found.includes(one)) || gramsOf(found).some((one) => grams.has(one))
  }
}

/** Finds a text as a whole. */
export function wholeMatcherOf(text: string): (text: string) => boolean {
  const wanted = bare(text)
  return (other) => bare(other).includes(wanted)
}

const gramsOf = (text: string): readonly string[] => {
  const characters = Array.from(text)
  return Array.from({ length: Math.max(0, characters.length - enough + 1) }, (_, from) =>
    characters.slice(from, from + enough).join(''),
  )
}

/** The runs of letters and digits by which rows are looked for before they are read; longest first. */
export const runsOf = (texts: readonly string[]): readonly string[] =>
  [...new Set(texts.flatMap((text) => text.match(/[\p{L}\p{N}]{2,}/gu) ?? []))].sort(
    (a, b) => b.length - a.length,
  )

/** A value as JSON knows them, with the mark in the place of every text that matches. */
export function purgeValue(value: unknown, matches: (text: string) => boolean): unknown {
  if (typeof value === 'string') return purgeText(value, matches)
  if (Array.isArray(value)) return value.map((one) => purgeValue(one, matches))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, one]) => [key, purgeValue(one, matches)]),
  )
}

/** A text that is JSON itself, such as a message's content, stays JSON. */
export function purgeText(text: string, matches: (text: string) => boolean): string {
  const parsed = parsedOf(text)
  if (parsed === undefined) return matches(text) ? purgedMark : text
  const after = JSON.stringify(purgeValue(parsed, matches))
  return after === JSON.stringify(parsed) ? text : after
}

function parsedOf(text: string): object | undefined {
  if (!/^\s*[[{]/.test(text)) return undefined
  try {
    const parsed: unknown = JSON.parse(text)
    return typeof parsed === 'object' && parsed !== null ? parsed : undefined
  } catch {
    return undefined
  }
}
