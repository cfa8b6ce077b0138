/** 审签: what waits for a unit's signer; also what the signer is sent, merged into one card. */
import { button, type Card, type CardElement, card, hr, note, plain } from '../kit.ts'
import { pager } from '../pager.ts'
import { dayAt, timeAt } from '../words.ts'
import { idsOf, reportsPerPage, type WaitingReport, waitingRow } from './waiting-report.ts'

export type SignDeskView = {
  /** Epoch ms: 一键审签 takes what was sent until then. */
  readonly asOf: number
  readonly page: number
  readonly pages: number
  /** On all pages. */
  readonly total: number
  /** Oldest first. */
  readonly reports: readonly WaitingReport[]
}

export function signDeskCard(view: SignDeskView): Card {
  if (view.total === 0) {
    return card({
      title: `审签 · 0项待审签 · ${dayAt(view.asOf)}`,
      template: 'green',
      elements: [plain('没有等您审签的填报。'), note(`截至${timeAt(view.asOf)}`)],
    })
  }
  return card({
    title: `审签 · ${view.total}项待审签 · ${dayAt(view.asOf)}`,
    template: 'blue',
    elements: [
      ...(view.total > 1
        ? [
            button(
              `一键审签全部 ${view.total} 项`,
              'main',
              { action: 'sign.all', asOf: view.asOf },
              { fill: true },
            ),
            hr(),
          ]
        : []),
      ...view.reports
        .slice(0, reportsPerPage)
        .flatMap((report, index) => [...(index > 0 ? [hr()] : []), ...row(report)]),
      ...pager(view, (page) => ({ action: 'sign.page', page })),
      note(
        `依据：单位填报须审签，到期未签的自动报送并注明未审签　${view.total > 1 ? '也可发送：一键审签' : '再看请发送：审签'}`,
      ),
    ],
  })
}

const row = (report: WaitingReport): readonly CardElement[] =>
  waitingRow(report, { accept: '审签', action: { action: 'sign.accept', ...idsOf(report) } })
