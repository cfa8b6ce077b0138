/** 办结, 延期 for several tasks or nodes at once. */
import type { RequestKind } from '../../src/domain/task-requests.ts'
import {
  button,
  type Card,
  card,
  cut,
  form,
  head,
  input,
  multiSelect,
  note,
  oneLine,
  plain,
} from '../kit.ts'
import { dateOf, dayAt, type TaskRef, timeAt } from '../words.ts'
import { requestWords, said, type TaskRequestView } from './task-request.ts'

/** 办结 for several tasks at once. */
export const closeOutsFormCard = (view: {
  /** Epoch ms. */
  readonly at: number
  readonly tasks: readonly TaskRef[]
}): Card =>
  card({
    title: `办结 · ${view.tasks.length}项可选 · ${dayAt(view.at)}`,
    template: 'blue',
    elements: [
      form('close-outs', [
        multiSelect(
          'tasks',
          '已完成的任务（可选几项）',
          view.tasks.slice(0, 60).map((task) => ({
            text: `${said(task)} ${cut(oneLine(task.title), 24)}`,
            value: task.taskId,
          })),
          [],
        ),
        input('reason', requestWords.close_out.reason, {
          placeholder: requestWords.close_out.placeholder,
          multiline: true,
          required: true,
          maxLength: 1000,
        }),
        button(
          '提交督查室',
          'main',
          { action: 'close-outs.submit' },
          { name: 'submit', submit: true, fill: true },
        ),
      ]),
      note('也可发送：办结 14,15,18 完成情况'),
    ],
  })

/** Several were asked at once: what was taken, and what not and why. */
export const requestsResultCard = (view: {
  readonly kind: RequestKind
  /** Epoch ms. */
  readonly at: number
  readonly taken: readonly TaskRequestView[]
  readonly refused: readonly string[]
}): Card => {
  const { shown, left } = head(view.taken, 20)
  return card({
    title: `${requestWords[view.kind].word} · 已提交${view.taken.length}项${view.refused.length > 0 ? ` · 未提交${view.refused.length}项` : ''} · ${dayAt(view.at)}`,
    template: view.taken.length > 0 ? 'blue' : 'orange',
    elements: [
      ...(shown.length > 0 ? [plain(shown.map(takenLine).join('\n'))] : []),
      ...(left > 0 ? [note(`另有 ${left} 项`)] : []),
      ...(view.refused.length > 0
        ? [
            plain(
              head(view.refused, 20)
                .shown.map((line) => cut(line, 120))
                .join('\n'),
            ),
          ]
        : []),
      note(`${timeAt(view.at)}提交　督查室逐项决定，决定之前照常填报`),
    ],
  })
}

const takenLine = (view: TaskRequestView): string =>
  `${said(view)}　${cut(oneLine(view.title), 24)}` +
  (view.node && view.newDueOn ? `　${dateOf(view.node.dueOn)} → ${dateOf(view.newDueOn)}` : '')
