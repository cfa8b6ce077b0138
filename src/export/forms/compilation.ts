/** 完成情况汇编: cover, parts, leaders' groups; task, item and indicator with their rates. */

import { figureCell } from '../figure-cell.ts'
import {
  type Cell,
  type Column,
  cell,
  percent,
  type Row,
  ratePrinted,
  type TablePage,
  whole,
} from '../page.ts'
import type { PrintedIndicator, PrintedItem } from '../printed-figures.ts'
import { placeTasks } from '../sections.ts'
import type { PrintedTask, Snapshot } from '../snapshot.ts'
import { headOf, issuerLine, leadsStandFirst, unitWords } from '../words.ts'

const columns: readonly Column[] = [
  { words: '序号', width: 9, align: 'center' },
  { words: '任务说明', group: '重点工作', width: 34, align: 'left' },
  { words: '完成率', group: '重点工作', width: 13, align: 'center' },
  { words: '任务说明', group: '细化项目', width: 32, align: 'left' },
  { words: '完成率', group: '细化项目', width: 13, align: 'center' },
  { words: '指标名称', group: '量化指标', width: 20, align: 'left' },
  { words: '数值及单位', group: '量化指标', width: 15, align: 'center' },
  { words: '当前值', group: '量化指标', width: 15, align: 'center' },
  { words: '完成率', group: '量化指标', width: 13, align: 'center' },
  { words: '责任单位', width: 16, align: 'center' },
  { words: '主要亮点', width: 40, align: 'left' },
  { words: '存在问题与下步计划', width: 37, align: 'left' },
]

export function compilationPage(snapshot: Snapshot): TablePage {
  const { plan } = snapshot
  const marked = !leadsStandFirst(snapshot)
  const tasks = snapshot.tasks.map(belowLeaders)
  return {
    name: '完成情况汇编',
    orientation: 'landscape',
    size: 9,
    cover: [
      { kind: 'title', text: plan.title },
      ...issuerLine(plan.issuer),
      ...(plan.issuedOn === null ? [] : [{ kind: 'date' as const, on: plan.issuedOn }]),
    ],
    head: headOf({ ...snapshot, plan: { ...plan, issuer: null, issuedOn: null } }, plan.title, [
      ...(marked ? ['（注：标*的为牵头单位）'] : []),
      ...(hasHandSet(snapshot) ? ['（注：标“核”的完成率由督查室核定）'] : []),
    ]),
    columns,
    rows: placeTasks(tasks, false).flatMap(({ task, headings }) => [
      ...headings,
      ...taskRows(task, marked),
    ]),
  }
}

const hasHandSet = ({ tasks }: Snapshot): boolean =>
  tasks.some(({ rate, items }) => rate.isHandSet || items.some((item) => item.rate.isHandSet))

const namesLeader = /(?:牵头|主抓|分管|负责|领衔|挂帅)/

/** The tasks of a part are grouped by leader; a document's own headings may say so already. */
function belowLeaders(task: PrintedTask): PrintedTask {
  const { section, leaders } = task
  if (section.length > 1 || namesLeader.test(section.at(-1) ?? '') || leaders.length === 0) {
    return task
  }
  const names = leaders.map(({ name }) => name).join('、')
  return { ...task, section: [...section, `${names}牵头重点工作`] }
}

/** One line of a task: an indicator, an item without any, or the task itself. */
type Line = {
  readonly item: PrintedItem | null
  readonly startsItem: boolean
  readonly indicator: PrintedIndicator | null
}

function linesOf({ items }: PrintedTask): readonly Line[] {
  if (items.length === 0) return [{ item: null, startsItem: true, indicator: null }]
  return items.flatMap((item): Line[] =>
    item.indicators.length === 0
      ? [{ item, startsItem: true, indicator: null }]
      : item.indicators.map((indicator, at) => ({ item, startsItem: at === 0, indicator })),
  )
}

function taskRows(task: PrintedTask, marked: boolean): readonly Row[] {
  const all = linesOf(task)
  const over = (one: Cell, rows: number): Cell => (rows > 1 ? { ...one, rows } : one)
  return all.map(({ item, startsItem, indicator }, at) => {
    const ofTask = (one: Cell) => (at === 0 ? over(one, all.length) : null)
    const height = Math.max(1, item?.indicators.length ?? 1)
    const ofItem = (one: Cell) => (startsItem ? over(one, height) : null)
    return {
      kind: 'cells',
      cells: [
        ofTask(whole(task.seq)),
        ofTask(cell(task.text)),
        ofTask(ratePrinted(task.rate)),
        ofItem(cell(item?.title ?? '')),
        ofItem(item ? ratePrinted(item.rate) : cell('')),
        cell(indicator?.name ?? ''),
        figureCell(indicator?.target ?? null),
        figureCell(indicator?.current ?? null),
        percent(indicator?.rate ?? null),
        ofTask(cell(unitWords(task.units, marked))),
        ofTask(cell(task.highlights)),
        ofTask(cell(problemsAndPlans(task))),
      ],
    }
  })
}

const problemsAndPlans = ({ problems, nextSteps }: PrintedTask): string =>
  [problems, nextSteps && `下步计划：${nextSteps}`].filter((words) => words !== '').join('\n')
