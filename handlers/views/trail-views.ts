/** From entries of the audit trail to what 痕迹 shows. */
import type { TrailRow } from '../../cards/trail.ts'
import { trailLabels, trailWord } from '../../cards/trail-words.ts'
import { stateWords } from '../../cards/words.ts'
import type { TrailEntry } from '../../db/audit.ts'

type Leaf = { readonly key: string; readonly value: string }

const deepest = 4

/** What is in words in something that was kept; ids, versions and the like are left out. */
function leaves(kept: unknown, key = '', depth = 0): readonly Leaf[] {
  if (typeof kept === 'string') return isForPeople(key, kept) ? [{ key, value: worded(kept) }] : []
  if (typeof kept !== 'object' || kept === null || depth > deepest) return []
  const isList = Array.isArray(kept)
  return Object.entries(kept).flatMap(([name, value]) =>
    leaves(value, isList ? key : name, depth + 1),
  )
}

const isForPeople = (key: string, value: string): boolean =>
  value !== '' && (/\p{Script=Han}/u.test(value) || (key in trailLabels && key !== 'role'))

/** A state by its word, a unit or person by name without the mark of its kind. */
const worded = (value: string): string =>
  stateWords[value] ?? value.replace(/^(?:unit|person):/, '')

const line = ({ key, value }: Leaf): string =>
  trailLabels[key] ? `${trailLabels[key]}：${value}` : value

/** What was there and is not any more, then what is new. */
function details({ before, after }: TrailEntry): readonly string[] {
  const old = leaves(before)
  const now = leaves(after)
  const isIn = (all: readonly Leaf[], { key, value }: Leaf) =>
    all.some((one) => one.key === key && one.value === value)
  return [
    ...now.filter((leaf) => !isIn(old, leaf)).map(line),
    ...old.filter((leaf) => !isIn(now, leaf)).map((leaf) => `原${line(leaf)}`),
  ]
}

/** @param names of accounts @param about `QL26-14` of a subject, where that is to be said */
export const trailRow = (
  entry: TrailEntry,
  names: ReadonlyMap<string, string>,
  about: ReadonlyMap<string, string>,
): TrailRow => ({
  at: entry.at,
  by: entry.actor === 'system' ? '系统' : (names.get(entry.actor) ?? '（未取得姓名）'),
  what: trailWord(entry.type),
  about: about.get(entry.subject) ?? null,
  details: details(entry),
})
