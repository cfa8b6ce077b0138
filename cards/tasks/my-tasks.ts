/** 我的任务: worst first, a page at a time. */
import {
  button,
  buttons,
  type Card,
  type CardElement,
  card,
  colored,
  hr,
  inline,
  markdown,
  note,
  plain,
  smallButtons,
} from '../kit.ts'
import {
  dayAt,
  type NodeRef,
  nodeLine,
  percentOf,
  type ReportStatus,
  reportLooks,
  standingMark,
  type TaskRef,
  type TaskStanding,
  taskLine,
  timeAt,
} from '../words.ts'

export const tasksPerPage = 6

export type MyTasksView = {
  /** Epoch ms. */
  readonly asOf: number
  readonly page: number
  readonly pages: number
  /** On all pages. */
  readonly total: number
  readonly overdue: number
  readonly awaiting: number
  readonly rows: readonly MyTaskRow[]
}

export type MyTaskRow = TaskRef & {
  readonly standing: TaskStanding
  readonly overdueDays: number | null
  /** The node that makes it urgent, else the next open one. */
  readonly next: NodeRef | null
  /** Decimal text of the last report. */
  readonly percent: string | null
  /** Of the last report; null where there is none. */
  readonly reportStatus: ReportStatus | null
  readonly mayReport: boolean
}

export function myTasksCard(view: MyTasksView): Card {
  if (view.total === 0) return emptyCard(view)
  const rows = view.rows.slice(0, tasksPerPage)
  const urgent = [
    ...(view.overdue > 0 ? [`逾期${view.overdue}`] : []),
    ...(view.awaiting > 0 ? [`待签收${view.awaiting}`] : []),
  ].join(' ')
  return card({
    title: ['我的任务', `${view.total}项`, urgent, dayAt(view.asOf)].filter(Boolean).join(' · '),
    template: view.overdue > 0 ? 'red' : view.awaiting > 0 ? 'orange' : 'blue',
    elements: [...taskRows(rows), ...pager(view), note(hint(view, rows[0]))],
  })
}

const emptyCard = (view: MyTasksView): Card =>
  card({
    title: `我的任务 · 0项 · ${dayAt(view.asOf)}`,
    template: 'blue',
    elements: [
      plain('目前没有您的任务。'),
      note('任务表下发后，您的任务会发到这里。任务表中有您的姓名而没有绑定时，请发送：绑定'),
    ],
  })

/** Tasks below one another, each with its buttons. */
export const taskRows = (rows: readonly MyTaskRow[]): readonly CardElement[] =>
  rows.flatMap((task, index) => (index > 0 ? [hr(), ...row(task)] : row(task)))

function row(task: MyTaskRow): readonly CardElement[] {
  const next = task.next ? ` · ${nodeLine(task.next, 30)}` : ''
  const look = task.reportStatus && reportLooks[task.reportStatus]
  const percent = look
    ? `已报${task.percent ? ` ${inline(percentOf(task.percent), 9)}` : ''}（${colored(look.word, look.color)}）`
    : '尚未填报'
  const open = task.taskId
  return [
    markdown([taskLine(task), `${standingMark(task.standing, task.overdueDays)}${next}`, percent]),
    smallButtons(
      ...(task.mayReport
        ? [button('填报', 'primary', { action: 'report.open', taskId: open }, { small: true })]
        : []),
      button('详情', 'default', { action: 'task.show', taskId: open }, { small: true }),
    ),
  ]
}

function pager(view: MyTasksView): readonly CardElement[] {
  if (view.pages <= 1) return []
  const { page } = view
  return [
    hr(),
    buttons(
      ...(page > 1 ? [button('上一页', 'default', { action: 'tasks.page', page: page - 1 })] : []),
      ...(page < view.pages
        ? [button('下一页', 'default', { action: 'tasks.page', page: page + 1 })]
        : []),
    ),
  ]
}

function hint(view: MyTasksView, first: MyTaskRow | undefined): string {
  const pages = view.pages > 1 ? `第 ${view.page} 页，共 ${view.pages} 页　` : ''
  const words = first ? `　也可发送：${first.mayReport ? '填报' : '任务'} ${first.seq}` : ''
  const next = view.page < view.pages ? `、我的任务 第${view.page + 1}页` : ''
  return `${pages}截至${timeAt(view.asOf)}${words}${next}`
}
