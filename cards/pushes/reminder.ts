/** 到期提醒: one merged card per person and day; and for the office, tasks that reach nobody. */
import type { IsoDate } from '../../src/domain/draft-plan.ts'
import { groupBy } from '../../src/domain/group-by.ts'
import {
  button,
  type Card,
  type CardElement,
  type Color,
  card,
  colored,
  columns,
  cut,
  form,
  head,
  inline,
  markdown,
  names,
  note,
  plain,
} from '../kit.ts'
import type { FigureField } from '../reports/report-form-view.ts'
import { figureInput, percentInput } from '../reports/report-inputs.ts'
import { dayAt, dayOf, type NodeRef, nodeLine, numberOf, type TaskRef, taskLine } from '../words.ts'

/** How soon, from the most urgent. */
export type ReminderRule = 'due_today' | 'due_in_3' | 'due_this_month'

export type ReminderView = {
  /** The day it speaks of. */
  readonly on: IsoDate
  readonly items: readonly ReminderItem[]
  /** Where one task is all there is and it asks one number: its field. */
  readonly figure: ReminderFigure | null
}

export type ReminderFigure = {
  readonly taskId: string
  /** The report that the value is from. */
  readonly base: string | null
  /** The indicator; null: the percentage. */
  readonly indicator: FigureField | null
  readonly percent: string
}

/** One node of one task; a task with several nodes due comes several times. */
export type ReminderItem = TaskRef & {
  readonly rule: ReminderRule
  readonly node: NodeRef
  readonly mayReport: boolean
}

export type UnreachedView = {
  readonly code: string
  readonly planTitle: string
  /** Epoch ms. */
  readonly at: number
  readonly tasks: readonly (TaskRef & {
    readonly persons: readonly string[]
    readonly node: NodeRef | null
  })[]
}

const rules: readonly (readonly [ReminderRule, string, Color])[] = [
  ['due_today', '今日到期', 'red'],
  ['due_in_3', '3个工作日内到期', 'orange'],
  ['due_this_month', '本月到期', 'blue'],
]

const tasksListed = 8
const nodesListed = 2

/** The nodes of one task that fall under one rule. */
type TaskItems = readonly [ReminderItem, ...ReminderItem[]]

export function reminderCard(view: ReminderView): Card {
  const groups = rules
    .map(([rule, word, color]) => {
      const items = view.items.filter((item) => item.rule === rule)
      return { word, color, nodes: items.length, tasks: byTask(items) }
    })
    .filter((group) => group.nodes > 0)
  const first = groups[0]
  const tasks = new Set(view.items.map((item) => item.taskId)).size
  const state = first ? `${first.word}${first.nodes}个` : '没有到期的'
  return card({
    title: `到期提醒 · ${tasks}项 · ${state} · ${dayOf(view.on)}`,
    template: first?.color ?? 'blue',
    elements: [
      ...(first ? [] : [plain('没有到期的节点。')]),
      ...groups.flatMap(({ word, color, nodes, tasks: all }) => [
        markdown(`**${colored(word, color)}**（${all.length}项任务，${nodes}个节点）`),
        ...all.slice(0, tasksListed).map(row),
        ...(all.length > tasksListed
          ? [note(`另有 ${all.length - tasksListed} 项任务，发送“我的任务”查看。`)]
          : []),
      ]),
      ...figureForm(view.figure),
      ...steps(view),
      note(hint(view)),
    ],
  })
}

/** Two taps: the number, 提交. */
const figureForm = (figure: ReminderFigure | null): readonly CardElement[] =>
  figure === null
    ? []
    : [
        form('figure', [
          figure.indicator ? figureInput(figure.indicator) : percentInput(figure.percent),
          button(
            '提交',
            'main',
            { action: 'report.figure', taskId: figure.taskId, base: figure.base },
            { name: 'submit', submit: true, fill: true },
          ),
        ]),
      ]

/** One after the other, where there are several. */
function steps({ items }: ReminderView): readonly CardElement[] {
  const tasks = new Set(items.filter(({ mayReport }) => mayReport).map(({ taskId }) => taskId))
  return tasks.size > 1
    ? [button('逐项填报', 'main', { action: 'report.steps' }, { fill: true })]
    : []
}

const byTask = (items: readonly ReminderItem[]): readonly TaskItems[] => [
  ...(groupBy(items, (item) => item.taskId).values() as Iterable<
    [ReminderItem, ...ReminderItem[]]
  >),
]

/** A task, its nearest nodes, and the way to report on it. */
function row(items: TaskItems): CardElement {
  const [first] = items
  const left = items.length - nodesListed
  const said = markdown([
    taskLine(first, 22),
    ...items.slice(0, nodesListed).map((item) => nodeLine(item.node, 32)),
    ...(left > 0 ? [`另有 ${left} 个节点`] : []),
  ])
  if (!first.mayReport) return said
  return columns([
    { weight: 4, elements: [said] },
    {
      elements: [
        button('填报', 'primary', { action: 'report.open', taskId: first.taskId }, { small: true }),
      ],
    },
  ])
}

function hint(view: ReminderView): string {
  const example = view.items.find((item) => item.mayReport)
  const isOne = new Set(view.items.map(({ taskId }) => taskId)).size === 1
  const words = example ? `　也可发送：填报 ${example.seq}${isOne ? '' : '，或 逐项填报'}` : ''
  return `依据：工作提醒规则，每个工作日至多一条${words}`
}

/** To the office: tasks due whose responsible persons have no account. Never a silent no-send. */
export function unreachedCard(view: UnreachedView): Card {
  const { shown, left } = head(view.tasks, 12)
  return card({
    title: `${cut(view.code, 16)} · ${view.tasks.length}项任务无人收到提醒 · ${dayAt(view.at)}`,
    subtitle: view.planTitle,
    template: view.tasks.length > 0 ? 'orange' : 'green',
    elements: [
      plain(
        view.tasks.length > 0
          ? '以下任务的责任人都未绑定账号，请电话通知，或请本人在私聊发送：绑定'
          : '所有任务都有人收到提醒。',
      ),
      ...shown.map((task) =>
        markdown([
          taskLine(task),
          ...(task.node ? [nodeLine(task.node, 30)] : []),
          `责任人：${task.persons.length > 0 ? inline(names(task.persons, 6), 100) : '表中未列'}`,
        ]),
      ),
      ...(left > 0
        ? [note(`另有 ${left} 项：${cut(view.tasks.slice(12, 40).map(numberOf).join('、'), 300)}`)]
        : []),
      note('依据：工作提醒规则'),
    ],
  })
}
