import type { Doubt } from '../../domain/draft-plan.ts'
import { cellText } from '../cells/text.ts'
import type { Column } from '../column-words.ts'
import { doubtAbout, doubtAt } from './doubts.ts'
import type { MergedRow } from './progress-copies.ts'
import { damageDoubts } from './progress-damage.ts'
import { contradict } from './progress-goals.ts'

const columnNames: Readonly<Partial<Record<Column, string>>> = {
  task: '任务',
  detail: '任务',
  progress: '进展情况',
  lead_units: '牵头单位',
  units: '责任单位',
  co_units: '配合单位',
  units_persons: '责任单位',
  leaders: '领导',
  persons: '责任人',
  nodes: '时间节点',
}

export type Numbered = MergedRow & { readonly seq: number }

/** Doubts about a row as a whole: its number, its cells, its words, what two prints of it say. */
export function progressDoubts(
  one: Numbered,
  before: Numbered | undefined,
  hasNumbers: boolean,
): Doubt[] {
  return [
    ...(hasNumbers ? numberDoubts(one, before) : []),
    ...lostDoubts(one),
    ...damageDoubts(one.row.cells, one.seq),
    ...printDoubts(one),
  ]
}

function opening({ row }: Numbered): string {
  return cellText(row.cells.task ?? row.cells.progress).slice(0, 30)
}

function numberDoubts(one: Numbered, before: Numbered | undefined): Doubt[] {
  const { row, seq } = one
  if (row.seq === null) {
    const text = `这一行没有序号，按位置补为第${seq}项，请核对。`
    return [doubtAbout('seq_restored', seq, text, row, opening(one))]
  }
  const first = before ? before.seq + 1 : 1
  if (seq === first || (seq === 1 && beginsAnew(one, before))) return []
  const text = before
    ? `序号从${before.seq}到${seq}，不连续，请核对是否缺行或重复。`
    : `序号从${seq}开始，请核对前面是否缺行。`
  return [doubtAbout('seq_gap', seq, text, row, opening(one))]
}

/** Numbers may begin again below a new heading or in another table. */
function beginsAnew({ row }: Numbered, before: Numbered | undefined): boolean {
  const isElsewhere = before?.row.section.join('\n') !== row.section.join('\n')
  return isElsewhere || before?.row.table !== row.table
}

function lostDoubts(one: Numbered): Doubt[] {
  const { row, seq } = one
  const lost = row.lost.filter((column) => column !== 'seq')
  if (!row.guessed && lost.length === 0) return []
  const names = [...new Set(lost.map((column) => columnNames[column] ?? '其他'))]
  const what = names.length > 0 ? `缺少${names.join('、')}一格` : '单元格与表头不符'
  const text = `第${seq}项${what}，按内容归入各栏，请核对。`
  return [doubtAbout('column_guess', seq, text, row, opening(one))]
}

/** What a table that was printed twice says differently the second time. */
function printDoubts(one: Numbered): Doubt[] {
  const { row, seq, only } = one
  const alone = only
    ? [
        doubtAbout(
          'damaged_text',
          seq,
          `表格印了两遍，第${seq}项只在${only === 'first' ? '第一' : '第二'}遍里有，请核对。`,
          row,
          opening(one),
        ),
      ]
    : []
  const differing = one.differences.map(({ column, first, second }) => {
    const name = columnNames[column] ?? '其他'
    const [words, others] = [cellText(first ?? undefined), cellText(second ?? undefined)]
    const isContradiction = column === 'progress' && first && second && contradict(words, others)
    const kept = first ? '以第一遍为准' : '第一遍缺，采用第二遍'
    const text = `表格印了两遍，第${seq}项的${name}不同（${kept}），请核对。第二遍：${others || '（空）'}`
    const piece = (first ?? second)?.pieces[0]
    const kind = isContradiction ? 'contradicting_progress' : 'damaged_text'
    return piece
      ? doubtAt(kind, seq, text, piece, words || others)
      : doubtAbout(kind, seq, text, row, words || others)
  })
  return [...alone, ...differing]
}
