/** 分解表: tasks with time nodes, leaders, units, forms of supervision and persons. */
import { type Column, cell, lines, type Row, type TablePage, whole } from '../page.ts'
import { placeTasks } from '../sections.ts'
import type { PrintedTask, Snapshot } from '../snapshot.ts'
import { headOf, nodeLines, unitWords } from '../words.ts'

const columns: readonly Column[] = [
  { words: '序号', width: 11, align: 'center' },
  { words: '工作任务', width: 62, align: 'left' },
  { words: '时间节点', width: 80, align: 'left' },
  { words: '牵头领导', width: 20, align: 'center' },
  { words: '责任单位', width: 36, align: 'left' },
  { words: '推进形式', width: 26, align: 'center' },
  { words: '责任人', width: 22, align: 'center' },
]

export function decompositionPage(snapshot: Snapshot): TablePage {
  return {
    name: '分解表',
    orientation: 'landscape',
    size: 10.5,
    cover: [],
    head: headOf(snapshot, snapshot.plan.title, ['（注：标*的为牵头单位）']),
    columns,
    rows: placeTasks(snapshot.tasks, false).flatMap(({ task, headings }) => [
      ...headings,
      taskRow(task, snapshot.plan.year),
    ]),
  }
}

function taskRow(task: PrintedTask, year: number): Row {
  return {
    kind: 'cells',
    cells: [
      whole(task.seq),
      cell(task.text),
      nodeLines(task.nodes, year),
      lines(task.leaders.map(({ name, isLead }) => `${isLead ? '*' : ''}${name}`)),
      cell(unitWords(task.units, true)),
      lines(task.forms),
      lines(task.persons),
    ],
  }
}
