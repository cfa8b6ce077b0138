/** 撤回: one's own report, until it was reviewed. */
import type { Card } from '../../cards/kit.ts'
import { reportDoneCard } from '../../cards/reports/report-done.ts'
import { audit } from '../../db/audit.ts'
import { updateTaskState } from '../../db/plan-writes.ts'
import { findTask } from '../../db/plans.ts'
import { earlierReports, hasWithdrawnLast, recordWithdrawal } from '../../db/reports.ts'
import { withdrawReport } from '../../src/domain/review.ts'
import type { Deps } from '../../src/ports.ts'
import { answer, answerNotice, success, warning } from '../answers.ts'
import { findSaidTask } from '../tasks/find-task.ts'
import type { CardHandler, CommandHandler, Writes } from '../types.ts'
import { reportDoneView } from '../views/report-views.ts'
import { reviewRefusals } from './review-refusals.ts'
import type { Found } from './take-report.ts'

type Withdrawal = { readonly card: Card; readonly writes: Writes } | { readonly refusal: string }

async function withdraw(found: Found, by: string, via: string, deps: Deps): Promise<Withdrawal> {
  const { plan, task } = found
  const at = deps.clock.now()
  const [, previous = null] = await earlierReports(deps.db, task.id, 2)
  const actor = { by, isOffice: false, isSigner: false, at }
  const outcome = withdrawReport(task, previous, actor)
  if (!outcome.ok) return { refusal: reviewRefusals[outcome.reason] }
  const { report, task: after } = outcome
  return {
    card: reportDoneCard(reportDoneView(plan, after, report, by)),
    writes: [
      audit(deps.db, {
        subject: `task:${task.id}`,
        version: after.version,
        type: 'report.withdrawn',
        actor: by,
        at,
        via,
        before: { reportId: report.id, status: task.lastReport?.status },
        after: { status: report.status, lastReport: previous?.id ?? null },
      }),
      ...updateTaskState(deps.db, after),
      ...recordWithdrawal(deps.db, report, previous, outcome),
    ],
  }
}

/** 撤回 14: said twice it does not take the report before it too, which only its own card names. */
export const sayWithdrawReport: CommandHandler = async (said, deps) => {
  const found = await findSaidTask(said, 'report', deps)
  if ('card' in found) return answer(said, found.card, deps)
  const outcome = (await hasWithdrawnLast(deps.db, found.task.id, said.speaker))
    ? { refusal: reviewRefusals['already-withdrawn'] }
    : await withdraw(found, said.speaker, said.key, deps)
  if (!('refusal' in outcome)) return [...outcome.writes, ...answer(said, outcome.card, deps)]
  const title = `${found.plan.code}-${found.task.seq} · 未撤回`
  return answerNotice(said, { title, lines: [outcome.refusal], tone: 'warning' }, deps)
}

export const withdrawPressedReport: CardHandler<'report.withdraw'> = async (
  { taskId, reportId },
  press,
  deps,
) => {
  const found = await findTask(deps.db, taskId, deps.clock.now())
  if (!found) return { reply: { toast: warning('找不到这项任务') } }
  if (found.task.lastReport?.id !== reportId) {
    return { reply: { toast: warning(reviewRefusals.superseded) } }
  }
  const outcome = await withdraw(found, press.operator, press.eventId, deps)
  if ('refusal' in outcome) return { reply: { toast: warning(outcome.refusal) } }
  return { reply: { toast: success('已撤回'), card: outcome.card }, writes: outcome.writes }
}
