/** What the gallery shows of 疑点 and of answers to them. */
import type { DoubtRow, DoubtsView } from '../imports/import-doubts.ts'
import { preview } from './samples.ts'
import { imported, planTitle } from './texts.ts'

const milestones = [
  { item: null, due: '2026-06-30', text: '完成主体工程' },
  { item: '望溪河', due: '2026-11-30', text: '视征拆进度完成清淤' },
]

const open = { answered: null, form: null } as const

export const doubtRows: readonly DoubtRow[] = [
  {
    ...open,
    number: 1,
    kind: 'target_vs_node',
    taskSeq: 7,
    text: '第7项的目标与最后节点不一致（目标800个、最后节点700个），请核对。',
    source: '第46行：累计新增泊位700个',
    choices: [
      { name: 'target', label: '以目标为准' },
      { name: 'node', label: '以节点为准' },
      { name: 'checked', label: '已核对' },
    ],
  },
  {
    ...open,
    number: 2,
    kind: 'seq_restored',
    taskSeq: 19,
    text: '这一行没有序号，按位置补为第19项，请核对。',
    source: '第90行：文化客厅建设',
    choices: [{ name: 'confirm', label: '序号无误' }],
    form: { kind: 'seq', seq: 19 },
  },
  {
    ...open,
    number: 3,
    kind: 'lead_missing',
    taskSeq: 21,
    text: '第21项没有标*的牵头单位，暂以区水务局为牵头单位，请核对。',
    source: '第98行：区水务局',
    choices: [
      { name: 'first_unit', label: '区水务局牵头' },
      { name: 'second_unit', label: '区城管局牵头' },
    ],
    form: { kind: 'lead', units: ['区水务局', '区城管局', '云栖镇'] },
  },
  {
    ...open,
    number: 4,
    kind: 'unit_split',
    taskSeq: 30,
    text: '第30项的单位连在一起，按字面切开，请核对。',
    source: '第120行：城投集团',
    choices: [
      { name: 'keep', label: '保持' },
      { name: 'join', label: '合并' },
    ],
    form: { kind: 'names', names: ['城投', '集团'] },
  },
  {
    ...open,
    number: 5,
    kind: 'conditional_date',
    taskSeq: 31,
    text: '第31项 2026-11-30 的节点附有条件，日期可能变动，请核对。',
    source: '第125行：视征拆进度',
    choices: [{ name: 'keep_date', label: '日期无误' }],
    form: { kind: 'date', milestones, milestone: 1 },
  },
]

export const doubtsView: DoubtsView = {
  importId: preview.importId,
  code: 'QL26',
  title: planTitle,
  at: imported,
  isWaiting: true,
  page: 1,
  pages: 3,
  total: 12,
  open: 12,
  rows: doubtRows,
}

export const answeredRow: DoubtRow = {
  ...(doubtRows[2] as DoubtRow),
  answered: { words: '由区城管局牵头', by: '林督查', at: imported },
}
