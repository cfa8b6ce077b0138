/** From live plans to what digests and reminders show. */
import type {
  DigestReported,
  DigestTask,
  DigestView,
  LeaderDigestView,
} from '../../cards/pushes/digest.ts'
import type { ReminderItem as ReminderRow, ReminderRule } from '../../cards/pushes/reminder.ts'
import {
  type DigestRow,
  type DigestSummary,
  type DueMilestone,
  joinPieces,
  leaderSentence,
  type PlanTask,
  summarise,
} from '../../src/domain/digests.ts'
import type { Directive } from '../../src/domain/directives.ts'
import type { IsoDate } from '../../src/domain/draft-plan.ts'
import { groupBy } from '../../src/domain/group-by.ts'
import { taskStanding } from '../../src/domain/milestone-status.ts'
import type { ReminderItem } from '../../src/domain/reminders.ts'
import { isPending } from '../../src/domain/report-life.ts'
import { mayReport } from '../../src/domain/reporting.ts'
import { chineseHour, shanghaiDate } from '../../src/domain/time.ts'
import { nodeRef, standingOf, taskRef } from './task-views.ts'

const digestTask = (row: DigestRow): DigestTask => ({
  ...taskRef(row.plan, row.task),
  standing: standingOf(row.task, row.standing),
  overdueDays: row.standing.isOverdue ? row.daysOverdue : null,
  node: nodeRef(row.milestone),
  moreNodes: 0,
  words: row.task.lastAccepted?.problems || row.progress || null,
})

/** What a digest says of these tasks as of `asOf` (epoch ms). */
function digestView(tasks: readonly PlanTask[], asOf: number, sentenceOf: SentenceOf): DigestView {
  const on = shanghaiDate(asOf)
  const summary = summarise(tasks, on)
  const plans = [...new Map(tasks.map(({ plan }) => [plan.id, plan])).values()]
  return {
    code: plans.map(({ code }) => code).join('、'),
    planTitle: plans.map(({ title }) => title).join('、'),
    asOf,
    sentence: sentenceOf(summary, asOf),
    figures: {
      total: summary.total,
      reported: summary.reported,
      dueSoon: summary.due,
      overdue: summary.overdue,
      toBeSupplied: summary.toBeSupplied,
      pending: summary.awaitingReview,
    },
    attention: summary.overdueRows.map(digestTask),
    upcoming: [...groupBy(summary.dueMilestones, ({ task }) => task.id).values()].map((due) =>
      upcomingTask(due, on),
    ),
    reported: summary.rows
      .filter(({ isReported }) => isReported)
      .map(reportedRow)
      .sort((a, b) => b.at - a.at),
  }
}

/** A task with its nearest node, and how many more of it are due. */
function upcomingTask(due: readonly DueMilestone[], on: IsoDate): DigestTask {
  const [first] = due as readonly [DueMilestone, ...DueMilestone[]]
  const standing = taskStanding(first.task, first.plan, on)
  return {
    ...taskRef(first.plan, first.task),
    standing: standingOf(first.task, standing),
    overdueDays: standing.isOverdue ? standing.daysOverdue : null,
    node: nodeRef(first.milestone),
    moreNodes: due.length - 1,
    words: null,
  }
}

type SentenceOf = (summary: DigestSummary, asOf: number) => string

const reportedRow = (row: DigestRow): DigestReported => ({
  ...taskRef(row.plan, row.task),
  at: row.task.lastReport?.at ?? 0,
  percent: row.percent,
  words: row.progress,
  isPending: row.task.lastReport !== null && isPending(row.task.lastReport),
})

/** `open`: the leader's own directives that wait for an answer. */
export const leaderDigestView = (
  tasks: readonly PlanTask[],
  open: readonly Directive[],
  asOf: number,
): LeaderDigestView => ({
  ...digestView(tasks, asOf, (summary) => joinPieces(leaderSentence(summary, '', asOf))),
  plans: [...new Map(tasks.map(({ plan }) => [plan.id, plan])).values()].map(({ id, code }) => ({
    planId: id,
    code,
  })),
  openDirectives: open.flatMap(({ taskId, at, text }) => {
    const found = tasks.find(({ task }) => task.id === taskId)
    return found ? [{ ...taskRef(found.plan, found.task), at, text }] : []
  }),
})

export const groupDigestView = (tasks: readonly PlanTask[], asOf: number): DigestView =>
  digestView(
    tasks,
    asOf,
    ({ total, overdue, reported, due, closed }) =>
      `截至${chineseHour(asOf)}，本群订阅的${total}项重点工作，` +
      `${overdue > 0 ? `逾期${overdue}项` : '无逾期'}${closed > 0 ? `、已办结${closed}项` : ''}；` +
      `近期到期节点${due}个，近7天已报${reported}项。`,
  )

const ruleWords: Readonly<Record<ReminderItem['rule'], ReminderRule>> = {
  month_list: 'due_this_month',
  three_days_before: 'due_in_3',
  on_the_day: 'due_today',
}

/** The rows of a reminder; items whose task is gone are left out. */
export function reminderRows(
  items: readonly ReminderItem[],
  tasks: ReadonlyMap<string, PlanTask>,
  openId: string,
): readonly ReminderRow[] {
  return items.flatMap((item) => {
    const found = tasks.get(item.taskId)
    const node = nodeRef(found?.task.milestones.find(({ id }) => id === item.milestoneId) ?? null)
    if (!found || !node) return []
    return [
      {
        ...taskRef(found.plan, found.task),
        rule: ruleWords[item.rule],
        node,
        mayReport: mayReport(found.task, openId),
      },
    ]
  })
}
