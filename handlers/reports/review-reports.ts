import { ReturnForm } from '../../cards/actions.ts'
import { noticeCard } from '../../cards/notice.ts'
import { returnDoneCard, returnFormCard, reviewDeskCard } from '../../cards/reports/review.ts'
import { audit } from '../../db/audit.ts'
import { accountNames } from '../../db/people.ts'
import { updateTaskState } from '../../db/plan-writes.ts'
import { findTask, loadPlans } from '../../db/plans.ts'
import { recordReview } from '../../db/reports.ts'
import { acceptedIds } from '../../src/domain/accepted-values.ts'
import type { Plan, Task } from '../../src/domain/plan.ts'
import { reportTextLimit } from '../../src/domain/reporting.ts'
import {
  isAutoAccepted,
  type ReviewOutcome,
  type ReviewRefusal,
  reportDoubts,
  reviewReport,
  type Verdict,
} from '../../src/domain/review.ts'
import type { Deps } from '../../src/ports.ts'
import { isAllowed } from '../allowed.ts'
import {
  answer,
  answerNotice,
  failure,
  info,
  sendPrivately,
  success,
  tell,
  warning,
} from '../answers.ts'
import { openRequestViews } from '../tasks/decide-task-request.ts'
import { findSaidTask } from '../tasks/find-task.ts'
import type { CardHandler, CommandHandler, Job, Said, Writes } from '../types.ts'
import { returnedView, reviewDeskView, type Waiting, waitingReport } from '../views/review-views.ts'

const refusals: Readonly<Record<ReviewRefusal, string>> = {
  'not-office': '只有督查室可以审核',
  superseded: '填报人已重新填报，请看最新的一条',
  'already-reviewed': '这条填报已经审核过',
  'reason-missing': '请写明退回原因',
  'reason-too-long': `退回原因最多 ${reportTextLimit} 字`,
}

type Found = { readonly plan: Plan; readonly task: Task }

/** What waits in plans under way, without the tasks that were just reviewed. */
async function waitingReports(deps: Deps, without: readonly string[] = []): Promise<Waiting[]> {
  const plans = await loadPlans(deps.db, { awaiting: 'review' }, deps.clock.now())
  return plans
    .filter(({ plan }) => plan.state === 'running' || plan.state === 'year_end_check')
    .flatMap(({ plan, tasks }) =>
      tasks.flatMap((task) =>
        task.lastReport && !without.includes(task.id)
          ? [{ plan, task, report: task.lastReport }]
          : [],
      ),
    )
}

async function desk(page: number, deps: Deps, without: readonly string[] = []) {
  const waiting = await waitingReports(deps, without)
  const authors = waiting.map(({ report }) => report.authorOpenId)
  const [names, requests] = await Promise.all([
    accountNames(deps.db, [...new Set(authors)]),
    openRequestViews(deps),
  ])
  return reviewDeskCard(reviewDeskView(waiting, requests, page, names, deps.clock.now()))
}

const notForYou = (said: Said, deps: Deps): Writes =>
  answerNotice(
    said,
    { title: '审核由督查室办理', lines: ['您的填报请发送：我的任务'], tone: 'info' },
    deps,
  )

/** 审核: the reports that wait, oldest first. */
export const showReviewDesk: CommandHandler = async (said, deps) =>
  (await isAllowed(deps.db, said.speaker, 'review_reports'))
    ? answer(said, await desk(1, deps), deps)
    : notForYou(said, deps)

export const turnReviewPage: CardHandler<'review.page'> = async ({ page }, press, deps) =>
  (await isAllowed(deps.db, press.operator, 'review_reports'))
    ? { reply: { card: await desk(page, deps) } }
    : { reply: { toast: warning(refusals['not-office']) } }

const review = (
  { task }: Found,
  reportId: string,
  verdict: Verdict,
  who: { readonly by: string; readonly isOffice: boolean },
  deps: Deps,
): ReviewOutcome => reviewReport(task, { reportId, ...who, at: deps.clock.now() }, verdict)

