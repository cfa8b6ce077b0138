import {
  type DecimalText,
  type Direction,
  equalsPrinted,
  indicatorRate,
  meanRate,
  type Rate,
  rateProfiles,
} from '../../domain/rates.ts'
import type { PairedItem } from './compilation-items.ts'
import type { PlacedIndicator } from './compilation-place.ts'

/** What the formula makes of a printed rate. */
export type RateCheck =
  /** The formula gives it. */
  | { readonly kind: 'same'; readonly rate: Rate }
  /** The other direction gives it, or the words speak of an upper limit. */
  | { readonly kind: 'direction'; readonly rate: Rate; readonly other: Rate }
  | { readonly kind: 'mismatch'; readonly rate: Rate; readonly why: string | null }
  /** There is nothing to check: no printed rate, or no figures. */
  | { readonly kind: 'nothing' }

const nothing: RateCheck = { kind: 'nothing' }

/** An indicator as printed, and what the formula makes of its rate. */
export type CheckedIndicator = { readonly value: PlacedIndicator; readonly check: RateCheck }

/** Whether a printed indicator's rate is current ÷ target. `words`: its name and its item's words. */
export function checkIndicator(
  { name, target, current, rate: printed }: PlacedIndicator,
  words: string,
): RateCheck {
  const percent = printed?.percent
  if (percent === undefined || !target?.figure || !current?.figure) return nothing
  const figures = {
    name: name?.text ?? '',
    target: target.figure.value,
    current: current.figure.value,
  }
  const stated: Direction = target.figure.direction ?? 'at_least'
  const rate = indicatorRate({ ...figures, direction: stated })
  const limit = () => indicatorRate({ ...figures, direction: 'at_most' })
  if (isPrinted(rate, percent)) {
    const isBelow = stated === 'at_least' && Number(percent) < 100
    const isLimit = isBelow && namesLimit(words, target.text)
    return isLimit ? { kind: 'direction', rate, other: limit() } : { kind: 'same', rate }
  }
  const other = limit()
  if (isPrinted(other, percent)) return { kind: 'direction', rate, other }
  return { kind: 'mismatch', rate, why: whyNot(rate, percent) }
}

function whyNot({ raw, shown }: Rate, percent: DecimalText): string | null {
  if (Number(percent) === 100 && Number(raw) > 100) return '超过100%的按100%印出'
  return shown !== null && equalsPrinted(shown, percent) ? '先取两位小数再进位则相符' : null
}

const limitNames = /控制.{0,8}[率数量额]|失业率|死亡率|事故率|不超过|不高于|不突破|总量增长率/
const limitBefore = '(?:不超过|不高于|不突破|控制在|(?<!不)低于)[^，。；]{0,10}'
const limitBehind = '[^，。；]{0,3}(?:以内|以下|之内)'

/** Whether the words around a target make it an upper limit. */
function namesLimit(words: string, target: string): boolean {
  const [name = ''] = words.split('\n', 1)
  if (limitNames.test(name)) return true
  const number = /\d+(?:\.\d+)?/.exec(target)?.[0]
  if (number === undefined || !/[不控低内下]/.test(words)) return false
  const digits = String(Number(number)).replace('.', '\\.')
  return new RegExp(`${limitBefore}${digits}(?![\\d.])|(?<![\\d.])${digits}${limitBehind}`).test(
    words,
  )
}

type Part = { readonly label: string; readonly rate: Pick<Rate, 'raw' | 'shown'> }

/**
 * Whether a printed item's rate is the mean of its indicators' rates, each up to 100: of those
 * that their figures give, or of those that are printed.
 */
export function checkItem(
  printed: DecimalText | undefined,
  indicators: readonly CheckedIndicator[],
): RateCheck {
  const parts = indicators.map(indicatorPart)
  if (printed === undefined || parts.length === 0 || !parts.every(isRated)) return nothing
  const rate = meanRate('item', parts)
  if (isPrinted(rate, printed)) return { kind: 'same', rate }
  const shown = meanRate('item', parts, { ...rateProfiles.default, itemFrom: 'displayed' })
  if (isPrinted(shown, printed)) return { kind: 'same', rate: shown }
  const uncapped = meanRate('item', parts, { ...rateProfiles.default, cap: noCap })
  const why = isPrinted(uncapped, printed) ? '各指标未按100%封顶则相符' : null
  return { kind: 'mismatch', rate, why }
}

/** No rate comes near it. */
const noCap = '1000000000'

function indicatorPart({ value, check }: CheckedIndicator): Part {
  const printed = value.rate?.percent ?? null
  const raw = check.kind === 'same' ? check.rate.raw : printed
  return { label: value.name?.text ?? '', rate: { raw, shown: printed } }
}

function isRated({ rate }: Part): boolean {
  return rate.shown !== null
}

/** Whether a printed task's rate is the mean of its items' printed rates; without items, of its indicators'. */
export function checkTask(
  printed: DecimalText | undefined,
  items: readonly PairedItem[],
  indicators: readonly CheckedIndicator[],
): RateCheck {
  const ofItems = itemParts(items)
  const parts = ofItems.length > 0 ? ofItems : indicators.map(indicatorPart)
  if (printed === undefined || parts.length === 0 || !parts.every(isRated)) return nothing
  const rate = meanRate('task', parts)
  if (isPrinted(rate, printed)) return { kind: 'same', rate }
  const all = indicators.map(indicatorPart)
  const isOver = all.length > 0 && all.every(isRated) && isPrinted(meanRate('task', all), printed)
  return { kind: 'mismatch', rate, why: isOver ? '按全部指标平均则相符' : null }
}

/** Whether a task's rate, as printed, is the mean of its items' as printed. */
export function isMeanOfItems(
  printed: DecimalText | undefined,
  items: readonly PairedItem[],
): boolean {
  const parts = itemParts(items)
  if (printed === undefined || parts.length === 0 || !parts.every(isRated)) return false
  return isPrinted(meanRate('task', parts), printed)
}

function itemParts(items: readonly PairedItem[]): Part[] {
  return items.flatMap(({ words, rates: [rate] }) => {
    const percent = rate?.value.percent ?? null
    const label = words[0]?.value.text ?? ''
    return rate ? [{ label, rate: { raw: percent, shown: percent } }] : []
  })
}

function isPrinted({ raw }: Rate, printed: DecimalText): boolean {
  return raw !== null && equalsPrinted(raw, printed)
}
