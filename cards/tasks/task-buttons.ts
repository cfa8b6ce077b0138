/** What may be pressed on the card of one task. */
import { button, buttons, type CardElement, cut, note, smallButtons } from '../kit.ts'
import { directiveButtons } from './directive.ts'
import { requestWords } from './task-request.ts'
import type { TaskView } from './task-view.ts'

/** 单项专报: the task on one page. */
const printButton = ({ planId, taskId }: TaskView): CardElement =>
  smallButtons(
    button(
      '打印版',
      'default',
      { action: 'export.table', planId, taskId, form: 'task_brief', format: 'word' },
      { small: true },
    ),
  )

export function actions(view: TaskView): readonly CardElement[] {
  const { taskId, version } = view
  const row = [
    ...(view.mayAcknowledge
      ? [button('签收', 'main', { action: 'task.acknowledge', taskId, version })]
      : []),
    ...(view.mayReport
      ? [
          button('填报', view.mayAcknowledge ? 'default' : 'main', {
            action: 'report.open',
            taskId,
          }),
        ]
      : []),
  ]
  const asks = view.mayRequest.map((kind) =>
    button(
      requestWords[kind].button,
      'default',
      kind === 'breakdown'
        ? { action: 'breakdown.open', taskId }
        : { action: 'request.open', taskId, kind },
      { small: true },
    ),
  )
  const edit = button(
    '改',
    'default',
    { action: 'edit.open', taskId, field: null },
    { small: true },
  )
  return [
    ...(row.length > 0 ? [buttons(...row)] : []),
    ...(asks.length > 0 || view.mayEdit
      ? [smallButtons(...asks, ...(view.mayEdit ? [edit] : []))]
      : []),
    ...(view.mayPassOn ? [passOnButton(taskId)] : []),
    ...(view.mayDirect ? [directiveButtons(taskId)] : []),
    ...(view.mayMarkInternal ? [internalButton(view)] : []),
    ...(view.mayPrint ? [printButton(view)] : []),
  ]
}

const passOnButton = (taskId: string): CardElement =>
  smallButtons(
    button(
      '转办给同事',
      'default',
      { action: 'person.ask', act: { kind: 'pass_on', taskId } },
      { small: true },
    ),
  )

/** To mark is one press; to take the mark back is asked about once more, by words. */
const internalButton = ({ taskId, version, isInternal, code, seq }: TaskView): CardElement =>
  isInternal
    ? note(`恢复公开请发送：取消内部 ${cut(code, 12)}-${seq}`)
    : smallButtons(
        button(
          '设为内部事项',
          'default',
          { action: 'task.internal', taskId, version, isInternal: true },
          { small: true },
        ),
      )
