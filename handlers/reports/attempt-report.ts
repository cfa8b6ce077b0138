/** One try to report: stored, or asked about, or refused with what was typed kept. */
import { reportDoneCard } from '../../cards/reports/report-done.ts'
import { type ReportQuestionView, reportQuestionCard } from '../../cards/reports/report-question.ts'
import { keepReportDraft, type ReportDraft } from '../../db/report-drafts.ts'
import { indicatorsOf } from '../../src/domain/item-matching.ts'
import { parsePercent } from '../../src/domain/percent.ts'
import type { Report } from '../../src/domain/plan.ts'
import type { ReportRefused, ReportForm as TypedForm } from '../../src/domain/report-content.ts'
import { isPending } from '../../src/domain/report-life.ts'
import { isFrozen } from '../../src/domain/report-periods.ts'
import { submitReport } from '../../src/domain/reporting.ts'
import type { Deps } from '../../src/ports.ts'
import { failure, info, success, warning } from '../answers.ts'
import type { CardHandler, Decision, Press, PressReply } from '../types.ts'
import { reportDoneView } from '../views/report-views.ts'
import { taskRef } from '../views/task-views.ts'
import { draftPeriod, formCard, mergedFormCard, refusalToOpen } from './report-form.ts'
import { reportFieldNames, reportRefusals } from './report-refusals.ts'
import { nextForm } from './report-steps.ts'
import { askedOf, type Found, reportWrites, submissionBy, type Taken } from './take-report.ts'

/** What the buttons of a form say of it. */
type FormAction = Parameters<CardHandler<'report.confirm'>>[0]

/** One try to report: by whom, on what, with which values. */
export type Attempt = {
  readonly found: Found
  readonly action: Omit<FormAction, 'action' | 'version'> & { readonly version?: number }
  /** As it arrived. */
  readonly form: Readonly<Record<string, unknown>>
  readonly typed: TypedForm
  /** 仍然提交: what was asked about is meant. */
  readonly isMeant: boolean
  readonly press: Press
}

export async function attempt(tried: Attempt, deps: Deps): Promise<Decision> {
  const { found, action, typed, press } = tried
  // The task moved on: the first press was taken. Else it was refused, and is again.
  if (press.isRepeat && hasMovedOn(found, action)) {
    return { reply: await currentState(found, press, deps) }
  }
  const submission = await submissionBy(press.operator, found, deps)
  const outcome = submitReport(found.task, found.plan, typed, submission)
  if (!outcome.ok) return refused(outcome, tried, deps)
  const asked = tried.isMeant ? [] : askedOf(outcome)
  return asked.length > 0 ? ask(outcome, tried, deps) : stored(outcome, tried, deps)
}

const hasMovedOn = ({ task }: Found, { base, version }: Attempt['action']): boolean =>
  base === undefined ? version !== task.version : base !== (task.lastReport?.id ?? null)

export async function stored(
  outcome: Taken,
  { found, action, press }: Pick<Attempt, 'found' | 'action' | 'press'>,
  deps: Deps,
): Promise<Decision> {
  const { report, task } = outcome
  const { plan } = found
  const toast = success(report.status === 'awaiting_sign_off' ? '已提交，待审签' : '已提交，待审核')
  const done = reportDoneCard(reportDoneView(plan, task, report, press.operator))
  const next = action.step && (await nextForm({ plan, task }, action.step, press.operator, deps))
  return {
    reply: { toast, card: next ?? done },
    writes: reportWrites(found, outcome, press.eventId, deps),
  }
}

export const questionOf = (
  { plan, task }: Found,
  outcome: Taken,
  corrects: string | null,
  step: FormAction['step'] | null,
  at: number,
): ReportQuestionView => ({
  ...taskRef(plan, task),
  version: task.version,
  base: task.lastReport?.id ?? null,
  corrects:
    corrects === null
      ? null
      : { reportId: corrects, isFrozen: isFrozen(outcome.report.period, at) },
  step: step ?? null,
  at,
  percent: outcome.report.percent,
  progress: outcome.report.progress,
  doubts: askedOf(outcome),
})

