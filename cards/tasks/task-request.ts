/** 延期, 办结, 有异议: the forms, what the office is asked, and what came of it. */
import type { IsoDate } from '../../src/domain/draft-plan.ts'
import type { RequestKind } from '../../src/domain/task-requests.ts'
import type { CardAction } from '../actions.ts'
import {
  button,
  buttons,
  type Card,
  type CardElement,
  card,
  colored,
  cut,
  datePicker,
  form,
  head,
  inline,
  input,
  markdown,
  multiSelect,
  note,
  oneLine,
  plain,
} from '../kit.ts'
import { dateOf, dayAt, type NodeRef, numberOf, type TaskRef, taskLine, timeAt } from '../words.ts'

type RequestWords = {
  readonly word: string
  /** On the button that opens the form. */
  readonly button: string
  readonly reason: string
  readonly placeholder: string
  readonly granted: string
  readonly refused: string
}

/** The kinds that one form serves. */
export type FormKind = Exclude<RequestKind, 'breakdown'>

export const requestWords: Readonly<Record<RequestKind, RequestWords>> = {
  extension: {
    word: '延期',
    button: '申请延期',
    reason: '延期原因（必填）',
    placeholder: '为什么到期完不成，有什么依据',
    granted: '同意延期',
    refused: '不同意延期',
  },
  close_out: {
    word: '办结',
    button: '申请办结',
    reason: '完成情况（必填）',
    placeholder: '目标完成到什么程度，有什么成果',
    granted: '同意办结',
    refused: '退回，继续办理',
  },
  objection: {
    word: '有异议',
    button: '有异议',
    reason: '异议（必填）',
    placeholder: '哪里不妥，建议由谁牵头',
    granted: '改派',
    refused: '维持原分工',
  },
  breakdown: {
    word: '分解',
    button: '分解',
    reason: '说明',
    placeholder: '',
    granted: '同意分解',
    refused: '退回，重新分解',
  },
}

export type RequestFormView = TaskRef & {
  readonly kind: FormKind
  /** Epoch ms. */
  readonly at: number
  /** Of an extension: the nodes not done, soonest first. */
  readonly milestones: readonly (NodeRef & { readonly id: string })[]
  /** How many nodes are open, of a close-out. */
  readonly openNodes: number
  /** 民生实事: the decision that allows it is asked for. */
  readonly needsReference: boolean
  /** The node that is due first is overdue: it is an 逾期说明. */
  readonly isLate: boolean
}

const offeredNodes = 30

export function requestFormCard(view: RequestFormView): Card {
  const { kind, taskId } = view
  const words = requestWords[kind]
  return card({
    title: `${view.isLate ? '逾期说明' : words.word} ${said(view)} · 待填写 · ${dayAt(view.at)}`,
    template: 'blue',
    elements: [
      markdown(taskLine(view)),
      ...(kind === 'close_out' && view.openNodes > 0
        ? [markdown(colored(`还有 ${view.openNodes} 个节点没有报完成`, 'orange'))]
        : []),
      form('request', [
        ...(kind === 'extension' ? extensionFields(view) : []),
        input('reason', view.isLate ? '逾期原因（必填）' : words.reason, {
          placeholder: words.placeholder,
          multiline: true,
          required: true,
          maxLength: 1000,
        }),
        button(
          '提交督查室',
          'main',
          { action: 'request.submit', taskId, kind },
          { name: 'submit', submit: true, fill: true },
        ),
      ]),
      note(`也可发送：${example(view)}`),
    ],
  })
}

export const said = (task: TaskRef): string => cut(numberOf(task), 20)

const example = (view: RequestFormView): string =>
  `${requestWords[view.kind].word} ${said(view)} ${view.kind === 'extension' ? '9月30日 ' : ''}原因` +
  (view.needsReference ? ' 依据：会议纪要第3号' : '')

function extensionFields(view: RequestFormView): readonly CardElement[] {
  return [
    multiSelect(
      'milestones',
      '延期的节点（可选几个）',
      view.milestones.slice(0, offeredNodes).map((node) => ({
        text: `${dateOf(node.dueOn)} ${cut(oneLine(node.text), 24)}`,
        value: node.id,
      })),
      view.milestones.slice(0, 1).map(({ id }) => id),
    ),
    datePicker('new_due_on', '新的完成日期'),
    ...(view.needsReference
      ? [
          input('reference', '决定依据（民生实事必填）', {
            placeholder: '例如：区政府常务会议纪要第3号',
            required: true,
            maxLength: 100,
          }),
        ]
      : []),
  ]
}

export type TaskRequestView = TaskRef & {
  readonly requestId: string
  readonly kind: RequestKind
  readonly state: 'open' | 'granted' | 'refused'
  /** Who asked, and when (epoch ms). */
  readonly by: string
  readonly at: number
  readonly reason: string
  readonly node: NodeRef | null
  readonly newDueOn: IsoDate | null
  /** The node was due before it was asked for: it is an 逾期说明. */
  readonly isLate: boolean
  readonly openNodes: number
  /** The decision that it rests on. */
  readonly reference: string | null
  /** Of a breakdown: its nodes, indicators and liaison, a line each. */
  readonly lines: readonly string[]
  readonly answer: string | null
  /** Epoch ms. */
  readonly decidedAt: number | null
}

