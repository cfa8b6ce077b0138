/** A report said in words is said back before it counts: 确认 sends it. */
import { valueField } from '../../cards/reports/report-actions.ts'
import { reportEchoCard } from '../../cards/reports/report-question.ts'
import { keepReportDraft, type ReportDraft } from '../../db/report-drafts.ts'
import { emptyForm, type ReportForm as TypedForm } from '../../src/domain/report-content.ts'
import type { ReportWords } from '../../src/domain/report-words.ts'
import { submitReport } from '../../src/domain/reporting.ts'
import type { Deps } from '../../src/ports.ts'
import { answer, answerNotice } from '../answers.ts'
import type { Said } from '../types.ts'
import { type Attempt, indicatorName, questionOf } from './attempt-report.ts'
import { draftPeriod } from './report-form.ts'
import { reportFieldNames, reportRefusals } from './report-refusals.ts'
import { type Found, submissionBy, type Taken } from './take-report.ts'

/** What would be sent, said back: 确认 sends it (design §8). What is not said stays as it was. */
export async function echo(
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
  const submission = await submissionBy(said.speaker, found, deps)
  const outcome = submitReport(
    task,
    plan,
    typedWords(words, last?.id ?? null, corrects),
    submission,
  )
  if (!outcome.ok) {
    const [, label] = outcome.field ? reportFieldNames[outcome.field] : [null, null]
    const name = indicatorName(found, outcome.indicatorId) ?? label
    const reason = reportRefusals[outcome.reason]
    const lines = [name ? `“${name}”${reason}` : reason]
    return answerNotice(said, { title: '未填报', lines, tone: 'warning' }, deps)
  }
  const form = formOfWords(words)
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
  const card = echoCard(found, outcome, corrects, at)
  return [...keepReportDraft(deps.db, draft), ...answer(said, card, deps)]
}

/** Words as the rule takes them. */
const typedWords = (
  words: ReportWords,
  base: string | null,
  corrects: string | null,
): TypedForm => ({
  ...emptyForm,
  ...words,
  percent: words.percent ?? '',
  values: [...words.values].map(([indicatorId, value]) => ({ indicatorId, typed: value })),
  milestonesDone: words.milestonesDone ?? null,
  problems: words.problems ?? '',
  nextSteps: words.nextSteps ?? '',
  highlights: words.highlights ?? '',
  source: words.source ?? null,
  base,
  corrects,
})

function echoCard(found: Found, outcome: Taken, corrects: string | null, at: number) {
  const { report } = outcome
  return reportEchoCard({
    ...questionOf(found, outcome, corrects, null, at),
    figures: report.values.map(({ indicatorId, said: value }) => ({
      name: indicatorName(found, indicatorId) ?? '',
      value,
    })),
    milestonesDone: found.task.milestones
      .filter(({ id }) => report.milestonesDone.includes(id))
      .map(({ text }) => text),
    problems: report.problems,
    nextSteps: report.nextSteps,
  })
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
