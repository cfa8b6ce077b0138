import { withoutBlanks } from './spacing.ts'
import { surnameLength } from './surnames.ts'

/** A person as printed. `starred`: marked as the lead by `*`. */
export type PrintedName = { readonly name: string; readonly starred: boolean }

/** What a line of names gave. `unsure`: the cut between two names rests on their length alone. */
export type SplitNames = {
  readonly names: readonly PrintedName[]
  readonly glued: boolean
  readonly unsure: boolean
}

type Character = { readonly value: string; readonly afterGap: boolean }
type Part = { readonly name: string; readonly padded: boolean; readonly afterGap: boolean }
type Way = { readonly cost: number; readonly parts: readonly Part[] }

const han = /^[\p{Script=Han}·]+$/u
const separators = /[、，,；;/／]+/

/** Whether a line can hold names only: Chinese characters, blanks, separators, `*`. */
export function isNameLine(line: string): boolean {
  return line.length <= 40 && /^[\p{Script=Han}\s·*＊、，,；;/／（）()]+$/u.test(line)
}

/**
 * The lines of a persons' cell with wrapped names put together again: a character alone on its
 * line is the end of the name before it (or its second half where that is one character too).
 */
export function joinWrappedNames(lines: readonly string[]): string[] {
  const joined: string[] = []
  for (const line of lines) {
    const previous = joined.at(-1)
    if (previous !== undefined && withoutBlanks(line).length === 1)
      joined[joined.length - 1] = previous + line
    else joined.push(line)
  }
  return joined
}

/** The names that stand alone on a line somewhere: evidence for cutting glued ones. */
export function namesAlone(lines: readonly string[]): Set<string> {
  const alone = new Set<string>()
  for (const line of lines) {
    for (const part of line.split(separators)) {
      const name = withoutBlanks(part.replace(/[*＊]/g, ''))
      if (!han.test(name)) continue
      const longest = surnameLength(name) === 2 ? 4 : 3
      if (name.length >= 2 && name.length <= longest) alone.add(name)
    }
  }
  return alone
}

/**
 * Cuts a line into names. Evidence, best first: a name known from elsewhere; padding inside a
 * two-character name; a surname followed by two characters, or by one.
 */
export function splitNames(line: string, known: ReadonlySet<string>): SplitNames {
  const names: PrintedName[] = []
  let glued = false
  let unsure = false
  for (const part of line.replace(/[*＊]/g, '、*').split(separators)) {
    const starred = part.startsWith('*')
    const run = part.replace('*', '').trim()
    if (run === '') continue
    const found = cutRun(run, known)
    for (const [index, { name }] of found.parts.entries()) {
      names.push({ name, starred: starred && index === 0 })
    }
    glued ||= found.parts.length > 1
    unsure ||= found.unsure
  }
  return { names, glued, unsure }
}

function cutRun(
  run: string,
  known: ReadonlySet<string>,
): { parts: readonly Part[]; unsure: boolean } {
  const whole = withoutBlanks(run)
  const alone = [{ name: whole, padded: false, afterGap: false }]
  if (!han.test(whole) || whole.includes('·') || whole.length > 30)
    return { parts: alone, unsure: /\s/.test(run) }
  if (known.has(whole)) return { parts: alone, unsure: false }
  const characters = [...run.matchAll(/(\s*)(\S)/gu)].map(([, gap, value]) => ({
    value: value ?? '',
    afterGap: gap !== '',
  }))
  const way = cheapestWay(characters, known)
  if (way.cost >= 5 * way.parts.length) return { parts: alone, unsure: whole.length > 3 }
  return { parts: way.parts, unsure: restsOnLength(way.parts, known) }
}

/** Shortest path over the cuts of a run; at most 30 characters, names of 1 to 4. */
function cheapestWay(characters: readonly Character[], known: ReadonlySet<string>): Way {
  const best: Way[] = [{ cost: 0, parts: [] }]
  for (let end = 1; end <= characters.length; end += 1) {
    for (let length = 1; length <= Math.min(4, end); length += 1) {
      const before = best[end - length]
      if (!before) continue
      const taken = characters.slice(end - length, end)
      const name = taken.map(({ value }) => value).join('')
      const padded = taken.slice(1).some(({ afterGap }) => afterGap)
      const cost = before.cost + nameCost(name, padded, known)
      if (cost >= (best[end]?.cost ?? Number.POSITIVE_INFINITY)) continue
      const part = { name, padded, afterGap: taken[0]?.afterGap ?? false }
      best[end] = { cost, parts: [...before.parts, part] }
    }
  }
  return best[characters.length] ?? { cost: Number.POSITIVE_INFINITY, parts: [] }
}

function nameCost(name: string, padded: boolean, known: ReadonlySet<string>): number {
  if (name.length === 1) return 9
  if (known.has(name)) return padded && name.length > 2 ? 2 : 0
  const surname = surnameLength(name)
  if (padded) return name.length === 2 && surname > 0 ? 0.4 : 6
  if (name.length === 4) return surname === 2 ? 1 : 9
  if (surname === 0) return 5
  return name.length === 3 ? 1 : 1.6
}

function restsOnLength(parts: readonly Part[], known: ReadonlySet<string>): boolean {
  const isSupported = (part: Part) => known.has(part.name) || part.padded
  return parts.some((part, index) => {
    const previous = parts[index - 1]
    if (surnameLength(part.name) === 0 && parts.length > 1 && !known.has(part.name)) return true
    return previous && !part.afterGap && !isSupported(previous) && !isSupported(part)
  })
}
