/** 痕迹: who changed what, when; newest first, paged. */
import { type Card, card, cut, oneLine, plain } from './kit.ts'
import { type Paged, pager } from './pager.ts'
import { dayAt, timeAt } from './words.ts'

export type TrailView = Paged & {
  /** What is asked for: `task:<id>`, `plan:<id>` or `all`. */
  readonly subject: string
  /** `QL26-14`, `QL26`, `全部`. */
  readonly of: string
  readonly at: number
  readonly total: number
  readonly entries: readonly TrailRow[]
}

export type TrailRow = {
  readonly at: number
  readonly by: string
  readonly what: string
  /** Of which task, where the list is not of one. */
  readonly about: string | null
  readonly details: readonly string[]
}

export const trailPerPage = 8

export const trailCard = (view: TrailView): Card =>
  card({
    title: `痕迹 ${cut(view.of, 20)} · ${view.total}条 · ${dayAt(view.at)}`,
    template: 'blue',
    elements: [
      ...(view.entries.length === 0 ? [plain('还没有记录。')] : []),
      ...view.entries.slice(0, trailPerPage).map((entry) => plain(lines(entry).join('\n'))),
      ...pager(view, (page) => ({ action: 'trail.page', subject: view.subject, page })),
    ],
  })

const lines = ({ at, by, what, about, details }: TrailRow): readonly string[] => [
  `${timeAt(at)}　${cut(oneLine(by), 12)}　${about ? `${cut(about, 20)}　` : ''}${cut(what, 40)}`,
  ...details.slice(0, 6).map((line) => `　${cut(oneLine(line), 120)}`),
]
