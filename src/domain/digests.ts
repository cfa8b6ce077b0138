/** Weekly digests: who gets one, what it counts, and its first sentence. */
import { withAcceptedTicks } from './accepted-values.ts'
import { type Calendar, statutoryCalendar } from './calendar.ts'
import type { IsoDate } from './draft-plan.ts'
import { groupBy } from './group-by.ts'
import { type Standing, taskStanding, worstFirst } from './milestone-status.ts'
import { compareText } from './order.ts'
import type { Milestone, Plan, PlanWithTasks, Task } from './plan.ts'
import { isEnded, speaksOn } from './plan-window.ts'
import { isPending } from './report-life.ts'
import { covers, type Subscription } from './subscription.ts'
import { addDays, atShanghai, chineseHour, endOfMonth, laterOf } from './time.ts'

/** What a digest is about, by ids: the card is made when it leaves. */
type DigestScope = {
  readonly planIds: readonly string[]
  readonly taskIds: readonly string[]
}

export type LeaderDigest = DigestScope & { readonly openId: string }
export type ChatDigest = DigestScope & { readonly chatId: string }

export type PlanTask = { readonly plan: Plan; readonly task: Task }

/** Withdrawn and suspended tasks are told of nowhere; closed ones count as what was achieved. */
const isTold = (task: Task): boolean => task.state !== 'withdrawn' && task.state !== 'suspended'

/** Ids in an order of their own, each once. */
function scopeOf(told: readonly PlanTask[]): DigestScope {
  const inOrder = [...told].sort(
    (a, b) =>
      compareText(a.plan.code, b.plan.code) ||
      compareText(a.plan.id, b.plan.id) ||
      a.task.seq - b.task.seq ||
      compareText(a.task.id, b.task.id),
  )
  return {
    planIds: [...new Set(inOrder.map(({ plan }) => plan.id))],
    taskIds: [...new Set(inOrder.map(({ task }) => task.id))],
  }
}

function grouped(entries: readonly (readonly [string, PlanTask])[]): [string, DigestScope][] {
  return [...groupBy(entries, ([receiver]) => receiver)]
    .sort(([a], [b]) => compareText(a, b))
    .map(([receiver, told]) => [receiver, scopeOf(told.map(([, entry]) => entry))])
}

/** One digest for each leader with tasks, one for each chat whatever its subscriptions overlap. */
export function planDigests({
  plans,
  subscriptions,
  slotDate,
}: {
  readonly plans: readonly PlanWithTasks[]
  readonly subscriptions: readonly Subscription[]
  readonly slotDate: IsoDate
}): { readonly leaders: readonly LeaderDigest[]; readonly chats: readonly ChatDigest[] } {
  const told = plans
    .filter(({ plan }) => speaksOn(plan, slotDate))
    .flatMap(({ plan, tasks }) => tasks.filter(isTold).map((task) => ({ plan, task })))
  const led = told.flatMap((entry) =>
    entry.task.duties
      .filter((duty) => duty.role === 'lead_leader')
      .flatMap((duty) => duty.openIds.map((openId) => [openId, entry] as const)),
  )
  const subscribed = subscriptions.flatMap((subscription) =>
    told
      .filter(({ plan, task }) => covers(subscription, plan, task, slotDate))
      .map((entry) => [subscription.chatId, entry] as const),
  )
  return {
    leaders: grouped(led).map(([openId, scope]) => ({ openId, ...scope })),
    chats: grouped(subscribed).map(([chatId, scope]) => ({ chatId, ...scope })),
  }
}

export type DigestRow = PlanTask & {
  readonly standing: Standing
  /** The milestone the row speaks of: the longest overdue, else the next one due. */
  readonly milestone: Milestone | null
  readonly milestoneText: string
  readonly daysOverdue: number
  /** 进展情况 of the last accepted report, empty if none; so are the other words. */
  readonly progress: string
  readonly percent: string | null
  readonly isReported: boolean
}

export type DueMilestone = PlanTask & { readonly milestone: Milestone }

export type DigestSummary = {
  readonly total: number
  readonly closed: number
  readonly overdue: number
  /** Neither overdue nor closed. */
  readonly normal: number
  /** Tasks reported since `weekStart`. */
  readonly reported: number
  /** Tasks whose last report waits for the office. */
  readonly awaitingReview: number
  /** Milestones due from the day on up to `horizon`. */
  readonly due: number
  readonly horizon: IsoDate
  /** Tasks with a milestone from before the plan's effective date that is not done. */
  readonly toBeSupplied: number
  /** Overdue tasks without a report since `weekStart`. */
  readonly overdueUnreported: number
  /** All tasks, worst first. */
  readonly rows: readonly DigestRow[]
  readonly overdueRows: readonly DigestRow[]
  /** Nearest first. */
  readonly dueMilestones: readonly DueMilestone[]
}

