/** 指标 14: the indicators of a task, and those that were proposed from its words. */
import type { CardAction } from '../actions.ts'
import {
  button,
  buttons,
  type Card,
  type CardElement,
  card,
  cut,
  hr,
  inline,
  markdown,
  note,
  plain,
  smallButtons,
} from '../kit.ts'
import { type Paged, pager } from '../pager.ts'
import { dayAt, type TaskRef, taskLine } from '../words.ts'

export type IndicatorsView = Paged & {
  readonly scope: 'task' | 'plan'
  /** Of the task or the plan. */
  readonly id: string
  /** `QL26-14`, or the plan's code. */
  readonly called: string
  readonly planTitle: string
  /** Epoch ms. */
  readonly at: number
  /** Proposals in all. */
  readonly proposals: number
  readonly rows: readonly ProposalRow[]
  /** Confirmed ones, of a task alone: `生猪存栏 ≥ 121万头`. */
  readonly settled: readonly string[]
  readonly mayDecide: boolean
}

type ProposalRow = TaskRef & {
  readonly indicatorId: string
  /** Its number in the list, as one says it. */
  readonly number: number
  readonly name: string
  /** `≥ 5个`. */
  readonly target: string
  readonly item: string
}

export const proposalsPerPage = 6
const settledShown = 12

export function indicatorsCard(view: IndicatorsView): Card {
  const { scope, id, proposals } = view
  const state = proposals > 0 ? `建议指标${proposals}个待确认` : `指标${view.settled.length}个`
  return card({
    title: `${cut(view.called, 20)} · ${state} · ${dayAt(view.at)}`,
    subtitle: view.planTitle,
    template: proposals > 0 ? 'orange' : 'blue',
    elements: [
      ...settled(view),
      ...proposed(view),
      ...pager(view, (page) => ({ action: 'indicators.show', scope, id, page })),
      ...(view.mayDecide && view.rows.length > 1 ? [wholePage(view)] : []),
      note(words(view)),
    ],
  })
}

function settled({ scope, settled: all }: IndicatorsView): readonly CardElement[] {
  if (scope === 'plan') return []
  if (all.length === 0) return [plain('还没有确认的指标，完成率按节点或填报的百分比计算。')]
  const left = all.length - settledShown
  return [
    markdown([
      '**已确认的指标**',
      ...all.slice(0, settledShown).map((one) => `· ${inline(one, 50)}`),
      ...(left > 0 ? [`另有 ${left} 个`] : []),
    ]),
  ]
}

function proposed(view: IndicatorsView): readonly CardElement[] {
  if (view.proposals === 0) return view.scope === 'plan' ? [plain('没有待确认的建议指标。')] : []
  return [
    plain('以下指标由任务文字推出，督查室采用后才要求填报、计入完成率。'),
    ...view.rows.slice(0, proposalsPerPage).flatMap((row) => [hr(), ...rowOf(row, view)]),
  ]
}

const decide = (
  { scope, id, page }: IndicatorsView,
  ids: readonly string[],
  isTaken: boolean,
): CardAction => ({ action: 'indicators.decide', scope, id, page, ids: [...ids], isTaken })

function rowOf(row: ProposalRow, view: IndicatorsView): readonly CardElement[] {
  const item = row.item ? `（${inline(row.item, 20)}）` : ''
  return [
    markdown([
      ...(view.scope === 'plan' ? [taskLine(row, 24)] : []),
      `${row.number}．**${inline(row.name, 24)}**　${inline(row.target, 16)}${item}`,
    ]),
    ...(view.mayDecide
      ? [
          smallButtons(
            button('采用', 'primary', decide(view, [row.indicatorId], true), { small: true }),
            button('不采用', 'default', decide(view, [row.indicatorId], false), { small: true }),
          ),
        ]
      : []),
  ]
}

function wholePage(view: IndicatorsView): CardElement {
  const ids = view.rows.slice(0, proposalsPerPage).map(({ indicatorId }) => indicatorId)
  return buttons(
    button('本页全部采用', 'default', decide(view, ids, true)),
    button('本页都不采用', 'default', decide(view, ids, false)),
  )
}

function words({ scope, called, mayDecide, proposals }: IndicatorsView): string {
  if (!mayDecide || proposals === 0) return `也可发送：指标 ${cut(called, 20)}`
  return scope === 'plan'
    ? '也可按任务办理，例如：指标 14 采用 1,3；指标 14 全部采用'
    : `也可发送：指标 ${cut(called, 20)} 采用 1,3；指标 ${cut(called, 20)} 不采用 2；指标 ${cut(called, 20)} 全部采用`
}
