/** The nominal times at which each job runs. A slot is run once; an older missed one is skipped. */
import { type Calendar, firstWorkdayOfWeek, isWorkday, statutoryCalendar } from './calendar.ts'
import type { IsoDate } from './draft-plan.ts'
import { addDays, atShanghai, shanghaiDate } from './time.ts'

export const jobNames = [
  'directory_mirror',
  'auto_accept',
  'deem_acknowledged',
  'lights',
  'leader_digest',
  'group_digest',
  'reminders',
] as const
export type JobName = (typeof jobNames)[number]

/** `at`: the nominal time, epoch ms; `date`: its day in Shanghai. */
export type Slot = { readonly job: JobName; readonly at: number; readonly date: IsoDate }

type Schedule = {
  readonly time: string
  readonly runsOn: (date: IsoDate, calendar: Calendar) => boolean
}

const isFirstWorkdayOfWeek = (date: IsoDate, calendar: Calendar): boolean =>
  isWorkday(date, calendar) && firstWorkdayOfWeek(date, calendar) === date

const schedules: Readonly<Record<JobName, Schedule>> = {
  directory_mirror: { time: '02:30', runsOn: () => true },
  auto_accept: { time: '07:30', runsOn: isWorkday },
  deem_acknowledged: { time: '07:40', runsOn: isWorkday },
  lights: { time: '07:50', runsOn: isFirstWorkdayOfWeek },
  leader_digest: { time: '08:10', runsOn: isFirstWorkdayOfWeek },
  group_digest: { time: '08:10', runsOn: isFirstWorkdayOfWeek },
  reminders: { time: '08:40', runsOn: isWorkday },
}

/** The job's slot of that day, if it has one. */
export function slotOn(
  job: JobName,
  date: IsoDate,
  calendar: Calendar = statutoryCalendar,
): Slot | undefined {
  const { time, runsOn } = schedules[job]
  return runsOn(date, calendar) ? { job, at: atShanghai(date, time), date } : undefined
}

/** The job's last slot at or before `now`. */
export function latestSlot(
  job: JobName,
  now: number,
  calendar: Calendar = statutoryCalendar,
): Slot {
  for (let date = shanghaiDate(now); ; date = addDays(date, -1)) {
    const slot = slotOn(job, date, calendar)
    if (slot && slot.at <= now) return slot
  }
}

/** The job's slots after `afterMs` up to and with `uptoMs`, oldest first; the newest `limit` of them. */
export function slotsBetween(
  job: JobName,
  afterMs: number,
  uptoMs: number,
  limit: number,
  calendar: Calendar = statutoryCalendar,
): Slot[] {
  const slots: Slot[] = []
  const firstDate = shanghaiDate(afterMs)
  for (
    let date = shanghaiDate(uptoMs);
    date >= firstDate && slots.length < limit;
    date = addDays(date, -1)
  ) {
    const slot = slotOn(job, date, calendar)
    if (slot && slot.at > afterMs && slot.at <= uptoMs) slots.push(slot)
  }
  return slots.reverse()
}
