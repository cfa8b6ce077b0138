/** 年终核验表: goal, what was done, what a unit says and what the office finds; to be filled in by hand. */
import { type Column, cell, ratePrinted, type TablePage, whole } from '../page.ts'
import { placeTasks } from '../sections.ts'
import type { PrintedTask, Snapshot } from '../snapshot.ts'
import { headOf, planName, unitWords } from '../words.ts'

const columns: readonly Column[] = [
  { words: '序号', width: 12, align: 'center' },
  { words: '年度目标任务', width: 70, align: 'left' },
  { words: '牵头单位', width: 32, align: 'center' },
  { words: '节点完成', width: 20, align: 'center' },
  { words: '完成率', width: 18, align: 'center' },
  { words: '单位自评（完成情况）', width: 65, align: 'left' },
  { words: '核验意见', width: 40, align: 'left' },
]

export function yearEndCheckPage(snapshot: Snapshot): TablePage {
  return {
    name: '年终核验表',
    orientation: 'landscape',
    size: 10.5,
    cover: [],
    head: headOf(
      { ...snapshot, plan: { ...snapshot.plan, issuedOn: null, docNo: null } },
      `${planName(snapshot.plan.title)}年终核验表`,
    ),
    columns,
    rows: placeTasks(snapshot.tasks, false).flatMap(({ task, headings }) => [
      ...headings,
      {
        kind: 'cells',
        cells: [
          whole(task.seq),
          cell(task.text),
          cell(
            unitWords(
              task.units.filter(({ isLead }) => isLead),
              false,
            ),
          ),
          cell(nodesDone(task)),
          ratePrinted(task.rate),
          cell(task.progress),
          cell(''),
        ],
      },
    ]),
  }
}

const nodesDone = ({ nodes }: PrintedTask): string =>
  nodes.length === 0
    ? ''
    : `${nodes.filter(({ doneOn }) => doneOn !== null).length}／${nodes.length}`
