/** A 名片 that the office sent: whose it is, and what to make of them. */
import type { Post } from '../../src/domain/people-facts.ts'
import {
  button,
  buttons,
  type Card,
  card,
  cut,
  inline,
  markdown,
  names,
  note,
  oneLine,
  plain,
} from '../kit.ts'
import { dayAt } from '../words.ts'
import { postWords } from './person.ts'

export type ContactView = {
  readonly openId: string
  readonly name: string
  readonly units: readonly string[]
  /** Printed names that the account is tied to. */
  readonly bound: readonly string[]
  readonly posts: readonly { readonly unit: string; readonly post: Post }[]
  /** Printed persons of that name. */
  readonly namesakes: readonly {
    readonly partyId: string
    readonly name: string
    readonly units: readonly string[]
    readonly isBound: boolean
  }[]
  /** Units of the tables that a department of theirs is. */
  readonly offered: readonly { readonly unitId: string; readonly name: string }[]
  /** Epoch ms. */
  readonly at: number
}

export function contactCard(view: ContactView): Card {
  const { openId } = view
  const isBound = view.bound.length + view.posts.length > 0
  const posts = view.posts.map(({ unit, post }) => `${unit}${postWords[post]}`)
  const known = [...view.bound, ...posts]
  return card({
    title: `${cut(oneLine(view.name), 12)} · ${isBound ? '已绑定' : '未绑定'} · ${dayAt(view.at)}`,
    template: isBound ? 'green' : 'orange',
    elements: [
      markdown(`**${inline(view.name, 20)}**（${inline(view.units[0] ?? '未列部门', 30)}）`),
      ...(known.length > 0 ? [plain(`现为：${cut(names(known, 5, '项'), 200)}`)] : []),
      ...view.namesakes.map((one) =>
        button(
          `绑定为 ${cut(oneLine(one.name), 8)} · ${cut(oneLine(one.units[0] ?? '未列单位'), 14)}${one.isBound ? '（改绑）' : ''}`,
          'primary',
          { action: 'person.choose', act: { kind: 'bind', partyId: one.partyId }, openId },
          { fill: true },
        ),
      ),
      ...view.offered.flatMap(({ unitId, name }) => [
        note(cut(oneLine(name), 40)),
        buttons(
          button('设为联络员', 'default', {
            action: 'person.choose',
            act: { kind: 'post', unitId, post: 'liaison' },
            openId,
          }),
          button('设为审签人', 'default', {
            action: 'person.choose',
            act: { kind: 'post', unitId, post: 'signer' },
            openId,
          }),
        ),
      ]),
      note('也可发送：联络员 单位 姓名　审签人 单位 姓名　绑定人员 表上姓名 姓名'),
    ],
  })
}
