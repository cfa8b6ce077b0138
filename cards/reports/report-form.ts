/** 填报: the form. What was sent with it: `report-done.ts`. */
import type { IsoDate } from '../../src/domain/draft-plan.ts'
import type { MilestoneStatus } from '../../src/domain/milestone-status.ts'
import type { ReportSource } from '../../src/domain/plan.ts'
import { stages, stageWords } from '../../src/domain/stages.ts'
import type { ReportForm } from '../actions.ts'
import {
  button,
  buttons,
  type Card,
  type CardElement,
  card,
  collapsible,
  colored,
  cut,
  datePicker,
  fits,
  form,
  inline,
  input,
  markdown,
  multiSelect,
  note,
  oneLine,
  plain,
  select,
} from '../kit.ts'
import { pageOf } from '../pager.ts'
import {
  dayAt,
  dayOf,
  milestoneLook,
  numberOf,
  percentOf,
  periodOf,
  previewOf,
  sourceWords,
  type TaskRef,
  timeAt,
} from '../words.ts'
import { type ReportStep, valueField } from './report-actions.ts'

/** Names of inputs: the keys of `form_value`. */
export type ReportField = keyof ReportForm | 'values'

export type ReportValues = {
  /** As typed; decimal text once accepted. */
  readonly percent: string
  readonly progress: string
  readonly problems: string
  readonly nextSteps: string
  readonly highlights: string
  /** Ids of milestones. */
  readonly milestonesDone: readonly string[]
  readonly noFigure: ReportForm['no_figure']
  /** `YYYY-MM-DD`, or empty. */
  readonly expectedOn: string
  readonly source: ReportSource | null
}

/** One indicator, with what was said of it last. */
export type FigureField = {
  readonly indicatorId: string
  readonly item: string | null
  readonly name: string
  readonly unit: string
  readonly targetText: string | null
  /** As typed or printed. */
  readonly value: string
}

/** A form with more indicators than this has pages. */
export const figuresPerPage = 12

/** What somebody else entered after the form was opened, and what became of it here. */
export type MergedView = {
  readonly by: string
  /** Epoch ms. */
  readonly at: number
  /** Each changed field: its name, what stands now, and whether one's own words were kept. */
  readonly changes: readonly {
    readonly field: ReportField
    readonly theirs: string
    readonly isMineKept: boolean
  }[]
}

export type ReportFormView = TaskRef & {
  /** `YYYY-MM`. */
  readonly period: string
  readonly version: number
  /** Data as of, epoch ms. */
  readonly asOf: number
  readonly openMilestones: readonly {
    readonly id: string
    readonly item: string | null
    readonly dueOn: IsoDate
    readonly text: string
    /** `done`: ticked by the last report of this period, and may still be taken back. */
    readonly status: MilestoneStatus
  }[]
  /** Last values, or the refused draft. */
  readonly values: ReportValues
  /** What was refused last time, with the reason in words. */
  readonly refused: { readonly field: ReportField | null; readonly reason: string } | null
  /** Why the last report came back; null where it did not. */
  readonly returnReason: string | null
  readonly last: { readonly at: number; readonly percent: string | null } | null
  /** The id of the report that it was filled from. */
  readonly base: string | null
  /** 更正: the id of the report that is put right; `isFrozen`: its month stands already. */
  readonly corrects: { readonly reportId: string; readonly isFrozen: boolean } | null
  /** 亮点 are asked in quarter, half-year and year-end reports. */
  readonly asksHighlights: boolean
  /** 量化指标, in printed order; where there are any, no percentage is asked. */
  readonly figures: readonly FigureField[]
  /** From 1, of pages of indicators. */
  readonly page: number
  /** 代录: the office is asked by what way it was told. */
  readonly asksSource: boolean
  /** Whether one tap may say how far the project is. */
  readonly hasStages: boolean
  /** 逐项填报. */
  readonly step: ReportStep | null
  /** What was just sent, when the form follows another one. */
  readonly sent: string | null
  readonly merged: MergedView | null
}

const fields: Readonly<Record<ReportField, string>> = {
  milestones_done: '已完成的节点',
  values: '指标',
  percent: '完成进度',
  progress: '进展情况',
  problems: '存在问题',
  next_steps: '下步计划',
  highlights: '亮点',
  no_figure: '暂无数据',
  expected_on: '预计公布日期',
  source: '情况来源',
}

/** Names of inputs are the keys of `ReportForm`; the compiler holds the card to the contract. */
const field = (name: keyof ReportForm): string => name

/** How many nodes are offered, and how much of their texts. */
type OptionLimits = { readonly late: number; readonly upcoming: number; readonly chars: number }

/** From the roomiest; what people wrote comes first, so long texts leave less room for nodes. */
const optionLimits: readonly [OptionLimits, ...OptionLimits[]] = [
  { late: 20, upcoming: 15, chars: 24 },
  { late: 12, upcoming: 8, chars: 16 },
  { late: 5, upcoming: 3, chars: 10 },
]

