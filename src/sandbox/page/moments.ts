/** Times as the page shows them, in Shanghai whatever the browser's zone is. */
import { useEffect, useReducer } from 'preact/hooks'
import { clockTime, shanghaiDate, weekdayOf } from '../../domain/time.ts'
import { getState, type State, useAppState } from './state.ts'

type Language = State['language']

const weekdays = {
  zh: ['周一', '周二', '周三', '周四', '周五', '周六', '周日'],
  en: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'],
}
const months = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ')

/** `3月2日 周一`, with the year where it is asked for. */
export function dayText(ms: number, language: Language, withYear = false): string {
  const [year, month, day] = shanghaiDate(ms).split('-').map(Number)
  const weekday = weekdays[language][weekdayOf(shanghaiDate(ms)) - 1]
  if (language === 'zh') return `${withYear ? `${year}年` : ''}${month}月${day}日 ${weekday}`
  return `${weekday} ${day} ${months[(month ?? 1) - 1]}${withYear ? ` ${year}` : ''}`
}

/** `09:05` */
export { clockTime }

export const dayAndTime = (ms: number, language: Language): string =>
  `${dayText(ms, language)} ${clockTime(ms)}`

export const isSameDay = (one: number, other: number): boolean =>
  shanghaiDate(one) === shanghaiDate(other)

/** The sandbox's time now. */
export const sandboxNow = (): number => Date.now() + getState().offset

/** The sandbox's time, by the minute. */
export function useNow(): number {
  useAppState((state) => Math.round(state.offset / 1000))
  const [, redraw] = useReducer((count: number) => count + 1, 0)
  useEffect(() => {
    const timer = setInterval(() => redraw(undefined), 1000)
    return () => clearInterval(timer)
  }, [])
  return sandboxNow()
}
