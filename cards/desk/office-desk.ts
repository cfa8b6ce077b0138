/** 审核: all that waits for the office, oldest first, one press each. */
import {
  button,
  type Card,
  type CardElement,
  card,
  cut,
  hr,
  note,
  plain,
  smallButtons,
} from '../kit.ts'
import { type Paged, pager } from '../pager.ts'
import { idsOf, type WaitingReport, waitingRow } from '../reports/waiting-report.ts'
import { requestButtons, requestLines, type TaskRequestView } from '../tasks/task-request.ts'
import { dayAt, timeAt } from '../words.ts'

export const deskPerPage = 4

/** Something of another kind: the lines and buttons of its own card. */
type OtherItem = {
  readonly kind: 'other'
  /** The title of its own card. */
  readonly title: string
  readonly elements: readonly CardElement[]
}

export type DeskItem =
  | { readonly kind: 'report'; readonly report: WaitingReport }
  | { readonly kind: 'request'; readonly request: TaskRequestView }
  | OtherItem

export type OfficeDeskView = Paged & {
  /** Epoch ms: 一键通过 takes what was submitted until then. */
  readonly asOf: number
  /** On all pages. */
  readonly reports: number
  readonly withoutDoubts: number
  /** 延期, 办结, 有异议, 分解. */
  readonly requests: number
  /** 身份, 岗位, 订阅, 疑点. */
  readonly others: number
  /** What of units and posts is amiss, in words; on the first page. */
  readonly people: readonly string[]
  /** Oldest first. */
  readonly items: readonly DeskItem[]
}

export function officeDeskCard(view: OfficeDeskView): Card {
  const total = view.reports + view.requests + view.others
  const doubtful = view.reports - view.withoutDoubts
  const parts = [
    '审核',
    `${view.reports}项待审`,
    ...(doubtful > 0 ? [`疑问${doubtful}`] : []),
    ...(view.requests > 0 ? [`申请${view.requests}`] : []),
    ...(view.others > 0 ? [`其他${view.others}`] : []),
    dayAt(view.asOf),
  ]
  return card({
    title: parts.join(' · '),
    template:
      total === 0 ? 'green' : doubtful + view.requests + view.others > 0 ? 'orange' : 'blue',
    elements: [
      ...(total === 0 ? [plain('没有等待审核的填报和申请。')] : []),
      ...people(view.people),
      ...(view.withoutDoubts > 1
        ? [
            button(
              `一键通过无疑问的 ${view.withoutDoubts} 项`,
              'main',
              { action: 'review.accept-all', asOf: view.asOf },
              { fill: true },
            ),
            hr(),
          ]
        : []),
      ...view.items
        .slice(0, deskPerPage)
        .flatMap((item, index) => [...(index > 0 ? [hr()] : []), ...row(item)]),
      ...pager(view, (page) => ({ action: 'review.page', page })),
      smallButtons(
        button('电话督办', 'default', { action: 'phone.page', page: 1 }, { small: true }),
        button('立项', 'default', { action: 'filing.open' }, { small: true }),
      ),
      note(`截至${timeAt(view.asOf)}　无疑问的填报，两个工作日未审自动通过`),
    ],
  })
}

/** One line each, and the way to mend them. */
const people = (lines: readonly string[]): readonly CardElement[] =>
  lines.length === 0
    ? []
    : [
        plain(
          lines
            .slice(0, 4)
            .map((line) => cut(line, 120))
            .join('\n'),
        ),
        button('人员', 'default', { action: 'people.show' }, { small: true }),
        hr(),
      ]

function row(item: DeskItem): readonly CardElement[] {
  switch (item.kind) {
    case 'report':
      return waitingRow(item.report, {
        accept: '通过',
        action: { action: 'review.accept', ...idsOf(item.report) },
      })
    case 'request':
      return [
        ...requestLines(item.request),
        ...requestButtons(item.request, 'desk'),
        note(`${timeAt(item.request.at)}提出`),
      ]
    case 'other':
      return [plain(item.title), ...item.elements]
  }
}
