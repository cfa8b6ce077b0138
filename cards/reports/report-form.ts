/** 填报: the form, what was sent with it, and the answer to a form that came too late. */
import type { IsoDate } from '../../src/domain/draft-plan.ts'
import type { MilestoneStatus } from '../../src/domain/milestone-status.ts'
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
  form,
  inline,
  input,
  markdown,
  multiSelect,
  note,
  oneLine,
  plain,
} from '../kit.ts'
import {
  completionMark,
  dayAt,
  dayOf,
  milestoneLook,
  numberOf,
  percentOf,
  periodOf,
  previewOf,
  type ReportStatus,
  reportLooks,
  type TaskRef,
  timeAt,
} from '../words.ts'

/** Names of inputs: the keys of `form_value`. */
export type ReportField = keyof ReportForm

export type ReportValues = {
  /** As typed; decimal text once accepted. */
  readonly percent: string
  readonly progress: string
  readonly problems: string
  readonly nextSteps: string
  /** Ids of milestones. */
  readonly milestonesDone: readonly string[]
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
}

export type ReportDoneView = TaskRef & {
  readonly period: string
  /** Epoch ms. */
  readonly at: number
  readonly status: ReportStatus
  readonly percent: string | null
  readonly progress: string
  readonly problems: string
  readonly nextSteps: string
  /** Texts of the milestones marked done. */
  readonly milestonesDone: readonly string[]
  readonly mayEdit: boolean
}

export type ReportStaleView = TaskRef & {
  /** Epoch ms. */
  readonly at: number
  /** What stands now, and who entered it. */
  readonly current: {
    readonly by: string
    readonly at: number
    readonly percent: string | null
    readonly progress: string
  } | null
  readonly mayReport: boolean
}

const fields: Readonly<Record<ReportField, string>> = {
  milestones_done: '已完成的节点',
  percent: '完成进度',
  progress: '进展情况',
  problems: '存在问题',
  next_steps: '下步计划',
}

/** Names of inputs are the keys of `ReportForm`; the compiler holds the card to the contract. */
const field = (name: ReportField): ReportField => name

export function reportFormCard(view: ReportFormView): Card {
  const { taskId, period, version } = view
  const last = view.last ? `　上次：${timeAt(view.last.at)} 报 ${percentOf(view.last.percent)}` : ''
  const state = `填报 ${cut(numberOf(view), 20)} · ${view.refused ? '待改正' : '待填报'}`
  return card({
    title: `${state} · ${dayAt(view.asOf)}`,
    summary: `${state} · ${previewOf(view, 16)} · ${dayAt(view.asOf)}`,
    template: view.refused ? 'orange' : 'blue',
    elements: [
      ...(view.refused
        ? [
            markdown(
              `${colored('未提交', 'red')}：${view.refused.field ? `**${fields[view.refused.field]}** ` : ''}${inline(view.refused.reason, 80)}`,
            ),
          ]
        : []),
      markdown(`**${inline(view.title, 40)}**`),
      ...(view.returnReason ? [markdown(`**退回原因** ${inline(view.returnReason, 500)}`)] : []),
      note(`${periodOf(period)}进展，截至${dayAt(view.asOf)}${last}`),
      form('report', [
        ...milestoneSelect(view),
        ...inputs(view.values),
        button(
          '提交',
          'main',
          { action: 'report.submit', taskId, period, version },
          { name: 'submit', submit: true, fill: true },
        ),
      ]),
      note(`也可发送：填报 ${view.seq} 已开工3所，完成60%　没有新进展：无新增 ${view.seq}`),
    ],
  })
}

function inputs(values: ReportValues): readonly CardElement[] {
  const more = values.problems !== '' || values.nextSteps !== ''
  return [
    input(field('percent'), '完成进度（%），填 0–100 的数字', {
      value: values.percent,
      placeholder: '例如 60',
      maxLength: 20,
    }),
    input(field('progress'), '进展情况（必填）', {
      value: values.progress,
      placeholder: '做了什么、完成多少',
      multiline: true,
      required: true,
      maxLength: 1000,
    }),
    collapsible(
      '问题与下步计划（选填）',
      [
        input(field('problems'), fields.problems, {
          value: values.problems,
          multiline: true,
          maxLength: 1000,
        }),
        input(field('next_steps'), fields.next_steps, {
          value: values.nextSteps,
          multiline: true,
          maxLength: 1000,
        }),
      ],
      more,
    ),
  ]
}

