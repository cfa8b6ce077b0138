/** 每周摘要: a sentence first, then figures, then the few tasks that need attention. */
import type { TextPiece } from '../../src/domain/digests.ts'
import {
  button,
  buttons,
  type Card,
  type CardElement,
  type Color,
  card,
  colored,
  columns,
  cut,
  hr,
  inline,
  markdown,
  note,
  oneLine,
  plain,
} from '../kit.ts'
import { directiveButtons } from '../tasks/directive.ts'
import {
  dayAt,
  type NodeRef,
  nodeLine,
  percentOf,
  standingMark,
  type TaskRef,
  type TaskStanding,
  taskLine,
  timeAt,
} from '../words.ts'

type DigestFigures = {
  readonly total: number
  readonly reported: number
  /** Nodes, not tasks. */
  readonly dueSoon: number
  readonly overdue: number
  readonly toBeSupplied: number
  /** Tasks whose last report waits for review. */
  readonly pending: number
}

export type DigestTask = TaskRef & {
  readonly standing: TaskStanding
  readonly overdueDays: number | null
  readonly node: NodeRef | null
  /** Further nodes of the task that are due as well. */
  readonly moreNodes: number
  /** Last words reported, or the reason given. */
  readonly words: string | null
}

export type DigestReported = TaskRef & {
  /** Epoch ms. */
  readonly at: number
  readonly percent: string | null
  /** Of the last accepted report; empty where none was accepted yet. */
  readonly words: string
  readonly isPending: boolean
}

export type DigestView = {
  readonly code: string
  readonly planTitle: string
  /** Epoch ms. */
  readonly asOf: number
  /** The first line, in words. */
  readonly sentence: string | readonly TextPiece[]
  readonly figures: DigestFigures
  /** Worst first; five are shown. */
  readonly attention: readonly DigestTask[]
  /** Next due, soonest first; five are shown. */
  readonly upcoming: readonly DigestTask[]
  /** Latest first; five are shown. */
  readonly reported: readonly DigestReported[]
}

export type LeaderDigestView = DigestView & {
  /** The leader's own 工作要求 that nobody answered yet, oldest first; five are shown. */
  readonly openDirectives: readonly (TaskRef & { readonly at: number; readonly text: string })[]
  /** The plans of these tasks; 打印版 is made of each, for three at most. */
  readonly plans: readonly { readonly planId: string; readonly code: string }[]
}

export type GroupDigestView = DigestView & {
  readonly groupName: string
  /** What the group subscribed to: `全部`. */
  readonly what: string
  /** How often, as the grey line says it: `每周一`. */
  readonly when: string
}

export const leaderDigestCard = (view: LeaderDigestView): Card =>
  digest(view, '牵头任务周报', directiveButtons, [
    ...list('待答复的工作要求', view.openDirectives, (one) => [
      taskLine(one),
      `${dayAt(one.at)}　${inline(one.text, 50)}`,
    ]),
    buttons(
      button('全部', 'default', { action: 'tasks.page', page: 1 }),
      ...view.plans.slice(0, 3).map(printButton(view.plans.length)),
    ),
    note(`数据截至${timeAt(view.asOf)}　依据：牵头领导每周摘要　也可发送：我的任务`),
  ])

/** The code is said only where there are several plans. */
const printButton =
  (plans: number) =>
  ({ planId, code }: LeaderDigestView['plans'][number]): CardElement =>
    button(`打印版${plans > 1 ? ` ${cut(code, 12)}` : ''}`, 'default', {
      action: 'export.table',
      planId,
      form: 'leader_list',
      format: 'word',
      onlyLed: true,
    })

export const groupDigestCard = (view: GroupDigestView): Card =>
  digest(view, `${cut(view.code, 16)} 周报`, undefined, [
    note(
      `数据截至${timeAt(view.asOf)}　依据：${cut(oneLine(view.when), 20)}订阅（${cut(oneLine(view.what), 20)}）　调整请发送：订阅列表`,
    ),
  ])

