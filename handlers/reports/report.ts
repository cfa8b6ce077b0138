/** 填报: the form, its 提交, and what is said instead. */
import { ReportForm } from '../../cards/actions.ts'
import { typedValues, valueField } from '../../cards/reports/report-actions.ts'
import { reportDoneCard } from '../../cards/reports/report-done.ts'
import {
  type ReportQuestionView,
  reportEchoCard,
  reportQuestionCard,
} from '../../cards/reports/report-question.ts'
import { isInTextMode } from '../../db/people.ts'
import { findTask } from '../../db/plans.ts'
import {
  findReportDraft,
  keepReportDraft,
  latestAskedDraft,
  type ReportDraft,
} from '../../db/report-drafts.ts'
import { indicatorsOf } from '../../src/domain/item-matching.ts'
import type { Report } from '../../src/domain/plan.ts'
import { isPending } from '../../src/domain/report-life.ts'
import { isFrozen } from '../../src/domain/report-periods.ts'
import { type ReportWords, readReportWords } from '../../src/domain/report-words.ts'
import {
  emptyForm,
  parsePercent,
  type ReportOutcome,
  submitReport,
  type ReportForm as TypedForm,
} from '../../src/domain/reporting.ts'
import { stageOf, stageWords } from '../../src/domain/stages.ts'
import type { Deps } from '../../src/ports.ts'
import { answer, answerNotice, failure, info, sendPrivately, success, warning } from '../answers.ts'
import { findSaidTask } from '../tasks/find-task.ts'
import type { CardHandler, CommandHandler, Decision, Press, PressReply, Said } from '../types.ts'
import { reportDoneView } from '../views/report-views.ts'
import { taskRef } from '../views/task-views.ts'
import { draftPeriod, formCard, mergedFormCard, refusalToOpen } from './report-form.ts'
import { reportFieldNames, reportRefusals } from './report-refusals.ts'
import { nextForm } from './report-steps.ts'
import { askedOf, type Found, reportWrites, submissionBy, type Taken } from './take-report.ts'

/** 填报 14: the form, filled with the last values or the draft that was refused. */
export const openReport: CommandHandler = (said, deps) => openSaid(said, false, deps)

/** 更正 14: the same form, of the report that is put right. */
export const sayCorrect: CommandHandler = (said, deps) => openSaid(said, true, deps)

async function openSaid(said: Said, isCorrection: boolean, deps: Deps) {
  const found = await findSaidTask(said, isCorrection ? 'correct' : 'report', deps)
  if ('card' in found) return answer(said, found.card, deps)
  const refusal =
    (await refusalToOpen(found, said.speaker, deps)) ??
    (isCorrection ? nothingToCorrect(found) : undefined)
  if (refusal) {
    const { code, seq } = taskRef(found.plan, found.task)
    const title = `${code}-${seq} · ${isCorrection ? '不能更正' : '不能填报'}`
    return answerNotice(said, { title, lines: [refusal], tone: 'warning' }, deps)
  }
  const words = found.rest === '' ? undefined : readReportWords(found.rest, found.task)
  if (words && (await isInTextMode(deps.db, said.speaker))) {
    return echo(said, found, words, isCorrection, deps)
  }
  const opening = { ...saidIn(words), isCorrection }
  return answer(said, await formCard(found, said.speaker, deps, opening), deps)
}

/** What was said, in the fields of the form. */
function saidIn(words: ReportWords | undefined) {
  if (!words) return {}
  const { values, source: _, milestonesDone, ...said } = words
  return { said: { ...said, ...(milestonesDone ? { milestonesDone } : {}) }, saidFigures: values }
}

const nothingToCorrect = ({ task }: Found): string | undefined => {
  if (!task.lastReport) return '这项任务还没有填报，没有可以更正的'
  return task.lastReport.status === 'returned' ? '最近的填报已被退回，请直接填报补正' : undefined
}

/** The form comes as a new message in the private chat, wherever the button was. */
export const openPressedReport: CardHandler<'report.open'> = async (
  { taskId, words = '' },
  press,
  deps,
) => {
  const found = await findTask(deps.db, taskId, deps.clock.now())
  if (!found) return { reply: { toast: warning('找不到这项任务') } }
  const refusal = await refusalToOpen(found, press.operator, deps)
  if (refusal) return { reply: { toast: warning(refusal) } }
  const read = words === '' ? undefined : readReportWords(words, found.task)
  const card = await formCard(found, press.operator, deps, saidIn(read))
  return sendPrivately(press, 'form', card, '填报表已发到私聊', deps)
}

