import type { DraftPlan } from '../../../src/domain/draft-plan.ts'
import { readText } from '../../../src/import/containers/text.ts'
import { readContents } from '../../../src/import/read-document.ts'
import type { Block, Contents, Grid, GridCell } from '../../../src/import/table.ts'
import { unaccounted } from '../accounting.ts'

/** Cells of an invented district, for the header below. */
export const listHeader = ['序号', '年度目标任务', '进展情况', '责任单位']
export const listRows: readonly (readonly string[])[] = [
  ['1', '改造茶园12片。', '完成改造茶园7片。', '农业农村局'],
  ['2', '修缮渡口4处,新建栈道2公里。', '南渡完成修缮,北渡正在招标。', '交通运输局'],
  ['3', '开办夜校6所。', '已开办夜校6所,学员420人。', '教育局、文化馆'],
  ['4', '新增公共停车泊位300个。', '新增停车泊位180个。', '城管局'],
  ['5', '完成青石桥加固。', '桩基施工完成60%', '交通运输局'],
]

export const categoryHeader = ['项目名称', '项目内容', '牵头单位', '责任单位', '目前进展情况']
export const categoryRows: readonly (readonly string[])[] = [
  ['（一）\n\n主要预期目标', '财政收入稳步增长', '区财政局', '区财政局、各街道', '全年数据未出'],
  ['', '空气优良率90%以上', '生态环境\n\n青禾分局', '生态环境青禾分局、区治水办', '优良率91.2%'],
  [
    '（二）\n\n强化平台\n\n项目支撑',
    '开工项目14个，投用3个',
    '区平台办',
    '区平台办、区投促局',
    '开工11个项目',
  ],
  [
    '',
    '招引龙头企业5家',
    '区投促局\n\n区商务局',
    '区投促局、区商务局、区高新园区管委会',
    '招引龙头企业6家',
  ],
  ['', '新建孵化器2家', '区高新园区\n\n管委会', '区高新园区管委会、区科技局', '新建孵化器1家'],
  ['（三）做精精细管理', '新建、改造公厕12座', '区城管局', '区城管局、各街道', '已完工'],
]

/** A dump without tabs: a cell a block, blank lines between them. */
export function blankLineDump(
  rows: readonly (readonly string[])[],
  { above = ['2024年重点工作半年度进展情况表'], header = listHeader, below = [] as string[] } = {},
): string {
  return [...above, ...header, ...rows.flat(), ...below].join('\n\n')
}

/** A dump in which a tab begins each cell. */
export function tabDump(
  rows: readonly (readonly string[])[],
  { above = ['2024年青禾区重点工作进展情况'], header = categoryHeader } = {},
): string {
  const cells = (all: readonly string[]) => all.map((cell) => `\t${cell}`)
  return [...above, ...cells(header), ...rows.flatMap((row) => ['', ...cells(row)]), ''].join('\n')
}

/** A cell of a sheet: its words, or words with what they reach over; null below or beside one. */
export type SheetCell =
  | string
  | null
  | { readonly text: string; readonly rows?: number; readonly columns?: number }

/** A sheet as a container gives it. Lines of a cell are its pieces. */
export function sheet(rows: readonly (readonly SheetCell[])[], name = '进展表'): Grid {
  const cells = rows.flatMap((row, at) =>
    row.flatMap((cell, column): GridCell[] => {
      if (cell === null) return []
      const {
        text,
        rows: rowSpan = 1,
        columns: colSpan = 1,
      } = typeof cell === 'string' ? { text: cell } : cell
      const place = { sheet: name, row: at + 1 }
      const pieces = text
        .split('\n')
        .filter((line) => line.trim() !== '')
        .map((line) => ({ at: place, text: line }))
      return [{ at: place, row: at, column, rowSpan, colSpan, pieces }]
    }),
  )
  const columns = Math.max(...cells.map(({ column, colSpan }) => column + colSpan))
  return { kind: 'grid', name, rows: rows.length, columns, cells }
}

/** A cell over all columns. */
export const wide = (text: string, columns: number): SheetCell[] => [
  { text, columns },
  ...Array.from({ length: columns - 1 }, () => null),
]

export function words(...lines: string[]): Block {
  return { kind: 'words', pieces: lines.map((text, at) => ({ at: { row: at + 1 }, text })) }
}

export function contentsOf(...blocks: Block[]): Contents {
  return { blocks, repairs: [], remarks: [] }
}

/** Reads contents or a dump; every word must have ended somewhere. */
export function draftOf(source: string | Contents): DraftPlan {
  const contents = typeof source === 'string' ? readText(source) : source
  const outcome = readContents(contents, '进展表.txt')
  if (!outcome.ok) throw new Error(outcome.message)
  const lost = unaccounted(contents, outcome.draft)
  if (lost.length > 0) throw new Error(`lost: ${lost.join(', ')}`)
  return outcome.draft
}

export function messageOf(source: string | Contents): string {
  const contents = typeof source === 'string' ? readText(source) : source
  const outcome = readContents(contents, '文件.txt')
  if (outcome.ok) throw new Error(`read as ${outcome.draft.tasks.length} tasks`)
  if (!/table$/.test(outcome.reason)) throw new Error(outcome.message)
  return outcome.message
}

/** A task as a row: number, section, text, progress, lead units, other units. */
export function rowsOf({ tasks }: DraftPlan) {
  return tasks.map(({ seq, section, text, progress, duties }) => ({
    seq,
    section: section.join('/'),
    text,
    progress,
    leads: duties.filter(({ role }) => role === 'lead_unit').map(({ name }) => name),
    others: duties.filter(({ role }) => role === 'co_unit').map(({ name }) => name),
  }))
}

export function kindsOf({ doubts }: DraftPlan): string[] {
  return doubts.map(({ kind, taskSeq }) => `${kind} ${taskSeq}`)
}

export function repairOf({ repairs }: DraftPlan, kind: string): number {
  return repairs.find((repair) => repair.kind === kind)?.count ?? 0
}
