/** 分解: a unit gives a task printed without nodes its nodes, indicators and liaison. */
import type { IsoDate } from '../../src/domain/draft-plan.ts'
import { nodeRows } from '../actions.ts'
import {
  button,
  type Card,
  card,
  cut,
  datePicker,
  form,
  input,
  markdown,
  note,
  plain,
} from '../kit.ts'
import { dayAt, numberOf, type TaskRef, taskLine } from '../words.ts'

export type BreakdownFormView = TaskRef & {
  readonly text: string
  /** Epoch ms. */
  readonly at: number
  /** What was entered before and sent back, or said in words. */
  readonly nodes: readonly { readonly dueOn: IsoDate; readonly text: string }[]
  readonly indicators: readonly string[]
  readonly liaison: string
  /** Why the last one came back. */
  readonly returned: string | null
}

export function breakdownFormCard(view: BreakdownFormView): Card {
  const said = cut(numberOf(view), 20)
  const more = view.nodes.slice(nodeRows)
  const rows = Array.from({ length: nodeRows }, (_, index) => {
    const node = view.nodes[index]
    return [
      datePicker(`due_${index + 1}`, `节点${index + 1} 完成日期`, node?.dueOn ?? null, false),
      input(`text_${index + 1}`, `节点${index + 1} 做到什么`, {
        value: node?.text ?? null,
        maxLength: 200,
      }),
    ]
  })
  return card({
    title: `分解 ${said} · 待填写 · ${dayAt(view.at)}`,
    template: view.returned ? 'orange' : 'blue',
    elements: [
      markdown(taskLine(view)),
      plain(cut(view.text, 300)),
      ...(view.returned ? [plain(`督查室退回：${cut(view.returned, 300)}`)] : []),
      form('breakdown', [
        ...rows.flat(),
        input('more', '更多节点（每行一个）', {
          value: more.map(({ dueOn, text }) => `${dueOn} ${text}`).join('\n'),
          placeholder: '9月底前完成主体工程',
          multiline: true,
          maxLength: 1000,
        }),
        input('indicators', '量化指标（每行一个，可不填）', {
          value: view.indicators.join('\n'),
          placeholder: '招引项目 24个',
          multiline: true,
          maxLength: 500,
        }),
        input('liaison', '联络员姓名（可不填）', { value: view.liaison, maxLength: 20 }),
        button(
          '提交督查室',
          'main',
          { action: 'breakdown.submit', taskId: view.taskId },
          { name: 'submit', submit: true, fill: true },
        ),
      ]),
      note(`也可发送：分解 ${said} 6月底前完成招标；12月底前完工；联络员 姓名`),
    ],
  })
}
