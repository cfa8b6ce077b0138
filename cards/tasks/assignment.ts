/** 下发: one card per person with all their new tasks, to be acknowledged one by one or at once. */
import type { DutyRole } from '../../src/domain/draft-plan.ts'
import {
  button,
  buttons,
  type Card,
  type CardElement,
  card,
  colored,
  columns,
  cut,
  head,
  markdown,
  note,
  oneLine,
  plain,
  smallButtons,
} from '../kit.ts'
import { dayAt, dayOf, type NodeRef, nodeLine, roles, type TaskRef, taskLine } from '../words.ts'

export type AssignmentView = {
  readonly planId: string
  readonly code: string
  readonly title: string
  /** Epoch ms. */
  readonly at: number
  /** Their tasks, those awaiting them first. */
  readonly tasks: readonly AssignedTask[]
}

export type AssignedTask = TaskRef & {
  readonly version: number
  readonly role: DutyRole
  readonly next: NodeRef | null
  readonly isAcknowledged: boolean
  /** Printed without nodes: to be broken down first. */
  readonly isToBreakDown: boolean
}

const withButtons = 10
const asLines = 30

export function assignmentCard(view: AssignmentView): Card {
  const waiting = view.tasks.filter((task) => !task.isAcknowledged).length
  const toBreakDown = view.tasks.filter((task) => task.isToBreakDown).length
  const none = view.tasks.length === 0 ? '0项' : `已全部签收${view.tasks.length}项`
  const open = [
    ...(waiting > 0 ? [`待签收${waiting}项`] : []),
    ...(toBreakDown > 0 ? [`待分解${toBreakDown}项`] : []),
  ]
  const state = open.length > 0 ? open.join(' ') : none
  const all = head(view.tasks, withButtons)
  const rest = head(view.tasks.slice(withButtons), asLines)
  return card({
    title: `${cut(view.code, 16)} 新任务 · ${state} · ${dayAt(view.at)}`,
    subtitle: view.title,
    template: open.length > 0 ? 'orange' : 'green',
    elements: [
      ...(waiting > 1
        ? [
            buttons(
              button(`全部签收（${waiting} 项）`, 'main', {
                action: 'tasks.acknowledge-all',
                planId: view.planId,
              }),
            ),
          ]
        : []),
      ...all.shown.map(row),
      ...(rest.shown.length > 0 ? [plain(rest.shown.map(line).join('\n'))] : []),
      ...(rest.left > 0 ? [plain(`另有 ${rest.left} 项，发送“我的任务”查看。`)] : []),
      note(hint(view)),
    ],
  })
}

function row(task: AssignedTask): CardElement {
  const next = task.next ? nodeLine(task.next, 20) : '未列时间节点'
  return columns([
    { weight: 4, elements: [markdown([taskLine(task, 24), `${roles[task.role]} · ${next}`])] },
    { elements: [answerTo(task)] },
  ])
}

function answerTo(task: AssignedTask): CardElement {
  const { taskId, version } = task
  const small = { small: true }
  if (task.isToBreakDown) {
    return button('分解', 'default', { action: 'breakdown.open', taskId }, small)
  }
  if (task.isAcknowledged) return markdown(colored('已签收', 'green'))
  return smallButtons(
    button('签收', 'default', { action: 'task.acknowledge', taskId, version }, small),
    button('有异议', 'default', { action: 'request.open', taskId, kind: 'objection' }, small),
  )
}

const stateWord = (task: AssignedTask): string =>
  task.isToBreakDown ? '待分解' : task.isAcknowledged ? '已签收' : '待签收'

const line = (task: AssignedTask): string =>
  `${task.seq}　${cut(oneLine(task.title), 18)}　${stateWord(task)}` +
  (task.next ? `　${dayOf(task.next.dueOn)}` : '')

function hint(view: AssignmentView): string {
  const example = view.tasks.find((task) => !task.isAcknowledged)
  const first = view.tasks[0]
  if (!first) return '目前没有您的任务。'
  const toBreakDown = view.tasks.find((task) => task.isToBreakDown)
  if (!example && toBreakDown) {
    return `也可发送：分解 ${toBreakDown.seq} 6月底前完成招标；12月底前完工`
  }
  if (!example) return `也可发送：我的任务　任务 ${first.seq}（看详情）`
  return `也可发送：签收 ${example.seq}　全部签收　任务 ${example.seq}（看详情）`
}