export const openPressedCorrection: CardHandler<'report.correct'> = async (
  { taskId },
  press,
  deps,
) => {
  const found = await findTask(deps.db, taskId, deps.clock.now())
  if (!found) return { reply: { toast: warning('找不到这项任务') } }
  const refusal = (await refusalToOpen(found, press.operator, deps)) ?? nothingToCorrect(found)
  if (refusal) return { reply: { toast: warning(refusal) } }
  const card = await formCard(found, press.operator, deps, { isCorrection: true })
  return sendPrivately(press, 'form', card, '更正表已发到私聊', deps)
}

/** What would be sent, said back: 确认 sends it (design §8). What is not said stays as it was. */
async function echo(
  said: Said,
  found: Found,
  words: ReportWords,
  isCorrection: boolean,
  deps: Deps,
) {
  const { plan, task } = found
  const at = deps.clock.now()
  const last = task.lastReport
  const corrects = isCorrection ? (last?.id ?? null) : null
  const form = formOfWords(words)
  const typed: TypedForm = {
    ...emptyForm,
    ...words,
    percent: words.percent ?? '',
    values: [...words.values].map(([indicatorId, value]) => ({ indicatorId, typed: value })),
    milestonesDone: words.milestonesDone ?? null,
    problems: words.problems ?? '',
    nextSteps: words.nextSteps ?? '',
    highlights: words.highlights ?? '',
    source: words.source ?? null,
    base: last?.id ?? null,
    corrects,
  }
  const submission = await submissionBy(said.speaker, found, deps)
  const outcome = submitReport(task, plan, typed, submission)
  if (!outcome.ok) {
    const [, label] = outcome.field ? reportFieldNames[outcome.field] : [null, null]
    const name = indicatorName(found, outcome.indicatorId) ?? label
    const reason = reportRefusals[outcome.reason]
    const lines = [name ? `“${name}”${reason}` : reason]
    return answerNotice(said, { title: '未填报', lines, tone: 'warning' }, deps)
  }
  const card = reportEchoCard({
    ...questionOf(found, outcome, corrects, null, at),
    figures: outcome.report.values.map(({ indicatorId, said: value }) => ({
      name: indicatorName(found, indicatorId) ?? '',
      value,
    })),
    milestonesDone: task.milestones
      .filter(({ id }) => outcome.report.milestonesDone.includes(id))
      .map(({ text }) => text),
    problems: outcome.report.problems,
    nextSteps: outcome.report.nextSteps,
  })
  const draft: ReportDraft = {
    openId: said.speaker,
    taskId: task.id,
    period: draftPeriod(deps),
    form: corrects ? { ...form, corrects } : form,
    field: null,
    refusal: null,
    at,
    asks: 'confirmation',
    baseReportId: last?.id ?? null,
  }
  return [...keepReportDraft(deps.db, draft), ...answer(said, card, deps)]
}

/** Words as the values of a form, so that they can be kept and opened as one. */
const formOfWords = (words: ReportWords): Attempt['form'] => ({
  progress: words.progress,
  ...(words.percent === undefined ? {} : { percent: words.percent }),
  ...(words.problems === undefined ? {} : { problems: words.problems }),
  ...(words.nextSteps === undefined ? {} : { next_steps: words.nextSteps }),
  ...(words.highlights === undefined ? {} : { highlights: words.highlights }),
  ...(words.milestonesDone === undefined ? {} : { milestones_done: words.milestonesDone }),
  ...(words.source === undefined ? {} : { source: words.source }),
  ...Object.fromEntries([...words.values].map(([id, value]) => [valueField(id), value])),
})

/** What the buttons of a form say of it. */
type FormAction = Parameters<CardHandler<'report.confirm'>>[0]

/** One try to report: by whom, on what, with which values. */
type Attempt = {
  readonly found: Found
  readonly action: Omit<FormAction, 'action' | 'version'> & { readonly version?: number }
  /** As it arrived. */
  readonly form: Readonly<Record<string, unknown>>
  readonly typed: TypedForm
  /** 仍然提交: what was asked about is meant. */
  readonly isMeant: boolean
  readonly press: Press
}

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
  const kept = await findReportDraft(deps.db, press.operator, action.taskId, draftPeriod(deps))
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
  const kept = await findReportDraft(deps.db, press.operator, action.taskId, draftPeriod(deps))
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
  const draft = await findReportDraft(deps.db, press.operator, action.taskId, draftPeriod(deps))
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
  const form = {
    ...emptyForm,
    base: action.base,
    version: action.version,
    source: 'phone' as const,
  }
  const by = await submissionBy(press.operator, found, deps)
  const outcome = submitReport(found.task, found.plan, form, { ...by, stage: action.stage })
  if (outcome.ok) return stored(outcome, { found, action, press }, deps)
  if (outcome.reason !== 'stale-version') {
    return { reply: { toast: warning(reportRefusals[outcome.reason]) } }
  }
  const card = await formCard(found, press.operator, deps)
  return { reply: { toast: warning(reportRefusals[outcome.reason]), card } }
}

