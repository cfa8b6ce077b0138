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
}

const withButtons = 10
const asLines = 30

export function assignmentCard(view: AssignmentView): Card {
  const waiting = view.tasks.filter((task) => !task.isAcknowledged).length
  const none = view.tasks.length === 0 ? '0项' : `已全部签收${view.tasks.length}项`
  const state = waiting > 0 ? `待签收${waiting}项` : none
  const all = head(view.tasks, withButtons)
  const rest = head(view.tasks.slice(withButtons), asLines)
  return card({
    title: `${cut(view.code, 16)} 新任务 · ${state} · ${dayAt(view.at)}`,
    subtitle: view.title,
    template: waiting > 0 ? 'orange' : 'green',
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
    {
      elements: [
        task.isAcknowledged
          ? markdown(colored('已签收', 'green'))
          : button(
              '签收',
              'default',
              { action: 'task.acknowledge', taskId: task.taskId, version: task.version },
              { small: true },
            ),
      ],
    },
  ])
}

const line = (task: AssignedTask): string =>
  `${task.seq}　${cut(oneLine(task.title), 18)}　${task.isAcknowledged ? '已签收' : '待签收'}` +
  (task.next ? `　${dayOf(task.next.dueOn)}` : '')

function hint(view: AssignmentView): string {
  const example = view.tasks.find((task) => !task.isAcknowledged)
  const first = view.tasks[0]
  if (!first) return '目前没有您的任务。'
  if (!example) return `也可发送：我的任务　任务 ${first.seq}（看详情）`
  return `也可发送：签收 ${example.seq}　全部签收　任务 ${example.seq}（看详情）`
}
