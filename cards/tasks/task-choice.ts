/** “14” that means several tasks: which one? */
import type { OfficeChange } from '../../src/domain/task-changes.ts'
import type { RequestKind } from '../../src/domain/task-requests.ts'
import type { CardAction } from '../actions.ts'
import { button, type Card, card, cut, note, oneLine, plain } from '../kit.ts'
import { dayAt, numberOf, type TaskRef } from '../words.ts'

export type ChoicePurpose =
  | 'show'
  | 'report'
  | 'correct'
  | 'acknowledge'
  | 'review'
  | 'grant'
  | 'refuse'
  | 'direct'
  | 'rate'
  | 'indicators'
  | 'set_rate'
  | 'reply'
  | 'internal'
  | 'trail'
  | 'purge'
  | 'not_internal'
  | 'pass_on'
  | 'edit'
  | 'number'
  | RequestKind
  | OfficeChange

export type TaskChoiceView = {
  /** What was said, such as `填报 14`. */
  readonly said: string
  readonly purpose: ChoicePurpose
  /** Epoch ms. */
  readonly at: number
  /** At most three are shown, own tasks first. */
  readonly choices: readonly (TaskRef & { readonly planTitle: string; readonly version: number })[]
  /** What was said after the number; a report begins with it. */
  readonly words: string
}

/** The word of the chat for each purpose. */
export const choiceVerbs: Readonly<Record<ChoicePurpose, string>> = {
  show: '任务',
  report: '填报',
  correct: '更正',
  acknowledge: '签收',
  review: '通过',
  grant: '同意',
  refuse: '不同意',
  direct: '工作要求',
  rate: '完成率',
  indicators: '指标',
  set_rate: '核定',
  reply: '答复',
  internal: '内部',
  trail: '痕迹',
  purge: '误传清除',
  not_internal: '取消内部',
  pass_on: '转办',
  extension: '延期',
  close_out: '办结',
  objection: '有异议',
  breakdown: '分解',
  edit: '改',
  number: '批示编号',
  suspended: '中止',
  resumed: '恢复',
  withdrawn: '撤项',
  merged: '并入',
  reopened: '重开',
}

export function taskChoiceCard(view: TaskChoiceView): Card {
  const shown = view.choices.slice(0, 3)
  const verb = choiceVerbs[view.purpose]
  const example = shown[0] ? `也可发送：${verb} ${cut(numberOf(shown[0]), 20)}` : ''
  return card({
    title: `请选择任务 · ${shown.length}项 · ${dayAt(view.at)}`,
    template: 'blue',
    elements: [
      plain(`您说的“${cut(oneLine(view.said), 60)}”可能是：`),
      ...shown.flatMap((task) => [
        note(cut(oneLine(task.planTitle), 40)),
        button(
          `${cut(numberOf(task), 16)} ${cut(oneLine(task.title), 22)}`,
          'default',
          actionOf(view, task),
          { fill: true },
        ),
      ]),
      ...(example ? [note(example)] : []),
    ],
  })
}

function actionOf(view: TaskChoiceView, task: TaskChoiceView['choices'][number]): CardAction {
  const { taskId, version } = task
  const words = view.words.slice(0, 1000)
  switch (view.purpose) {
    case 'report':
      return { action: 'report.open', taskId, ...(words === '' ? {} : { words }) }
    case 'rate':
      return { action: 'rate.show', taskId, page: 1 }
    case 'indicators':
      return { action: 'indicators.show', scope: 'task', id: taskId, page: 1 }
    case 'set_rate':
      return { action: 'rate.set.open', taskId }
    case 'correct':
      return { action: 'report.correct', taskId }
    case 'acknowledge':
      return { action: 'task.acknowledge', taskId, version }
    case 'pass_on':
      return { action: 'person.ask', act: { kind: 'pass_on', taskId } }
    case 'extension':
    case 'close_out':
    case 'objection':
      return { action: 'request.open', taskId, kind: view.purpose }
    case 'breakdown':
      return { action: 'breakdown.open', taskId }
    case 'edit':
      return { action: 'edit.open', taskId, field: null }
    // What the office decides needs its words: the task is shown, the words are said again.
    default:
      return { action: 'task.show', taskId }
  }
}
