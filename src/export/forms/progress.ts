/** 进展表: goal, progress and units as a list (half-year); by category with lead and responsible units (year-end). */
import { type Column, cell, type TablePage, whole } from '../page.ts'
import { categoryCells, numbered, placeTasks } from '../sections.ts'
import type { PrintedTask, Snapshot } from '../snapshot.ts'
import { headOf, leadsStandFirst, unitWords } from '../words.ts'

const seqColumn: Column = { words: '序号', width: 11, align: 'center' }

export function progressListPage(snapshot: Snapshot): TablePage {
  const marked = !leadsStandFirst(snapshot)
  return {
    name: '进展表',
    orientation: 'portrait',
    size: 10.5,
    cover: [],
    head: headOf(snapshot, snapshot.plan.title, marked ? ['（注：标*的为牵头单位）'] : []),
    columns: [
      seqColumn,
      { words: '年度目标任务', width: 55, align: 'left' },
      { words: '进展情况', width: 66, align: 'left' },
      { words: '责任单位', width: 28, align: 'center' },
    ],
    rows: placeTasks(snapshot.tasks, false).flatMap(({ task, headings }) => [
      ...headings,
      {
        kind: 'cells',
        cells: [
          whole(task.seq),
          cell(task.text),
          cell(task.progress),
          cell(unitWords(task.units, marked)),
        ],
      },
    ]),
  }
}

export function progressByCategoryPage(snapshot: Snapshot): TablePage {
  const placed = placeTasks(snapshot.tasks, true)
  const categories = categoryCells(placed, (words, place) => numbered(2, place, words))
  // The published table has no numbers; where a plan's own are not those of the rows, they are printed.
  const hasNumbers = snapshot.tasks.some(({ seq }, at) => seq !== at + 1)
  return {
    name: '年终进展表',
    orientation: 'landscape',
    size: 10.5,
    cover: [],
    head: headOf(snapshot, snapshot.plan.title),
    columns: [
      ...(hasNumbers ? [seqColumn] : []),
      { words: '项目名称', width: 28, align: 'center' },
      { words: '项目内容', width: hasNumbers ? 64 : 75, align: 'left' },
      { words: '牵头单位', width: 28, align: 'center' },
      { words: '责任单位', width: 42, align: 'left' },
      { words: '目前进展情况', width: 84, align: 'left' },
    ],
    rows: placed.flatMap(({ task, headings }, at) => [
      ...headings,
      {
        kind: 'cells',
        cells: [
          ...(hasNumbers ? [whole(task.seq)] : []),
          categories[at] ?? null,
          cell(task.text),
          cell(leadsOf(task)),
          cell(unitWords(task.units, false)),
          cell(task.progress),
        ],
      },
    ]),
  }
}

const leadsOf = ({ units }: PrintedTask): string =>
  unitWords(
    units.filter(({ isLead }) => isLead),
    false,
  )
