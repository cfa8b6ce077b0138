/** From live plans to what the review desk shows. */
import { pageOf } from '../../cards/pager.ts'
import {
  type ReturnedView,
  reportsPerPage,
  type WaitingReport,
} from '../../cards/reports/review.ts'
import type { SignDeskView } from '../../cards/reports/sign-off.ts'
import { reportMarks } from '../../cards/words.ts'
import { workdaysAfter } from '../../src/domain/calendar.ts'
import type { Plan, Report, Task } from '../../src/domain/plan.ts'
import { shanghaiDate } from '../../src/domain/time.ts'
import { taskRef } from './task-views.ts'

/** A task whose last report waits. */
export type Waiting = { readonly plan: Plan; readonly task: Task; readonly report: Report }

/** Working days within which a returned report is to be mended (design §6). */
const mendWorkdays = 2

export function waitingReport(
  { plan, task, report }: Waiting,
  names: ReadonlyMap<string, string>,
): WaitingReport {
  const done = new Set(report.milestonesDone)
  return {
    ...taskRef(plan, task),
    reportId: report.id,
    period: report.period,
    at: report.at,
    by: names.get(report.authorOpenId) ?? '',
    percent: report.percent,
    percentBefore: task.lastAccepted?.percent ?? null,
    progress: report.progress,
    problems: report.problems,
    nextSteps: report.nextSteps,
    milestonesDone: task.milestones.filter(({ id }) => done.has(id)).map(({ text }) => text),
    highlights: report.highlights,
    doubts: report.doubts ?? [],
    marks: reportMarks(report),
  }
}

export const returnedView = ({ plan, task, report }: Waiting): ReturnedView => {
  const at = report.reviewedAt ?? report.at
  return {
    ...taskRef(plan, task),
    at,
    period: report.period,
    percent: report.percent,
    progress: report.progress,
    reason: report.returnReason ?? '',
    of: report.signOff === 'refused' ? 'signer' : 'office',
    mendOn: workdaysAfter(shanghaiDate(at), mendWorkdays),
  }
}

/** What waits for a signature, a page of it, oldest first. */
export function signDeskView(
  waiting: readonly Waiting[],
  page: number,
  names: ReadonlyMap<string, string>,
  at: number,
): SignDeskView {
  const oldestFirst = [...waiting].sort((a, b) => a.report.at - b.report.at)
  const paged = pageOf(oldestFirst, page, reportsPerPage)
  return {
    asOf: at,
    page: paged.page,
    pages: paged.pages,
    total: waiting.length,
    reports: paged.rows.map((one) => waitingReport(one, names)),
  }
}
