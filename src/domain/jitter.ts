/** When a planned message may leave: a few minutes after its slot, within hours, off the round times. */
import { type Calendar, isWorkday, statutoryCalendar } from './calendar.ts'
import { addDays, atShanghai, shanghaiDate, shanghaiParts } from './time.ts'

const minuteMs = 60_000

/** FNV-1a, 32 bits, over UTF-16 units. */
function hash(text: string): number {
  let value = 0x811c9dc5
  for (let i = 0; i < text.length; i++) {
    value = Math.imul(value ^ text.charCodeAt(i), 0x01000193)
  }
  return value >>> 0
}

/** Everybody else sends on the hour and on the half. */
const isRoundMinute = (ms: number): boolean => shanghaiParts(ms).minute % 30 === 0

/** 1–9 whole minutes, always the same for a receiver and a day, and never to :00 or :30. */
export function jitterMs(receiver: string, slotAt: number): number {
  const minutes = [1, 2, 3, 4, 5, 6, 7, 8, 9].filter(
    (minute) => !isRoundMinute(slotAt + minute * minuteMs),
  )
  const index = hash(`${receiver}|${shanghaiDate(slotAt)}`) % minutes.length
  return (minutes[index] ?? 1) * minuteMs
}

const sendingHours = [
  { from: '08:40', to: '11:40' },
  { from: '14:00', to: '17:30' },
] as const

/** Whether a reminder may leave at this time of day: 8:40–11:40 or 14:00–17:30. */
export function withinHours(ms: number): boolean {
  const date = shanghaiDate(ms)
  return sendingHours.some(
    ({ from, to }) => ms >= atShanghai(date, from) && ms <= atShanghai(date, to),
  )
}

/** The first time from `ms` on when a reminder may leave: a working day, within hours, not :00 or :30. */
export function nextSendTime(ms: number, calendar: Calendar = statutoryCalendar): number {
  for (let date = shanghaiDate(ms); ; date = addDays(date, 1)) {
    if (!isWorkday(date, calendar)) continue
    for (const { from, to } of sendingHours) {
      const start = Math.max(ms, atShanghai(date, from))
      const time = isRoundMinute(start) ? start - (start % minuteMs) + minuteMs : start
      if (time <= atShanghai(date, to)) return time
    }
  }
}
