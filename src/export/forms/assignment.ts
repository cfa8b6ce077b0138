/** 分工表: tasks with their leaders, lead and participating units. */
import { type Column, cell, lines, type TablePage, whole } from '../page.ts'
import { categoryCells, deepestPath, placeTasks } from '../sections.ts'
import type { PrintedName, Snapshot } from '../snapshot.ts'
import { headOf, unitWords } from '../words.ts'

const category: Column = { words: '项目', width: 34, align: 'center' }
const columns = (taskWidth: number): readonly Column[] => [
  { words: '重点工作', width: taskWidth, align: 'left' },
  { words: '牵头领导', width: 22, align: 'center' },
  { words: '牵头单位', width: 38, align: 'center' },
  { words: '主要参与单位', width: 52, align: 'left' },
]

/** Paths of two levels print the second in a column of its own, 项目, as the published table does. */
export function assignmentPage(snapshot: Snapshot): TablePage {
  const isGrouped =
    deepestPath(snapshot.tasks) > 1 && snapshot.tasks.every(({ section }) => section.length > 1)
  const placed = placeTasks(snapshot.tasks, isGrouped)
  const groups = categoryCells(placed, (words) => words)
  return {
    name: '分工表',
    orientation: 'landscape',
    size: 10.5,
    cover: [],
    head: headOf(snapshot, snapshot.plan.title),
    columns: [
      { words: '序号', width: 11, align: 'center' },
      ...(isGrouped ? [category] : []),
      ...columns(isGrouped ? 100 : 134),
    ],
    rows: placed.flatMap(({ task, headings }, at) => {
      const leads = task.units.filter(({ isLead }) => isLead)
      const others = task.units.filter(({ isLead }) => !isLead)
      const cells = [
        whole(task.seq),
        ...(isGrouped ? [groups[at] ?? null] : []),
        cell(task.text),
        lines(task.leaders.map(leaderWords)),
        lines(leads.map(({ name }) => name)),
        cell(unitWords(others, false)),
      ]
      return [...headings, { kind: 'cells', cells }]
    }),
  }
}

const leaderWords = ({ name, isLead }: PrintedName): string => `${isLead ? '*' : ''}${name}`