/** The start of the seven days before `on`. */
const weekStartOf = (on: IsoDate): number => atShanghai(addDays(on, -7))

/** A returned report answers nothing. */
const isReportedSince = ({ lastReport }: Task, since: number): boolean =>
  lastReport !== null && lastReport.status !== 'returned' && lastReport.at >= since

/** The figures of a digest, of what was accepted. `weekStart` (epoch ms): reports since then count as of this week. */
export function summarise(
  tasks: readonly PlanTask[],
  on: IsoDate,
  weekStart: number = weekStartOf(on),
  calendar: Calendar = statutoryCalendar,
): DigestSummary {
  const horizon = laterOf(addDays(on, 7), endOfMonth(on))
  const rows = tasks
    .map(({ plan, task: reported }): DigestRow => {
      const task = withAcceptedTicks(reported)
      const standing = taskStanding(task, plan, on, calendar)
      const milestone = standing.firstOverdue ?? standing.nextDue
      return {
        plan,
        task,
        standing,
        milestone,
        milestoneText: milestone?.text ?? '',
        daysOverdue: standing.daysOverdue,
        progress: task.lastAccepted?.progress ?? '',
        percent: task.lastAccepted?.percent ?? null,
        isReported: isReportedSince(task, weekStart),
      }
    })
    .sort(worstFirst)
  const dueMilestones = rows
    .filter(({ task }) => !isEnded(task))
    .flatMap(({ plan, task }) =>
      task.milestones
        .filter(({ doneOn, dueOn }) => doneOn === null && dueOn >= on && dueOn <= horizon)
        .filter(({ dueOn }) => dueOn >= plan.effectiveOn)
        .map((milestone) => ({ plan, task, milestone })),
    )
    .sort((a, b) => compareText(a.milestone.dueOn, b.milestone.dueOn))
  const overdueRows = rows.filter(({ standing }) => standing.isOverdue)
  const closed = rows.filter(({ task }) => task.state === 'closed').length
  return {
    total: rows.length,
    closed,
    overdue: overdueRows.length,
    normal: rows.length - overdueRows.length - closed,
    reported: rows.filter(({ isReported }) => isReported).length,
    awaitingReview: rows.filter(({ task }) => task.lastReport && isPending(task.lastReport)).length,
    due: dueMilestones.length,
    horizon,
    toBeSupplied: rows.filter(
      ({ task, standing }) => !isEnded(task) && standing.counts.to_be_supplied > 0,
    ).length,
    overdueUnreported: overdueRows.filter(({ isReported }) => !isReported).length,
    rows,
    overdueRows,
    dueMilestones,
  }
}

/** A run of words; `isStrong` asks for emphasis where the place of printing has it. */
export type TextPiece = { readonly text: string; readonly isStrong: boolean }

const plain = (text: string): TextPiece => ({ text, isStrong: false })
const strong = (text: string): TextPiece => ({ text, isStrong: true })

const shorten = (text: string, limit: number): string => {
  const characters = [...text]
  return characters.length <= limit ? text : `${characters.slice(0, limit - 1).join('')}…`
}

const named = (row: DigestRow): string =>
  `第${row.task.seq}项${shorten(row.task.title ?? row.task.text, 20)}（逾期${row.daysOverdue}天）`

/** The opening of a leader's digest, in words. `address`: such as 何区长, empty if unknown. */
export function leaderSentence(
  summary: DigestSummary,
  address: string,
  asOf: number,
): readonly TextPiece[] {
  const { total, normal, closed, overdue, due, reported, overdueRows } = summary
  const first = overdueRows.slice(0, 2).map(named).join('、')
  return [
    plain(`${address === '' ? '' : `${address}：`}截至${chineseHour(asOf)}，您牵头的`),
    strong(`${total}项`),
    plain('重点工作，'),
    plain(`正常${normal}项、`),
    overdue > 0 ? strong(`逾期${overdue}项`) : plain('无逾期'),
    plain(
      `${closed > 0 ? `、已办结${closed}项` : ''}；近期到期节点${due}个，近7天已报${reported}项。`,
    ),
    ...(overdue > 0 ? [plain(`逾期${overdue > 2 ? '最久' : ''}的是${first}。`)] : []),
  ]
}

export const joinPieces = (pieces: readonly TextPiece[]): string =>
  pieces.map(({ text }) => text).join('')
