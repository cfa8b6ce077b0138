/**
 * Completion rates (design §4). Numbers are decimal text; a rate is in percent, so that 70 means
 * 70 %. Every rate says from what and how it was made.
 */
import { Decimal } from 'decimal.js'

// A constructor of our own: rates never depend on settings made elsewhere in the process.
const Exact = Decimal.clone({ precision: 40, rounding: Decimal.ROUND_HALF_UP })

/** A number as text, `83.2`, in the plain unit of its figure (万 and 亿 multiplied out). */
export type DecimalText = string

/**
 * Which way an indicator counts. `at_least` ≥; `at_most` ≤; `equal` =; `once` done or not;
 * `growth`: the target is the growth over the baseline, in percent.
 */
export type Direction = 'at_least' | 'at_most' | 'equal' | 'once' | 'growth'

/** Why a figure is missing: 暂无数据, 未到期, 未公布, 不适用. An empty one leaves the mean; 0 counts. */
export type NoFigure = 'no_data' | 'not_due' | 'unpublished' | 'not_applicable'

export const noFigureWords: Readonly<Record<NoFigure, string>> = {
  no_data: '暂无数据',
  not_due: '未到期',
  unpublished: '未公布',
  not_applicable: '不适用',
}

export type MeasuredIndicator = {
  readonly name: string
  readonly direction: Direction
  readonly target: DecimalText
  readonly current: DecimalText | { readonly none: NoFigure }
  /** Last year's value; only `growth` needs it. */
  readonly baseline?: DecimalText | undefined
}

/** How a level's rate is cut: to how many decimals, and whether the rest is dropped. */
type Cut = { readonly decimals: number; readonly by: 'round' | 'truncate' }

/** A formula, as data: a plan names one. */
export type RateProfile = {
  /** What one indicator counts at most in a mean, in percent. */
  readonly cap: DecimalText
  readonly cuts: Readonly<Record<RateLevel, Cut>>
  /** What goes into an item's mean, and into a task's: rates as they are shown, or uncut. */
  readonly itemFrom: 'raw' | 'displayed'
  readonly taskFrom: 'raw' | 'displayed'
  /** A task's mean is that of its items, or of all its indicators as one. */
  readonly taskOver: 'items' | 'indicators'
}

export type RateLevel = 'indicator' | 'item' | 'task' | 'group'

const rounded: Cut = { decimals: 2, by: 'round' }

/** `default`: design §4. `compilation`: the published quarterly compilation, whose items drop decimals. */
export const rateProfiles = {
  default: {
    cap: '100',
    cuts: { indicator: rounded, item: rounded, task: rounded, group: rounded },
    itemFrom: 'raw',
    taskFrom: 'displayed',
    taskOver: 'items',
  },
  compilation: {
    cap: '100',
    cuts: {
      indicator: rounded,
      item: { decimals: 0, by: 'truncate' },
      task: rounded,
      group: rounded,
    },
    itemFrom: 'raw',
    taskFrom: 'displayed',
    taskOver: 'items',
  },
} as const satisfies Readonly<Record<string, RateProfile>>

export type RateProfileName = keyof typeof rateProfiles

/** One thing that went into a rate, or that did not and why. */
type RateInput = { readonly label: string; readonly value: string }

export type Rate = {
  readonly level: RateLevel
  /** Uncut and uncapped. `null`: nothing to compute it from. */
  readonly raw: DecimalText | null
  /** As it is shown: cut as the profile says, an indicator's uncapped. */
  readonly shown: DecimalText | null
  readonly inputs: readonly RateInput[]
  /** How it was made, in words and figures. */
  readonly formula: string
  /** Set by hand, and why; prints with a mark. */
  readonly handSet?: string
}

