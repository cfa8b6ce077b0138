/** 查 · 单位 · 领导 · 板块 · 逾期 · 滞后 · 本周到期: worst first, a page at a time. */
import type { QueryKind } from '../../src/domain/task-query.ts'
import {
  button,
  type Card,
  type CardElement,
  card,
  columns,
  cut,
  hr,
  inline,
  markdown,
  note,
  plain,
} from '../kit.ts'
import { type Paged, pager } from '../pager.ts'
import {
  dayAt,
  dayNear,
  numberOf,
  standingMark,
  type TaskRef,
  type TaskStanding,
  taskLine,
  timeAt,
} from '../words.ts'

export const foundPerPage = 8

export type FoundTasksView = Paged & {
  /** Epoch ms. */
  readonly asOf: number
  readonly query: QueryKind
  /** As it was said, without its page. */
  readonly said: string
  /** On all pages. */
  readonly total: number
  readonly overdue: number
  readonly rows: readonly FoundTask[]
  /** More names were meant than are looked for at once. */
  readonly isCut: boolean
  readonly inGroup: boolean
}

export type FoundTask = TaskRef & {
  readonly standing: TaskStanding
  readonly overdueDays: number | null
  /** Of the node that makes it urgent, else of the next one. */
  readonly nextOn: string | null
  readonly leadUnit: string | null
}

/** What is said to ask for it; what is looked for follows. */
export const queryWords: Readonly<Record<QueryKind, string>> = {
  words: '查',
  unit: '单位',
  leader: '领导',
  section: '板块',
  overdue: '逾期',
  lagging: '滞后',
  this_week: '本周到期',
}

const wordsOf = ({ query, said }: Pick<FoundTasksView, 'query' | 'said'>): string =>
  [queryWords[query], said].filter(Boolean).join(' ')

export function foundTasksCard(view: FoundTasksView): Card {
  if (view.total === 0) return nothingFoundCard(view)
  const isUrgent = view.overdue > 0
  const counts =
    view.query === 'overdue' || !isUrgent
      ? `${view.total}项`
      : `${view.total}项 · 逾期${view.overdue}`
  const { page, pages } = view
  return card({
    title: `${cut(wordsOf(view), 24)} · ${counts} · ${dayAt(view.asOf)}`,
    template: isUrgent ? 'red' : 'blue',
    elements: [
      ...view.rows
        .slice(0, foundPerPage)
        .flatMap((task, index) => [...(index > 0 ? [hr()] : []), row(task, view.asOf)]),
      ...(pages > 1 ? [hr()] : []),
      ...pager({ page, pages }, (to) => ({
        action: 'tasks.find',
        query: view.query,
        said: view.said,
        page: to,
      })),
      ...(view.isCut ? [note('名称相近的太多，只查了一部分，请多写几个字。')] : []),
      note(hint(view)),
    ],
  })
}

/** Number and title, then how it stands, until when, and whose it is. */
function row(task: FoundTask, at: number): CardElement {
  const second = [
    standingMark(task.standing, task.overdueDays),
    ...(task.nextOn ? [dayNear(task.nextOn, at)] : []),
    ...(task.leadUnit ? [inline(task.leadUnit, 14)] : []),
  ].join(' · ')
  return columns([
    { weight: 1, elements: [markdown([taskLine(task, 24), second])] },
    {
      elements: [
        button('看', 'primary', { action: 'task.show', taskId: task.taskId }, { small: true }),
      ],
    },
  ])
}

function hint(view: FoundTasksView): string {
  const [first] = view.rows
  const next = view.page < view.pages ? `、${wordsOf(view)} 第${view.page + 1}页` : ''
  return `截至${timeAt(view.asOf)}　也可发送：任务 ${first ? numberOf(first) : '14'}${next}`
}

/** What to try instead. */
const tries: Readonly<Record<QueryKind, readonly string[]>> = {
  words: [
    '少写几个字再试，例如：查 改造',
    '也可以写拼音首字母（查 gz）、序号（查 14）、计划编号、单位或姓名。',
  ],
  unit: ['写单位名称里的几个字，例如：单位 住建', '也可以写拼音首字母：单位 zj'],
  leader: ['写牵头领导的姓名，例如：领导 何某', '也可以写拼音首字母。'],
  section: ['写板块名称里的几个字，例如：板块 民生'],
  overdue: ['没有逾期的节点。', '看近期的：本周到期'],
  lagging: ['已到期的节点都完成了九成以上。', '看近期的：本周到期'],
  this_week: ['本周没有到期的节点。', '看已经逾期的：逾期'],
}

function nothingFoundCard(view: FoundTasksView): Card {
  const isGood = view.query === 'overdue' || view.query === 'lagging'
  const isAbout = view.said !== ''
  const where = view.inGroup ? '本群订阅的范围内' : '您能看到的计划中'
  return card({
    title: `${cut(wordsOf(view), 24)} · ${isAbout ? '没有找到' : '0项'} · ${dayAt(view.asOf)}`,
    template: isGood ? 'green' : 'blue',
    elements: [
      plain([...(isAbout ? [`${where}没有找到。`] : []), ...tries[view.query]].join('\n')),
      note(
        view.inGroup
          ? `截至${timeAt(view.asOf)}　只查本群订阅的任务`
          : `截至${timeAt(view.asOf)}　只查您能看到的计划`,
      ),
    ],
  })
}
