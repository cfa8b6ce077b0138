/** 新建下年计划: what is unfinished is offered, all ticked; what is not ticked stays behind. */
import { z } from 'zod'
import {
  button,
  type Card,
  card,
  cut,
  form,
  inline,
  input,
  markdown,
  multiSelect,
  note,
  plain,
  select,
} from './kit.ts'
import { dayAt, type TaskRef } from './words.ts'

/** More than fit a card are named by their numbers instead. */
const mostOffered = 60

export const NextYearForm = z.object({
  tasks: z
    .union([z.array(z.string()), z.literal('')])
    .nullish()
    .transform((value) => value || []),
  except: z.string().nullish(),
  nodes: z.enum(['next_year', 'anew']).catch('next_year'),
  code: z.string().nullish(),
})

export type NextYearView = {
  readonly planId: string
  readonly version: number
  readonly code: string
  readonly title: string
  readonly nextYear: number
  readonly nextCode: string
  /** Epoch ms. */
  readonly at: number
  readonly unfinished: readonly TaskRef[]
}

export function nextYearCard(view: NextYearView): Card {
  const { planId, version, unfinished } = view
  const code = cut(view.code, 16)
  const action = { action: 'plan.carry.confirm', planId, version } as const
  return card({
    title: `${code} · 新建${view.nextYear}年计划待确认 · 结转${unfinished.length}项 · ${dayAt(view.at)}`,
    template: 'blue',
    elements: [
      markdown(`**${inline(view.title, 60)}**`),
      plain(
        '单位、人员、绑定、规则和群订阅都沿用。勾选的未办结任务结转到下年计划（草案），不通知任何人；下发时再发给责任人。',
      ),
      form('plan_carry', [
        unfinished.length <= mostOffered
          ? multiSelect(
              'tasks',
              '结转的任务',
              unfinished.map(({ taskId, seq, title }) => ({
                text: `${seq} ${cut(title, 18)}`,
                value: taskId,
              })),
              unfinished.map(({ taskId }) => taskId),
            )
          : input('except', `共${unfinished.length}项，全部结转；不结转的请写序号`, {
              maxLength: 300,
              placeholder: '例如：3,5,12',
            }),
        select(
          'nodes',
          '未完成的节点',
          [
            { text: '节点顺延一年', value: 'next_year' },
            { text: '不带节点，由牵头单位重新分解', value: 'anew' },
          ],
          1,
        ),
        input('code', '计划编号', { value: view.nextCode, maxLength: 12 }),
        button('确认结转', 'main', action, { name: 'submit', submit: true, fill: true }),
      ]),
      note(`不结转就不必理会这张卡片。也可发送：确认结转 ${code}，或：确认结转 ${code} 除 3,5`),
    ],
  })
}