/** What is not plausible is asked about; what was typed is kept meanwhile. */
function ask(outcome: Taken, { found, action, form, press }: Attempt, deps: Deps): Decision {
  const { task } = found
  const at = deps.clock.now()
  const doubts = askedOf(outcome)
  const view = questionOf(found, outcome, action.corrects ?? null, action.step ?? null, at)
  const card = reportQuestionCard(view)
  return {
    reply: { toast: warning(`有${doubts.length}处请核对，还没有提交`), card },
    writes: keepReportDraft(deps.db, {
      openId: press.operator,
      taskId: task.id,
      period: draftPeriod(deps),
      form,
      field: null,
      refusal: null,
      at,
      asks: 'doubts',
      baseReportId: task.lastReport?.id ?? null,
    }),
  }
}

/** What was typed is kept, whatever the reason; only somebody else's task keeps nothing. */
async function refused(outcome: ReportRefused, tried: Attempt, deps: Deps): Promise<Decision> {
  const { found, action, form, press } = tried
  const reason = reportRefusals[outcome.reason]
  if (outcome.reason === 'not-your-task') return { reply: { toast: warning(reason) } }
  if (outcome.reason === 'stale-version' && wasJustSubmitted(found, tried)) {
    return { reply: await currentState(found, press, deps) }
  }
  const [name, fieldLabel] = outcome.field ? reportFieldNames[outcome.field] : [null, null]
  const label = indicatorName(found, outcome.indicatorId) ?? fieldLabel
  const draft: ReportDraft = {
    openId: press.operator,
    taskId: found.task.id,
    period: draftPeriod(deps),
    form,
    field: name,
    refusal: name === 'values' ? `${label}：${reason}` : name && reason,
    at: deps.clock.now(),
    asks: null,
    baseReportId: action.base ?? null,
  }
  const said = label ? `“${label}”${reason}。已存为草稿，改好再提交` : `${reason}。填写的内容已保留`
  if (outcome.reason !== 'stale-version') {
    return { reply: { toast: failure(said) }, writes: keepReportDraft(deps.db, draft) }
  }
  const opening = action.step ? { step: action.step } : {}
  const merged = await mergedFormCard(found, draft, action.base, deps, opening)
  const baseReportId = found.task.lastReport?.id ?? null
  const kept = { ...draft, form: merged.form, baseReportId, asks: 'confirmation' as const }
  return {
    reply: { toast: warning(said), card: merged.card },
    writes: keepReportDraft(deps.db, kept),
  }
}

export const indicatorName = ({ task }: Found, id: string | null): string | undefined =>
  indicatorsOf(task.items).find((one) => one.id === id)?.name

/** The same values from the same person: a second press on the same button. */
function wasJustSubmitted({ task: { lastReport: last } }: Found, { press, typed }: Attempt) {
  if (last?.authorOpenId !== press.operator) return false
  const percent = parsePercent(typed.percent)
  return (
    percent.ok &&
    (percent.percent === last.percent || typed.noFigure !== null) &&
    (typed.isFigureAlone || typed.progress.trim() === last.progress) &&
    typed.values.every(({ indicatorId, typed: said }) => saysSo(last, indicatorId, said)) &&
    typed.problems.trim() === last.problems &&
    typed.nextSteps.trim() === last.nextSteps &&
    (typed.milestonesDone ?? last.milestonesDone).every((id) => last.milestonesDone.includes(id))
  )
}

const saysSo = ({ values }: Report, id: string, said: string): boolean =>
  said.trim() === '' || values.some((one) => one.indicatorId === id && one.said === said.trim())

export async function currentState(
  { plan, task }: Found,
  press: Press,
  deps: Deps,
): Promise<PressReply> {
  const refusal = await refusalToOpen({ plan, task }, press.operator, deps)
  if (refusal) return { toast: warning(refusal) }
  const last = task.lastReport
  if (last?.authorOpenId !== press.operator) {
    return {
      toast: info('这张卡片已处理，以下是最新内容'),
      card: await formCard({ plan, task }, press.operator, deps),
    }
  }
  return {
    toast: info(isPending(last) ? '已提交过，没有重复记录' : '已提交过，这条填报已经审核'),
    card: reportDoneCard(reportDoneView(plan, task, last, press.operator)),
  }
}
