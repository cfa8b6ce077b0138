/** What is not plausible in a report: a question before it is stored, never a refusal (design §8). */
import { Decimal } from 'decimal.js'
import { indicatorsOf } from './item-matching.ts'
import type { Report, Task } from './plan.ts'
import { isFrozen } from './report-periods.ts'

export type DoubtAboutReport =
  | 'percent-fell'
  | 'percent-jumped'
  | 'value-fell'
  | 'value-jumped'
  | 'unit-changed'
  | 'full-with-open-node'
  | 'same-words'
  /** 更正 of a month that stands: the office's consent. */
  | 'after-freeze'

/** `about`: the figures or words that are meant; empty where the kind says all. */
export type ReportDoubt = { readonly kind: DoubtAboutReport; readonly about: string }

/** What a report of 无新增 says. */
export const nothingNewText = '本期无新增，正常推进'

/** A rise of this many percentage points between two reports is asked about. */
const jumpPoints = 60
/** A value this many times the one before is asked about. */
const jumpTimes = 10
/** The same words in so many reports running are asked about. */
const sameWordsTimes = 3

export type Beside = {
  /** The task as it will be with the report. */
  readonly task: Task
  /** The report whose figures it is held against: the last one that did not come back. */
  readonly before: Report | null
  /** The reports before it, the newest first, those withdrawn left out. */
  readonly earlier: readonly Report[]
}

/** All that is worth a second look; empty: nothing is. */
export function reportDoubts(report: Report, beside: Beside): readonly ReportDoubt[] {
  return [
    ...percentDoubts(report, beside.before),
    ...valueDoubts(report, beside),
    ...openNodes(report, beside.task),
    ...sameWords(report, beside.earlier),
    ...(report.corrects !== null && isFrozen(report.period, report.at)
      ? [{ kind: 'after-freeze' as const, about: '' }]
      : []),
  ]
}

/** A correction says itself that the figure before was wrong. */
function percentDoubts(report: Report, before: Report | null): readonly ReportDoubt[] {
  if (report.percent === null || before === null || before.percent === null) return []
  if (report.corrects !== null) return []
  const now = new Decimal(report.percent)
  const was = new Decimal(before.percent)
  const about = `${before.percent}% → ${report.percent}%`
  if (now.lt(was)) return [{ kind: 'percent-fell', about }]
  const isTenfold = was.gt(0) && now.gte(was.times(jumpTimes))
  return now.minus(was).gte(jumpPoints) || isTenfold ? [{ kind: 'percent-jumped', about }] : []
}

/** Each indicator beside what was said of it last: in the report before, else what counts now. */
function valueDoubts(report: Report, { task, before }: Beside): readonly ReportDoubt[] {
  return indicatorsOf(task.items).flatMap((indicator): readonly ReportDoubt[] => {
    const now = report.values.find(({ indicatorId }) => indicatorId === indicator.id)
    const last =
      before?.values.find(({ indicatorId }) => indicatorId === indicator.id) ?? indicator.current
    if (!now || !last || typeof now.value !== 'string' || typeof last.value !== 'string') return []
    const about = `${indicator.name}：${last.said} → ${now.said}`
    const mayFall = indicator.direction === 'at_most' || report.corrects !== null
    return kindsOf(
      now.said,
      last.said,
      new Decimal(now.value),
      new Decimal(last.value),
      mayFall,
    ).map((kind) => ({ kind, about }))
  })
}

function kindsOf(
  said: string,
  saidBefore: string,
  now: Decimal,
  was: Decimal,
  mayFall: boolean,
): readonly DoubtAboutReport[] {
  const [unit, unitBefore] = [unitOf(said), unitOf(saidBefore)]
  const isUnitChanged = unit !== '' && unitBefore !== '' && unit !== unitBefore
  return [
    ...(isUnitChanged ? (['unit-changed'] as const) : []),
    ...(now.lt(was) && !mayFall ? (['value-fell'] as const) : []),
    ...(was.gt(0) && now.gte(was.times(jumpTimes)) ? (['value-jumped'] as const) : []),
  ]
}

/** The unit that was typed behind a number: 个, 亿元; empty where none was. */
const unitOf = (said: string): string => said.replace(/[\s\d.,，０-９．+-]/g, '')

function openNodes(report: Report, task: Task): readonly ReportDoubt[] {
  if (report.percent === null || new Decimal(report.percent).lt(100)) return []
  const open = task.milestones.filter(({ doneOn }) => doneOn === null)
  return open.length > 0 ? [{ kind: 'full-with-open-node', about: `${open.length}个节点` }] : []
}

function sameWords(report: Report, earlier: readonly Report[]): readonly ReportDoubt[] {
  if (report.progress === nothingNewText || report.progress === '') return []
  const before = earlier.slice(0, sameWordsTimes - 1)
  const isSame =
    before.length === sameWordsTimes - 1 &&
    before.every(({ progress }) => progress === report.progress)
  return isSame ? [{ kind: 'same-words', about: '' }] : []
}
