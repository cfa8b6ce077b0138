/** 导入人员表: what was read, whom each row is taken for, and the few that need a look. */
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
  names,
  note,
  oneLine,
  plain,
} from '../kit.ts'
import { pager } from '../pager.ts'
import { dayAt } from '../words.ts'

export const doubtsPerPage = 5

type StaffDoubt = {
  readonly row: number
  readonly unit: string
  readonly name: string
  readonly candidates: readonly { readonly openId: string; readonly label: string }[]
}

export type StaffListView = {
  readonly listId: string
  readonly fileName: string
  readonly state: 'waiting' | 'committed' | 'cancelled'
  readonly total: number
  readonly byMobile: number
  readonly byName: number
  readonly byOffice: number
  /** Names of rows for which the directory has nobody. */
  readonly missing: readonly string[]
  /** What confirming would change. */
  readonly posts: number
  readonly bindings: number
  /** Doubts in all, and those of this page. */
  readonly doubts: number
  readonly rows: readonly StaffDoubt[]
  readonly page: number
  readonly pages: number
  /** Epoch ms. */
  readonly at: number
}

const looks = {
  waiting: { word: '待确认', template: 'blue' },
  committed: { word: '已绑定', template: 'green' },
  cancelled: { word: '已取消', template: 'grey' },
} as const

export function staffListCard(view: StaffListView): Card {
  const changes = view.posts + view.bindings
  const look = looks[view.state]
  const word = view.state === 'waiting' && changes + view.doubts === 0 ? '没有变化' : look.word
  return card({
    title: `人员表 · ${view.total}人 · ${word} · ${dayAt(view.at)}`,
    template: look.template,
    elements: [
      markdown(`《${inline(view.fileName, 60)}》`),
      plain(counts(view)),
      ...(view.missing.length > 0
        ? [plain(`通讯录里没有：${cut(names(view.missing, 12), 200)}`)]
        : []),
      ...(view.state === 'waiting' ? waiting(view, changes) : []),
    ],
  })
}

const counts = (view: StaffListView): string =>
  [
    `按手机号对上 ${view.byMobile} 人，按单位和姓名对上 ${view.byName} 人`,
    ...(view.byOffice > 0 ? [`已选定 ${view.byOffice} 人`] : []),
    ...(view.doubts > 0 ? [`待选定 ${view.doubts} 人`] : []),
  ].join('，') +
  `。\n${view.state === 'waiting' ? '确认后' : '共'}设岗位 ${view.posts} 个，绑定姓名 ${view.bindings} 个。`

function waiting(view: StaffListView, changes: number): readonly CardElement[] {
  const { listId } = view
  return [
    ...view.rows.flatMap((doubt) => [hr(), ...doubtOf(listId, doubt)]),
    ...pager(view, (page) => ({ action: 'staff.page', listId, page })),
    ...(changes > 0
      ? [
          buttons(
            button('确认绑定', 'main', { action: 'staff.commit', listId }),
            button('取消', 'default', { action: 'staff.cancel', listId }),
          ),
          note('也可发送：确认绑定　取消人员表。没有选定的人不会绑定。'),
        ]
      : [button('关闭', 'default', { action: 'staff.cancel', listId })]),
  ]
}

function doubtOf(listId: string, doubt: StaffDoubt): readonly CardElement[] {
  const { row } = doubt
  return [
    markdown(`**${inline(doubt.name, 12)}**（${inline(cut(oneLine(doubt.unit), 24), 24)}）是：`),
    ...doubt.candidates.map(({ openId, label }) =>
      button(label, 'default', { action: 'staff.pick', listId, row, openId }, { fill: true }),
    ),
  ]
}
