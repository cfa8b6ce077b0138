/** How people say which task they mean: `14`, `XH21-14`, `第14项`. */
import { compareText } from './order.ts'
import { normalisePlanCode } from './plan-code.ts'
import { foldWidth, simplifyCommandWords } from './written-form.ts'

export type TaskReference = { readonly code: string | null; readonly seq: number }

const spoken =
  /^\s*(?:#\s*)?(?:任务\s*)?(?:([A-Za-z][A-Za-z0-9]{0,11}?)\s*[-–—_]\s*|([A-Za-z]{1,8}\d{2}[A-Za-z]*)(?:\s+|(?=第)))?(?:(?:第\s*)?(?:任务\s*)?)0*([1-9]\d{0,3})/

/** After the digits these make it a date, an amount or a share, not a task's number. */
const notANumber = /^(?:\d|[年月日号时天%‰万亿元个家所]|[.,]\d|[-/]\d)/

/** A reference at the beginning of a text, and what was said after it. Undefined: there is none. */
export function parseTaskReference(
  text: string,
): (TaskReference & { readonly rest: string }) | undefined {
  const folded = simplifyCommandWords(foldWidth(text))
  const match = spoken.exec(folded)
  if (!match) return undefined
  const [whole, dashed, spaced, digits = ''] = match
  const after = folded.slice(whole.length)
  const marker = /^\s*(?:项|号任务)/.exec(after)?.[0] ?? ''
  if (marker === '' && notANumber.test(after)) return undefined
  const code = dashed ?? spaced
  return {
    code: code === undefined ? null : normalisePlanCode(code),
    seq: Number(digits),
    rest: text
      .slice(whole.length + marker.length)
      .replace(/^[\s\u3000,，、:：.。;；!！]+/, '')
      .trim(),
  }
}

/** A task that may be meant. */
export type TaskCandidate = {
  readonly planId: string
  readonly code: string
  readonly taskId: string
  readonly seq: number
}

export type Resolved<T extends TaskCandidate> =
  | { readonly kind: 'one'; readonly task: T }
  /** Ask back: at most three choices; `more` were left out. */
  | { readonly kind: 'several'; readonly choices: readonly T[]; readonly more: number }
  | { readonly kind: 'none' }

const choiceLimit = 3

/** One's own duties first, then what may be seen here (a chat's subscription), else ask back. */
export function resolveReference<T extends TaskCandidate>(
  ref: TaskReference,
  candidates: readonly T[],
  own: readonly T[],
): Resolved<T> {
  const matching = (tasks: readonly T[]): T[] => {
    const byId = new Map(
      tasks
        .filter(({ seq, code }) => seq === ref.seq && (ref.code ?? code) === code)
        .map((task) => [task.taskId, task]),
    )
    return [...byId.values()].sort(
      (a, b) => compareText(a.code, b.code) || compareText(a.taskId, b.taskId),
    )
  }
  const mine = matching(own)
  const found = mine.length > 0 ? mine : matching(candidates)
  const [first] = found
  if (!first) return { kind: 'none' }
  if (found.length === 1) return { kind: 'one', task: first }
  return {
    kind: 'several',
    choices: found.slice(0, choiceLimit),
    more: Math.max(0, found.length - choiceLimit),
  }
}

const separator = /^\s*[,，、]\s*/

/**
 * Several references at the beginning of a text, such as `14,15、QL26-18`, and what was said after
 * them. A single one is a list too.
 */
export function parseTaskReferences(
  text: string,
): { readonly references: readonly TaskReference[]; readonly rest: string } | undefined {
  const list =
    /^\s*(?:[A-Za-z][A-Za-z0-9]{0,11}\s*[-–—]\s*)?[0-9０-９]{1,4}(?:\s*[,，、]\s*(?:[A-Za-z][A-Za-z0-9]{0,11}\s*[-–—]\s*)?[0-9０-９]{1,4}(?![0-9０-９]|\s*[月日年号个]))+/.exec(
      text,
    )
  const single = parseTaskReference(text)
  if (!list) return single && { references: [single], rest: single.rest }
  const references = list[0].split(/[,，、]/).flatMap((part) => parseTaskReference(part) ?? [])
  const rest = text
    .slice(list[0].length)
    .replace(separator, '')
    .replace(/^(?:项|\s|：|:)+/, '')
  return references.length > 0 ? { references, rest: rest.trim() } : undefined
}
