/** 填报 and 签收: what may be said on a task, by whom, and what follows from it. */
import { Decimal } from 'decimal.js'
import type { IsoDate } from './draft-plan.ts'
import { parseValue, type ValueRefusal } from './indicator-values.ts'
import { indicatorsOf } from './item-matching.ts'
import type { Plan, Report, ReportValue, Task } from './plan.ts'
import { isEnded } from './plan-window.ts'
import { dutyRoles, may } from './roles.ts'
import { nextState } from './task-life.ts'
import { monthOf, shanghaiDate } from './time.ts'
import { foldWidth } from './written-form.ts'

/** Characters of one field; a form of the platform takes no more (card JSON 2.0, input). */
export const reportTextLimit = 1000

/** What a report of 无新增 says. */
export const nothingNewText = '本期无新增，正常推进'

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
  /** Null: the form said nothing of milestones, so what was ticked before stays. */
  readonly milestonesDone: readonly string[] | null
  /** Of indicators; a blank one, or one that is not among them, says nothing and stays. */
  readonly values: readonly TypedValue[]
  readonly progress: string
  readonly problems: string
  readonly nextSteps: string
  /** The task's version the form was made from; null where there was no form. */
  readonly version: number | null
}

export type ReportField =
  | 'percent'
  | 'milestonesDone'
  | 'values'
  | 'progress'
  | 'problems'
  | 'nextSteps'

export type Submission = {
  readonly reportId: string
  readonly by: string
  readonly at: number
  readonly isOffice: boolean
  /** 代录: the office enters what it was told. */
  readonly onBehalf: boolean
  /** 无新增: the last values once more; what the form says is left aside. */
  readonly isRepeat: boolean
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
  'percent' | 'milestonesDone' | 'values' | 'progress' | 'problems' | 'nextSteps'
>

function readForm(task: Task, form: ReportForm, period: string) {
  const percent = parsePercent(form.percent)
  if (!percent.ok) return refuse(percent.reason, 'percent')
  if (form.progress.trim() === '') return refuse('progress-missing', 'progress')
  for (const field of ['progress', 'problems', 'nextSteps'] as const) {
    if (isTooLong(form[field].trim())) return refuse('too-long', field)
  }
  const known = new Set(task.milestones.map(({ id }) => id))
  const said = form.milestonesDone ?? correctableMilestones(task, period)
  if (!said.every((id) => known.has(id))) {
    return refuse('unknown-milestone', 'milestonesDone')
  }
  const ticked = new Set(said)
  const correctable = new Set(correctableMilestones(task, period))
  const values = readValues(task, form.values)
  if (!values.ok) return values
  const content: Content = {
    percent: percent.percent,
    values: withWaiting(task, values.values),
    milestonesDone: task.milestones
      .filter(({ id, doneOn }) => ticked.has(id) && (doneOn === null || correctable.has(id)))
      .map(({ id }) => id),
    progress: form.progress.trim(),
    problems: form.problems.trim(),
    nextSteps: form.nextSteps.trim(),
  }
  return { ok: true, content } as const
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

/** Values of a report that waits still: the next one takes its place, and says them too. */
function withWaiting(task: Task, values: readonly ReportValue[]): readonly ReportValue[] {
  const said = new Set(values.map(({ indicatorId }) => indicatorId))
  const { lastReport } = task
  const waiting = lastReport?.status === 'submitted' ? lastReport.values : []
  return [...waiting.filter(({ indicatorId }) => !said.has(indicatorId)), ...values]
}

/**
 * Milestones that the last report of this period marked done and that nobody has reviewed yet: the
 * next report may take them back (design §3: corrections are free until the period freezes).
 * @param period `YYYY-MM`
 */
export const correctableMilestones = (task: Task, period: string): readonly string[] =>
  task.lastReport?.status === 'submitted' && task.lastReport.period === period
    ? task.lastReport.milestonesDone
    : []

const repeated = (task: Task, period: string): Content => ({
  percent: task.lastReport?.percent ?? null,
  milestonesDone: correctableMilestones(task, period),
  values: withWaiting(task, []),
  progress: nothingNewText,
  problems: '',
  nextSteps: '',
})

/** Takes a report. Values count at once; a milestone ticked is done on the day of the report. */
export function submitReport(
  task: Task,
  plan: Plan,
  form: ReportForm,
  { reportId, by, at, isOffice, onBehalf, isRepeat }: Submission,
): ReportOutcome {
  const isOnBehalf = isOffice && onBehalf
  if (!isOnBehalf && !mayReport(task, by)) return refuse('not-your-task')
  if (!takesReports(plan, isOffice)) return refuse('plan-not-running')
  if (form.version !== null && form.version !== task.version) return refuse('stale-version')
  const doneOn = shanghaiDate(at)
  const period = monthOf(doneOn)
  const read = isRepeat
    ? ({ ok: true, content: repeated(task, period) } as const)
    : readForm(task, form, period)
  if (!read.ok) return read

  const takenBack = correctableMilestones(task, period).filter(
    (id) => !read.content.milestonesDone.includes(id),
  )
  const report: Report = {
    id: reportId,
    taskId: task.id,
    period,
    authorOpenId: by,
    ...read.content,
    highlights: '',
    status: 'submitted',
    at,
    reviewedBy: null,
    reviewedAt: null,
    returnReason: null,
    importId: null,
    version: 1,
  }
  const state = nextState(task.state, 'reported')
  if (state === undefined) return refuse('task-ended')
  const isAcknowledged = task.state === 'awaiting_acknowledgement'
  return {
    ok: true,
    report,
    task: {
      ...task,
      state,
      version: task.version + 1,
      milestones: task.milestones.map((milestone) =>
        report.milestonesDone.includes(milestone.id)
          ? { ...milestone, doneOn: milestone.doneOn ?? doneOn }
          : takenBack.includes(milestone.id)
            ? { ...milestone, doneOn: null }
            : milestone,
      ),
      lastReport: report,
    },
    newlyDone: report.milestonesDone
      .filter((id) => task.milestones.some((one) => one.id === id && one.doneOn === null))
      .map((milestoneId) => ({ milestoneId, doneOn })),
    takenBack,
    isAcknowledged,
    isOnBehalf,
  }
}

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
  if (state === undefined) return { ok: false, reason: 'already-acknowledged' }
  return { ok: true, task: { ...task, state, version: task.version + 1 } }
}
