/** What is said about posts, stand-ins and handovers, taken apart. */
import type { IsoDate } from './draft-plan.ts'
import type { Post } from './people-facts.ts'
import { parseSpokenDate } from './spoken-date.ts'
import { yearOf } from './time.ts'
import { foldWidth } from './written-form.ts'

const posts: Readonly<Record<string, Post>> = {
  审签人: 'signer',
  联络员: 'liaison',
  负责人: 'head',
  成员: 'member',
}

const split = (text: string): readonly string[] =>
  foldWidth(text)
    .split(/[\s,，、;；:：]+/)
    .filter(Boolean)

/** `区科技局 联络员`, `区科技局联络员`, `区科技局的联络员` */
export function parsePostClaim(
  rest: string,
): { readonly unit: string; readonly post: Post } | undefined {
  const found = /^(?<unit>\S{2,}?)\s*的?\s*(?<post>审签人|联络员|负责人|成员)$/.exec(
    foldWidth(rest).trim(),
  )?.groups
  const post = found?.post ? posts[found.post] : undefined
  return found?.unit && post ? { unit: found.unit, post } : undefined
}

/** `区科技局 沈一舟`: a unit, and the person if one is said. */
export function parseUnitAndPerson(rest: string): {
  readonly unit: string
  readonly person: string
} {
  const [unit = '', ...person] = split(rest)
  return { unit, person: person.join('') }
}

/** `区科技局 联络员 沈一舟`, in the order of 撤下 */
export function parseDismissal(
  rest: string,
): { readonly unit: string; readonly post: Post; readonly person: string } | undefined {
  const [unit, word = '', ...person] = split(rest)
  const post = posts[word]
  return unit && post ? { unit, post, person: person.join('') } : undefined
}

/** A day that is said without a year is the next one of that date. */
function nextDay(said: string, today: IsoDate): IsoDate | undefined {
  const date = parseSpokenDate(said, yearOf(today))
  const hasYear = /^\d{4}/.test(foldWidth(said).trim())
  return date && !hasYear && date < today ? parseSpokenDate(said, yearOf(today) + 1) : date
}

const dayWords = String.raw`(?:\d{4}[-/.年])?\d{1,2}(?:[-/.]\d{1,2}|月(?:\d{1,2}日?|底|末)?)`

/** `至7月1日 沈一舟`, `沈一舟 到 7-1` */
export function parseStandIn(
  rest: string,
  today: IsoDate,
): { readonly untilOn: IsoDate; readonly person: string } | undefined {
  const text = foldWidth(rest)
  const found = new RegExp(String.raw`[至到]\s*(${dayWords})(?:为?止)?`).exec(text)
  const untilOn = found?.[1] ? nextDay(found[1], today) : undefined
  if (!found || !untilOn) return undefined
  const person = split(text.replace(found[0], ' '))
    .join('')
    .replace(/^由|代办$/g, '')
  return { untilOn, person }
}

/**
 * `顾清→叶知秋 自7月1日`, `给 叶知秋`: of whom (nothing: of the speaker), to whom, from when
 * (nothing: today).
 */
export function parseHandover(
  rest: string,
  today: IsoDate,
): { readonly from: string; readonly to: string; readonly fromOn: IsoDate } | undefined {
  const text = foldWidth(rest)
  const found = new RegExp(String.raw`(?:自|从)\s*(${dayWords})(?:起)?`).exec(text)
  const fromOn = found?.[1] ? nextDay(found[1], today) : today
  if (!fromOn) return undefined
  const names = (found ? text.replace(found[0], ' ') : text).trim()
  const parted = /^(?<from>[^→>\s]*?)\s*(?:→|->|=>|移交给|交给|给)\s*(?<to>\S*)$/.exec(
    names,
  )?.groups
  if (parted) return { from: parted.from ?? '', to: parted.to ?? '', fromOn }
  const [one = '', two] = split(names)
  return two === undefined ? { from: '', to: one, fromOn } : { from: one, to: two, fromOn }
}