const stateLooks = {
  open: { word: '待决定', template: 'orange' },
  granted: { word: '已同意', template: 'green' },
  refused: { word: '未同意', template: 'grey' },
} as const

/** What the office decides; decided, it says what was. */
export function taskRequestCard(view: TaskRequestView): Card {
  const look = stateLooks[view.state]
  return card({
    title: `${said(view)} · 申请${requestWords[view.kind].word} · ${look.word} · ${dayAt(view.at)}`,
    template: look.template,
    elements: [
      ...requestLines(view),
      ...(view.state === 'open' ? requestButtons(view) : []),
      note(
        `${cut(oneLine(view.by), 20)} · ${timeAt(view.at)}提出` +
          (view.state === 'open'
            ? `　也可发送：${grantWords(view)}，或 不同意 ${said(view)} 原因`
            : ''),
      ),
    ],
  })
}

const grantWords = (view: TaskRequestView): string =>
  view.kind === 'objection' ? `改派 ${said(view)} 单位` : `同意 ${said(view)}`

/** The lines of a request, on its own card and on the desk. */
export function requestLines(view: TaskRequestView): readonly CardElement[] {
  const words = requestWords[view.kind]
  const move =
    view.node && view.newDueOn
      ? [
          `${inline(view.node.text, 40)}`,
          `${dateOf(view.node.dueOn)} → **${dateOf(view.newDueOn)}**` +
            (view.isLate ? ` ${colored('（到期后提出，作逾期说明）', 'orange')}` : ''),
        ]
      : []
  const open =
    view.kind === 'close_out' && view.openNodes > 0
      ? [colored(`还有 ${view.openNodes} 个节点没有报完成`, 'orange')]
      : []
  return [
    markdown([taskLine(view), `申请：**${words.word}**`, ...move, ...open]),
    ...breakdownLines(view.lines),
    ...(view.reason ? [plain(`原因：${cut(view.reason, 300)}`)] : []),
    ...(view.reference ? [plain(`依据：${cut(view.reference, 100)}`)] : []),
    ...(view.answer ? [plain(`督查室意见：${cut(view.answer, 300)}`)] : []),
  ]
}

const linesShown = 15

function breakdownLines(all: readonly string[]): readonly CardElement[] {
  if (all.length === 0) return []
  const { shown, left } = head(all, linesShown)
  const rest = left > 0 ? [`另有 ${left} 行`] : []
  return [plain([...shown.map((line) => cut(oneLine(line), 80)), ...rest].join('\n'))]
}

/** An objection is granted by 改派: to whom is asked in a form. */
const granting = (
  { kind, requestId, taskId }: TaskRequestView,
  from: 'desk' | undefined,
): CardAction =>
  kind === 'objection'
    ? { action: 'edit.open', taskId, field: 'lead_unit' }
    : { action: 'request.grant', requestId, ...(from ? { from } : {}) }

/** `from`: the desk that they stand on, to be redrawn without it. */
export const requestButtons = (view: TaskRequestView, from?: 'desk'): readonly CardElement[] => [
  buttons(
    button(requestWords[view.kind].granted, 'primary', granting(view, from)),
    button(requestWords[view.kind].refused, 'default', {
      action: 'request.refuse.open',
      requestId: view.requestId,
    }),
  ),
]

/** Asks the office why not; the words go to who asked. */
export const refuseFormCard = (view: TaskRequestView): Card =>
  card({
    title: `${said(view)} · ${requestWords[view.kind].refused} · 待填原因 · ${dayAt(view.at)}`,
    template: 'orange',
    elements: [
      ...requestLines(view),
      form('refuse', [
        input('answer', '意见（必填，会发给申请人）', {
          multiline: true,
          required: true,
          maxLength: 500,
        }),
        button(
          requestWords[view.kind].refused,
          'danger',
          { action: 'request.refuse', requestId: view.requestId },
          { name: 'submit', submit: true, fill: true },
        ),
      ]),
      note(`也可发送：不同意 ${said(view)} 原因`),
    ],
  })

/** To who asked: that it was taken, later what the office said. */
export function requestResultCard(view: TaskRequestView): Card {
  const words = requestWords[view.kind]
  const outcome =
    view.state === 'open'
      ? '待督查室决定'
      : view.state === 'granted'
        ? words.granted
        : words.refused
  return card({
    title: `${said(view)} · ${words.word} · ${outcome} · ${dayAt(view.decidedAt ?? view.at)}`,
    template: view.state === 'open' ? 'blue' : stateLooks[view.state].template,
    elements: [
      ...requestLines(view),
      note(
        view.state === 'open'
          ? `${timeAt(view.at)}提交　决定之前照常填报`
          : `依据：督查室决定　查看请发送：任务 ${said(view)}`,
      ),
    ],
  })
}
