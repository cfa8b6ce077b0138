/** The rates that a document prints beside those that the formula gives, each with the reason. */
import { Decimal } from 'decimal.js'
import type { IndicatorRate, PartRate, TaskRate } from './live-rates.ts'
import type { Indicator } from './plan.ts'
import { type DecimalText, equalsPrinted, meanRate, type Rate, type RateProfile } from './rates.ts'

/** Why a printed rate is another one. `unexplained`: no other printed figure gives it either. */
export type PrintedVerdict =
  | 'equal'
  | 'capped'
  | 'rounded_twice'
  | 'figures_rounded'
  | 'not_capped'
  | 'parts_printed_otherwise'
  | 'mean_of_indicators'
  | 'no_value'
  | 'unexplained'

export const verdictWords: Readonly<Record<PrintedVerdict, string>> = {
  equal: '相同',
  capped: '超过100%的按100%印出',
  rounded_twice: '先取两位小数再进位',
  figures_rounded: '印出的数值是取整后的，按取整前的数计算则相符',
  not_capped: '各指标未按100%封顶',
  parts_printed_otherwise: '下级的印制数与公式不同，按印制数平均则相符',
  mean_of_indicators: '按全部指标平均，没有逐项平均',
  no_value: '没有目标或当前值，无法计算',
  unexplained: '按现有数字算不出',
}

export type PrintedRate = {
  readonly level: 'indicator' | 'item' | 'task'
  readonly seq: number
  readonly name: string
  readonly printed: DecimalText
  readonly rate: Rate
  readonly verdict: PrintedVerdict
}

/** Every printed rate of a task: its own, its items', its indicators'. */
export function printedRates(rated: TaskRate, profile: RateProfile): readonly PrintedRate[] {
  const { task, rate, parts } = rated
  const at = (
    level: PrintedRate['level'],
    name: string,
    printed: DecimalText | null,
    of: Rate,
    verdict: (printed: DecimalText) => PrintedVerdict,
  ): readonly PrintedRate[] =>
    printed === null
      ? []
      : [{ level, seq: task.seq, name, printed, rate: of, verdict: verdict(printed) }]
  return [
    ...parts.flatMap((part) => [
      ...part.indicators.flatMap((one) =>
        at('indicator', one.indicator.name, one.indicator.printedRate, one.rate, (printed) =>
          ofIndicator(one, printed),
        ),
      ),
      ...at(
        'item',
        part.part.title ?? '',
        part.part.item?.printedRate ?? null,
        part.rate,
        (printed) => ofItem(part, printed, profile),
      ),
    ]),
    ...at('task', task.title ?? task.text, task.printedRate, rate, (printed) =>
      ofTask(rated, printed, profile),
    ),
  ]
}

const isGiven = ({ raw, shown }: Pick<Rate, 'raw' | 'shown'>, printed: DecimalText): boolean =>
  [raw, shown].some((one) => one !== null && equalsPrinted(one, printed))

function ofIndicator({ indicator, rate }: IndicatorRate, printed: DecimalText): PrintedVerdict {
  const { raw, shown } = rate
  if (raw === null || shown === null) return 'no_value'
  if (equalsPrinted(raw, printed)) return 'equal'
  if (equalsPrinted(shown, printed)) return 'rounded_twice'
  if (Number(printed) === 100 && Number(raw) > 100) return 'capped'
  return isWithinRounding(indicator, printed) ? 'figures_rounded' : 'unexplained'
}

/** Whether figures that are printed as these ones, but have more decimals, give the printed rate. */
function isWithinRounding(indicator: Indicator, printed: DecimalText): boolean {
  const { target, current, direction, unit } = indicator
  if (direction !== 'at_least' || target === null || typeof current?.value !== 'string')
    return false
  const half = (figure: DecimalText) =>
    figure.includes('.') || unit === '%'
      ? new Decimal(10).pow(-new Decimal(figure).decimalPlaces()).div(2)
      : new Decimal(0)
  const share = (sign: 1 | -1) =>
    new Decimal(current.value as DecimalText)
      .plus(half(current.value as DecimalText).times(sign))
      .div(new Decimal(target).minus(target.includes('.') ? half(target).times(sign) : 0))
      .times(100)
  return share(-1).lte(printed) && share(1).gte(printed)
}

/** No rate comes near it. */
const noCap = '1000000000'

function ofItem({ rate, indicators }: PartRate, printed: DecimalText, profile: RateProfile) {
  if (isGiven(rate, printed)) return 'equal'
  const printedParts = indicators.map(({ indicator }) => indicator.printedRate)
  if (givenBy('item', printedParts, printed, profile)) return 'parts_printed_otherwise'
  const uncapped = { ...profile, cap: noCap }
  const computed = indicators.map((one) => one.rate.raw)
  return givenBy('item', computed, printed, uncapped) ||
    givenBy('item', printedParts, printed, uncapped)
    ? 'not_capped'
    : rate.raw === null
      ? 'no_value'
      : 'unexplained'
}

function ofTask({ rate, parts }: TaskRate, printed: DecimalText, profile: RateProfile) {
  if (isGiven(rate, printed)) return 'equal'
  const items = parts.map(({ part }) => part.item?.printedRate ?? null)
  if (givenBy('task', items, printed, profile)) return 'parts_printed_otherwise'
  const indicators = parts.flatMap((part) => part.indicators)
  return givenBy(
    'task',
    indicators.map((one) => one.rate.raw),
    printed,
    profile,
  ) ||
    givenBy(
      'task',
      indicators.map(({ indicator }) => indicator.printedRate),
      printed,
      profile,
    )
    ? 'mean_of_indicators'
    : rate.raw === null
      ? 'no_value'
      : 'unexplained'
}

/** Whether the mean of these is the printed rate; where one of them is missing, nobody can say. */
function givenBy(
  level: 'item' | 'task',
  values: readonly (DecimalText | null)[],
  printed: DecimalText,
  profile: RateProfile,
): boolean {
  if (values.includes(null)) return false
  const parts = values.map((value) => ({ label: '', rate: { raw: value, shown: value } }))
  return isGiven(meanRate(level, parts, profile), printed)
}
