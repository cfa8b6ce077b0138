/** 电话督办: whom the office calls, since no message is answered or arrives. */
import type { CallReason } from '../../src/domain/phone-list.ts'
import {
  button,
  type Card,
  type CardElement,
  card,
  cut,
  form,
  hr,
  inline,
  input,
  markdown,
  names,
  note,
  oneLine,
  plain,
  smallButtons,
} from '../kit.ts'
import { type Paged, pager } from '../pager.ts'
import { dayAt, timeAt } from '../words.ts'

export const unitsPerPage = 5

const reasons: Readonly<Record<CallReason, string>> = {
  unbound: '无人绑定，消息发不到',
  unacknowledged: '3个工作日未签收，视同签收',
  overdue: '逾期催办后仍未报',
}

type PhoneRow = {
  readonly unit: string
  readonly reasons: readonly CallReason[]
  /** The responsible persons, as printed. */
  readonly names: readonly string[]
  /** Their numbers, where a staff list named some. */
  readonly mobiles: readonly string[]
  /** Numbers of the tasks, such as `QL26-14`. */
  readonly tasks: readonly string[]
  /** The last messages, newest first: what it was, when (epoch ms), whether it left. */
  readonly messages: readonly {
    readonly what: string
    readonly at: number
    readonly isSent: boolean
  }[]
  readonly lastCall: { readonly by: string; readonly at: number; readonly note: string } | null
}

export type PhoneListView = Paged & {
  /** Epoch ms. */
  readonly asOf: number
  /** On all pages. */
  readonly units: number
  readonly tasks: number
  /** Those called least lately first. */
  readonly rows: readonly PhoneRow[]
}

export const phoneListCard = (view: PhoneListView): Card =>
  card({
    title: `电话督办 · ${view.units}个单位 · ${view.tasks}项任务 · ${dayAt(view.asOf)}`,
    template: view.units > 0 ? 'orange' : 'green',
    elements: [
      ...(view.units === 0 ? [plain('没有需要电话联系的单位。')] : []),
      ...view.rows
        .slice(0, unitsPerPage)
        .flatMap((one, index) => [...(index > 0 ? [hr()] : []), ...row(one)]),
      ...pager(view, (page) => ({ action: 'phone.page', page })),
      note(`截至${timeAt(view.asOf)}　也可发送：已电话联系 单位 情况`),
    ],
  })

function row(one: PhoneRow): readonly CardElement[] {
  const people = names(one.names, 6)
  return [
    markdown([
      `**${inline(one.unit, 30)}**　${one.tasks.length}项：${inline(names(one.tasks, 5, '项'), 120)}`,
      inline(one.reasons.map((reason) => reasons[reason]).join('；'), 80),
      `责任人：${inline(people || '（未列）', 100)}${one.mobiles.length > 0 ? `　电话：${inline(one.mobiles.slice(0, 3).join('、'), 60)}` : ''}`,
    ]),
    note(
      [
        ...(one.messages.length > 0
          ? one.messages
              .slice(0, 3)
              .map(
                ({ what, at, isSent }) =>
                  `${timeAt(at)} ${cut(oneLine(what), 12)}${isSent ? '' : '（未发出）'}`,
              )
          : ['没有发出过消息']),
        ...(one.lastCall
          ? [
              `${timeAt(one.lastCall.at)} ${cut(oneLine(one.lastCall.by), 12)} 已电话联系：${cut(oneLine(one.lastCall.note), 80)}`,
            ]
          : []),
      ].join('\n'),
    ),
    smallButtons(
      button(
        '已电话联系',
        'default',
        { action: 'phone.call.open', unit: cut(one.unit, 60) },
        { small: true },
      ),
    ),
  ]
}

/** What was said on the phone? */
export const phoneFormCard = (unit: string, at: number): Card =>
  card({
    title: `已电话联系 · ${cut(oneLine(unit), 20)} · 待填写 · ${dayAt(at)}`,
    template: 'blue',
    elements: [
      form('phone', [
        input('note', '联系情况（必填）', {
          placeholder: '例如：已联系张科长，明天上午签收',
          multiline: true,
          required: true,
          maxLength: 300,
        }),
        button(
          '记录',
          'main',
          { action: 'phone.call', unit: cut(unit, 60) },
          { name: 'submit', submit: true, fill: true },
        ),
      ]),
      note(`也可发送：已电话联系 ${cut(oneLine(unit), 30)} 情况`),
    ],
  })

/** The record of a call. */
export const phonedCard = (call: {
  readonly unit: string
  readonly note: string
  /** Epoch ms. */
  readonly at: number
}): Card =>
  card({
    title: `${cut(oneLine(call.unit), 20)} · 已电话联系 · ${dayAt(call.at)}`,
    template: 'green',
    elements: [plain(cut(call.note, 300)), note(`${timeAt(call.at)}记录　继续请发送：电话督办`)],
  })
