/**
 * How many printed rates of a compilation the formula gives: `node dist/bench/run.js rates FILE`,
 * where FILE is what `duban import --json` printed. The others follow, each with its reason.
 */
import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { figureOf } from '../src/domain/figures.ts'
import {
  type DecimalText,
  equalsPrinted,
  indicatorRate,
  meanRate,
  type Rate,
  type RateProfile,
  rateProfiles,
} from '../src/domain/rates.ts'

const Indicator = z.object({
  name: z.string(),
  target: z.string().nullable(),
  current: z.string().nullable(),
  rate: z.number().nullable(),
})
const Item = z.object({
  title: z.string(),
  rate: z.number().nullable(),
  indicators: z.array(Indicator),
})
const Import = z.object({
  tasks: z.array(
    z.object({
      seq: z.int(),
      rate: z.number().nullable(),
      items: z.array(Item),
      source: z.object({ line: z.int().optional() }),
    }),
  ),
})

type Level = 'indicator' | 'item' | 'task'
type Checked = {
  readonly level: Level
  readonly where: string
  readonly printed: DecimalText
  /** By the formula of each profile, from what is printed one level below. */
  readonly rates: Readonly<Record<keyof typeof rateProfiles, Rate>>
  readonly reason: string
}

export function reportPrintedRates(file: string): void {
  const { tasks } = Import.parse(JSON.parse(readFileSync(file, 'utf8')))
  const checked = tasks.flatMap(({ seq, rate, items, source }) => {
    const where = `第${source.line ?? '?'}行 第${seq}项`
    return [
      ...items.flatMap((item) => item.indicators.flatMap((one) => checkIndicator(one, where))),
      ...items.flatMap((item) => checkItem(item, where)),
      ...checkTask(rate, items, where),
    ]
  })
  for (const level of ['indicator', 'item', 'task'] as const) {
    const all = checked.filter((one) => one.level === level)
    const share = (count: number) =>
      `${count}/${all.length} (${((100 * count) / all.length).toFixed(2)} %)`
    const given = (name: keyof typeof rateProfiles) =>
      all.filter(({ rates, printed }) => isGiven(rates[name], printed)).length
    const shown = (name: keyof typeof rateProfiles) =>
      all.filter(({ rates, printed }) => Number(rates[name].shown) === Number(printed)).length
    console.log(`${level}: given by the formula ${share(given('default'))}`)
    console.log(
      `  shown alike by default ${share(shown('default'))}, by compilation ${share(shown('compilation'))}`,
    )
  }
  console.log('\nnot given:')
  for (const { level, where, printed, rates, reason } of checked) {
    if (isGiven(rates.default, printed)) continue
    console.log(`${level}\t${where}\tprinted ${printed}\tformula ${rates.default.shown}\t${reason}`)
  }
}

function isGiven({ raw }: Rate, printed: DecimalText): boolean {
  return raw !== null && equalsPrinted(raw, printed)
}

function checkIndicator(
  { name, target, current, rate }: z.infer<typeof Indicator>,
  where: string,
): Checked[] {
  const wanted = figureOf(target ?? '')
  const reached = figureOf(current ?? '')
  if (rate === null || !wanted || !reached) return []
  const figures = { name, target: wanted.value, current: reached.value }
  const made = indicatorRate({ ...figures, direction: wanted.direction ?? 'at_least' })
  const printed = String(rate)
  const isLimit = isGiven(indicatorRate({ ...figures, direction: 'at_most' }), printed)
  const reason = isLimit
    ? 'given by ≤'
    : rate === 100 && Number(made.raw) > 100
      ? 'printed capped'
      : equalsPrinted(made.shown ?? '0', printed)
        ? 'rounded twice'
        : 'the figures give another'
  const place = `${where} ${name}：${current} ÷ ${target}`
  return [
    {
      level: 'indicator',
      where: place,
      printed,
      rates: { default: made, compilation: made },
      reason,
    },
  ]
}

function checkItem({ title, rate, indicators }: z.infer<typeof Item>, where: string): Checked[] {
  if (rate === null || indicators.some((one) => one.rate === null)) return []
  const printed = String(rate)
  const rates = byProfile((profile) => meanOf('item', indicators, profile))
  const uncapped = meanOf('item', indicators, { ...rateProfiles.default, cap: '1000000000' })
  const reason = isGiven(uncapped, printed) ? 'not capped' : 'the indicators give another'
  return [{ level: 'item', where: `${where} ${title.slice(0, 24)}`, printed, rates, reason }]
}

function checkTask(
  rate: number | null,
  items: readonly z.infer<typeof Item>[],
  where: string,
): Checked[] {
  if (rate === null || items.some((one) => one.rate === null)) return []
  const printed = String(rate)
  const indicators = items.flatMap((item) => item.indicators)
  const isOver =
    indicators.every((one) => one.rate !== null) &&
    isGiven(meanOf('task', indicators, rateProfiles.default), printed)
  const reason = isOver ? 'mean of all indicators' : 'the items give another'
  const rates = byProfile((profile) => meanOf('task', items, profile))
  return [{ level: 'task', where, printed, rates, reason }]
}

function byProfile(make: (profile: RateProfile) => Rate): Checked['rates'] {
  return { default: make(rateProfiles.default), compilation: make(rateProfiles.compilation) }
}

function meanOf(
  level: 'item' | 'task',
  parts: readonly { readonly rate: number | null }[],
  profile: RateProfile,
): Rate {
  const rates = parts.map(({ rate }) => {
    const value = rate === null ? null : String(rate)
    return { label: '', rate: { raw: value, shown: value } }
  })
  return meanRate(level, rates, profile)
}
