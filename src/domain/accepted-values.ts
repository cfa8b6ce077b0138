/** What counts of all that was reported: values of indicators, ticks of milestones. */
import { indicatorsOf } from './item-matching.ts'
import type { Indicator, Milestone, Report, Task } from './plan.ts'
import { shanghaiDate } from './time.ts'

/**
 * The task after a report was accepted: its values count, but for those of an indicator of which a
 * later period's, or a later report's of the same period, count already. So the order in which
 * reports are accepted does not matter.
 */
export function withAccepted(task: Task, report: Report): Task {
  const said = new Map(report.values.map((one) => [one.indicatorId, one]))
  const { id: reportId, period, authorOpenId, importId, at } = report
  return {
    ...task,
    lastAccepted: report,
    items: task.items.map((item) => ({
      ...item,
      indicators: item.indicators.map((one) => {
        const value = said.get(one.id)
        if (!value || isNewer(one.current, report)) return one
        return {
          ...one,
          current: {
            value: value.value,
            said: value.said,
            reportId,
            period,
            authorOpenId,
            importId,
            at,
          },
        }
      }),
    })),
  }
}

type Moment = Pick<Report, 'period' | 'at'> & { readonly id: string }

const isNewer = (current: Indicator['current'], report: Moment): boolean =>
  current !== null && order({ ...current, id: current.reportId }) > order(report)

const order = ({ period, at, id }: Moment): string =>
  `${period} ${String(at).padStart(15, '0')} ${id}`

/** Values that count now, by the report that gave them: what `withAccepted` changed. */
export const acceptedIds = (
  task: Pick<Task, 'items'>,
  report: Pick<Report, 'id'>,
): readonly string[] =>
  indicatorsOf(task.items)
    .filter(({ current }) => current?.reportId === report.id)
    .map(({ id }) => id)

/**
 * The task as its last accepted report left it (design §3): a milestone that only a report which
 * nobody accepted yet marks as done is open, and one that only such a report takes back is done.
 * For rates, lights, digests, printed tables and whoever may not see pending reports; reminders
 * count a tick at once.
 */
export function withAcceptedTicks(task: Task): Task {
  const { lastReport, lastAccepted, milestones } = task
  if (lastReport === null || lastReport.status === 'accepted') return task
  const acceptedOn = lastAccepted && shanghaiDate(lastAccepted.at)
  const doneOn = (one: Milestone): Milestone['doneOn'] => {
    if (acceptedOn === null) return null
    if (lastAccepted?.milestonesDone.includes(one.id)) return one.doneOn ?? acceptedOn
    if (lastReport.milestonesDone.includes(one.id)) return null
    // Ticks come from reports alone: a later one is of a report that was overtaken unreviewed.
    return one.doneOn !== null && one.doneOn <= acceptedOn ? one.doneOn : null
  }
  return { ...task, milestones: milestones.map((one) => ({ ...one, doneOn: doneOn(one) })) }
}