type Under = ((taskId: string) => CardElement) | undefined

/** @param under what stands below each task that needs attention */
function digest(view: DigestView, name: string, under: Under, end: readonly CardElement[]): Card {
  const { figures } = view
  const state = figures.overdue > 0 ? `逾期${figures.overdue}项` : '无逾期'
  return card({
    title: `${name} · ${figures.total}项 · ${state} · ${dayAt(view.asOf)}`,
    subtitle: view.planTitle,
    template: figures.overdue > 0 ? 'red' : 'blue',
    summary: `${name}：${figures.total}项，${state}，截至${dayAt(view.asOf)}`,
    elements: [
      sentence(view.sentence),
      figuresRow(figures),
      ...(figures.pending > 0 ? [note(`另有 ${figures.pending} 项的填报待审，审核后计入。`)] : []),
      ...list('需要关注', view.attention, attentionRow, under),
      ...list('近期到期', view.upcoming, upcomingRow),
      ...list('近7天已报', view.reported, reportedRow),
      ...end,
    ],
  })
}

/** Emphasis where the rule asks for it; whatever it says is escaped. */
function sentence(said: DigestView['sentence']): CardElement {
  if (typeof said === 'string') return plain(cut(said, 400))
  const pieces = said.slice(0, 20).map(({ text, isStrong }) => {
    const shown = inline(text, 120)
    return isStrong && shown !== '' ? `**${shown}**` : shown
  })
  return markdown(pieces.join(''))
}

/** Five figures side by side, each with its unit and word. */
function figuresRow(figures: DigestFigures): CardElement {
  const cells: readonly (readonly [word: string, count: number, color: Color, unit: string])[] = [
    ['总数', figures.total, 'blue', '项'],
    ['已报', figures.reported, 'blue', '项'],
    ['近期到期', figures.dueSoon, 'orange', '个'],
    ['逾期', figures.overdue, 'red', '项'],
    ['待补报', figures.toBeSupplied, 'orange', '项'],
  ]
  return columns(
    cells.map(([word, count, color, unit]) => ({
      weight: 1,
      elements: [
        markdown(`${count > 0 ? colored(`**${count}**`, color) : '0'}${unit}<br>${word}`, {
          align: 'center',
        }),
      ],
    })),
  )
}

function list<Row extends TaskRef>(
  title: string,
  rows: readonly Row[],
  line: (row: Row) => readonly string[],
  under: Under = undefined,
): readonly CardElement[] {
  if (rows.length === 0) return []
  const left = rows.length - 5
  return [
    hr(),
    markdown(`**${title}**（${rows.length}项）`),
    ...rows
      .slice(0, 5)
      .flatMap((row) => [markdown(line(row)), ...(under ? [under(row.taskId)] : [])]),
    ...(left > 0 ? [note(`另有 ${left} 项`)] : []),
  ]
}

const attentionRow = (task: DigestTask): readonly string[] => [
  taskLine(task),
  `${standingMark(task.standing, task.overdueDays)}${task.node ? ` · ${nodeLine(task.node, 30)}` : ''}`,
  task.words ? `说明：${inline(task.words, 60)}` : '尚未说明原因',
]

const upcomingRow = (task: DigestTask): readonly string[] => [
  taskLine(task),
  `${standingMark(task.standing, task.overdueDays)}${task.node ? ` · ${nodeLine(task.node, 30)}` : ''}` +
    (task.moreNodes > 0 ? ` 等${task.moreNodes + 1}个节点` : ''),
]

const reportedRow = (task: DigestReported): readonly string[] => [
  taskLine(task),
  [
    ...(task.words ? [inline(percentOf(task.percent), 9)] : []),
    ...(task.isPending ? [colored('新填报待审', 'orange')] : []),
    ...(task.words ? [inline(task.words, 50)] : []),
  ].join(' · '),
]
