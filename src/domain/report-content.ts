/** The form of 填报, and what is read of it: figures, nodes, texts; or why a field is refused. */
import { parseValue, type ValueRefusal } from './indicator-values.ts'
import { indicatorsOf } from './item-matching.ts'
import { type PercentRefusal, parsePercent } from './percent.ts'
import type { Report, ReportSource, ReportValue, Task } from './plan.ts'
import { nothingNewText } from './plausibility.ts'
import type { NoFigure } from './rates.ts'
import { isPending } from './report-life.ts'
import { isIsoDate } from './time.ts'

/** Characters of one field; a form of the platform takes no more (card JSON 2.0, input). */
export const reportTextLimit = 1000

/** What was typed for one indicator. */
type TypedValue = { readonly indicatorId: string; readonly typed: string }

export type ReportForm = {
  /** As typed. */
  readonly percent: string
  /** Of indicators; a blank one, or one that is not among them, says nothing and stays. */
  readonly values: readonly TypedValue[]
  /** Null: the form said nothing of milestones, so what was ticked before stays. */
  readonly milestonesDone: readonly string[] | null
  readonly progress: string
  readonly problems: string
  readonly nextSteps: string
  readonly highlights: string
  /** 暂无数据; `expectedOn` as picked, empty where nothing was. */
  readonly noFigure: { readonly why: NoFigure; readonly expectedOn: string } | null
  /** By what way the office was told; asked of 代录 only. */
  readonly source: ReportSource | null
  /**
   * What the form was made from: the task's last report, null where there was none; undefined:
   * there was no form, or one that did not say.
   */
  readonly base?: string | null | undefined
  /** The task's version the form was made from; only of forms that do not name their base. */
  readonly version: number | null
  /** 更正: the id of the task's last report, which this one puts right. */
  readonly corrects: string | null
  /** A reminder's own field: one number, no words. */
  readonly isFigureAlone: boolean
}

/** A form in which nothing is filled in. */
export const emptyForm: ReportForm = {
  percent: '',
  values: [],
  milestonesDone: null,
  progress: '',
  problems: '',
  nextSteps: '',
  highlights: '',
  noFigure: null,
  source: null,
  version: null,
  corrects: null,
  isFigureAlone: false,
}

export type ReportField =
  | 'percent'
  | 'milestonesDone'
  | 'values'
  | 'progress'
  | 'problems'
  | 'nextSteps'
  | 'highlights'
  | 'expectedOn'
  | 'source'

export type ReportRefusal =
  | PercentRefusal
  | 'not-your-task'
  | 'plan-not-running'
  | 'task-ended'
  | 'stale-version'
  | 'progress-missing'
  | 'too-long'
  | 'unknown-milestone'
  | ValueRefusal
  | 'unknown-indicator'
  | 'figure-missing'
  | 'expected-date-missing'
  | 'source-missing'
  | 'nothing-to-correct'

export type ReportRefused = {
  readonly ok: false
  readonly reason: ReportRefusal
  readonly field: ReportField | null
  /** Whose value was refused. */
  readonly indicatorId: string | null
}

export const refuse = (
  reason: ReportRefusal,
  field: ReportField | null = null,
  indicatorId: string | null = null,
) => ({ ok: false, reason, field, indicatorId }) as const

const isTooLong = (text: string): boolean => [...text].length > reportTextLimit

export type Content = Pick<
  Report,
  | 'percent'
  | 'milestonesDone'
  | 'values'
  | 'progress'
  | 'problems'
  | 'nextSteps'
  | 'highlights'
  | 'stage'
  | 'noFigure'
>

export type ReadForm = { readonly ok: true; readonly content: Content } | ReportRefused

