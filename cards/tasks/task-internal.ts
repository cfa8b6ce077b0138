/** 内部事项: marked, or asked once more before it is shown again. */
import { button, type Card, card, cut, markdown, note, plain } from '../kit.ts'
import { dayAt, numberOf, type TaskRef, taskLine, timeAt } from '../words.ts'

export type TaskInternalView = TaskRef & {
  readonly version: number
  /** What it becomes. */
  readonly isInternal: boolean
  /** Epoch ms. */
  readonly at: number
  readonly isDone: boolean
}

const effects = {
  marked: '不进群、不进他人的查询和统计、不进公开版；牵头领导、承办单位和督查室照常办理。',
  unmarked: '同一计划的其他承办人和订阅的群将能看到这项任务。',
} as const

export function taskInternalCard(view: TaskInternalView): Card {
  const { taskId, version, isInternal, isDone } = view
  const state = isInternal ? '已设为内部事项' : isDone ? '已取消内部' : '取消内部？待确认'
  return card({
    title: `${cut(numberOf(view), 20)} · ${state} · ${dayAt(view.at)}`,
    template: isDone ? 'grey' : 'orange',
    elements: [
      markdown(taskLine(view)),
      plain(isInternal ? effects.marked : effects.unmarked),
      ...(isDone
        ? []
        : [
            button(
              '确认取消内部',
              'danger',
              { action: 'task.internal', taskId, version, isInternal },
              { fill: true },
            ),
          ]),
      note(
        isDone
          ? `${timeAt(view.at)}办理，已记入台账。${isInternal ? `恢复公开请发送：取消内部 ${cut(numberOf(view), 20)}` : ''}`
          : '不办理就不用按，什么都不会改变',
      ),
    ],
  })
}
