/** Opens the form of a report: for whom, filled with what. */
import type { Card } from '../../cards/kit.ts'
import { reportFormCard } from '../../cards/reports/report-form.ts'
import { accountNames } from '../../db/people.ts'
import { findReportDraft } from '../../db/report-drafts.ts'
import { findReport } from '../../db/reports.ts'
import { typedOf } from '../../src/domain/report-merge.ts'
import { correctableMilestones, mayReport, takesReports } from '../../src/domain/reporting.ts'
import { monthOf, shanghaiDate } from '../../src/domain/time.ts'
import type { Deps } from '../../src/ports.ts'
import { isAllowed } from '../allowed.ts'
import { draftValues, type FormOptions, mergedForm, reportFormView } from '../views/report-views.ts'
import { reportRefusals } from './report-refusals.ts'
import type { Found } from './take-report.ts'

/** Why somebody gets no form, in words. */
export async function refusalToOpen(
  { plan, task }: Found,
  openId: string,
  deps: Deps,
): Promise<string | undefined> {
  const isOfficeMember = await isAllowed(deps.db, openId, 'report_for_others')
  if (!mayReport(task, openId) && !isOfficeMember) return reportRefusals['not-your-task']
  return takesReports(plan, isOfficeMember) ? undefined : reportRefusals['plan-not-running']
}

type Opening = Pick<
  FormOptions,
  'said' | 'saidFigures' | 'isCorrection' | 'step' | 'sent' | 'page' | 'draft'
>

/** The month under which a draft is kept now. */
export const draftPeriod = (deps: Deps): string => monthOf(shanghaiDate(deps.clock.now()))

/** The form as it is filled for somebody now: the draft first, then the last values. */
export async function formCard(
  found: Found,
  openId: string,
  deps: Deps,
  opening: Opening = {},
): Promise<Card> {
  const [draft, asksSource] = await Promise.all([
    opening.draft ?? findReportDraft(deps.db, openId, found.task.id),
    isAllowed(deps.db, openId, 'report_for_others'),
  ])
  const at = deps.clock.now()
  return reportFormCard(reportFormView(found, { ...opening, openId, at, draft, asksSource }))
}

/**
 * The form for somebody whose task changed while he typed: what both entered, and who changed what.
 * @param typed values of his form, as they arrived
 * @param baseId the report that his form was filled from
 */
export async function mergedFormCard(
  found: Found,
  typed: { readonly openId: string; readonly form: Readonly<Record<string, unknown>> },
  baseId: string | null | undefined,
  deps: Deps,
  opening: Opening = {},
): Promise<{ readonly card: Card; readonly form: Readonly<Record<string, unknown>> }> {
  const { task } = found
  const at = deps.clock.now()
  const { openId } = typed
  const author = task.lastReport?.authorOpenId ?? ''
  const [base, names, asksSource] = await Promise.all([
    baseId ? findReport(deps.db, baseId) : undefined,
    accountNames(deps.db, author ? [author] : []),
    isAllowed(deps.db, openId, 'report_for_others'),
  ])
  const period = monthOf(shanghaiDate(at))
  const ticks = correctableMilestones(task, period)
  const before = correctableMilestones({ ...task, lastReport: base ?? null }, period)
  const mine = draftValues({ form: typed.form, at: Number.POSITIVE_INFINITY }, task, before)
  const merged = mergedForm(
    task,
    {
      base: { ...typedOf(base ?? null), milestonesDone: before },
      mine,
      theirs: { ...typedOf(task.lastReport), milestonesDone: ticks },
    },
    names.get(author) ?? '',
  )
  const { values } = merged
  return {
    card: reportFormCard(reportFormView(found, { openId, at, asksSource, merged, ...opening })),
    form: {
      ...typed.form,
      percent: values.percent,
      progress: values.progress,
      problems: values.problems,
      next_steps: values.nextSteps,
      highlights: values.highlights,
      milestones_done: values.milestonesDone,
    },
  }
}
