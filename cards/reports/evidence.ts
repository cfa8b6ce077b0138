/** 佐证: what was sent in reply to a task's card, and for which task it is. */
import { button, type Card, card, cut, note, oneLine, plain } from '../kit.ts'
import { dayAt, numberOf, type TaskRef, timeAt } from '../words.ts'

/** Tasks that are offered; the others are said by their numbers. */
const tasksOffered = 6

export type EvidenceQuestionView = {
  readonly evidenceId: string
  readonly fileName: string
  /** Epoch ms. */
  readonly at: number
  readonly tasks: readonly TaskRef[]
}

/** A reply to a card of several tasks is asked which. */
export function evidenceQuestionCard(view: EvidenceQuestionView): Card {
  const shown = view.tasks.slice(0, tasksOffered)
  const [first] = shown
  return card({
    title: `佐证 · 请选择任务 · ${dayAt(view.at)}`,
    template: 'blue',
    elements: [
      plain(`您发来的“${cut(oneLine(view.fileName), 40)}”是哪一项的佐证？`),
      ...shown.map((task) =>
        button(
          `${cut(numberOf(task), 16)} ${cut(oneLine(task.title), 22)}`,
          'default',
          { action: 'evidence.assign', evidenceId: view.evidenceId, taskId: task.taskId },
          { fill: true },
        ),
      ),
      note(`也可发送：佐证 ${first ? cut(numberOf(first), 20) : '14'}`),
    ],
  })
}

export type EvidenceListView = TaskRef & {
  /** Epoch ms. */
  readonly at: number
  readonly mayReport: boolean
  /** The newest first. */
  readonly evidence: readonly {
    readonly fileName: string
    readonly by: string
    readonly at: number
    /** Bytes; null while they are fetched. */
    readonly size: number | null
  }[]
}

const listed = 20

export function evidenceListCard(view: EvidenceListView): Card {
  const number = cut(numberOf(view), 20)
  const left = view.evidence.length - listed
  const lines = view.evidence
    .slice(0, listed)
    .map(
      (one) =>
        `${cut(oneLine(one.fileName), 40)}　${cut(one.by, 12)} ${timeAt(one.at)}${sizeOf(one.size)}`,
    )
  return card({
    title: `${number} · 佐证${view.evidence.length}件 · ${dayAt(view.at)}`,
    template: 'blue',
    elements: [
      plain(cut(oneLine(view.title), 40)),
      plain(lines.length > 0 ? lines.join('\n') : '还没有佐证。佐证不是必须的。'),
      ...(left > 0 ? [note(`另有 ${left} 件`)] : []),
      ...(view.mayReport
        ? [button('填报', 'main', { action: 'report.open', taskId: view.taskId }, { fill: true })]
        : []),
      note('在私聊里回复任务卡片发送图片或文件，即存为佐证'),
    ],
  })
}

const sizeOf = (size: number | null): string =>
  size === null
    ? '　读取中'
    : size < 1_000_000
      ? `　${Math.ceil(size / 1000)}KB`
      : `　${(size / 1_000_000).toFixed(1)}MB`
