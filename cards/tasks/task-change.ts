/** 中止, 恢复, 撤项, 重开: asked once more, then done. */
import type { OfficeChange } from '../../src/domain/task-changes.ts'
import { button, type Card, card, cut, markdown, note, oneLine, plain } from '../kit.ts'
import { dayAt, numberOf, type TaskRef, taskLine, timeAt } from '../words.ts'

export const changeWords: Readonly<
  Record<OfficeChange, { readonly word: string; readonly effect: string }>
> = {
  suspended: { word: '中止', effect: '中止后不再提醒、不再催办，可以恢复。' },
  resumed: { word: '恢复', effect: '恢复后转为办理中，节点日期不变。' },
  withdrawn: { word: '撤项', effect: '撤项后不再统计，不能恢复；已填报的内容保留。' },
  merged: {
    word: '并入',
    effect: '并入后本项撤项，不再统计；填报、要求都保留，可在并入的任务中查到。',
  },
  reopened: { word: '重开', effect: '重开后转为办理中，重新提醒未完成的节点。' },
}

export type TaskChangeView = TaskRef & {
  readonly change: OfficeChange
  readonly reason: string
  /** Of 并入: the task that takes it over. */
  readonly into?: TaskRef | null
  readonly version: number
  /** Epoch ms. */
  readonly at: number
  readonly isDone: boolean
}

const isEnding: Readonly<Record<OfficeChange, boolean>> = {
  suspended: true,
  withdrawn: true,
  merged: true,
  resumed: false,
  reopened: false,
}

/** Characters of a reason that the grey line repeats; a longer one stands above, to be copied. */
const reasonRepeated = 60

/** The button in words. What is sent is what is recorded, so a reason is never cut here. */
function inWords({ change, into, reason, ...task }: TaskChangeView): string {
  const numbers = [task, ...(into ? [into] : [])].map((one) => cut(numberOf(one), 20)).join(' ')
  const said = `也可发送：确认${changeWords[change].word} ${numbers}`
  const line = oneLine(reason)
  return line.length <= reasonRepeated ? `${said} ${line}` : `${said}，后面照写上面的原因`
}

export function taskChangeCard(view: TaskChangeView): Card {
  const { taskId, version, change, reason, into } = view
  const { word, effect } = changeWords[change]
  return card({
    title: `${cut(numberOf(view), 20)} · ${view.isDone ? `已${word}` : `${word}？待确认`} · ${dayAt(view.at)}`,
    template: view.isDone ? 'grey' : 'orange',
    elements: [
      markdown(taskLine(view)),
      ...(view.into ? [markdown(`并入　${taskLine(view.into)}`)] : []),
      plain(`原因：${cut(reason, 500)}`),
      ...(view.isDone
        ? []
        : [
            plain(effect),
            button(
              `确认${word}`,
              isEnding[change] ? 'danger' : 'main',
              {
                action: 'task.change',
                taskId,
                version,
                change,
                reason: cut(reason, 1000),
                ...(into ? { intoTaskId: into.taskId } : {}),
              },
              { fill: true },
            ),
          ]),
      ...(view.isDone
        ? [note(`${timeAt(view.at)}办理，已记入台账`)]
        : [note('不办理就不用按，什么都不会改变'), note(inWords(view))]),
    ],
  })
}
