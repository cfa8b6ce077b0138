/** To the office: somebody left; which tasks lost their person. */
import {
  button,
  type Card,
  card,
  cut,
  head,
  inline,
  markdown,
  note,
  oneLine,
  plain,
} from '../kit.ts'
import { dayAt, type TaskRef, taskLine } from '../words.ts'

export type ResignedView = {
  readonly openId: string
  readonly name: string
  readonly tasks: readonly TaskRef[]
  /** `区科技局审签人` and its like. */
  readonly posts: readonly string[]
  /** Shanghai date of today. */
  readonly fromOn: string
  /** Epoch ms. */
  readonly at: number
}

const mostTasks = 10

export function resignedCard(view: ResignedView): Card {
  const name = cut(oneLine(view.name), 12)
  const { shown, left } = head(view.tasks, mostTasks)
  return card({
    title: `已离职 · ${name} · ${view.tasks.length}项任务待接手 · ${dayAt(view.at)}`,
    template: 'orange',
    elements: [
      markdown(`**${inline(view.name, 20)}** 的账号已离职，以下任务失去经办人：`),
      ...shown.map((task) => markdown(taskLine(task))),
      ...(left > 0 ? [note(`另有 ${left} 项`)] : []),
      ...(view.posts.length > 0 ? [plain(`原任：${cut(view.posts.join('、'), 100)}`)] : []),
      button(
        '选接手人',
        'main',
        {
          action: 'person.ask',
          act: { kind: 'hand_over', fromId: view.openId, fromOn: view.fromOn },
        },
        { fill: true },
      ),
      note(`也可发送：移交 ${name}→接手人`),
    ],
  })
}
