/** What the form of 填报 is made from, and what its fields are called. */
import type { IsoDate } from '../../src/domain/draft-plan.ts'
import type { MilestoneStatus } from '../../src/domain/milestone-status.ts'
import type { ReportSource } from '../../src/domain/plan.ts'
import type { ReportForm } from '../actions.ts'
import type { TaskRef } from '../words.ts'
import type { ReportStep } from './report-actions.ts'

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

export const fields: Readonly<Record<ReportField, string>> = {
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