export function readForm(task: Task, form: ReportForm, correctable: readonly string[]): ReadForm {
  const percent = parsePercent(form.percent)
  if (!percent.ok) return refuse(percent.reason, 'percent')
  const refusal = textRefusal(form, percent.percent) ?? figureRefusal(form)
  if (refusal) return refusal
  const known = new Set(task.milestones.map(({ id }) => id))
  const said = form.milestonesDone ?? correctable
  if (!said.every((id) => known.has(id))) return refuse('unknown-milestone', 'milestonesDone')
  const values = readValues(task, form.values)
  if (!values.ok) return values
  const ticked = new Set(said)
  const mayUntick = new Set(correctable)
  const { noFigure } = form
  return {
    ok: true,
    content: {
      percent: noFigure ? null : percent.percent,
      values: withWaiting(task, values.values, form.corrects),
      milestonesDone: task.milestones
        .filter(({ id, doneOn }) => ticked.has(id) && (doneOn === null || mayUntick.has(id)))
        .map(({ id }) => id),
      progress: form.isFigureAlone
        ? figureWords(task, percent.percent, values.values)
        : form.progress.trim(),
      problems: form.problems.trim(),
      nextSteps: form.nextSteps.trim(),
      highlights: form.highlights.trim(),
      stage: null,
      noFigure: noFigure && { why: noFigure.why, expectedOn: noFigure.expectedOn || null },
    },
  }
}

/** What a number alone says, in words. */
function figureWords(task: Task, percent: string | null, values: readonly ReportValue[]): string {
  const known = new Map(indicatorsOf(task.items).map((one) => [one.id, one]))
  return [
    ...values.map(({ indicatorId, said }) => {
      const indicator = known.get(indicatorId)
      const unit = /^[\d.,，]+$/.test(said) ? (indicator?.unit ?? '') : ''
      return `${indicator?.name ?? ''}${said}${unit}`
    }),
    ...(percent === null ? [] : [`完成进度${percent}%`]),
  ].join('，')
}

function readValues(task: Task, typed: readonly TypedValue[]) {
  const known = new Map(indicatorsOf(task.items).map((one) => [one.id, one]))
  const values: ReportValue[] = []
  for (const { indicatorId, typed: said } of typed) {
    const indicator = known.get(indicatorId)
    if (!indicator) return refuse('unknown-indicator', 'values', indicatorId)
    const read = parseValue(indicator, said)
    if (!read.ok) return refuse(read.reason, 'values', indicatorId)
    if (read.value !== null) values.push({ indicatorId, value: read.value, said: said.trim() })
  }
  return { ok: true, values } as const
}

/** Values of a report that waits still, or is put right: the next one says them too. */
function withWaiting(
  task: Task,
  values: readonly ReportValue[],
  corrects: string | null,
): readonly ReportValue[] {
  const said = new Set(values.map(({ indicatorId }) => indicatorId))
  const { lastReport: last } = task
  const waiting = last && (isPending(last) || last.id === corrects) ? last.values : []
  return [...waiting.filter(({ indicatorId }) => !said.has(indicatorId)), ...values]
}

const texts = ['progress', 'problems', 'nextSteps', 'highlights'] as const

function textRefusal(form: ReportForm, percent: string | null) {
  if (form.isFigureAlone) {
    const isEmpty = percent === null && form.values.every(({ typed }) => typed.trim() === '')
    return isEmpty ? refuse('figure-missing', 'percent') : undefined
  }
  if (form.progress.trim() === '') return refuse('progress-missing', 'progress')
  const long = texts.find((field) => isTooLong(form[field].trim()))
  return long && refuse('too-long', long)
}

const figureRefusal = ({ noFigure }: ReportForm) =>
  noFigure?.why === 'unpublished' && !isIsoDate(noFigure.expectedOn)
    ? refuse('expected-date-missing', 'expectedOn')
    : undefined

/** What was said last and did not come back: the last report, else the last accepted one. */
export const lastStanding = ({ lastReport, lastAccepted }: Task): Report | null =>
  lastReport && lastReport.status !== 'returned' ? lastReport : lastAccepted

export const kept = (task: Task, correctable: readonly string[]): Content => ({
  percent: lastStanding(task)?.percent ?? null,
  milestonesDone: correctable,
  values: withWaiting(task, [], null),
  progress: nothingNewText,
  problems: '',
  nextSteps: '',
  highlights: '',
  stage: null,
  noFigure: null,
})