/** An indicator's rate: current ÷ target, by its direction; never below 0, above 100 as it is. */
export function indicatorRate(
  indicator: MeasuredIndicator,
  profile: RateProfile = rateProfiles.default,
): Rate {
  const { name, target, current, baseline } = indicator
  const inputs: RateInput[] = [
    { label: '目标', value: target },
    ...(baseline === undefined ? [] : [{ label: '基数', value: baseline }]),
  ]
  if (typeof current !== 'string') {
    const words = noFigureWords[current.none]
    return nothing('indicator', [...inputs, { label: '当前', value: words }], `${name}：${words}`)
  }
  const { value, formula } = measured(indicator, current)
  const all = [...inputs, { label: '当前', value: current }]
  if (value === null) return nothing('indicator', all, `${name}：${formula}`)
  return made('indicator', value, all, `${name}：${formula}`, profile)
}

type Measured = { readonly value: Decimal | null; readonly formula: string }

function measured(indicator: MeasuredIndicator, current: DecimalText): Measured {
  const now = new Exact(current)
  const target = new Exact(indicator.target)
  switch (indicator.direction) {
    case 'at_least':
      // A target of zero or less has no share: it is met or not.
      return target.gt(0)
        ? share(now, target, `${current} ÷ ${indicator.target} × 100`)
        : met(now.gte(target), `${current} ≥ ${indicator.target}`)
    case 'at_most': {
      const words = `${current} ≤ ${indicator.target}`
      if (now.lte(target) || target.lte(0)) return met(now.lte(target), words)
      return share(target, now, `${indicator.target} ÷ ${current} × 100（越低越好）`)
    }
    case 'equal':
      return met(now.eq(target), `${current} = ${indicator.target}`)
    case 'once':
      return met(now.gte(target), `完成 ${current}，应完成 ${indicator.target}`)
    case 'growth':
      return growth(now, target, indicator)
  }
}

function growth(now: Decimal, target: Decimal, { baseline }: MeasuredIndicator): Measured {
  if (baseline === undefined || new Exact(baseline).lte(0)) {
    return { value: null, formula: '没有基数，增长无法计算' }
  }
  const grown = now.div(baseline).minus(1).times(100)
  const words = `（${now} ÷ ${baseline} − 1）× 100`
  if (target.lte(0)) return met(grown.gte(target), `${words} ≥ ${target}`)
  return share(grown, target, `${words} ÷ ${target} × 100`)
}

function met(isMet: boolean, words: string): Measured {
  return { value: new Exact(isMet ? 100 : 0), formula: `${words}，${isMet ? '达到' : '未达到'}` }
}

function share(part: Decimal, whole: Decimal, words: string): Measured {
  const rate = part.div(whole).times(100)
  return { value: rate.isNegative() ? new Exact(0) : rate, formula: words }
}

export type MeasuredItem = {
  readonly title: string
  readonly indicators: readonly MeasuredIndicator[]
  /** Counts only where there are no indicators. */
  readonly milestones?: { readonly done: number; readonly all: number } | undefined
  /** A percentage entered by hand; counts only where there are no milestones either. */
  readonly entered?: DecimalText | undefined
}

/** An item's rate: the mean of its indicators, each capped; else its milestones; else as entered. */
export function itemRate(item: MeasuredItem, profile: RateProfile = rateProfiles.default): Rate {
  if (item.indicators.length > 0) {
    const rates = item.indicators.map((one) => ({
      label: one.name,
      rate: indicatorRate(one, profile),
    }))
    return meanRate('item', rates, profile)
  }
  const { milestones, entered } = item
  if (milestones && milestones.all > 0) {
    const { done, all } = milestones
    const value = new Exact(done).div(all).times(100)
    const inputs = [
      { label: '已完成节点', value: String(done) },
      { label: '全部节点', value: String(all) },
    ]
    return made('item', value, inputs, `节点 ${done} ÷ ${all} × 100`, profile)
  }
  if (entered === undefined) return nothing('item', [], '没有指标和节点，也未填报百分比')
  const value = atMost(profile.cap, Exact.max(0, entered))
  return made('item', value, [{ label: '填报', value: entered }], `填报 ${entered}`, profile)
}

function atMost(cap: DecimalText, rate: Decimal): Decimal {
  return rate.gt(cap) ? new Exact(cap) : rate
}

