/** What is said about names of units: aliases, renames, mergers, splits, groups, orders. */
import type { IsoDate } from './draft-plan.ts'
import { parseSpokenDate } from './spoken-date.ts'
import { yearOf } from './time.ts'
import { foldWidth } from './written-form.ts'

const listOf = (text: string): readonly string[] => [
  ...new Set(text.split(/[\s,，、;；]+/).filter(Boolean)),
]

/** `各镇街 望溪镇、东山镇`, `各镇街：望溪镇、东山镇`: a name and those behind it. */
export function parseNameAndList(rest: string): {
  readonly name: string
  readonly list: readonly string[]
} {
  const [name = '', ...list] = listOf(foldWidth(rest).replace(/[:：=]/g, ' '))
  return { name, list: list.filter((one) => one !== name) }
}

/** `区府办、区发改局、区经信局` */
export const parseOrder = (rest: string): readonly string[] => listOf(foldWidth(rest))

export type UnitChangeSaid = {
  readonly from: readonly string[]
  readonly to: readonly string[]
  readonly fromOn: IsoDate
}

const dayWords =
  /\s*(?:自|从)\s*(\d{4}[-/.年]\d{1,2}(?:[-/.月]\d{1,2}日?|月)?|\d{1,2}月\d{1,2}日?)(?:起)?\s*$/

/**
 * `区经信局 区经信和数据局 自2021-07-01`, `甲局、乙局 为 丙局`, `甲局 为 乙局、丙局`; without a day
 * from today on. Undefined: not two sides, or no day.
 */
export function parseUnitChange(rest: string, today: IsoDate): UnitChangeSaid | undefined {
  const text = foldWidth(rest).trim()
  const dated = dayWords.exec(text)
  const fromOn = dated?.[1] ? parseSpokenDate(dated[1], yearOf(today)) : today
  const names = dated ? text.slice(0, dated.index) : text
  const sides = names.split(/\s*(?:→|->|=>|\s为\s?|更名为|合并为|拆分为)\s*/).filter(Boolean)
  const [from, to] = sides.length === 2 ? sides.map(listOf) : pairOf(listOf(names))
  if (!fromOn || !from || !to || from.length === 0 || to.length === 0) return undefined
  return from.some((name) => to.includes(name)) ? undefined : { from, to, fromOn }
}

/** Two names without a word between them: of the first became the second. */
const pairOf = (names: readonly string[]): readonly (readonly string[])[] =>
  names.length === 2 ? names.map((name) => [name]) : []
