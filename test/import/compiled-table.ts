import type { DraftPlan } from '../../src/domain/draft-plan.ts'
import { indicatorRate, meanRate } from '../../src/domain/rates.ts'
import type { ReadOutcome } from '../../src/import/outcome.ts'
import { readDocument } from '../../src/import/read-document.ts'

export type SampleIndicator = {
  readonly name: string
  readonly target: string
  readonly current: string
  readonly rate: string
}
export type SampleItem = {
  readonly title: string
  readonly rate: string
  readonly indicators: readonly SampleIndicator[]
}
export type SampleTask = {
  readonly seq: number
  readonly text: string
  readonly rate: string
  readonly items: readonly SampleItem[]
  readonly unit: string
  readonly highlights: string
  readonly problems: string
}
type SampleGroup = { readonly heading: string; readonly tasks: readonly SampleTask[] }
export type SamplePart = { readonly heading: string; readonly groups: readonly SampleGroup[] }

/** A row of the printed table, one string a column. */
export type PrintedRow = readonly string[]

export const topHeader: PrintedRow = [
  '序号',
  '重点工作',
  '',
  '细化项目',
  '',
  '量化指标',
  '',
  '',
  '',
  '责任单位',
  '主要亮点',
  '存在问题与下步计划',
]
export const lowHeader: PrintedRow = [
  '',
  '任务说明',
  '完成率',
  '任务说明',
  '完成率',
  '指标名称',
  '数值及单位',
  '当前值',
  '完成率',
  '',
  '',
  '',
]

/** An indicator whose rate follows from its figures, as it is printed: two decimals at most. */
export function indicatorOf(
  name: string,
  target: number,
  current: number,
  unit: string,
): SampleIndicator {
  const figures = { name, target: String(target), current: String(current) }
  const { shown } = indicatorRate({ ...figures, direction: 'at_least' })
  return { name, target: `${target}${unit}`, current: `${current}${unit}`, rate: `${shown}%` }
}

export function itemOf(title: string, indicators: readonly SampleIndicator[]): SampleItem {
  return { title, indicators, rate: meanOf('item', indicators) }
}

export function taskOf(
  seq: number,
  text: string,
  items: readonly SampleItem[],
  told: Partial<Pick<SampleTask, 'unit' | 'highlights' | 'problems'>> = {},
): SampleTask {
  const { unit = '区农业农村局', highlights = `${text}推进顺利。`, problems = '抓好收尾。' } = told
  return { seq, text, items, rate: meanOf('task', items), unit, highlights, problems }
}

function meanOf(level: 'item' | 'task', parts: readonly { readonly rate: string }[]): string {
  const rates = parts.map(({ rate }) => {
    const value = rate.replace('%', '')
    return { label: '', rate: { raw: value, shown: value } }
  })
  return `${meanRate(level, rates).shown ?? ''}%`
}

/** The rows of a task as they should be printed: merged cells stand in their first row. */
export function rowsOf(task: SampleTask): string[][] {
  const rows = task.items.flatMap((item) =>
    item.indicators.map((indicator, at) => {
      const row = Array<string>(12).fill('')
      if (at === 0) row.splice(3, 2, item.title, item.rate)
      row.splice(5, 4, indicator.name, indicator.target, indicator.current, indicator.rate)
      return row
    }),
  )
  rows[0]?.splice(0, 3, String(task.seq), task.text, task.rate)
  rows[0]?.splice(9, 3, task.unit, task.highlights, task.problems)
  return rows
}

export const headingRow = (text: string): string[] => [text, ...Array<string>(11).fill('')]

/** A document: title, then each part's and group's heading and rows below one header. */
export function compiledText(
  parts: readonly SamplePart[],
  printRows: (task: SampleTask) => readonly PrintedRow[] = rowsOf,
  title = '2025年度清湾区重点工作三季度完成情况汇编',
): string {
  const body = parts.flatMap(({ heading, groups }) => [
    headingRow(heading),
    ...groups.flatMap((group) => [headingRow(group.heading), ...group.tasks.flatMap(printRows)]),
  ])
  return textOf([topHeader, lowHeader, ...body], title)
}

export function textOf(rows: readonly PrintedRow[], title: string): string {
  return [title, '', ...rows.map((row) => row.join('\t')), ''].join('\n')
}

async function compiledOutcome(text: string): Promise<ReadOutcome> {
  return readDocument(new TextEncoder().encode(text), '汇编.txt')
}

export async function compiledDraft(text: string) {
  const outcome = await compiledOutcome(text)
  if (!outcome.ok) throw new Error(outcome.message)
  return outcome.draft
}

/** The tasks without their places, which differ where the text around them does. */
export const compiledFacts = ({ tasks }: Pick<DraftPlan, 'tasks'>) =>
  tasks.map(({ source: _, ...task }) => task)

/** Two parts, three groups and four tasks of an invented district. */
export const sampleParts: readonly SamplePart[] = [
  {
    heading: '一、区政府工作报告2025年重点工作',
    groups: [
      {
        heading: '（一）鲁明远副区长牵头重点工作',
        tasks: [
          taskOf(1, '加强粮食保障，稳定茶园面积。', [
            itemOf('年末实现存栏12万头。', [indicatorOf('存栏数', 12, 8.3, '万头')]),
            itemOf('建立外地订单基地，调入粮食。', [
              indicatorOf('基地数', 35, 35, '个'),
              indicatorOf('基地面积', 70, 77, '万亩'),
              indicatorOf('调入量', 20, 0, '万吨'),
            ]),
            itemOf('粮食播种13万亩。', [
              indicatorOf('播种面积', 13, 14.2, '万亩'),
              indicatorOf('总产量', 10, 1.5, '亿斤'),
            ]),
          ]),
          taskOf(2, '修缮渡口。推进南渡、北渡改造。', [
            itemOf('渡口改造开工。', [indicatorOf('开工数', 4, 3, '处')]),
            itemOf('渡口改造完工。', [indicatorOf('完工数', 4, 1, '处')]),
          ]),
        ],
      },
      {
        heading: '（二）白知秋同志牵头重点工作',
        tasks: [
          taskOf(
            3,
            '开办夜校。',
            [
              itemOf('开办夜校6所。', [
                indicatorOf('夜校数', 6, 5, '所'),
                indicatorOf('学员数', 900, 450, '人'),
              ]),
              itemOf('编写教材。', [indicatorOf('教材数', 8, 8, '册')]),
            ],
            { unit: '区教育局' },
          ),
        ],
      },
    ],
  },
  {
    heading: '二、区民生实事',
    groups: [
      {
        heading: '（一）鲁明远副区长牵头重点工作',
        tasks: [
          taskOf(1, '新增公园。', [itemOf('新增口袋公园。', [indicatorOf('公园数', 7, 2, '个')])], {
            unit: '区城管局、各镇街',
          }),
        ],
      },
    ],
  },
]
