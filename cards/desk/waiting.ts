/** 待我办理: one list of all that waits for somebody, oldest first. */
import {
  button,
  type Card,
  type CardElement,
  card,
  colored,
  cut,
  hr,
  inline,
  markdown,
  note,
  plain,
  smallButtons,
} from '../kit.ts'
import { type Paged, pager } from '../pager.ts'
import { dayAt, dayOf, numberOf, type TaskRef, taskLine, timeAt } from '../words.ts'

export const waitingPerPage = 6

type WaitingKind = 'acknowledge' | 'break_down' | 'mend' | 'report' | 'sign' | 'directive'

export type WaitingItem = TaskRef & {
  readonly kind: WaitingKind
  readonly version: number
  /** Epoch ms since when it waits; null where nobody knows. */
  readonly since: number | null
  /** By when it is to be done. */
  readonly dueOn: string | null
  /** What it is about: the node, the words of a return or of a directive. */
  readonly about: string
  /** Of a report to sign, of a directive; else empty. */
  readonly subjectId: string
}

export type WaitingView = Paged & {
  /** Epoch ms. */
  readonly asOf: number
  readonly counts: Readonly<Partial<Record<WaitingKind, number>>>
  /** Oldest first. */
  readonly items: readonly WaitingItem[]
  /** Reports that are owed: 逐项填报 steps through them. */
  readonly owed: number
  /** Of the office: what waits on its own desk. Null: not of the office. */
  readonly onDesk: number | null
}

type Words = {
  readonly word: string
  readonly say: string
  readonly color: 'orange' | 'red' | 'blue'
}

const kinds: Readonly<Record<WaitingKind, Words>> = {
  mend: { word: '退回补正', say: '填报', color: 'red' },
  directive: { word: '工作要求', say: '答复', color: 'orange' },
  acknowledge: { word: '签收', say: '签收', color: 'orange' },
  break_down: { word: '分解', say: '分解', color: 'orange' },
  report: { word: '填报', say: '填报', color: 'blue' },
  sign: { word: '审签', say: '审签', color: 'blue' },
}

const order = Object.keys(kinds) as readonly WaitingKind[]

export function waitingCard(view: WaitingView): Card {
  const total = Object.values(view.counts).reduce((sum, count) => sum + count, 0)
  const summary = order.flatMap((kind) => {
    const count = view.counts[kind] ?? 0
    return count > 0 ? [`${kinds[kind].word}${count}`] : []
  })
  const [first] = view.items
  return card({
    title: ['待我办理', `${total}项`, summary.join(' '), dayAt(view.asOf)]
      .filter((part) => part !== '')
      .join(' · '),
    template: total === 0 ? 'green' : (view.counts.mend ?? 0) > 0 ? 'red' : 'orange',
    elements: [
      ...desk(view.onDesk),
      ...(view.owed > 1
        ? [button(`逐项填报 ${view.owed} 项`, 'main', { action: 'report.steps' }, { fill: true })]
        : []),
      ...(total === 0 ? [plain('没有等您办理的事项。')] : []),
      ...view.items
        .slice(0, waitingPerPage)
        .flatMap((item, index) => [...(index > 0 ? [hr()] : []), ...row(item)]),
      ...pager(view, (page) => ({ action: 'waiting.page', page })),
      note(
        `截至${timeAt(view.asOf)}` +
          (first ? `　也可发送：${kinds[first.kind].say} ${cut(numberOf(first), 20)}` : ''),
      ),
    ],
  })
}

function desk(waiting: number | null): readonly CardElement[] {
  if (waiting === null) return []
  return [
    smallButtons(
      button(`审核 ${waiting} 项`, 'primary', { action: 'review.page', page: 1 }, { small: true }),
      button('电话督办', 'default', { action: 'phone.page', page: 1 }, { small: true }),
      button('立项', 'default', { action: 'filing.open' }, { small: true }),
    ),
  ]
}

function row(item: WaitingItem): readonly CardElement[] {
  const { word, color } = kinds[item.kind]
  const when = item.dueOn
    ? ` · ${dayOf(item.dueOn)}前`
    : item.since
      ? ` · ${dayAt(item.since)}起`
      : ''
  return [
    markdown([
      taskLine(item),
      `${colored(word, color)}${when}${item.about ? ` · ${inline(item.about, 50)}` : ''}`,
    ]),
    smallButtons(...answers(item)),
  ]
}

function answers(item: WaitingItem): readonly CardElement[] {
  const { taskId, version, subjectId } = item
  const small = { small: true }
  switch (item.kind) {
    case 'acknowledge':
      return [
        button(
          '签收',
          'primary',
          { action: 'task.acknowledge', taskId, version, from: 'waiting' },
          small,
        ),
        button('有异议', 'default', { action: 'request.open', taskId, kind: 'objection' }, small),
      ]
    case 'break_down':
      return [button('分解', 'primary', { action: 'breakdown.open', taskId }, small)]
    case 'mend':
      return [button('补正', 'primary', { action: 'report.open', taskId }, small)]
    case 'report':
      return [button('填报', 'primary', { action: 'report.open', taskId }, small)]
    case 'sign':
      return [
        button('审签', 'primary', { action: 'sign.accept', taskId, reportId: subjectId }, small),
        button(
          '退回',
          'default',
          { action: 'review.return.open', taskId, reportId: subjectId },
          small,
        ),
      ]
    case 'directive':
      return [
        button('答复', 'primary', { action: 'directive.show', directiveId: subjectId }, small),
      ]
  }
}