/** The writes of one review; of a return the author is told. */
function reviewWrites(
  { plan, task }: Found,
  { report, task: after, reopened }: Extract<ReviewOutcome, { ok: true }>,
  via: string,
  deps: Deps,
): Writes {
  const isReturned = report.status === 'returned'
  return [
    audit(deps.db, {
      subject: `task:${task.id}`,
      version: after.version,
      type: isReturned ? 'report.returned' : 'report.accepted',
      actor: report.reviewedBy ?? '',
      at: report.reviewedAt ?? report.at,
      via,
      before: { reportId: report.id, status: task.lastReport?.status },
      after: { status: report.status, reason: report.returnReason, reopened },
    }),
    ...updateTaskState(deps.db, after),
    ...recordReview(deps.db, report, {
      reopened,
      counting: isReturned ? [] : acceptedIds(after, report),
    }),
    ...(isReturned
      ? tell(
          report.authorOpenId,
          `returned:${report.id}`,
          { kind: 'report_returned', planId: plan.id, taskId: task.id, reportId: report.id },
          deps,
        )
      : []),
  ]
}

/** 通过, on the desk: it is redrawn with what is left. */
export const acceptPressed: CardHandler<'review.accept'> = async (
  { taskId, reportId },
  press,
  deps,
) => {
  const [found, isOfficeMember] = await Promise.all([
    findTask(deps.db, taskId, deps.clock.now()),
    isAllowed(deps.db, press.operator, 'review_reports'),
  ])
  if (!found) return { reply: { toast: warning('找不到这条填报') } }
  const who = { by: press.operator, isOffice: isOfficeMember }
  const outcome = review(found, reportId, { kind: 'accept' }, who, deps)
  if (!outcome.ok) {
    const toast = warning(refusals[outcome.reason])
    return { reply: isOfficeMember ? { toast, card: await desk(1, deps) } : { toast } }
  }
  return {
    reply: { toast: success('已通过'), card: await desk(1, deps, [taskId]) },
    writes: reviewWrites(found, outcome, press.eventId, deps),
  }
}

/** One list of writes must not grow without end; what is left is taken by the next press. */
const mostAtOnce = 100

/** All without doubts that were submitted until then, oldest first. */
async function acceptable(until: number, deps: Deps): Promise<readonly Waiting[]> {
  const waiting = await waitingReports(deps)
  return waiting
    .filter(({ task, report }) => report.at <= until && reportDoubts(task).length === 0)
    .sort((a, b) => a.report.at - b.report.at)
    .slice(0, mostAtOnce)
}

function acceptEach(waiting: readonly Waiting[], by: string, via: string, deps: Deps): Writes {
  return waiting.flatMap((one) => {
    const who = { by, isOffice: true }
    const outcome = review(one, one.report.id, { kind: 'accept' }, who, deps)
    return outcome.ok ? reviewWrites(one, outcome, via, deps) : []
  })
}

/** 一键通过: what the desk showed without doubts; what came later is not taken with it. */
export const acceptAllPressed: CardHandler<'review.accept-all'> = async ({ asOf }, press, deps) => {
  if (!(await isAllowed(deps.db, press.operator, 'review_reports'))) {
    return { reply: { toast: warning(refusals['not-office']) } }
  }
  const taken = await acceptable(asOf, deps)
  const ids = taken.map(({ task }) => task.id)
  if (ids.length === 0) {
    return { reply: { toast: info('没有可以一并通过的填报'), card: await desk(1, deps) } }
  }
  return {
    reply: { toast: success(`已通过 ${ids.length} 项`), card: await desk(1, deps, ids) },
    writes: acceptEach(taken, press.operator, press.eventId, deps),
  }
}

