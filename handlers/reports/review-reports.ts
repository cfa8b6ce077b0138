import { ReturnForm } from '../../cards/actions.ts'
import { noticeCard } from '../../cards/notice.ts'
import { returnDoneCard, returnFormCard } from '../../cards/reports/review.ts'
import { accountNames } from '../../db/people.ts'
import { findTask } from '../../db/plans.ts'
import { moveReport, type ReportActor } from '../../src/domain/report-life.ts'
import { signOffDeadline } from '../../src/domain/report-periods.ts'
import { doubtsOf, isAutoAccepted } from '../../src/domain/review.ts'
import { splitPage } from '../../src/domain/task-query.ts'
import type { Deps } from '../../src/ports.ts'
import { isAllowed } from '../allowed.ts'
import { answer, answerNotice, failure, info, sendPrivately, success, warning } from '../answers.ts'
import { officeDesk } from '../desk/office-desk.ts'
import { findSaidTask } from '../tasks/find-task.ts'
import type { CardHandler, CommandHandler, Job, Said, Writes } from '../types.ts'
import { returnedView, type Waiting, waitingReport } from '../views/review-views.ts'
import { reviewRefusals } from './review-refusals.ts'
import { actorOn, type Step, stepWith, systemAt } from './review-writes.ts'
import { remindSigners } from './sign-off-messages.ts'
import { waitingReports } from './waiting-reports.ts'

const notForYou = (said: Said, deps: Deps): Writes =>
  answerNotice(
    said,
    { title: '审核由督查室办理', lines: ['您的填报请发送：我的任务'], tone: 'info' },
    deps,
  )

/** 审核: the reports that wait, oldest first. */
export const showReviewDesk: CommandHandler = async (said, deps) =>
  (await isAllowed(deps.db, said.speaker, 'review_reports'))
    ? answer(said, await officeDesk(splitPage(said.rest).page, deps), deps)
    : notForYou(said, deps)

export const turnReviewPage: CardHandler<'review.page'> = async ({ page }, press, deps) =>
  (await isAllowed(deps.db, press.operator, 'review_reports'))
    ? { reply: { card: await officeDesk(page, deps) } }
    : { reply: { toast: warning(reviewRefusals['not-office']) } }

/** 通过, on the desk: it is redrawn with what is left. */
export const acceptPressed: CardHandler<'review.accept'> = async (
  { taskId, reportId },
  press,
  deps,
) => {
  const found = await findTask(deps.db, taskId, deps.clock.now())
  if (!found) return { reply: { toast: warning('找不到这条填报') } }
  const actor = await actorOn(found.task, press.operator, deps)
  const stepped = stepWith(found, reportId, { kind: 'accepted' }, actor, press.eventId, deps)
  if (!stepped.ok) {
    const toast = warning(reviewRefusals[stepped.reason])
    return { reply: actor.isOffice ? { toast, card: await officeDesk(1, deps) } : { toast } }
  }
  return {
    reply: { toast: success('已通过'), card: await officeDesk(1, deps, { taskIds: [taskId] }) },
    writes: stepped.writes,
  }
}

/** One list of writes must not grow without end; what is left is taken by the next press. */
const mostAtOnce = 100

/** All without doubts that were submitted until then, oldest first. */
async function acceptable(until: number, deps: Deps): Promise<readonly Waiting[]> {
  const waiting = await waitingReports(deps)
  return waiting
    .filter(({ task, report }) => report.at <= until && doubtsOf(task).length === 0)
    .sort((a, b) => a.report.at - b.report.at)
    .slice(0, mostAtOnce)
}

function stepEach(
  waiting: readonly Waiting[],
  step: Step,
  actor: ReportActor,
  via: string,
  deps: Deps,
): Writes {
  return waiting.flatMap((one) => {
    const stepped = stepWith(one, one.report.id, step, actor, via, deps)
    return stepped.ok ? stepped.writes : []
  })
}

const acceptEach = (waiting: readonly Waiting[], by: string, via: string, deps: Deps): Writes => {
  const actor = { ...systemAt(deps.clock.now()), by }
  return stepEach(waiting, { kind: 'accepted' }, actor, via, deps)
}

