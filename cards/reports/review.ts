/** 审核: the office's desk of reports that wait, and the form to return one. */
import type { IsoDate } from '../../src/domain/draft-plan.ts'
import {
  button,
  buttons,
  type Card,
  card,
  cut,
  form,
  inline,
  input,
  markdown,
  note,
  plain,
} from '../kit.ts'
import { dayAt, dayOf, percentOf, periodOf, type TaskRef, taskLine } from '../words.ts'
import { idsOf, said, type WaitingReport } from './waiting-report.ts'

export { reportsPerPage, type WaitingReport } from './waiting-report.ts'

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
