/** Pinyin initials of Chinese text. The table is large, so it is loaded when asked for. */
import type { InitialsOf } from '../../src/domain/task-query.ts'

/** What was looked up before: some thousand characters in all, and what they are never changes. */
const known = new Map<string, string>()

export async function pinyinInitials(): Promise<InitialsOf> {
  const { pinyin } = await import('pinyin-pro')
  return (character) => {
    const before = known.get(character)
    if (before !== undefined) return before
    const all = /\p{Script=Han}/u.test(character)
      ? pinyin(character, { pattern: 'first', toneType: 'none', type: 'array', multiple: true })
      : []
    const initials = all.join('').toLowerCase()
    known.set(character, initials)
    return initials
  }
}
