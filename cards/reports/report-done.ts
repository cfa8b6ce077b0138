/** What was sent with 填报, as its author sees it. */
import {
  button,
  buttons,
  type Card,
  type CardElement,
  card,
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
  dayAt,
  numberOf,
  percentOf,
  periodOf,
  type ReportStatus,
  reportLooks,
  type TaskRef,
  timeAt,
} from '../words.ts'

export type ReportDoneView = TaskRef & {
  readonly period: string
  /** Epoch ms. */
  readonly at: number
  readonly status: ReportStatus
  readonly percent: string | null
  readonly progress: string
  readonly problems: string
  readonly nextSteps: string
  /** Texts of the milestones marked done. */
  readonly milestonesDone: readonly string[]
  readonly highlights: string
  readonly reportId: string
  /** 更正, 代录, 未审签 …, as printed beside it. */
  readonly marks: readonly string[]
  /** What was asked about before it was stored, in words. */
  readonly doubts: readonly string[]
  readonly mayEdit: boolean
  /** 撤回: its author, until it was reviewed. */
  readonly mayWithdraw: boolean
}

export function reportDoneCard(view: ReportDoneView): Card {
  const look = reportLooks[view.status]
  const isReturned = view.status === 'returned'
  const isOver = isReturned || view.status === 'withdrawn'
  const number = cut(numberOf(view), 20)
  return card({
    title: `${number} · ${isOver ? look.word : `已提交 · ${look.word}`}${view.percent ? ` · ${percentOf(view.percent)}` : ''} · ${dayAt(view.at)}`,
    template: isReturned ? 'red' : view.status === 'withdrawn' ? 'grey' : 'green',
    elements: [
      markdown(`**${inline(view.title, 40)}**`),
      markdown([
        `${periodOf(view.period)}进展 · ${completionMark(view.percent)} · ${colored(look.word, look.color)}`,
        ...view.marks.slice(0, 6).map((mark) => inline(mark, 40)),
        ...view.doubts.slice(0, 6).map((doubt) => colored(`疑问：${inline(doubt, 60)}`, 'orange')),
      ]),
      plain(values(view).join('\n')),
      ...acts(view),
      note(`${timeAt(view.at)} 提交${hint(view)}`),
    ],
  })
}

function acts(view: ReportDoneView): readonly CardElement[] {
  const { taskId, reportId } = view
  const edit =
    view.status === 'returned'
      ? button('补正', 'main', { action: 'report.open', taskId })
      : view.status === 'withdrawn'
        ? button('重新填报', 'main', { action: 'report.open', taskId })
        : button('更正', 'default', { action: 'report.correct', taskId })
  const row = [
    ...(view.mayEdit ? [edit] : []),
    ...(view.mayWithdraw
      ? [button('撤回', 'default', { action: 'report.withdraw', taskId, reportId })]
      : []),
  ]
  return row.length > 0 ? [buttons(...row)] : []
}

function hint(view: ReportDoneView): string {
  const number = cut(numberOf(view), 20)
  const words = [
    ...(view.mayEdit
      ? [view.status === 'returned' || view.status === 'withdrawn' ? '填报' : '更正']
      : []),
    ...(view.mayWithdraw ? ['撤回'] : []),
  ]
  return words.length > 0
    ? `　也可发送：${words.map((word) => `${word} ${number}`).join('，或 ')}`
    : ''
}

function values(view: ReportDoneView): readonly string[] {
  const done = view.milestonesDone.slice(0, 10).map((one) => `· ${cut(oneLine(one), 40)}`)
  const left = view.milestonesDone.length - done.length
  return [
    `进展情况：${cut(view.progress, 500) || '未填'}`,
    ...(done.length > 0 ? [`已完成的节点 ${view.milestonesDone.length} 个：`, ...done] : []),
    ...(left > 0 ? [`另有 ${left} 个`] : []),
    ...(view.highlights ? [`亮点：${cut(view.highlights, 300)}`] : []),
    ...(view.problems ? [`存在问题：${cut(view.problems, 300)}`] : []),
    ...(view.nextSteps ? [`下步计划：${cut(view.nextSteps, 300)}`] : []),
  ]
}
