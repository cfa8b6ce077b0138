/** 审核: the office's desk of reports that wait, and the form to return one. */
import type { IsoDate } from '../../src/domain/draft-plan.ts'
import {
  button,
  buttons,
  type Card,
  type CardElement,
  card,
  cut,
  form,
  hr,
  inline,
  input,
  markdown,
  note,
  plain,
} from '../kit.ts'
import { requestButtons, requestLines, type TaskRequestView } from '../tasks/task-request.ts'
import { dayAt, dayOf, percentOf, periodOf, type TaskRef, taskLine, timeAt } from '../words.ts'
import { idsOf, reportsPerPage, said, type WaitingReport, waitingRow } from './waiting-report.ts'

export { reportsPerPage, type WaitingReport } from './waiting-report.ts'

export type ReviewDeskView = {
  /** Epoch ms: 一键通过 takes what was submitted until then. */
  readonly asOf: number
  readonly page: number
  readonly pages: number
  /** On all pages. */
  readonly total: number
  readonly withoutDoubts: number
  /** 延期, 办结, 有异议 that wait, oldest first: three are shown, on the first page. */
  readonly requests: readonly TaskRequestView[]
  /** What of units and posts waits, in words. */
  readonly people: readonly string[]
  /** Oldest first. */
  readonly reports: readonly WaitingReport[]
}

const row = (report: WaitingReport): readonly CardElement[] =>
  waitingRow(report, {
    accept: '通过',
    action: { action: 'review.accept', ...idsOf(report) },
  })

export function reviewDeskCard(view: ReviewDeskView): Card {
  const asked = view.requests.length
  if (view.total === 0 && asked === 0 && view.people.length === 0) {
    return card({
      title: `审核 · 0项待审 · ${dayAt(view.asOf)}`,
      template: 'green',
      elements: [plain('没有等待审核的填报和申请。'), note(`截至${timeAt(view.asOf)}`)],
    })
  }
  const doubtful = view.total - view.withoutDoubts
  return card({
    title: `审核 · ${view.total}项待审${doubtful > 0 ? ` · 疑问${doubtful}` : ''}${asked > 0 ? ` · 申请${asked}` : ''} · ${dayAt(view.asOf)}`,
    template: doubtful + asked > 0 ? 'orange' : 'blue',
    elements: [
      ...(view.total + asked === 0 ? [plain('没有等待审核的填报和申请。')] : []),
      ...(view.page === 1 ? [...people(view.people), ...requests(view.requests)] : []),
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
      ...view.reports
        .slice(0, reportsPerPage)
        .flatMap((report, index) => [...(index > 0 ? [hr()] : []), ...row(report)]),
      ...pager(view),
      note(
        `${view.pages > 1 ? `第 ${view.page} 页，共 ${view.pages} 页　` : ''}截至${timeAt(view.asOf)}　` +
          '无疑问的填报，两个工作日未审自动通过',
      ),
    ],
  })
}

/** One line each, and the way to mend them. */
const people = (lines: readonly string[]): readonly CardElement[] =>
  lines.length === 0
    ? []
    : [
        plain(lines.map((line) => cut(line, 120)).join('\n')),
        button('人员', 'default', { action: 'people.show' }, { small: true }),
        hr(),
      ]

const requestsShown = 3

function requests(all: readonly TaskRequestView[]): readonly CardElement[] {
  const left = all.length - requestsShown
  return [
    ...all
      .slice(0, requestsShown)
      .flatMap((one) => [...requestLines(one), ...requestButtons(one), hr()]),
    ...(left > 0 ? [note(`另有 ${left} 项申请，决定后再发送：审核`), hr()] : []),
  ]
}

function pager({ page, pages }: ReviewDeskView): readonly CardElement[] {
  if (pages <= 1) return []
  return [
    hr(),
    buttons(
      ...(page > 1 ? [button('上一页', 'default', { action: 'review.page', page: page - 1 })] : []),
      ...(page < pages
        ? [button('下一页', 'default', { action: 'review.page', page: page + 1 })]
        : []),
    ),
  ]
}

/** Asks what is to be mended; the words go to the author. */
export const returnFormCard = (report: WaitingReport): Card =>
  card({
    title: `退回 ${said(report)} · 待填原因 · ${dayAt(report.at)}填报`,
    template: 'orange',
    elements: [
      markdown(taskLine(report)),
      plain(cut(report.progress, 200) || '未填进展情况'),
      form('return', [
        input('reason', '退回原因（必填，会发给填报人）', {
          placeholder: '哪里不对、补什么',
          multiline: true,
          required: true,
          maxLength: 500,
        }),
        button(
          '退回补正',
          'danger',
          { action: 'review.return', ...idsOf(report) },
          { name: 'submit', submit: true, fill: true },
        ),
      ]),
      note(`也可发送：退回 ${said(report)} 原因`),
    ],
  })

export type ReturnedView = TaskRef & {
  /** Epoch ms, of the return. */
  readonly at: number
  readonly period: string
  readonly percent: string | null
  readonly progress: string
  readonly reason: string
  /** The date by which it is to be mended. */
  readonly mendOn: IsoDate
  /** Who sent it back. */
  readonly of: 'signer' | 'office'
}

/** To the author: what came back and why. */
export const returnedCard = (view: ReturnedView): Card =>
  card({
    title: `${said(view)} · 退回补正 · ${dayOf(view.mendOn)}前 · ${dayAt(view.at)}`,
    template: 'red',
    elements: [
      markdown(taskLine(view)),
      markdown(`**退回原因** ${inline(view.reason, 500)}`),
      plain(`${periodOf(view.period)}填报 ${percentOf(view.percent)}：${cut(view.progress, 200)}`),
      buttons(button('补正', 'main', { action: 'report.open', taskId: view.taskId })),
      note(
        `依据：${view.of === 'signer' ? '单位审签' : '督查室审核'}　请在${dayOf(view.mendOn)}前补正　也可发送：填报 ${said(view)}`,
      ),
    ],
  })

/** What is left on the card of a return once it was made. */
export const returnDoneCard = (view: ReturnedView): Card =>
  card({
    title: `${said(view)} · 已退回补正 · ${dayAt(view.at)}`,
    template: 'grey',
    elements: [
      markdown(taskLine(view)),
      plain(`退回原因：${cut(view.reason, 500)}`),
      note(
        `已告知填报人，请其在${dayOf(view.mendOn)}前补正　继续请发送：${view.of === 'signer' ? '审签' : '审核'}`,
      ),
    ],
  })