async function attempt(tried: Attempt, deps: Deps): Promise<Decision> {
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

async function stored(
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

const questionOf = (
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
async function refused(
  outcome: Extract<ReportOutcome, { ok: false }>,
  tried: Attempt,
  deps: Deps,
): Promise<Decision> {
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

const indicatorName = ({ task }: Found, id: string | null): string | undefined =>
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

async function currentState({ plan, task }: Found, press: Press, deps: Deps): Promise<PressReply> {
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

/** 仍然提交 14, 确认 14: the draft that was asked about, in words; without a number the latest. */
export const sayConfirm: CommandHandler = async (said, deps) => {
  const asked = said.rest === '' ? await latestAskedDraft(deps.db, said.speaker) : undefined
  const latest = asked && (await findTask(deps.db, asked.taskId, deps.clock.now()))
  if (latest) return confirmDraft(said, latest, deps)
  const found = await findSaidTask(said, 'report', deps)
  if ('card' in found) return answer(said, found.card, deps)
  return confirmDraft(said, found, deps)
}

/** Sends the draft of a task on which a question waits. */
export async function confirmDraft(said: Said, found: Found, deps: Deps) {
  const draft = await findReportDraft(deps.db, said.speaker, found.task.id, draftPeriod(deps))
  if (!draft?.asks) {
    const lines = [`没有等您确认的填报。请发送：填报 ${found.plan.code}-${found.task.seq}`]
    return answerNotice(said, { title: '没有等待确认的填报', lines, tone: 'info' }, deps)
  }
  const { corrects } = draft.form
  const action = {
    taskId: found.task.id,
    version: found.task.version,
    base: draft.baseReportId,
    ...(typeof corrects === 'string' ? { corrects } : {}),
  }
  const press = {
    eventId: said.key,
    operator: said.speaker,
    messageId: '',
    chatId: '',
    form: draft.form,
    isRepeat: false,
  }
  const { reply, writes = [] } = await confirmReport(
    { action: 'report.confirm', ...action },
    press,
    deps,
  )
  if (reply.card) return [...writes, ...answer(said, reply.card, deps)]
  const lines = [reply.toast?.content ?? '']
  return [...writes, ...answerNotice(said, { title: '未填报', lines, tone: 'warning' }, deps)]
}

/** 无新增 14: a report that says so, with the last values. */
export const reportNothingNew: CommandHandler = async (said, deps) => {
  const found = await findSaidTask(said, 'report', deps)
  if ('card' in found) return answer(said, found.card, deps)
  const by = await submissionBy(said.speaker, found, deps)
  const outcome = submitReport(found.task, found.plan, emptyForm, {
    ...by,
    isOffice: false,
    onBehalf: false,
    isRepeat: true,
  })
  if (!outcome.ok) {
    const lines = [reportRefusals[outcome.reason]]
    return answerNotice(said, { title: '未填报', lines, tone: 'warning' }, deps)
  }
  return storedInWords(said, found, outcome, deps)
}

/** 阶段 14 开工: one word says how far the project is. */
export const sayStage: CommandHandler = async (said, deps) => {
  const found = await findSaidTask(said, 'report', deps)
  if ('card' in found) return answer(said, found.card, deps)
  const stage = stageOf(found.rest)
  const refuse = (line: string) =>
    answerNotice(said, { title: '未填报', lines: [line], tone: 'warning' }, deps)
  const number = `${found.plan.code}-${found.task.seq}`
  if (!stage)
    return refuse(`请说明阶段：${Object.values(stageWords).join('、')}，例如：阶段 ${number} 开工`)
  const by = await submissionBy(said.speaker, found, deps)
  const outcome = submitReport(found.task, found.plan, emptyForm, { ...by, stage })
  if (!outcome.ok) return refuse(reportRefusals[outcome.reason])
  return storedInWords(said, found, outcome, deps)
}

/** The report is stored, and the chat says so. */
export async function storedInWords(said: Said, found: Found, outcome: Taken, deps: Deps) {
  const { task, report } = outcome
  return [
    ...reportWrites(found, outcome, said.key, deps),
    ...answer(said, reportDoneCard(reportDoneView(found.plan, task, report, said.speaker)), deps),
  ]
}
