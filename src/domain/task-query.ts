/** What may be asked for in words, and which tasks that is. */
import type { IsoDate } from './draft-plan.ts'
import { isPlanCode, normalisePlanCode } from './plan-code.ts'
import { addDays, weekdayOf } from './time.ts'
import { foldWidth } from './written-form.ts'

/** 查 单位 领导 板块 逾期 滞后 本周到期: as buttons carry it, `words` as they were said. */
export const queryKinds = [
  'words',
  'unit',
  'leader',
  'section',
  'overdue',
  'lagging',
  'this_week',
] as const
export type QueryKind = (typeof queryKinds)[number]
export type TaskQuery = { readonly kind: QueryKind; readonly words: string }

/** One of the words of 查; a task has to have all of them. */
export type Piece =
  | { readonly kind: 'plan'; readonly code: string }
  | { readonly kind: 'number'; readonly code: string | null; readonly seq: number }
  /** Part of the title, text, section, or of a name; of `letters` the initials of pinyin too. */
  | { readonly kind: 'part'; readonly text: string; readonly isLetters: boolean }

/** 节点达成率 below which a task is behind (design §5: 90 % of what is due). */
export const laggingBelow = { done: 9, of: 10 } as const

/** D1 takes patterns of 50 bytes, which are sixteen Chinese characters and the signs around them. */
const longestPiece = 16
const mostPieces = 5

/** The words of 查, apart. Each is one of at most sixteen characters, at most five of them. */
export const piecesOf = (words: string): readonly Piece[] =>
  foldWidth(words)
    .split(/[\s,，、;；。]+/)
    .filter((word) => word !== '')
    .slice(0, mostPieces)
    .map(pieceOf)

function pieceOf(word: string): Piece {
  const [, dashed, digits] =
    /^(?:([A-Za-z][A-Za-z0-9]{0,11})-)?第?0*([1-9]\d{0,3})项?$/.exec(word) ?? []
  if (digits) {
    return { kind: 'number', code: dashed ? normalisePlanCode(dashed) : null, seq: Number(digits) }
  }
  const code = normalisePlanCode(word)
  if (isPlanCode(code) && /\d/.test(code)) return { kind: 'plan', code }
  const text = [...word].slice(0, longestPiece).join('').toLowerCase()
  return { kind: 'part', text, isLetters: /^[a-z]{2,}$/.test(text) }
}

/** Monday to Sunday of the week of `on`. */
export function weekOf(on: IsoDate): { readonly from: IsoDate; readonly to: IsoDate } {
  const from = addDays(on, 1 - weekdayOf(on))
  return { from, to: addDays(from, 6) }
}

/** `住建 第2页`: what is asked for, and the page. */
export function splitPage(said: string): { readonly words: string; readonly page: number } {
  const [whole = '', digits] = /\s*第?\s*(\d{1,4})\s*[页頁]\s*$/.exec(foldWidth(said)) ?? []
  const words = whole === '' ? said : said.slice(0, said.length - whole.length)
  return { words: words.trim(), page: Math.max(1, Number(digits ?? 1)) }
}

/** The initials of the pinyin of one character; of one with several readings all of them. */
export type InitialsOf = (character: string) => string

/** Whether `letters` are initials of characters that follow one another in `text`. */
export function hasInitials(text: string, letters: string, initialsOf: InitialsOf): boolean {
  const signs = [...text.toLowerCase()].filter((sign) => /[\p{L}\p{N}]/u.test(sign))
  return signs.some((_, at) =>
    [...letters].every((letter, place) => {
      const sign = signs[at + place]
      return sign !== undefined && (sign === letter || initialsOf(sign).includes(letter))
    }),
  )
}