/** A task's rate: the mean of its items' rates, as the profile says displayed or raw. */
export function taskRate(
  items: readonly MeasuredItem[],
  profile: RateProfile = rateProfiles.default,
): Rate {
  const over =
    profile.taskOver === 'items'
      ? items.map((item) => ({ label: item.title, rate: itemRate(item, profile) }))
      : items.flatMap(({ indicators }) =>
          indicators.map((one) => ({ label: one.name, rate: indicatorRate(one, profile) })),
        )
  return meanRate('task', over, profile)
}

/**
 * The mean of rates that were made or printed: of an item's indicators, a task's items, or
 * (`group`) the tasks of a section, unit or plan. Each counts at most the cap; empty ones leave it.
 */
export function meanRate(
  level: Exclude<RateLevel, 'indicator'>,
  parts: readonly { readonly label: string; readonly rate: Pick<Rate, 'raw' | 'shown'> }[],
  profile: RateProfile = rateProfiles.default,
): Rate {
  const from = level === 'item' ? profile.itemFrom : level === 'task' ? profile.taskFrom : undefined
  const counted = parts.map(({ label, rate }) => {
    const value = from === 'raw' ? rate.raw : rate.shown
    return { label, value: value === null ? null : atMost(profile.cap, new Exact(value)) }
  })
  const values = counted.flatMap(({ value }) => (value === null ? [] : [value]))
  const inputs = counted.map(({ label, value }) => ({
    label,
    value: value === null ? '不计入' : plain(value, 4),
  }))
  if (values.length === 0) return nothing(level, inputs, '没有可以计算的数')
  const terms = values.map((value) => plain(value, 4)).join(' + ')
  const mean = Exact.sum(...values).div(values.length)
  return made(level, mean, inputs, `（${terms}）÷ ${values.length}`, profile)
}

/** A rate that the office set by hand: the value counts as it stands, the reason goes with it. */
export function handSetRate(computed: Rate, value: DecimalText, reason: string): Rate {
  const formula = `人工核定 ${value}（${reason}）；按公式为 ${computed.shown ?? '无'}`
  return { ...computed, raw: value, shown: value, formula, handSet: reason }
}

/** 节点达成率, which is never called 完成率: milestones done ÷ milestones due. `null`: none is due. */
export function milestoneRate(done: number, due: number): DecimalText | null {
  return due === 0 ? null : cut(new Exact(done).div(due).times(100), rounded)
}

/** Whether a rate is a printed one: equal at its printed number of decimals, rounded or truncated. */
export function equalsPrinted(rate: DecimalText, printed: DecimalText): boolean {
  const decimals = new Exact(printed).decimalPlaces()
  return (['round', 'truncate'] as const).some((by) =>
    new Exact(cut(new Exact(rate), { decimals, by })).eq(printed),
  )
}

/** A rate in words: what it is, how it was made, and from what. */
export function explainRate({ shown, formula, inputs }: Rate): string {
  const from = inputs.map(({ label, value }) => `${label} ${value}`).join('，')
  const result = shown === null ? '无完成率' : `完成率 ${shown}%`
  return `${result}。算法：${formula}。${from === '' ? '' : `数据：${from}。`}`
}

function made(
  level: RateLevel,
  value: Decimal,
  inputs: readonly RateInput[],
  words: string,
  profile: RateProfile,
): Rate {
  const shown = cut(value, profile.cuts[level])
  return { level, raw: value.toFixed(), shown, inputs, formula: `${words} = ${shown}` }
}

function nothing(level: RateLevel, inputs: readonly RateInput[], formula: string): Rate {
  return { level, raw: null, shown: null, inputs, formula }
}

/** Quotients end somewhere: what only their last digits keep below a whole number is one. */
const exactDecimals = 20

function cut(value: Decimal, { decimals, by }: Cut): DecimalText {
  const mode = by === 'round' ? Decimal.ROUND_HALF_UP : Decimal.ROUND_DOWN
  return value.toDecimalPlaces(exactDecimals).toDecimalPlaces(decimals, mode).toFixed()
}

function plain(value: Decimal, decimals: number): string {
  return value.toDecimalPlaces(decimals).toFixed()
}
