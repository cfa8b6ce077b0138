/** 领导牵头事项一览表: what each leader leads, how far it is, and what comes next. */
import { type Column, cell, type Row, ratePrinted, type TablePage, whole } from '../page.ts'
import { numbered } from '../sections.ts'
import type { PrintedTask, Snapshot } from '../snapshot.ts'
import { dueWords, headOf, planName, unitWords } from '../words.ts'

const columns: readonly Column[] = [
  { words: '序号', width: 12, align: 'center' },
  { words: '重点工作', width: 76, align: 'left' },
  { words: '牵头单位', width: 34, align: 'center' },
  { words: '完成率', width: 18, align: 'center' },
  { words: '下一节点', width: 55, align: 'left' },
  { words: '进展情况', width: 62, align: 'left' },
]

/** Leaders in printed order, never by rate. A task with several leaders stands below each. */
export function leaderListPage(snapshot: Snapshot): TablePage {
  const leaders = [
    ...new Set(snapshot.tasks.flatMap((task) => task.leaders.map(({ name }) => name))),
  ]
  const rows = leaders.flatMap((leader, at): Row[] => {
    const led = snapshot.tasks.filter((task) => task.leaders.some(({ name }) => name === leader))
    const heading = numbered(1, at + 1, `${leader}牵头事项（${led.length}项）`)
    return [
      { kind: 'heading', level: 1, text: heading },
      ...led.map((task) => taskRow(task, snapshot.plan.year)),
    ]
  })
  return {
    name: '领导牵头事项一览表',
    orientation: 'landscape',
    size: 10.5,
    cover: [],
    head: headOf(
      { ...snapshot, plan: { ...snapshot.plan, issuedOn: null, docNo: null } },
      `${planName(snapshot.plan.title)}领导牵头事项一览表`,
    ),
    columns,
    rows,
  }
}

function taskRow(task: PrintedTask, year: number): Row {
  const next = task.nodes.find(({ doneOn }) => doneOn === null)
  const leads = task.units.filter(({ isLead }) => isLead)
  return {
    kind: 'cells',
    cells: [
      whole(task.seq),
      cell(task.title ?? task.text),
      cell(unitWords(leads, false)),
      ratePrinted(task.rate),
      cell(next ? `${dueWords(next.due, year)}，${next.text}` : ''),
      cell(task.progress),
    ],
  }
}
