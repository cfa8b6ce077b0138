/** 栏目: a table of no known kind; the office says what each of its columns holds. */
import type { Column } from '../../src/import/column-words.ts'
import {
  button,
  type Card,
  type CardElement,
  card,
  cut,
  form,
  inline,
  markdown,
  note,
  oneLine,
  plain,
  select,
} from '../kit.ts'
import type { Paged } from '../pager.ts'
import { dayAt } from '../words.ts'

/** Each select has all meanings, and each counts among the card's nodes. */
export const columnsPerPage = 5

export type ColumnsView = Paged & {
  readonly questionId: string
  readonly fileName: string
  /** Epoch ms. */
  readonly at: number
  readonly state: 'waiting' | 'answered' | 'cancelled'
  /** Of the table. */
  readonly rows: number
  readonly total: number
  readonly columns: readonly {
    /** From 1. */
    readonly number: number
    readonly header: string
    readonly samples: readonly string[]
    readonly chosen: Column
  }[]
  /** Said before: no task came out of it. */
  readonly isAgain: boolean
}

export const columnWords: Readonly<Record<Column, string>> = {
  seq: '序号',
  section: '板块、分类',
  task: '任务',
  detail: '任务的补充（如年度目标）',
  nodes: '时间节点',
  leaders: '牵头领导',
  lead_units: '牵头单位',
  units: '责任单位（牵头和配合在一起）',
  co_units: '配合单位',
  units_persons: '单位及责任人',
  forms: '推进形式',
  persons: '责任人',
  progress: '进展情况',
  rate: '完成率',
  item: '细化项目',
  item_rate: '细化项目完成率',
  indicator: '量化指标',
  target: '目标值',
  current: '当前值',
  indicator_rate: '指标完成率',
  highlights: '亮点',
  problems: '存在问题',
  other: '其他（不导入）',
}

const looks = {
  waiting: { word: '待指定', template: 'orange', said: '' },
  answered: {
    word: '已指定',
    template: 'green',
    said: '已记下，正在按这样的栏目读取，读完给您预览。',
  },
  cancelled: { word: '已取消', template: 'grey', said: '已取消，没有导入。' },
} as const

export function columnsCard(view: ColumnsView): Card {
  const look = looks[view.state]
  return card({
    title: `栏目${look.word} · ${view.total}列 · ${view.rows}行 · ${dayAt(view.at)}`,
    subtitle: view.fileName,
    template: look.template,
    elements: view.state === 'waiting' ? asked(view) : [plain(look.said)],
  })
}

function asked(view: ColumnsView): readonly CardElement[] {
  const { questionId, page, pages } = view
  const isLast = page >= pages
  const columns = view.columns.slice(0, columnsPerPage)
  return [
    plain(
      view.isAgain
        ? '按上次指定的栏目没有读出任务，请再看一下。'
        : '这张表不是认识的格式。请指定每一列是什么；同样表头的文件以后不再问。',
    ),
    form('import_columns', [
      ...columns.flatMap((column) => [
        markdown(
          `**第${column.number}列　${column.header ? inline(column.header, 40) : '（没有表头）'}**`,
        ),
        ...(samplesOf(column.samples) ? [note(`例如：${samplesOf(column.samples)}`)] : []),
        select(
          `column_${column.number}`,
          '是什么',
          options,
          options.findIndex(({ value }) => value === column.chosen) + 1,
        ),
      ]),
      button(
        isLast ? '按此读取' : '下一步',
        'main',
        { action: 'columns.fill', questionId, page },
        { name: 'submit', submit: true, fill: true },
      ),
    ]),
    ...(page > 1
      ? [
          button(
            '上一步',
            'default',
            { action: 'columns.page', questionId, page: page - 1 },
            { fill: true },
          ),
        ]
      : []),
    button('取消', 'default', { action: 'columns.cancel', questionId }, { fill: true }),
    note(
      `${pages > 1 ? `第 ${page} 页，共 ${pages} 页　` : ''}也可发送：栏目 ${columns[0]?.number ?? 1} 任务　栏目 读取　取消`,
    ),
  ]
}

const options = (Object.entries(columnWords) as [Column, string][]).map(([value, text]) => ({
  text,
  value,
}))

const samplesOf = (samples: readonly string[]): string =>
  samples
    .slice(0, 3)
    .map((sample) => cut(oneLine(sample), 24))
    .filter((sample) => sample !== '')
    .join(' / ')
