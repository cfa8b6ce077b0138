/** One step of a report's life, written: 审签, 审核, 退回, and what nobody did in time. */
import { audit } from '../../db/audit.ts'
import { updateTaskState } from '../../db/plan-writes.ts'
import { recordStep } from '../../db/reports.ts'
import { acceptedIds } from '../../src/domain/accepted-values.ts'
import { isSigner } from '../../src/domain/duty-holders.ts'
import type { Plan, Task } from '../../src/domain/plan.ts'
import type { ReportActor, ReportEvent } from '../../src/domain/report-life.ts'
import { type ReviewOutcome, type ReviewRefusal, stepReport } from '../../src/domain/review.ts'
import type { Deps } from '../../src/ports.ts'
import { isAllowed } from '../allowed.ts'
import { tell } from '../answers.ts'
import type { Writes } from '../types.ts'
import { correctionWork } from './tell-correction.ts'

type Found = { readonly plan: Plan; readonly task: Task }
type Moved = Extract<ReviewOutcome, { ok: true }>
export type Step = Exclude<ReportEvent, { kind: 'withdrawn' }>

export const actorOn = async (task: Task, by: string, deps: Deps): Promise<ReportActor> => ({
  by,
  isOffice: await isAllowed(deps.db, by, 'review_reports'),
  isSigner: isSigner(task, by),
  at: deps.clock.now(),
})

/** What nobody did in person. */
export const systemAt = (at: number): ReportActor => ({
  by: 'system',
  isOffice: true,
  isSigner: false,
  at,
})

export type Stepped =
  | { readonly ok: true; readonly moved: Moved; readonly writes: Writes }
  | { readonly ok: false; readonly reason: ReviewRefusal }

/** The rule is asked; what it says is written, and of a return the author is told. */
export function stepWith(
  found: Found,
  reportId: string,
  step: Step,
  actor: ReportActor,
  via: string,
  deps: Deps,
): Stepped {
  const moved = stepReport(found.task, reportId, step, actor)
  if (!moved.ok) return moved
  return { ok: true, moved, writes: stepWrites(found, moved, step, actor, via, deps) }
}

const auditTypes: Readonly<Record<Step['kind'], string>> = {
  signed: 'report.signed',
  lapsed: 'report.sign_off_lapsed',
  accepted: 'report.accepted',
  returned: 'report.returned',
}

function stepWrites(
  { plan, task }: Found,
  { report, task: after, reopened, restored }: Moved,
  step: Step,
  { by, at }: ReportActor,
  via: string,
  deps: Deps,
): Writes {
  return [
    audit(deps.db, {
      subject: `task:${task.id}`,
      version: after.version,
      type: auditTypes[step.kind],
      actor: by,
      at,
      via,
      before: { reportId: report.id, status: task.lastReport?.status },
      after: {
        status: report.status,
        signOff: report.signOff,
        reason: report.returnReason,
        reopened,
        restored,
      },
    }),
    ...updateTaskState(deps.db, after),
    ...recordStep(deps.db, report, {
      reopened,
      restored,
      counting: step.kind === 'accepted' ? acceptedIds(after, report) : [],
    }),
    ...(step.kind === 'accepted' ? correctionWork(report, deps) : []),
    ...(step.kind === 'returned'
      ? tell(
          report.authorOpenId,
          `returned:${report.id}`,
          { kind: 'report_returned', planId: plan.id, taskId: task.id, reportId: report.id },
          deps,
        )
      : []),
  ]
}