const upcomingOptions = 15
const overdueOptions = 20

/** What may be taken back first, then what is late within reason, then the next fifteen. */
function milestoneSelect(view: ReportFormView): readonly CardElement[] {
  const open = [...view.openMilestones].sort((a, b) => a.dueOn.localeCompare(b.dueOn))
  if (open.length === 0) return []
  const ticked = open.filter((one) => one.status === 'done')
  const late = open.filter((one) => one.status === 'overdue').slice(-overdueOptions)
  const rest = open
    .filter((one) => one.status !== 'overdue' && one.status !== 'done')
    .slice(0, upcomingOptions)
  const options = [...ticked, ...late, ...rest].map((one) => {
    const mark = one.status === 'later' ? '' : `（${milestoneLook(one.status).word}）`
    const item = one.item ? `${cut(oneLine(one.item), 12)}：` : ''
    return {
      text: `${dayOf(one.dueOn)} ${item}${cut(oneLine(one.text), 24)}${mark}`,
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

export function reportDoneCard(view: ReportDoneView): Card {
  const look = reportLooks[view.status]
  const isReturned = view.status === 'returned'
  return card({
    title: `${cut(numberOf(view), 20)} · ${isReturned ? look.word : `已提交 · ${look.word}`}${view.percent ? ` · ${percentOf(view.percent)}` : ''} · ${dayAt(view.at)}`,
    template: isReturned ? 'red' : 'green',
    elements: [
      markdown(`**${inline(view.title, 40)}**`),
      markdown(
        `${periodOf(view.period)}进展 · ${completionMark(view.percent)} · ${colored(look.word, look.color)}`,
      ),
      plain(values(view).join('\n')),
      ...(view.mayEdit
        ? [
            buttons(
              button(isReturned ? '补正' : '修改', isReturned ? 'main' : 'default', {
                action: 'report.open',
                taskId: view.taskId,
              }),
            ),
          ]
        : []),
      note(`${timeAt(view.at)} 提交${view.mayEdit ? `　也可发送：填报 ${view.seq}` : ''}`),
    ],
  })
}

function values(view: ReportDoneView): readonly string[] {
  const done = view.milestonesDone.slice(0, 10).map((one) => `· ${cut(oneLine(one), 40)}`)
  const left = view.milestonesDone.length - done.length
  return [
    `进展情况：${cut(view.progress, 500) || '未填'}`,
    ...(done.length > 0 ? [`已完成的节点 ${view.milestonesDone.length} 个：`, ...done] : []),
    ...(left > 0 ? [`另有 ${left} 个`] : []),
    ...(view.problems ? [`存在问题：${cut(view.problems, 300)}`] : []),
    ...(view.nextSteps ? [`下步计划：${cut(view.nextSteps, 300)}`] : []),
  ]
}

/** The task changed after the form was opened: nothing was stored, here is what stands. */
export function reportStaleCard(view: ReportStaleView): Card {
  const { current } = view
  return card({
    title: `填报 ${cut(numberOf(view), 20)} · 未提交 · ${dayAt(view.at)}`,
    template: 'orange',
    elements: [
      markdown(`**${inline(view.title, 40)}**`),
      plain('您打开填报表之后，这项任务有了更新，刚才填的没有提交。'),
      ...(current
        ? [
            markdown(
              `**现有内容** ${inline(percentOf(current.percent), 9)}<br>${inline(current.by, 20)} · ${timeAt(current.at)}`,
            ),
            plain(cut(current.progress, 500) || '未填进展情况'),
          ]
        : []),
      ...(view.mayReport
        ? [
            buttons(button('重新填报', 'main', { action: 'report.open', taskId: view.taskId })),
            note(`也可发送：填报 ${view.seq}`),
          ]
        : []),
    ],
  })
}
