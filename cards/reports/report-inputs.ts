/** The inputs of the form of 填报: figures, words, 暂无数据, 情况来源, nodes. */
import type { ReportSource } from '../../src/domain/plan.ts'
import type { ReportForm } from '../actions.ts'
import {
  button,
  type CardElement,
  collapsible,
  cut,
  datePicker,
  inline,
  input,
  markdown,
  multiSelect,
  note,
  oneLine,
  select,
} from '../kit.ts'
import { pageOf } from '../pager.ts'
import { dayOf, milestoneLook, sourceWords } from '../words.ts'
import { valueField } from './report-actions.ts'
import {
  type FigureField,
  fields,
  formOf,
  type ReportFormView,
  type ReportValues,
} from './report-form-view.ts'

/** A form with more indicators than this has pages. */
export const figuresPerPage = 12

/** Names of inputs are the keys of `ReportForm`; the compiler holds the card to the contract. */
const field = (name: keyof ReportForm): string => name

/** How many nodes are offered, and how much of their texts. */
export type OptionLimits = {
  readonly late: number
  readonly upcoming: number
  readonly chars: number
}

/** From the roomiest; what people wrote comes first, so long texts leave less room for nodes. */
export const optionLimits: readonly [OptionLimits, ...OptionLimits[]] = [
  { late: 20, upcoming: 15, chars: 24 },
  { late: 12, upcoming: 8, chars: 16 },
  { late: 5, upcoming: 3, chars: 10 },
]

export function inputs(view: ReportFormView): readonly CardElement[] {
  const { values } = view
  return [
    ...(view.asksSource ? sourceSelect(values) : []),
    ...(view.figures.length > 0 ? figureInputs(view) : [percentInput(values.percent)]),
    input(field('progress'), '进展情况（必填）', {
      value: values.progress,
      placeholder: '做了什么、完成多少',
      multiline: true,
      required: true,
      maxLength: 1000,
    }),
    ...(view.asksHighlights
      ? [
          input(field('highlights'), '亮点（选填，季度、半年、年终填）', {
            value: values.highlights,
            multiline: true,
            maxLength: 1000,
          }),
        ]
      : []),
    collapsible(
      '问题与下步计划（选填）',
      [longInput('problems', values.problems), longInput('next_steps', values.nextSteps)],
      values.problems !== '' || values.nextSteps !== '',
    ),
    noFigurePanel(values),
  ]
}

export const percentInput = (value: string): CardElement =>
  input(field('percent'), '完成进度（%），填 0–100 的数字', {
    value,
    placeholder: '例如 60',
    maxLength: 20,
  })

/** One input for each indicator, under the title of its item; the others are a page away. */
function figureInputs(view: ReportFormView): readonly CardElement[] {
  const { rows, page, pages } = pageOf(view.figures, view.page, figuresPerPage)
  const hasItems = new Set(view.figures.map(({ item }) => item)).size > 1
  return [
    ...rows.flatMap((one, index) => [
      ...(hasItems && one.item !== null && one.item !== rows[index - 1]?.item
        ? [markdown(`**${inline(one.item, 30)}**`)]
        : []),
      figureInput(one),
    ]),
    ...(pages > 1 ? [note(`指标第 ${page} 页，共 ${pages} 页；不改的留着不动`)] : []),
    ...(pages > 1
      ? [
          button(
            page < pages ? '下一页指标' : '回到第1页指标',
            'default',
            { action: 'report.page', page: page < pages ? page + 1 : 1, ...formOf(view) },
            { name: 'turn', submit: true, fill: true },
          ),
        ]
      : []),
  ]
}

export function figureInput(one: FigureField): CardElement {
  const unit = one.unit === '' ? '' : `（${cut(one.unit, 8)}）`
  const target = one.targetText === null ? '' : `，目标${cut(oneLine(one.targetText), 14)}`
  return input(valueField(one.indicatorId), `${cut(oneLine(one.name), 24)}${unit}${target}`, {
    value: one.value,
    maxLength: 40,
  })
}

const longInput = (name: 'problems' | 'next_steps', value: string): CardElement =>
  input(field(name), fields[name], { value, multiline: true, maxLength: 1000 })

const noFigures = [
  ['not_due', '未到期'],
  ['unpublished', '未公布（请选预计公布日期）'],
  ['not_applicable', '不适用'],
] as const

/** The one switch for a figure that is not there (design §4). */
const noFigurePanel = ({ noFigure, expectedOn }: ReportValues): CardElement =>
  collapsible(
    '暂无数据（选填）',
    [
      select(
        field('no_figure'),
        '有数据就不选',
        noFigures.map(([value, words]) => ({ text: words, value })),
        noFigures.findIndex(([value]) => value === noFigure) + 1,
        false,
      ),
      datePicker(field('expected_on'), fields.expected_on, expectedOn || null, false),
    ],
    noFigure !== null,
  )

const sources: readonly ReportSource[] = ['phone', 'letter', 'meeting']

const sourceSelect = ({ source }: ReportValues): readonly CardElement[] => [
  markdown(`**${fields.source}**（代录必选）`),
  select(
    field('source'),
    '电话、书面或会议',
    sources.map((value) => ({ text: sourceWords[value], value })),
    source === null ? 0 : sources.indexOf(source) + 1,
  ),
]

/** What may be taken back first, then what is late within reason, then the next ones. */
export function milestoneSelect(
  view: ReportFormView,
  limits: OptionLimits,
): readonly CardElement[] {
  const open = [...view.openMilestones].sort((a, b) => a.dueOn.localeCompare(b.dueOn))
  if (open.length === 0) return []
  // Never cut: what is not offered would be taken back.
  const ticked = open.filter((one) => one.status === 'done')
  const late = open.filter((one) => one.status === 'overdue').slice(-limits.late)
  const rest = open
    .filter((one) => one.status !== 'overdue' && one.status !== 'done')
    .slice(0, limits.upcoming)
  const options = [...ticked, ...late, ...rest].map((one) => {
    const mark = one.status === 'later' ? '' : `（${milestoneLook(one.status).word}）`
    const item = one.item ? `${cut(oneLine(one.item), 12)}：` : ''
    return {
      text: `${dayOf(one.dueOn)} ${item}${cut(oneLine(one.text), limits.chars)}${mark}`,
      value: one.id,
    }
  })
  const offered = new Set(options.map((option) => option.value))
  const selected = view.values.milestonesDone.filter((id) => offered.has(id))
  const left = open.length - options.length
  return [
    markdown(`**${fields.milestones_done}**（可多选，没有就不选）`),
    multiSelect(field('milestones_done'), '请选择', options, selected),
    ...(left > 0 ? [note(`另有 ${left} 个节点未列出`)] : []),
  ]
}
