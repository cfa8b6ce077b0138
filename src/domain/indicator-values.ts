/** What is printed or typed of an indicator, as a number in its unit. */
import { Decimal } from 'decimal.js'
import { figureOf } from './figures.ts'
import type { FigureValue, Indicator } from './plan.ts'
import {
  type DecimalText,
  type Direction,
  equalsPrinted,
  indicatorRate,
  type NoFigure,
  noFigureWords,
} from './rates.ts'

/** A target as printed: `不少于121万头` is 121 in 万头, ≥. Words alone have no number. */
export function targetOf(
  printed: string | null,
): Pick<Indicator, 'unit' | 'targetText' | 'target' | 'direction'> {
  const figure = figureOf(printed ?? '')
  return {
    unit: figure ? figure.printedUnit : '%',
    targetText: printed,
    target: figure ? per(figure.value, figure.factor) : null,
    direction: figure?.direction ?? 'at_least',
  }
}

const per = (value: DecimalText, factor: DecimalText): DecimalText =>
  new Decimal(value).div(factor).toFixed()

/** A number as it is said of something with a unit: a bare one is in that unit, others are made so. */
export function numberIn(unit: string, said: string): DecimalText | undefined {
  const figure = figureOf(said)
  if (!figure) return undefined
  if (figure.printedUnit === '') return figure.value
  return per(figure.value, factorOf(unit))
}

const factorOf = (unit: string): DecimalText => figureOf(`1${unit}`)?.factor ?? '1'

type Measured = Pick<Indicator, 'name' | 'unit' | 'target' | 'direction'>

/**
 * A printed current value, and the direction that it shows. Where it can be read in two ways (a
 * bare number in the plain unit, an upper limit), the printed rate says which.
 */
export function printedValue(
  indicator: Measured,
  printed: string,
  rate: DecimalText | null,
): { readonly value: FigureValue; readonly direction: Direction } {
  const { direction, target, unit } = indicator
  if (target === null) {
    return { value: rate ?? numberIn('%', printed) ?? noneSaid(printed), direction }
  }
  const inUnit = numberIn(unit, printed)
  if (inUnit === undefined) return { value: noneSaid(printed), direction }
  const readings = [inUnit, per(figureOf(printed)?.value ?? inUnit, factorOf(unit))]
  const directions: readonly Direction[] =
    direction === 'at_least' ? ['at_least', 'at_most'] : [direction]
  for (const way of directions) {
    const value = readings.find((one) => rate !== null && gives(indicator, target, way, one, rate))
    if (value !== undefined) return { value, direction: way }
  }
  return { value: inUnit, direction }
}

function gives(
  { name }: Measured,
  target: DecimalText,
  direction: Direction,
  current: DecimalText,
  rate: DecimalText,
): boolean {
  const { raw } = indicatorRate({ name, direction, target, current })
  return raw !== null && equalsPrinted(raw, rate)
}

const kinds = Object.keys(noFigureWords) as NoFigure[]

/** 暂无数据, 未到期, 未公布, 不适用; other words than these give no figure either. */
function noneSaid(said: string): FigureValue {
  return { none: kinds.find((kind) => said.includes(noFigureWords[kind])) ?? 'no_data' }
}

export type ValueRefusal = 'value-not-a-number' | 'value-not-a-percentage'

/**
 * A value as people type it: `1,250`, `98.5万`, `８０％`, `未公布`. A bare number is in the
 * indicator's unit; blank says nothing, so that the last one stays.
 */
export function parseValue(
  indicator: Pick<Indicator, 'unit' | 'target'>,
  typed: string,
):
  | { readonly ok: true; readonly value: FigureValue | null }
  | { readonly ok: false; readonly reason: ValueRefusal } {
  const said = typed.trim()
  if (said === '') return { ok: true, value: null }
  const none = kinds.find((kind) => noFigureWords[kind] === said)
  if (none) return { ok: true, value: { none } }
  const value = numberIn(indicator.unit, said)
  if (value === undefined) return { ok: false, reason: 'value-not-a-number' }
  if (indicator.target === null && (new Decimal(value).lt(0) || new Decimal(value).gt(100))) {
    return { ok: false, reason: 'value-not-a-percentage' }
  }
  return { ok: true, value }
}
