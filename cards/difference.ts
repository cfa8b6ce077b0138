/** What changed in a text, cut down to where it changed. */
import { cut, oneLine } from './kit.ts'

/** Characters that are shown around a change. */
const around = 8

/** `…建成示范村6个` and `…建成示范村8个`: both texts from a little before their first difference. */
export function difference(
  before: string,
  after: string,
  chars: number,
): { readonly before: string; readonly after: string } {
  const old = [...oneLine(before)]
  const now = [...oneLine(after)]
  const shortest = Math.min(old.length, now.length)
  let same = 0
  while (same < shortest && old[same] === now[same]) same += 1
  let sameEnd = 0
  while (sameEnd < shortest - same && old.at(-1 - sameEnd) === now.at(-1 - sameEnd)) sameEnd += 1
  const from = same > around + 2 ? same - around : 0
  const show = (signs: readonly string[]) => {
    const to = sameEnd > around + 2 ? signs.length - sameEnd + around : signs.length
    const middle = signs.slice(from, to).join('')
    return cut(`${from > 0 ? '…' : ''}${middle}${to < signs.length ? '…' : ''}`, chars)
  }
  return { before: show(old), after: show(now) }
}
