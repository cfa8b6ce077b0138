/** 人员: who cannot be reached, the worst first, each with a way to mend it. */
import type { Unbound } from '../../src/domain/unbound.ts'
import type { CardAction } from '../actions.ts'
import {
  button,
  type Card,
  type CardElement,
  card,
  cut,
  hr,
  inline,
  markdown,
  names,
  note,
  oneLine,
  plain,
  smallButtons,
} from '../kit.ts'
import { pager } from '../pager.ts'
import { dateOf, dayAt } from '../words.ts'

export const unboundPerPage = 8

/** A post or a handover that somebody asked for. */
export type WaitingPerson = {
  readonly what: string
  readonly agree: CardAction
  readonly refuse: CardAction
}

const waitingShown = 3

export type PeopleListView = {
  /** Oldest first; three are shown, on the first page. */
  readonly waiting: readonly WaitingPerson[]
  readonly page: number
  readonly pages: number
  readonly rows: readonly Unbound[]
  /** Persons and units without anybody, on all pages. */
  readonly persons: number
  readonly units: number
  /** Persons whom the tables print, in all. */
  readonly total: number
  /** Epoch ms. */
  readonly at: number
}

export function peopleListCard(view: PeopleListView): Card {
  const state =
    view.persons + view.units === 0
      ? '均已绑定'
      : [
          ...(view.persons > 0 ? [`未绑定${view.persons}人`] : []),
          ...(view.units > 0 ? [`${view.units}个单位无人`] : []),
        ].join(' ')
  return card({
    title: `人员 · ${state} · ${dayAt(view.at)}`,
    template: view.persons + view.units === 0 ? 'green' : 'orange',
    elements: [
      plain(
        `共 ${view.total} 人，已绑定 ${view.total - view.persons} 人。${view.persons + view.units > 0 ? '未绑定的收不到消息：' : ''}`,
      ),
      ...(view.page === 1 ? waiting(view.waiting) : []),
      ...view.rows.flatMap((one) => [hr(), ...row(one)]),
      ...pager(view, (page) => ({ action: 'people.page', page })),
      note('也可发送：绑定人员 表上姓名 姓名　联络员 单位 姓名　导入人员表'),
    ],
  })
}

function waiting(all: readonly WaitingPerson[]): readonly CardElement[] {
  const left = all.length - waitingShown
  return [
    ...all
      .slice(0, waitingShown)
      .flatMap(({ what, agree, refuse }) => [
        hr(),
        markdown(`待确认　${inline(what, 60)}`),
        smallButtons(
          button('同意', 'primary', agree, { small: true }),
          button('不同意', 'default', refuse, { small: true }),
        ),
      ]),
    ...(left > 0 ? [note(`另有 ${left} 项待确认，决定后再发送：人员`)] : []),
  ]
}

function row(one: Unbound): readonly CardElement[] {
  const due = one.earliestDue ? `，最早${dateOf(one.earliestDue)}到期` : ''
  const where =
    one.kind === 'unit'
      ? '无人绑定'
      : one.units.length > 0
        ? names(one.units, 2, '个单位')
        : '未列单位'
  const { partyId } = one
  return [
    markdown(
      `**${inline(one.name, 20)}**　${inline(cut(oneLine(where), 40), 40)}，${one.tasks}项${due}`,
    ),
    smallButtons(
      one.kind === 'unit'
        ? button(
            '定联络员',
            'primary',
            { action: 'person.ask', act: { kind: 'post', unitId: partyId, post: 'liaison' } },
            { small: true },
          )
        : button(
            '绑定',
            'primary',
            { action: 'person.ask', act: { kind: 'bind', partyId } },
            { small: true },
          ),
    ),
  ]
}