export function reportFormCard(view: ReportFormView): Card {
  const [roomiest, ...others] = optionLimits
  const first = formCardOf(view, roomiest)
  return others.reduce((made, limits) => (fits(made) ? made : formCardOf(view, limits)), first)
}

function formCardOf(view: ReportFormView, options: OptionLimits): Card {
  const verb = view.corrects ? '更正' : '填报'
  const mark = view.refused ? '待改正' : view.merged ? '有更新，请核对' : `待${verb}`
  const step = view.step ? ` · ${view.step.at}/${view.step.of}` : ''
  const state = `${verb} ${cut(numberOf(view), 20)}${step} · ${mark}`
  return card({
    title: `${state} · ${dayAt(view.asOf)}`,
    summary: `${state} · ${previewOf(view, 16)} · ${dayAt(view.asOf)}`,
    template: view.refused || view.merged ? 'orange' : 'blue',
    elements: [
      ...above(view),
      form('report', [
        ...milestoneSelect(view, options),
        ...inputs(view),
        button(
          '提交',
          'main',
          { action: 'report.submit', period: view.period, ...formOf(view) },
          { name: 'submit', submit: true, fill: true },
        ),
      ]),
      ...stageButtons(view),
      ...skip(view),
      note(
        `也可发送：${verb} ${view.seq} 已开工3所，完成60%　` +
          (view.corrects ? `撤回 ${view.seq}` : `没有新进展：无新增 ${view.seq}`),
      ),
    ],
  })
}

/** What every button of a form says of it. */
export const formOf = (
  view: Pick<ReportFormView, 'taskId' | 'version' | 'base' | 'corrects' | 'step'>,
) => ({
  taskId: view.taskId,
  version: view.version,
  base: view.base,
  ...(view.corrects ? { corrects: view.corrects.reportId } : {}),
  ...(view.step ? { step: view.step } : {}),
})

/** What one should know before one fills it in. */
function above(view: ReportFormView): readonly CardElement[] {
  const last = view.last ? `　上次：${timeAt(view.last.at)} 报 ${percentOf(view.last.percent)}` : ''
  const { refused } = view
  return [
    ...(view.sent ? [note(cut(oneLine(view.sent), 80))] : []),
    ...(refused
      ? [
          markdown(
            `${colored('未提交', 'red')}：${refused.field ? `**${fields[refused.field]}** ` : ''}${inline(refused.reason, 80)}`,
          ),
        ]
      : []),
    ...merged(view.merged),
    markdown(`**${inline(view.title, 40)}**`),
    ...(view.returnReason ? [markdown(`**退回原因** ${inline(view.returnReason, 500)}`)] : []),
    note(
      view.corrects
        ? `更正${periodOf(view.period)}填报${view.corrects.isFrozen ? '：这一期已截止，督查室同意后生效' : ''}${last}`
        : `${periodOf(view.period)}进展，截至${dayAt(view.asOf)}${last}`,
    ),
  ]
}

/** Two people on one task: what the other entered, beside what became of one's own. */
function merged(view: MergedView | null): readonly CardElement[] {
  if (!view) return []
  const lines = view.changes
    .slice(0, 6)
    .map(
      ({ field: name, theirs, isMineKept }) =>
        `**${fields[name]}** ${inline(theirs, 60) || '空'}${isMineKept ? '（您填的不同，保留您的）' : '（已并入）'}`,
    )
  return [
    markdown([
      `${colored('未提交', 'red')}：您填写期间，${inline(view.by, 20)}于${timeAt(view.at)}提交了新内容。`,
      ...(lines.length > 0 ? lines : ['内容与您填的一致。']),
      '下面是合并后的内容，核对后再提交；也可直接回复：确认。',
    ]),
  ]
}

function inputs(view: ReportFormView): readonly CardElement[] {
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

/** One tap instead of words, for a project that has no numbers. */
function stageButtons(view: ReportFormView): readonly CardElement[] {
  if (!view.hasStages) return []
  const row = (some: readonly (typeof stages)[number][]) =>
    buttons(
      ...some.map((stage) =>
        button(stageWords[stage], 'default', { action: 'report.stage', stage, ...formOf(view) }),
      ),
    )
  return [
    plain('或者只报到了哪一步（按一下即提交）：'),
    row(stages.slice(0, 3)),
    row(stages.slice(3)),
  ]
}

const skip = ({ step, taskId }: ReportFormView): readonly CardElement[] =>
  step && step.at < step.of
    ? [buttons(button('跳过这一项', 'default', { action: 'report.skip', after: taskId, step }))]
    : []

/** What may be taken back first, then what is late within reason, then the next ones. */
function milestoneSelect(view: ReportFormView, limits: OptionLimits): readonly CardElement[] {
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
