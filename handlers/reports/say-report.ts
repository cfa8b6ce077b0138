/** What reports in one line: 确认, 无新增, 阶段. */
import { reportDoneCard } from '../../cards/reports/report-done.ts'
import { findTask } from '../../db/plans.ts'
import { findReportDraft, latestAskedDraft } from '../../db/report-drafts.ts'
import { emptyForm } from '../../src/domain/report-content.ts'
import { submitReport } from '../../src/domain/reporting.ts'
import { stageOf, stageWords } from '../../src/domain/stages.ts'
import type { Deps } from '../../src/ports.ts'
import { answer, answerNotice } from '../answers.ts'
import { findSaidTask } from '../tasks/find-task.ts'
import type { CommandHandler, Said } from '../types.ts'
import { reportDoneView } from '../views/report-views.ts'
import { reportRefusals } from './report-refusals.ts'
import { confirmReport } from './submit-report.ts'
import { type Found, reportWrites, submissionBy, type Taken } from './take-report.ts'

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
async function confirmDraft(said: Said, found: Found, deps: Deps) {
  const draft = await findReportDraft(deps.db, said.speaker, found.task.id)
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
  if (!outcome.ok) {
    const more = outcome.reason === 'source-missing' ? `，请发送：填报 ${number}` : ''
    return refuse(`${reportRefusals[outcome.reason]}${more}`)
  }
  return storedInWords(said, found, outcome, deps)
}

/** The report is stored, and the chat says so. */
async function storedInWords(said: Said, found: Found, outcome: Taken, deps: Deps) {
  const { task, report } = outcome
  return [
    ...reportWrites(found, outcome, said.key, deps),
    ...answer(said, reportDoneCard(reportDoneView(found.plan, task, report, said.speaker)), deps),
  ]
}
