/** 待我办理: one list of what waits for somebody: 签收, 分解, 填报, 退回, 审签, 工作要求. */
import { type WaitingItem, waitingCard, waitingPerPage } from '../../cards/desk/waiting.ts'
import { pageOf } from '../../cards/pager.ts'
import { openDirectives } from '../../db/directives.ts'
import { openTaskRequests } from '../../db/task-requests.ts'
import { mayAcknowledge } from '../../src/domain/acknowledging.ts'
import { groupBy } from '../../src/domain/group-by.ts'
import { milestoneStatus } from '../../src/domain/milestone-status.ts'
import type { Plan, Task } from '../../src/domain/plan.ts'
import { isEnded } from '../../src/domain/plan-window.ts'
import { isAskedToReport, waitsForReport } from '../../src/domain/report-waits.ts'
import { mayReport } from '../../src/domain/reporting.ts'
import { splitPage } from '../../src/domain/task-query.ts'
import { atShanghai, shanghaiDate } from '../../src/domain/time.ts'
import type { Deps } from '../../src/ports.ts'
import { isAllowed } from '../allowed.ts'
import { answer } from '../answers.ts'
import { awaitingSignature } from '../reports/sign-reports.ts'
import type { CardHandler, CommandHandler } from '../types.ts'
import { taskRef } from '../views/task-views.ts'
import { ownPlans } from '../visibility.ts'
import { countOnDesk } from './office-desk.ts'

type Found = { readonly plan: Plan; readonly task: Task }

const itemOf = (
  { plan, task }: Found,
  what: Pick<WaitingItem, 'kind' | 'since'> & Partial<WaitingItem>,
): WaitingItem => ({
  ...taskRef(plan, task),
  version: task.version,
  dueOn: null,
  about: '',
  subjectId: '',
  ...what,
})

/** What the tasks themselves say: to be acknowledged, broken down, reported on, mended. */
function itemsOfTask(found: Found, openId: string, hasAsked: boolean, at: number): WaitingItem[] {
  const { plan, task } = found
  const isRunning = plan.state === 'running'
  if (isRunning && mayAcknowledge(task, openId)) {
    if (task.state === 'awaiting_acknowledgement') {
      const since = task.life.awaitingSince
      return [itemOf(found, { kind: 'acknowledge', since, about: firstNode(found, at) })]
    }
    if (task.state === 'awaiting_breakdown' && !hasAsked) {
      return [itemOf(found, { kind: 'break_down', since: null })]
    }
  }
  if (!isAskedToReport(task, openId) || !waitsForReport(task, plan, at)) return []
  const { lastReport } = task
  if (lastReport?.status === 'returned') {
    const since = lastReport.reviewedAt
    return [itemOf(found, { kind: 'mend', since, about: lastReport.returnReason ?? '' })]
  }
  const node = openNode(found, at)
  const since = node ? atShanghai(node.dueOn) : null
  return [
    itemOf(found, { kind: 'report', since, dueOn: node?.dueOn ?? null, about: node?.text ?? '' }),
  ]
}

/** The node that is due first of those that are asked about. */
const openNode = ({ plan, task }: Found, at: number) =>
  task.milestones
    .filter(
      (one) => !['done', 'to_be_supplied'].includes(milestoneStatus(one, plan, shanghaiDate(at))),
    )
    .toSorted((a, b) => (a.dueOn < b.dueOn ? -1 : 1))[0]

const firstNode = (found: Found, at: number): string => openNode(found, at)?.text ?? ''

/** All that waits for an account, oldest first; `without` a task that was just acknowledged. */
async function itemsFor(
  openId: string,
  deps: Deps,
  without: string | null,
): Promise<readonly WaitingItem[]> {
  const at = deps.clock.now()
  const [plans, signing] = await Promise.all([
    ownPlans(deps.db, openId, at),
    awaitingSignature(openId, deps),
  ])
  const own = plans.flatMap(({ plan, tasks }) => tasks.map((task) => ({ plan, task })))
  const reported = own.filter(({ task }) => mayReport(task, openId) && !isEnded(task))
  const [directives, requests] = await Promise.all([
    openDirectives(deps.db, { taskIds: reported.map(({ task }) => task.id) }),
    openTaskRequests(deps.db),
  ])
  const byTask = groupBy(directives, ({ taskId }) => taskId)
  const asked = new Set(
    requests.filter(({ kind }) => kind === 'breakdown').map(({ taskId }) => taskId),
  )
  const items = [
    ...own
      .filter(({ task }) => task.id !== without)
      .flatMap((found) => itemsOfTask(found, openId, asked.has(found.task.id), at)),
    ...signing.map(({ plan, task, report }) =>
      itemOf(
        { plan, task },
        {
          kind: 'sign',
          since: report.at,
          about: report.progress,
          subjectId: report.id,
        },
      ),
    ),
    ...reported.flatMap((found) =>
      (byTask.get(found.task.id) ?? []).map((one) =>
        itemOf(found, {
          kind: 'directive',
          since: one.at,
          dueOn: one.dueOn,
          about: one.text,
          subjectId: one.id,
        }),
      ),
    ),
  ]
  return items.sort((a, b) => (a.since ?? 0) - (b.since ?? 0) || a.seq - b.seq)
}

/** The card as somebody sees it now. */
export async function waitingFor(
  openId: string,
  page: number,
  deps: Deps,
  without: string | null = null,
) {
  const [items, isOffice] = await Promise.all([
    itemsFor(openId, deps, without),
    isAllowed(deps.db, openId, 'review_reports'),
  ])
  const shown = pageOf(items, page, waitingPerPage)
  const counts = Object.fromEntries(
    [...groupBy(items, ({ kind }) => kind)].map(([kind, all]) => [kind, all.length]),
  )
  return waitingCard({
    asOf: deps.clock.now(),
    page: shown.page,
    pages: shown.pages,
    counts,
    items: shown.rows,
    owed: items.filter(({ kind }) => kind === 'report' || kind === 'mend').length,
    onDesk: isOffice ? await countOnDesk(deps) : null,
  })
}

/** 待我办理 · 待我办理 第2页 */
export const showWaiting: CommandHandler = async (said, deps) =>
  answer(said, await waitingFor(said.speaker, splitPage(said.rest).page, deps), deps)

export const turnWaitingPage: CardHandler<'waiting.page'> = async ({ page }, press, deps) => ({
  reply: { card: await waitingFor(press.operator, page, deps) },
})
