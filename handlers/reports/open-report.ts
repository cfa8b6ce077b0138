/** 填报, 更正: the form, from words or from a button. */
import { isInTextMode } from '../../db/people.ts'
import { findTask } from '../../db/plans.ts'
import { stopAsking } from '../../db/report-drafts.ts'
import { type ReportWords, readReportWords } from '../../src/domain/report-words.ts'
import type { Deps } from '../../src/ports.ts'
import { answer, answerNotice, sendPrivately, warning } from '../answers.ts'
import { findSaidTask } from '../tasks/find-task.ts'
import type { CardHandler, CommandHandler, Said } from '../types.ts'
import { taskRef } from '../views/task-views.ts'
import { echo } from './echo-report.ts'
import { formCard, refusalToOpen } from './report-form.ts'
import type { Found } from './take-report.ts'

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
  const anew = stopAsking(deps.db, said.speaker, found.task.id)
  const words = found.rest === '' ? undefined : readReportWords(found.rest, found.task)
  if (words && (await isInTextMode(deps.db, said.speaker))) {
    return [...anew, ...(await echo(said, found, words, isCorrection, deps))]
  }
  const opening = { ...saidIn(words), isCorrection }
  return [...anew, ...answer(said, await formCard(found, said.speaker, deps, opening), deps)]
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
  const sent = sendPrivately(press, 'form', card, '填报表已发到私聊', deps)
  return {
    ...sent,
    writes: [...stopAsking(deps.db, press.operator, taskId), ...(sent.writes ?? [])],
  }
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
  const sent = sendPrivately(press, 'form', card, '更正表已发到私聊', deps)
  return {
    ...sent,
    writes: [...stopAsking(deps.db, press.operator, taskId), ...(sent.writes ?? [])],
  }
}