/** 一键通过, in words. */
export const sayAcceptAll: CommandHandler = async (said, deps) => {
  if (!(await isAllowed(deps.db, said.speaker, 'review_reports'))) return notForYou(said, deps)
  const taken = await acceptable(deps.clock.now(), deps)
  const title = taken.length > 0 ? `已通过 ${taken.length} 项` : '没有可以一并通过的填报'
  const lines = ['有疑问的填报请逐项看过，发送：审核']
  return [
    ...acceptEach(taken, said.speaker, said.key, deps),
    ...answerNotice(said, { title, lines, tone: 'success' }, deps),
  ]
}

/** 退回: asks for the reason in a form of its own. */
export const openReturn: CardHandler<'review.return.open'> = async (
  { taskId, reportId },
  press,
  deps,
) => {
  if (!(await isAllowed(deps.db, press.operator, 'review_reports'))) {
    return { reply: { toast: warning(refusals['not-office']) } }
  }
  const found = await findTask(deps.db, taskId, deps.clock.now())
  const report = found?.task.lastReport
  if (!found || report?.id !== reportId) return { reply: { toast: warning(refusals.superseded) } }
  const names = await accountNames(deps.db, [report.authorOpenId])
  const card = returnFormCard(waitingReport({ ...found, report }, names))
  return sendPrivately(press, 'return-form', card, '请填写退回原因', deps)
}

/** 退回补正, with its reason: the author is told at once. */
export const returnPressed: CardHandler<'review.return'> = async (
  { taskId, reportId },
  press,
  deps,
) => {
  const [found, isOfficeMember] = await Promise.all([
    findTask(deps.db, taskId, deps.clock.now()),
    isAllowed(deps.db, press.operator, 'review_reports'),
  ])
  if (!found) return { reply: { toast: warning('找不到这条填报') } }
  const form = ReturnForm.safeParse(press.form)
  const reason = form.success ? (form.data.reason ?? '') : ''
  const who = { by: press.operator, isOffice: isOfficeMember }
  const outcome = review(found, reportId, { kind: 'return', reason }, who, deps)
  if (!outcome.ok) return { reply: { toast: failure(refusals[outcome.reason]) } }
  const view = returnedView({ ...found, report: outcome.report })
  return {
    reply: { toast: success('已退回，已告知填报人'), card: returnDoneCard(view) },
    writes: reviewWrites(found, outcome, press.eventId, deps),
  }
}

/** 通过 14 · 退回 14 原因: the same in words. */
const sayVerdict =
  (verdictOf: (rest: string) => Verdict, done: string): CommandHandler =>
  async (said, deps) => {
    if (!(await isAllowed(deps.db, said.speaker, 'review_reports'))) return notForYou(said, deps)
    const found = await findSaidTask(said, 'review', deps)
    if ('card' in found) return answer(said, found.card, deps)
    const title = `${found.plan.code}-${found.task.seq}`
    const who = { by: said.speaker, isOffice: true }
    const { lastReport } = found.task
    const refuse = (line: string) =>
      answer(said, noticeCard({ title: `${title} · 未审核`, lines: [line], tone: 'warning' }), deps)
    if (!lastReport) return refuse('这项任务还没有填报')
    const outcome = review(found, lastReport.id, verdictOf(found.rest), who, deps)
    if (!outcome.ok) return refuse(refusals[outcome.reason])
    return [
      ...reviewWrites(found, outcome, said.key, deps),
      ...answerNotice(
        said,
        { title: `${title} · ${done}`, lines: ['继续审核请发送：审核'], tone: 'success' },
        deps,
      ),
    ]
  }
export const sayAccept = sayVerdict(() => ({ kind: 'accept' }), '已通过')
export const sayReturn = sayVerdict((reason) => ({ kind: 'return', reason }), '已退回补正')

/** 自动通过: without doubts and unreviewed for two working days. Silent. */
export const acceptUnreviewed: Job = async (slot, _context, deps) => {
  const due = (await waitingReports(deps))
    .filter(({ task }) => isAutoAccepted(task, slot.at))
    .slice(0, mostAtOnce)
  return { messages: [], writes: acceptEach(due, 'system', `auto-accept:${slot.date}`, deps) }
}
