/** The months that reports speak of: until when they are due, when they freeze (design §§3, 6). */
import {
  type Calendar,
  statutoryCalendar,
  workdayOnOrAfter,
  workdayOnOrBefore,
  workdaysAfter,
} from './calendar.ts'
import type { IsoDate } from './draft-plan.ts'
import type { Report, Task } from './plan.ts'
import { addDays, atShanghai, endOfMonth, laterOf, shanghaiDate, weekdayOf } from './time.ts'

/** The day by which the report of a month is due: the 5th of the next one, moved over days off. */
export const reportDueOn = (period: string, calendar: Calendar = statutoryCalendar): IsoDate =>
  workdayOnOrAfter(addDays(endOfMonth(`${period}-01`), 5), calendar)

/** After the due date a month's figures stand: a correction needs the office's consent. */
export const isFrozen = (
  period: string,
  at: number,
  calendar: Calendar = statutoryCalendar,
): boolean => shanghaiDate(at) > reportDueOn(period, calendar)

const dueTime = '17:00'
/** A signer gets at least so long. */
const leastSigningWorkdays = 2

/**
 * When an unsigned report goes on, epoch ms: at the deadline of its period, of weekly forms on
 * Friday 17:00; of a late one two working days after it was made.
 */
export function signOffDeadline(
  report: Report,
  task: Task,
  calendar: Calendar = statutoryCalendar,
): number {
  const made = shanghaiDate(report.at)
  const isWeekly = task.forms.some((form) => form.includes('每周'))
  const due = isWeekly
    ? workdayOnOrBefore(addDays(made, 5 - Math.min(5, weekdayOf(made))), calendar)
    : reportDueOn(report.period, calendar)
  return atShanghai(laterOf(due, workdaysAfter(made, leastSigningWorkdays, calendar)), dueTime)
}

/** Months at whose end 亮点 are asked: quarter, half-year, year-end. */
const quarterEnds = new Set(['03', '06', '09', '12'])
export const asksHighlights = (period: string): boolean => quarterEnds.has(period.slice(5, 7))
