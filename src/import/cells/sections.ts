import { asciiDigits, withoutBlanks } from './spacing.ts'

const longestTitle = 40
const numeral = '[一二三四五六七八九十]{1,3}'

/** The first sentence of "标题。正文". `null` where the text has no such form. */
export function titleOf(text: string): string | null {
  const end = text.indexOf('。')
  const title = text.slice(0, end)
  const isTitle = end > 0 && end <= longestTitle && !/[，,；;]/.test(title)
  return isTitle && end < text.length - 1 ? title : null
}

const rowNumber = /^(?:[（(]\s*(\d{1,5})\s*[）)]|(\d{1,5})[.．、]?)$/
const longestNumber = 12

/** The number of a row as printed in a cell of its own: 14, 14., （14）. */
export function seqOf(text: string): number | undefined {
  const words = text.trim()
  const found = words.length <= longestNumber && rowNumber.exec(asciiDigits(words))
  return found ? Number(found[1] ?? found[2]) : undefined
}

const headingNumber = new RegExp(`^(?:${numeral}[、.．]?|[（(]${numeral}[）)])$`)

/** A heading's number that stands in a cell of its own: 一, 二、, （三）. */
export function isHeadingNumber(text: string): boolean {
  return text.length <= longestTitle && headingNumber.test(withoutBlanks(text))
}

/** The words of a heading cell ("（一）…", "一、…") without its number. `undefined`: no heading. */
export function headingOf(
  text: string,
): { readonly level: 1 | 2; readonly title: string } | undefined {
  const found =
    /^(?:([一二三四五六七八九十]{1,3})、|[（(][一二三四五六七八九十]{1,3}[）)])\s*([^。；]{2,60})$/.exec(
      text,
    )
  return found ? { level: found[1] ? 1 : 2, title: found[2] ?? '' } : undefined
}

/** The place in `candidates` that names the same task: by title, else by its first characters. */
export function findSame(text: string, candidates: readonly string[]): number {
  const title = titleOf(text)
  const byTitle = candidates.findIndex((one) => title !== null && titleOf(one) === title)
  if (byTitle >= 0) return byTitle
  return candidates.findIndex((one) => one.slice(0, 10) === text.slice(0, 10))
}

/** Whether words can say what is to be done: four characters or more that are no figures. */
export function isTaskText(text: string): boolean {
  return text.replace(/[\d\s\p{P}\p{S}]/gu, '').length >= 4
}
