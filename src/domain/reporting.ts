/** 填报: what may be said on a task, by whom, and what follows from it. */
import type { IsoDate } from './draft-plan.ts'
import type { Plan, Report, Task } from './plan.ts'
import { reportDoubts } from './plausibility.ts'
import {
  type Content,
  kept,
  lastStanding,
  type ReadForm,
  type ReportForm,
  type ReportRefused,
  readForm,
  refuse,
} from './report-content.ts'
import { type Signing, startOfReport } from './report-life.ts'
import { dutyRoles, may } from './roles.ts'
import { type Stage, stageProgress } from './stages.ts'
import { nextState } from './task-life.ts'
import { monthOf, shanghaiDate } from './time.ts'

export type Submission = {
  readonly reportId: string
  readonly by: string
  readonly at: number
  readonly isOffice: boolean
  /** 代录: the office enters what it was told. */
  readonly onBehalf: boolean
  /** 无新增: the last values once more; what the form says is left aside. */
  readonly isRepeat: boolean
  /** One tap: the project has come to this stage; the rest stays as it was. */
  readonly stage?: Stage
  /** Who signs for the lead unit. */
  readonly signing: Signing
  /** The task's reports, the newest first, those withdrawn left out; the last few are enough. */
  readonly earlier: readonly Report[]
}

type MilestoneDone = { readonly milestoneId: string; readonly doneOn: IsoDate }

export type ReportOutcome =
  | {
      readonly ok: true
      readonly report: Report
      /** The task after it: `lastReport`, milestones, state and version. */
      readonly task: Task
      readonly newlyDone: readonly MilestoneDone[]
      /** Ids of milestones that the report before marked done by mistake. */
      readonly takenBack: readonly string[]
      /** It also acknowledged the task. */
      readonly isAcknowledged: boolean
      readonly isOnBehalf: boolean
    }
  | ReportRefused

/** Whether the task's duties let somebody report on it; 代录 by the office is apart. */
export const mayReport = (task: Task, openId: string): boolean =>
  may(dutyRoles(task, openId), 'report')

/** Reporting goes on through 年终核验, when figures are completed. A trial is the office's alone. */
export const takesReports = (plan: Plan, isOffice: boolean): boolean =>
  (plan.state === 'running' || plan.state === 'year_end_check') && (!plan.isTrial || isOffice)

/**
 * Milestones that the task's last report marked done and that the next one may take back: while
 * nobody has reviewed it, within its period; or when it is put right (design §3).
 * @param period `YYYY-MM`
 */
export function correctableMilestones(
  { lastReport: last }: Task,
  period: string,
  corrects: string | null = null,
): readonly string[] {
  if (!last) return []
  const isOpen = last.status === 'submitted' || last.status === 'awaiting_sign_off'
  const isMeant = (isOpen && last.period === period) || last.id === corrects
  return isMeant ? last.milestonesDone : []
}

/** What the report says: the form, 无新增, or a stage. */
function contentOf(
  task: Task,
  form: ReportForm,
  { isRepeat, stage }: Submission,
  correctable: readonly string[],
): ReadForm {
  if (stage) {
    const progress = stageProgress(stage)
    return { ok: true, content: { ...kept(task, correctable), progress, stage } }
  }
  return isRepeat
    ? { ok: true, content: kept(task, correctable) }
    : readForm(task, form, correctable)
}

const isStale = (task: Task, { base, version }: ReportForm): boolean =>
  base === undefined
    ? version !== null && version !== task.version
    : base !== (task.lastReport?.id ?? null)

/** Why this person's report is not taken, whatever it says. */
function refusal(task: Task, plan: Plan, form: ReportForm, { by, isOffice, onBehalf }: Submission) {
  const isOnBehalf = isOffice && onBehalf
  if (!isOnBehalf && !mayReport(task, by)) return refuse('not-your-task')
  if (!takesReports(plan, isOffice)) return refuse('plan-not-running')
  if (isStale(task, form)) return refuse('stale-version')
  if (form.corrects !== null && form.corrects !== task.lastReport?.id) {
    return refuse('nothing-to-correct')
  }
  return undefined
}

/** Takes a report. Values count at once; a milestone ticked is done on the day of the report. */
export function submitReport(
  task: Task,
  plan: Plan,
  form: ReportForm,
  submission: Submission,
): ReportOutcome {
  const refused = refusal(task, plan, form, submission)
  if (refused) return refused
  const isOnBehalf = submission.isOffice && submission.onBehalf
  if (isOnBehalf && form.source === null) return refuse('source-missing', 'source')
  const { lastReport } = task
  const doneOn = shanghaiDate(submission.at)
  const period = form.corrects === null || !lastReport ? monthOf(doneOn) : lastReport.period
  const correctable = correctableMilestones(task, period, form.corrects)
  const read = contentOf(task, form, submission, correctable)
  if (!read.ok) return read
  const state = nextState(task.state, 'reported')
  if (state === undefined) return refuse('task-ended')

  const report = newReport(task, read.content, period, form, submission)
  const takenBack = correctable.filter((id) => !report.milestonesDone.includes(id))
  const after = afterReport({ ...task, state }, report, takenBack, doneOn)
  const before = lastStanding(task)
  const doubts = reportDoubts(report, { task: after, before, earlier: submission.earlier })
  const complete = { ...report, doubts }
  return {
    ok: true,
    report: complete,
    task: { ...after, lastReport: complete },
    newlyDone: report.milestonesDone
      .filter((id) => task.milestones.some((one) => one.id === id && one.doneOn === null))
      .map((milestoneId) => ({ milestoneId, doneOn })),
    takenBack,
    isAcknowledged: task.state === 'awaiting_acknowledgement',
    isOnBehalf,
  }
}

const newReport = (
  task: Task,
  content: Content,
  period: string,
  form: ReportForm,
  { reportId, by, at, signing, isOffice, onBehalf }: Submission,
): Report => ({
  id: reportId,
  taskId: task.id,
  period,
  authorOpenId: by,
  ...content,
  source: isOffice && onBehalf ? form.source : null,
  corrects: form.corrects,
  doubts: [],
  ...startOfReport(by, at, signing, isOffice && onBehalf),
  at,
  reviewedBy: null,
  reviewedAt: null,
  returnReason: null,
  importId: null,
  version: 1,
})

const afterReport = (
  task: Task,
  report: Report,
  takenBack: readonly string[],
  doneOn: IsoDate,
): Task => ({
  ...task,
  version: task.version + 1,
  milestones: task.milestones.map((milestone) =>
    report.milestonesDone.includes(milestone.id)
      ? { ...milestone, doneOn: milestone.doneOn ?? doneOn }
      : takenBack.includes(milestone.id)
        ? { ...milestone, doneOn: null }
        : milestone,
  ),
  lastReport: report,
})
