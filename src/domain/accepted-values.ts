/** Which value of an indicator counts, of all that were reported. */
import { indicatorsOf } from './item-matching.ts'
import type { Indicator, Report, Task } from './plan.ts'

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
