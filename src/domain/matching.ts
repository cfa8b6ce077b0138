/** Which printed person an account's real name is. */
import { foldWidth, withoutSpaces } from './written-form.ts'

/** `王  宁`, `王　宁*` and `王宁（区科技局）` are one name; so are a name's spellings of its dot. */
export const normaliseName = (name: string): string =>
  withoutSpaces(foldWidth(name))
    .replace(/\([^()]*\)/g, '')
    .replace(/[·•・‧∙⋅．｡*]/g, '')
    .toLowerCase()

export type PersonMatch<T> =
  | { readonly kind: 'one'; readonly person: T }
  | { readonly kind: 'none' }
  /** Namesakes: somebody has to say which. */
  | { readonly kind: 'several'; readonly people: readonly T[] }

/** Exact after normalising: a wrong binding is worse than none. */
export function matchPerson<T extends { readonly name: string }>(
  realName: string,
  unboundPeople: readonly T[],
): PersonMatch<T> {
  const wanted = normaliseName(realName)
  const people =
    wanted === '' ? [] : unboundPeople.filter(({ name }) => normaliseName(name) === wanted)
  const [person] = people
  if (!person) return { kind: 'none' }
  return people.length === 1 ? { kind: 'one', person } : { kind: 'several', people }
}
