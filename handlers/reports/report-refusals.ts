/** Why a report is not taken, in words. */
import type { ReportField as CardField } from '../../cards/reports/report-form-view.ts'
import {
  type ReportField,
  type ReportRefusal,
  reportTextLimit,
} from '../../src/domain/report-content.ts'

export const reportRefusals: Readonly<Record<ReportRefusal, string>> = {
  'not-your-task': '您不是这项任务的责任人、联络员或责任单位，不能填报',
  'plan-not-running': '这个计划没有在执行，现在不能填报',
  'task-ended': '这项任务已经结束，不再填报',
  'stale-version': '这项任务刚刚有更新，请核对合并后的内容再提交',
  'percent-not-a-number': '请填 0–100 的数字，例如 60',
  'percent-out-of-range': '应在 0 到 100 之间',
  'percent-too-precise': '最多两位小数',
  'progress-missing': '请写几句进展',
  'too-long': `最多 ${reportTextLimit} 字`,
  'unknown-milestone': '有一个节点已不在任务表中，请重新选择',
  'unknown-indicator': '有一个指标已不在任务表中，请重新打开填报',
  'value-not-a-number':
    '请填数字，可带单位，例如 15 或 3.2亿元；没有数据写：未到期、未公布、不适用',
  'value-not-a-percentage': '请填 0–100 的百分数',
  'figure-missing': '请填一个数字，例如 60',
  'expected-date-missing': '未公布的数据请选预计公布日期',
  'source-missing': '代录请选情况来源：电话、书面或会议',
  'nothing-to-correct': '要更正的填报已不是最新一条，请重新打开',
}

/** The name of a field in the form, and in words. */
export const reportFieldNames: Readonly<Record<ReportField, readonly [CardField, string]>> = {
  percent: ['percent', '完成进度'],
  progress: ['progress', '进展情况'],
  problems: ['problems', '存在问题'],
  nextSteps: ['next_steps', '下步计划'],
  highlights: ['highlights', '亮点'],
  values: ['values', '指标'],
  milestonesDone: ['milestones_done', '已完成的节点'],
  expectedOn: ['expected_on', '暂无数据'],
  source: ['source', '情况来源'],
}
