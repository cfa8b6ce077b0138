/** 同名: one printed name, several persons; the office says who is meant for which unit. */
import {
  button,
  type Card,
  type CardElement,
  card,
  cut,
  hr,
  inline,
  markdown,
  note,
  oneLine,
} from '../kit.ts'
import { dayAt } from '../words.ts'

type NamesakeRow = {
  /** A unit's id. */
  readonly scope: string
  readonly unit: string
  readonly tasks: number
  /** Whose account it is now, null: nobody's. */
  readonly bound: string | null
  /** The only one of that name in that unit, by the directory. */
  readonly proposed: { readonly openId: string; readonly name: string } | null
}

export type NamesakesView = {
  readonly printedId: string
  readonly name: string
  readonly rows: readonly NamesakeRow[]
  /** Epoch ms. */
  readonly at: number
}

const mostUnits = 8

export function namesakesCard(view: NamesakesView): Card {
  const shown = view.rows.slice(0, mostUnits)
  const left = view.rows.length - shown.length
  const [first] = shown
  return card({
    title: `同名 · ${cut(oneLine(view.name), 12)} · ${view.rows.length}个单位 · ${dayAt(view.at)}`,
    template: 'orange',
    elements: [
      markdown(
        `任务表中的 **${inline(view.name, 20)}** 出现在以下单位，如不是同一人，请分别指定：`,
      ),
      ...shown.flatMap((row) => [hr(), ...rowOf(view, row)]),
      note(
        `${left > 0 ? `另有 ${left} 个单位。` : ''}是同一人就不用处理。也可发送：同名 ${cut(oneLine(view.name), 12)} ${cut(oneLine(first?.unit ?? '单位'), 12)} 姓名`,
      ),
    ],
  })
}

function rowOf({ printedId }: NamesakesView, row: NamesakeRow): readonly CardElement[] {
  const act = { kind: 'namesake', printedId, scope: row.scope } as const
  const who = row.bound ? `已绑定 ${inline(row.bound, 12)}` : '未绑定'
  return [
    markdown(`**${inline(row.unit, 24)}**　${row.tasks}项，${who}`),
    ...(row.proposed
      ? [
          button(
            `是本单位的 ${cut(oneLine(row.proposed.name), 12)}`,
            'primary',
            { action: 'person.choose', act, openId: row.proposed.openId },
            { small: true },
          ),
        ]
      : []),
    button('选择人员', 'default', { action: 'person.ask', act }, { small: true }),
  ]
}
