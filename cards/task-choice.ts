/** “14” that means several tasks: which one? */
import type { CardAction } from './actions.ts'
import { button, type Card, card, cut, note, oneLine, plain } from './kit.ts'
import { dayAt, numberOf, type TaskRef } from './words.ts'

export type TaskChoiceView = {
  /** What was said, such as `填报 14`. */
  readonly said: string
  readonly purpose: 'show' | 'report'
  /** Epoch ms. */
  readonly at: number
  /** At most three are shown, own tasks first. */
  readonly choices: readonly (TaskRef & { readonly planTitle: string })[]
}

export function taskChoiceCard(view: TaskChoiceView): Card {
  const shown = view.choices.slice(0, 3)
  const verb = view.purpose === 'report' ? '填报' : '任务'
  const example = shown[0] ? `也可发送：${verb} ${cut(numberOf(shown[0]), 20)}` : ''
  return card({
    title: `请选择任务 · ${shown.length}项 · ${dayAt(view.at)}`,
    template: 'blue',
    elements: [
      plain(`您说的“${cut(oneLine(view.said), 60)}”可能是：`),
      ...shown.flatMap((task) => [
        button(
          `${cut(numberOf(task), 16)} ${cut(oneLine(task.title), 22)}`,
          'default',
          open(view.purpose, task.taskId),
          { fill: true },
        ),
        note(cut(oneLine(task.planTitle), 40)),
      ]),
      ...(example ? [note(example)] : []),
    ],
  })
}

const open = (purpose: TaskChoiceView['purpose'], taskId: string): CardAction =>
  purpose === 'report' ? { action: 'report.open', taskId } : { action: 'task.show', taskId }
