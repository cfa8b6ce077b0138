/** 填报 and 签收: what may be said on a task, by whom, and what follows from it. */
import { Decimal } from 'decimal.js'
import type { IsoDate } from './draft-plan.ts'
import { parseValue, type ValueRefusal } from './indicator-values.ts'
import { indicatorsOf } from './item-matching.ts'
import type { Plan, Report, ReportSource, ReportValue, Task } from './plan.ts'
import { isEnded } from './plan-window.ts'
import { nothingNewText, reportDoubts } from './plausibility.ts'
import type { NoFigure } from './rates.ts'
import { isPending, type Signing, startOfReport } from './report-life.ts'
import { dutyRoles, may } from './roles.ts'
import { type Stage, stageWords } from './stages.ts'
import { nextState } from './task-life.ts'
import { isIsoDate, monthOf, shanghaiDate } from './time.ts'
import { foldWidth } from './written-form.ts'

/** Characters of one field; a form of the platform takes no more (card JSON 2.0, input). */
export const reportTextLimit = 1000

export type PercentRefusal = 'percent-not-a-number' | 'percent-out-of-range' | 'percent-too-precise'

export type PercentOutcome =
  | { readonly ok: true; readonly percent: string | null }
  | { readonly ok: false; readonly reason: PercentRefusal }

/** Reads a percentage as people type it: `80`, `８０％`, ` 66.5 % `. Nothing typed is no value. */
export function parsePercent(text: string): PercentOutcome {
  const typed = foldWidth(text).replace(/\s+/g, '')
  if (typed === '') return { ok: true, percent: null }
  const number = typed.replace(/^百分之/, '').replace(/%$/, '')
  if (!/^[+-]?(\d+(\.\d*)?|\.\d+)$/.test(number)) {
    return { ok: false, reason: 'percent-not-a-number' }
  }
  const value = new Decimal(number)
  if (value.lt(0) || value.gt(100)) return { ok: false, reason: 'percent-out-of-range' }
  if (value.decimalPlaces() > 2) return { ok: false, reason: 'percent-too-precise' }
  return { ok: true, percent: value.toFixed() }
}

/** What was typed for one indicator. */
export type TypedValue = { readonly indicatorId: string; readonly typed: string }

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

export type Submission = {
  readonly reportId: string
  readonly by: string
  readonly at: number
  readonly isOffice: boolean
  /** 代录: the office enters what it was told. */
  readonly onBehalf: boolean
  /** 无新增: the last values once more; what the form says is left aside. */
  readonly isRepeat: boolean
  /** One tap: the project has come to this stage; the rest stays as it was. */
  readonly stage?: Stage
  /** Who signs for the lead unit. */
  readonly signing: Signing
  /** The task's reports, the newest first, those withdrawn left out; the last few are enough. */
  readonly earlier: readonly Report[]
}

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

export type MilestoneDone = { readonly milestoneId: string; readonly doneOn: IsoDate }

export type ReportOutcome =
  | {
      readonly ok: true
      readonly report: Report
      /** The task after it: `lastReport`, milestones, state and version. */
      readonly task: Task
      readonly newlyDone: readonly MilestoneDone[]
      /** Ids of milestones that the report before marked done by mistake. */
      readonly takenBack: readonly string[]
      /** It also acknowledged the task. */
      readonly isAcknowledged: boolean
      readonly isOnBehalf: boolean
    }
  | {
      readonly ok: false
      readonly reason: ReportRefusal
      readonly field: ReportField | null
      /** Whose value was refused. */
      readonly indicatorId: string | null
    }

/** Whether the task's duties let somebody report on it; 代录 by the office is apart. */
export const mayReport = (task: Task, openId: string): boolean =>
  may(dutyRoles(task, openId), 'report')

/** Whether the task's duties let somebody answer for it: 签收, and what is asked of the office. */
export const mayAcknowledge = (task: Task, openId: string): boolean =>
  may(dutyRoles(task, openId), 'acknowledge')

const refuse = (
  reason: ReportRefusal,
  field: ReportField | null = null,
  indicatorId: string | null = null,
) => ({ ok: false, reason, field, indicatorId }) as const

const isTooLong = (text: string): boolean => [...text].length > reportTextLimit

/** Reporting goes on through 年终核验, when figures are completed. A trial is the office's alone. */
export const takesReports = (plan: Plan, isOffice: boolean): boolean =>
  (plan.state === 'running' || plan.state === 'year_end_check') && (!plan.isTrial || isOffice)

type Content = Pick<
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

type ReadForm =
  | { readonly ok: true; readonly content: Content }
  | Extract<ReportOutcome, { ok: false }>

