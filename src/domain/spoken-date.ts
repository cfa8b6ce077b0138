/** Dates as people type them. */
import type { IsoDate } from './draft-plan.ts'
import { endOfMonth, isIsoDate } from './time.ts'
import { foldWidth, withoutSpaces } from './written-form.ts'

const spoken =
  /^(?:(?<year>\d{4})[-/.年])?(?<month>\d{1,2})(?:[-/.](?<day>\d{1,2})|月(?:(?<dayOf>\d{1,2})日?|底+前?|末)?)$/

/**
 * `2026-11-30`, `11月30日`, `11-30`; `11月底` is that month's last day (design §6).
 * @param year of dates that are said without one
 * @returns undefined where it is no date
 */
export function parseSpokenDate(said: string, year: number): IsoDate | undefined {
  const found = spoken.exec(withoutSpaces(foldWidth(said)))?.groups
  if (!found) return undefined
  const { month = '', day = found.dayOf } = found
  const dateOn = (on: string) => `${found.year ?? year}-${month.padStart(2, '0')}-${on}`
  const date = dateOn(day?.padStart(2, '0') ?? '01')
  if (!isIsoDate(date)) return undefined
  return day === undefined ? endOfMonth(date) : date
}
