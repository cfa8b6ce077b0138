/** One report that waits, as the signer's desk and the office's show it. */
import type { ReportDoubt } from '../../src/domain/plausibility.ts'
import type { CardAction } from '../actions.ts'
import {
  button,
  buttons,
  type CardElement,
  colored,
  cut,
  inline,
  markdown,
  note,
  oneLine,
  plain,
} from '../kit.ts'
import {
  completionMark,
  numberOf,
  percentOf,
  periodOf,
  type TaskRef,
  taskLine,
  timeAt,
} from '../words.ts'
import { doubtLine } from './report-question.ts'

export const reportsPerPage = 4

export type WaitingReport = TaskRef & {
  readonly reportId: string
  readonly period: string
  /** Epoch ms. */
  readonly at: number
  readonly by: string
  /** Decimal text; the last accepted one beside it. */
  readonly percent: string | null
  readonly percentBefore: string | null
  readonly progress: string
  readonly problems: string
  readonly nextSteps: string
  readonly highlights: string
  /** Texts of the milestones it marks as done. */
  readonly milestonesDone: readonly string[]
  readonly doubts: readonly ReportDoubt[]
  /** 更正, 代录, 未审签 …, as printed beside it. */
  readonly marks: readonly string[]
}

/** What the desk does with it: its word, and what the button carries. */
export type Desk = { readonly accept: '通过' | '审签'; readonly action: CardAction }

export function waitingRow(report: WaitingReport, desk: Desk): readonly CardElement[] {
  const before = report.percentBefore === null ? '' : `（上次 ${percentOf(report.percentBefore)}）`
  const done = report.milestonesDone.length
  const marks = report.marks.slice(0, 6).map((mark) => cut(oneLine(mark), 30))
  return [
    markdown([
      taskLine(report),
      `${periodOf(report.period)} · ${completionMark(report.percent)}${inline(before, 20)}`,
      ...(marks.length > 0 ? [inline(marks.join(' · '), 90)] : []),
      ...(done > 0 ? [`完成节点 ${done} 个：${inline(report.milestonesDone.join('；'), 60)}`] : []),
      ...report.doubts
        .slice(0, 4)
        .map((doubt) => colored(inline(`疑问：${doubtLine(doubt)}`, 60), 'orange')),
    ]),
    plain(cut(report.progress, 200) || '未填进展情况'),
    ...(report.highlights ? [plain(`亮点：${cut(report.highlights, 120)}`)] : []),
    ...(report.problems ? [plain(`存在问题：${cut(report.problems, 120)}`)] : []),
    ...(report.nextSteps ? [plain(`下步计划：${cut(report.nextSteps, 120)}`)] : []),
    buttons(
      button(desk.accept, 'primary', desk.action),
      button('退回', 'default', { action: 'review.return.open', ...idsOf(report) }),
    ),
    note(
      `${cut(oneLine(report.by), 20)} · ${timeAt(report.at)}提交` +
        `　也可发送：${desk.accept} ${said(report)}，或 退回 ${said(report)} 原因`,
    ),
  ]
}

/** Its number as one says it. */
export const said = (task: TaskRef): string => cut(numberOf(task), 20)

export const idsOf = ({ taskId, reportId }: Pick<WaitingReport, 'taskId' | 'reportId'>) => ({
  taskId,
  reportId,
})