function readForm(task: Task, form: ReportForm, correctable: readonly string[]): ReadForm {
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

/**
 * Milestones that the task's last report marked done and that the next one may take back: while
 * nobody has reviewed it, within its period; or when it is put right (design §3).
 * @param period `YYYY-MM`
 */
export function correctableMilestones(
  { lastReport: last }: Task,
  period: string,
  corrects: string | null = null,
): readonly string[] {
  if (!last) return []
  const isOpen = last.status === 'submitted' || last.status === 'awaiting_sign_off'
  const isMeant = (isOpen && last.period === period) || last.id === corrects
  return isMeant ? last.milestonesDone : []
}

const kept = (task: Task, correctable: readonly string[]): Content => ({
  percent: task.lastReport?.percent ?? null,
  milestonesDone: correctable,
  values: withWaiting(task, [], null),
  progress: nothingNewText,
  problems: '',
  nextSteps: '',
  highlights: '',
  stage: null,
  noFigure: null,
})

/** What the report says: the form, 无新增, or a stage. */
function contentOf(
  task: Task,
  form: ReportForm,
  { isRepeat, stage }: Submission,
  correctable: readonly string[],
): ReadForm {
  if (stage) {
    const progress = `项目已到“${stageWords[stage]}”阶段`
    return { ok: true, content: { ...kept(task, correctable), progress, stage } }
  }
  return isRepeat
    ? { ok: true, content: kept(task, correctable) }
    : readForm(task, form, correctable)
}

const isStale = (task: Task, { base, version }: ReportForm): boolean =>
  base === undefined
    ? version !== null && version !== task.version
    : base !== (task.lastReport?.id ?? null)

/** Why this person's report is not taken, whatever it says. */
function refusal(task: Task, plan: Plan, form: ReportForm, { by, isOffice, onBehalf }: Submission) {
  const isOnBehalf = isOffice && onBehalf
  if (!isOnBehalf && !mayReport(task, by)) return refuse('not-your-task')
  if (!takesReports(plan, isOffice)) return refuse('plan-not-running')
  if (isStale(task, form)) return refuse('stale-version')
  if (form.corrects !== null && form.corrects !== task.lastReport?.id) {
    return refuse('nothing-to-correct')
  }
  return undefined
}

/** Takes a report. Values count at once; a milestone ticked is done on the day of the report. */
export function submitReport(
  task: Task,
  plan: Plan,
  form: ReportForm,
  submission: Submission,
): ReportOutcome {
  const refused = refusal(task, plan, form, submission)
  if (refused) return refused
  const isOnBehalf = submission.isOffice && submission.onBehalf
  const isForm = !submission.isRepeat && submission.stage === undefined
  if (isOnBehalf && isForm && form.source === null) return refuse('source-missing', 'source')
  const { by, at } = submission
  const { lastReport } = task
  const doneOn = shanghaiDate(at)
  const period = form.corrects === null || !lastReport ? monthOf(doneOn) : lastReport.period
  const correctable = correctableMilestones(task, period, form.corrects)
  const read = contentOf(task, form, submission, correctable)
  if (!read.ok) return read
  const state = nextState(task.state, 'reported')
  if (state === undefined) return refuse('task-ended')

  const report: Report = {
    id: submission.reportId,
    taskId: task.id,
    period,
    authorOpenId: by,
    ...read.content,
    source: isOnBehalf ? form.source : null,
    corrects: form.corrects,
    doubts: [],
    ...startOfReport(by, at, submission.signing, isOnBehalf),
    at,
    reviewedBy: null,
    reviewedAt: null,
    returnReason: null,
    importId: null,
    version: 1,
  }
  const takenBack = correctable.filter((id) => !report.milestonesDone.includes(id))
  const after = afterReport({ ...task, state }, report, takenBack, doneOn)
  const before = lastReport && lastReport.status !== 'returned' ? lastReport : task.lastAccepted
  const doubts = reportDoubts(report, { task: after, before, earlier: submission.earlier })
  const complete = { ...report, doubts }
  return {
    ok: true,
    report: complete,
    task: { ...after, lastReport: complete },
    newlyDone: report.milestonesDone
      .filter((id) => task.milestones.some((one) => one.id === id && one.doneOn === null))
      .map((milestoneId) => ({ milestoneId, doneOn })),
    takenBack,
    isAcknowledged: task.state === 'awaiting_acknowledgement',
    isOnBehalf,
  }
}

const afterReport = (
  task: Task,
  report: Report,
  takenBack: readonly string[],
  doneOn: IsoDate,
): Task => ({
  ...task,
  version: task.version + 1,
  milestones: task.milestones.map((milestone) =>
    report.milestonesDone.includes(milestone.id)
      ? { ...milestone, doneOn: milestone.doneOn ?? doneOn }
      : takenBack.includes(milestone.id)
        ? { ...milestone, doneOn: null }
        : milestone,
  ),
  lastReport: report,
})

export type AcknowledgeRefusal =
  | 'not-your-task'
  | 'task-ended'
  | 'not-broken-down'
  | 'already-acknowledged'

/** 签收 by the unit: 待签收 → 办理中, once. */
export function acknowledge(
  task: Task,
  by: string,
):
  | { readonly ok: true; readonly task: Task }
  | { readonly ok: false; readonly reason: AcknowledgeRefusal } {
  if (!mayAcknowledge(task, by)) return { ok: false, reason: 'not-your-task' }
  if (isEnded(task)) return { ok: false, reason: 'task-ended' }
  if (task.state === 'awaiting_breakdown') return { ok: false, reason: 'not-broken-down' }
  const state = nextState(task.state, 'acknowledged')
  // 视同签收 is made good by a signature.
  if (task.life.isDeemed) {
    const life = { ...task.life, isDeemed: false }
    return { ok: true, task: { ...task, life, version: task.version + 1 } }
  }
  if (state === undefined) return { ok: false, reason: 'already-acknowledged' }
  return { ok: true, task: { ...task, state, version: task.version + 1 } }
}