/** 一键通过: what the desk showed without doubts; what came later is not taken with it. */
export const acceptAllPressed: CardHandler<'review.accept-all'> = async ({ asOf }, press, deps) => {
  if (!(await isAllowed(deps.db, press.operator, 'review_reports'))) {
    return { reply: { toast: warning(reviewRefusals['not-office']) } }
  }
  const taken = await acceptable(asOf, deps)
  const ids = taken.map(({ task }) => task.id)
  if (ids.length === 0) {
    return { reply: { toast: info('没有可以一并通过的填报'), card: await officeDesk(1, deps) } }
  }
  return {
    reply: {
      toast: success(`已通过 ${ids.length} 项`),
      card: await officeDesk(1, deps, { taskIds: ids }),
    },
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

/** 退回: asks for the reason in a form of its own; of the signer as of the office. */
export const openReturn: CardHandler<'review.return.open'> = async (
  { taskId, reportId },
  press,
  deps,
) => {
  const found = await findTask(deps.db, taskId, deps.clock.now())
  const report = found?.task.lastReport
  if (!found || report?.id !== reportId) {
    return { reply: { toast: warning(reviewRefusals.superseded) } }
  }
  const actor = await actorOn(found.task, press.operator, deps)
  const refused = moveReport(report, { kind: 'returned', reason: '…' }, actor)
  if (!refused.ok) return { reply: { toast: warning(reviewRefusals[refused.reason]) } }
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
  const found = await findTask(deps.db, taskId, deps.clock.now())
  if (!found) return { reply: { toast: warning('找不到这条填报') } }
  const form = ReturnForm.safeParse(press.form)
  const reason = form.success ? (form.data.reason ?? '') : ''
  const actor = await actorOn(found.task, press.operator, deps)
  const step = { kind: 'returned', reason } as const
  const stepped = stepWith(found, reportId, step, actor, press.eventId, deps)
  if (!stepped.ok) return { reply: { toast: failure(reviewRefusals[stepped.reason]) } }
  const view = returnedView({ ...found, report: stepped.moved.report })
  return {
    reply: { toast: success('已退回，已告知填报人'), card: returnDoneCard(view) },
    writes: stepped.writes,
  }
}

/** 通过 14 · 退回 14 原因 · 审签 14: the same in words. */
export const sayStep =
  (stepOf: (rest: string) => Step, done: string, more: string): CommandHandler =>
  async (said, deps) => {
    const found = await findSaidTask(said, 'review', deps)
    if ('card' in found) return answer(said, found.card, deps)
    const title = `${found.plan.code}-${found.task.seq}`
    const { lastReport } = found.task
    const refuse = (line: string) =>
      answer(said, noticeCard({ title: `${title} · 未办理`, lines: [line], tone: 'warning' }), deps)
    if (!lastReport) return refuse('这项任务还没有填报')
    const actor = await actorOn(found.task, said.speaker, deps)
    const stepped = stepWith(found, lastReport.id, stepOf(found.rest), actor, said.key, deps)
    if (!stepped.ok) return refuse(reviewRefusals[stepped.reason])
    const lines = [`继续请发送：${more}`]
    return [
      ...stepped.writes,
      ...answerNotice(said, { title: `${title} · ${done}`, lines, tone: 'success' }, deps),
    ]
  }
export const sayAccept = sayStep(() => ({ kind: 'accepted' }), '已通过', '审核')
export const sayReturn = sayStep((reason) => ({ kind: 'returned', reason }), '已退回补正', '审核')

/**
 * What nobody did in time: 未审签 reports go on to the office; those without doubts that it left for
 * two working days are accepted. Signers are told of what waits for them.
 */
export const settleWaiting: Job = async (slot, _context, deps) => {
  const unsigned = await waitingReports(deps, [], 'sign_off')
  const lapsed = unsigned
    .filter(({ task, report }) => signOffDeadline(report, task) <= slot.at)
    .slice(0, mostAtOnce)
  const due = (await waitingReports(deps))
    .filter(({ task }) => isAutoAccepted(task, slot.at))
    .slice(0, mostAtOnce)
  const via = `auto-accept:${slot.date}`
  const gone = new Set(lapsed.map(({ task }) => task.id))
  return {
    messages: remindSigners(
      unsigned.filter(({ task }) => !gone.has(task.id)),
      slot,
    ),
    writes: [
      ...stepEach(lapsed, { kind: 'lapsed' }, systemAt(deps.clock.now()), via, deps),
      ...acceptEach(due, 'system', via, deps),
    ],
  }
}
