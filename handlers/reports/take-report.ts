/** What every way of reporting shares: the rule is asked, what it says is written, signers are told. */
import { audit } from '../../db/audit.ts'
import { updateTaskState } from '../../db/plan-writes.ts'
import { dropReportDraft } from '../../db/report-drafts.ts'
import { earlierReports, insertReport } from '../../db/reports.ts'
import { directUnits } from '../../db/signing.ts'
import { signersOf } from '../../src/domain/duty-holders.ts'
import type { Plan, Task } from '../../src/domain/plan.ts'
import type { ReportDoubt } from '../../src/domain/plausibility.ts'
import type { Signing } from '../../src/domain/report-life.ts'
import { mayReport, type ReportOutcome, type Submission } from '../../src/domain/reporting.ts'
import type { Deps } from '../../src/ports.ts'
import { isAllowed } from '../allowed.ts'
import type { Writes } from '../types.ts'
import { tellSigners } from './sign-off-messages.ts'

export type Found = { readonly plan: Plan; readonly task: Task }
export type Taken = Extract<ReportOutcome, { ok: true }>

/** Who reports, for whom, and what the rule has to know beside the form. */
export async function submissionBy(by: string, { task }: Found, deps: Deps): Promise<Submission> {
  const [isOffice, direct, earlier] = await Promise.all([
    isAllowed(deps.db, by, 'report_for_others'),
    directUnits(deps.db),
    earlierReports(deps.db, task.id, 2),
  ])
  return {
    reportId: deps.newId(),
    by,
    at: deps.clock.now(),
    isOffice,
    onBehalf: isOffice && !mayReport(task, by),
    isRepeat: false,
    signing: signingOf(task, direct),
    earlier,
  }
}

/** Who signs for the lead unit; 直报 where all that lead let their liaisons report without. */
function signingOf(task: Task, direct: ReadonlySet<string>): Signing {
  const leading = task.duties.filter(({ role }) => role === 'lead_unit')
  const isDirect = leading.length > 0 && leading.every(({ name }) => direct.has(name))
  return { signers: signersOf(task), isDirect }
}

/** What is asked before it is stored; a correction of a month that stands is the office's to judge. */
export const askedOf = ({ report }: Taken): readonly ReportDoubt[] =>
  (report.doubts ?? []).filter(({ kind }) => kind !== 'after-freeze')

const auditType = ({ report, isAcknowledged }: Taken): string =>
  `report.${report.corrects === null ? 'submitted' : 'corrected'}${isAcknowledged ? '+acknowledged' : ''}`

/** The report with all that follows from it. */
export function reportWrites(found: Found, outcome: Taken, via: string, deps: Deps): Writes {
  const { report, task } = outcome
  return [
    audit(deps.db, {
      subject: `task:${task.id}`,
      version: task.version,
      type: auditType(outcome),
      actor: report.authorOpenId,
      at: report.at,
      via,
      before: { state: found.task.state, report: found.task.lastReport },
      after: { state: task.state, report, isOnBehalf: outcome.isOnBehalf },
    }),
    ...updateTaskState(deps.db, task),
    ...insertReport(deps.db, report, outcome, outcome.isOnBehalf),
    ...dropReportDraft(deps.db, report.authorOpenId, task.id),
    ...(report.status === 'awaiting_sign_off' ? tellSigners(task, deps) : []),
  ]
}
