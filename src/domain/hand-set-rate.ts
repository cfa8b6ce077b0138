/** 人工核定: the office sets a rate by hand, with a reason, or takes it back (design §4). */

import { type PercentRefusal, parsePercent } from './percent.ts'
import type { Item, Task } from './plan.ts'
import { reportTextLimit } from './report-content.ts'

export type SettingRate = {
  readonly isOffice: boolean
  readonly by: string
  /** Epoch ms. */
  readonly at: number
  /** Null: of the task as a whole. */
  readonly itemId: string | null
  /** As typed; blank or 取消: the formula gives the rate again. */
  readonly rate: string
  readonly reason: string
}

export type SetRateRefusal =
  | PercentRefusal
  | 'not-office'
  | 'unknown-item'
  | 'reason-missing'
  | 'reason-too-long'
  | 'not-set'

export type SetRateOutcome =
  | { readonly ok: true; readonly task: Task; readonly subject: Task | Item }
  | { readonly ok: false; readonly reason: SetRateRefusal }

const refuse = (reason: SetRateRefusal) => ({ ok: false, reason }) as const

export function setRate(task: Task, setting: SettingRate): SetRateOutcome {
  const { itemId, by, at } = setting
  if (!setting.isOffice) return refuse('not-office')
  const item = task.items.find(({ id }) => id === itemId)
  if (itemId !== null && !item) return refuse('unknown-item')
  const reason = setting.reason.trim()
  const typed = setting.rate.trim() === '取消' ? '' : setting.rate
  const read = parsePercent(typed)
  if (!read.ok) return refuse(read.reason)
  const before = (item ?? task).handSet
  if (read.percent === null && before === null) return refuse('not-set')
  if (read.percent !== null && reason === '') return refuse('reason-missing')
  if ([...reason].length > reportTextLimit) return refuse('reason-too-long')
  const handSet = read.percent === null ? null : { rate: read.percent, reason, by, at }
  const version = task.version + 1
  if (!item) {
    const after = { ...task, version, handSet }
    return { ok: true, task: after, subject: after }
  }
  const after = { ...item, handSet }
  const items = task.items.map((one) => (one === item ? after : one))
  return { ok: true, task: { ...task, version, items }, subject: after }
}

/** `第2项 85 专项验收`, `85 专项验收`, `取消`: what follows a task's number. */
export function parseSetRate(
  rest: string,
): { readonly place: number | null; readonly rate: string; readonly reason: string } | undefined {
  const found =
    /^(?:第\s*(?<place>[1-9]\d?)\s*(?:个?项目|项)[\s,，:：]*)?(?<rate>取消|\d+(?:\.\d+)?\s*[%％]?)(?:[\s,，:：]+(?<reason>.*))?$/su.exec(
      rest.trim(),
    )?.groups
  if (!found) return undefined
  const { place, rate = '', reason = '' } = found
  return { place: place === undefined ? null : Number(place), rate, reason: reason.trim() }
}
