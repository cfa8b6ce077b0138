/** The buttons of a form: 提交, 仍然提交, 返回修改, another page, a number alone, a stage. */
import { ReportForm } from '../../cards/actions.ts'
import { typedValues, valueField } from '../../cards/reports/report-actions.ts'
import { findTask } from '../../db/plans.ts'
import { findReportDraft, keepReportDraft, type ReportDraft } from '../../db/report-drafts.ts'
import { emptyForm, type ReportForm as TypedForm } from '../../src/domain/report-content.ts'
import { submitReport } from '../../src/domain/reporting.ts'
import { stageProgress } from '../../src/domain/stages.ts'
import { failure, warning } from '../answers.ts'
import type { CardHandler } from '../types.ts'
import { type Attempt, attempt, currentState, stored } from './attempt-report.ts'
import { draftPeriod, formCard, refusalToOpen } from './report-form.ts'
import { reportRefusals } from './report-refusals.ts'
import { submissionBy } from './take-report.ts'

/** A form's values as the rule takes them. */
function typedForm(
  form: ReportForm,
  values: TypedForm['values'],
  action: Attempt['action'],
): TypedForm {
  const { no_figure: why, expected_on: expectedOn } = form
  return {
    percent: form.percent ?? '',
    values,
    milestonesDone: form.milestones_done,
    progress: form.progress ?? '',
    problems: form.problems ?? '',
    nextSteps: form.next_steps ?? '',
    highlights: form.highlights ?? '',
    noFigure: why && { why, expectedOn },
    source: form.source,
    base: action.base,
    version: action.version ?? null,
    corrects: action.corrects ?? null,
    isFigureAlone: false,
  }
}

const figureForm = (form: Attempt['form'], base: string | null): TypedForm => ({
  ...emptyForm,
  percent: typeof form.percent === 'string' ? form.percent : '',
  values: typedValues(form),
  base,
  isFigureAlone: true,
})

const unreadable = { reply: { toast: failure('这张表单无法读取，请重新打开填报') } }

const unknownTask = { reply: { toast: warning('找不到这项任务') } }

/** 提交: stored and audited; or asked about; or refused with the field named and the values kept. */
export const submitPressedReport: CardHandler<'report.submit'> = async (action, press, deps) => {
  const found = await findTask(deps.db, action.taskId, deps.clock.now())
  if (!found) return unknownTask
  const kept = await findReportDraft(deps.db, press.operator, action.taskId)
  const form = { ...valuesOfOtherPages(kept?.form), ...press.form }
  const read = ReportForm.safeParse(form)
  if (!read.success) return unreadable
  const typed = typedForm(read.data, typedValues(form), action)
  return attempt({ found, action, form, typed, isMeant: false, press }, deps)
}

/** What was typed on other pages of indicators, and kept. */
const valuesOfOtherPages = (form: Attempt['form'] = {}): Attempt['form'] =>
  Object.fromEntries(
    typedValues(form).map(({ indicatorId, typed }) => [valueField(indicatorId), typed]),
  )

/** Another page of indicators: what was typed on this one is kept as a draft. */
export const turnFigures: CardHandler<'report.page'> = async (action, press, deps) => {
  const found = await findTask(deps.db, action.taskId, deps.clock.now())
  if (!found) return unknownTask
  const refusal = await refusalToOpen(found, press.operator, deps)
  if (refusal) return { reply: { toast: warning(refusal) } }
  const kept = await findReportDraft(deps.db, press.operator, action.taskId)
  const draft: ReportDraft = {
    openId: press.operator,
    taskId: action.taskId,
    period: draftPeriod(deps),
    form: { ...valuesOfOtherPages(kept?.form), ...press.form },
    field: null,
    refusal: null,
    at: deps.clock.now(),
    asks: null,
    baseReportId: action.base ?? null,
  }
  const { page, step, corrects } = action
  const opening = { page, isCorrection: corrects !== undefined, ...(step ? { step } : {}) }
  return {
    reply: { card: await formCard(found, press.operator, deps, { ...opening, draft }) },
    writes: keepReportDraft(deps.db, draft),
  }
}

/** The field of a reminder: one number and 提交. */
export const submitFigure: CardHandler<'report.figure'> = async (action, press, deps) => {
  const found = await findTask(deps.db, action.taskId, deps.clock.now())
  if (!found) return unknownTask
  const typed = figureForm(press.form, action.base)
  const form = { ...press.form, figure_alone: true }
  return attempt({ found, action, form, typed, isMeant: false, press }, deps)
}

/** 仍然提交: the draft as it was asked about. */
export const confirmReport: CardHandler<'report.confirm'> = async (action, press, deps) => {
  const found = await findTask(deps.db, action.taskId, deps.clock.now())
  if (!found) return unknownTask
  const draft = await findReportDraft(deps.db, press.operator, action.taskId)
  if (!draft) return { reply: await currentState(found, press, deps) }
  const form = ReportForm.safeParse(draft.form)
  if (!form.success) return unreadable
  const typed = draft.form.figure_alone
    ? figureForm(draft.form, action.base ?? null)
    : typedForm(form.data, typedValues(draft.form), action)
  return attempt({ found, action, form: draft.form, typed, isMeant: true, press }, deps)
}

/** 返回修改: the form in the place of the question, with what was typed. */
export const editReport: CardHandler<'report.edit'> = async (action, press, deps) => {
  const found = await findTask(deps.db, action.taskId, deps.clock.now())
  if (!found) return unknownTask
  const refusal = await refusalToOpen(found, press.operator, deps)
  if (refusal) return { reply: { toast: warning(refusal) } }
  const { step } = action
  const opening = { isCorrection: action.corrects !== undefined, ...(step ? { step } : {}) }
  return { reply: { card: await formCard(found, press.operator, deps, opening) } }
}

/** One tap: how far the project is. */
export const reportStage: CardHandler<'report.stage'> = async (action, press, deps) => {
  const found = await findTask(deps.db, action.taskId, deps.clock.now())
  if (!found) return unknownTask
  if (press.isRepeat) return { reply: await currentState(found, press, deps) }
  const form = { ...emptyForm, base: action.base, version: action.version }
  const by = await submissionBy(press.operator, found, deps)
  const outcome = submitReport(found.task, found.plan, form, { ...by, stage: action.stage })
  if (outcome.ok) return stored(outcome, { found, action, press }, deps)
  const toast = warning(reportRefusals[outcome.reason])
  if (outcome.reason === 'stale-version') {
    return { reply: { toast, card: await formCard(found, press.operator, deps) } }
  }
  if (outcome.reason !== 'source-missing') return { reply: { toast } }
  // 代录: the form asks by what way the office was told.
  const { step, stage } = action
  const opening = { said: { progress: stageProgress(stage) }, ...(step ? { step } : {}) }
  return { reply: { toast, card: await formCard(found, press.operator, deps, opening) } }
}
