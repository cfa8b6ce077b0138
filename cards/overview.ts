/** 总览: a plan by section and unit, for 主要领导 and the office. */
import type { Overview, OverviewRow } from '../src/domain/overview.ts'
import { type Card, type CardElement, card, collapsible, cut, note, oneLine, plain } from './kit.ts'
import { type Paged, pager } from './pager.ts'
import { dayAt, timeAt } from './words.ts'

export type OverviewView = Paged & {
  /** The page is that of a plan. */
  readonly code: string
  readonly title: string
  readonly asOf: number
  readonly overview: Overview
}

const sectionsListed = 30
const unitsListed = 80

export function overviewCard(view: OverviewView): Card {
  const { all, sections, units } = view.overview
  const state = all.overdue > 0 ? `逾期${all.overdue}项` : '无逾期'
  return card({
    title: `总览 ${cut(view.code, 12)} · ${all.total}项 · ${state} · ${dayAt(view.asOf)}`,
    subtitle: view.title,
    template: all.overdue > 0 ? 'orange' : 'green',
    elements: [
      plain(words(all)),
      plain(['按板块', ...lines(sections, sectionsListed)].join('\n')),
      ...unitsOf(units),
      ...pager(view, (page) => ({ action: 'overview.page', page })),
      note(`截至${timeAt(view.asOf)}　看一个板块或单位请发送：板块 名称、单位 名称`),
    ],
  })
}

const words = ({ total, closed, overdue, waiting }: OverviewRow): string =>
  `共 ${total} 项，办结 ${closed}，逾期 ${overdue}，待签收 ${waiting}`

const line = ({ name, total, closed, overdue, waiting }: OverviewRow): string =>
  `${cut(oneLine(name), 24)}　${total}项` +
  `${overdue > 0 ? `　逾期${overdue}` : ''}${waiting > 0 ? `　待签收${waiting}` : ''}` +
  `${closed > 0 ? `　办结${closed}` : ''}`

function lines(rows: readonly OverviewRow[], most: number): readonly string[] {
  const left = rows.length - most
  return [...rows.slice(0, most).map(line), ...(left > 0 ? [`另有 ${left} 个未列出`] : [])]
}

const unitsOf = (units: readonly OverviewRow[]): readonly CardElement[] =>
  units.length === 0
    ? []
    : [
        collapsible(`按牵头单位（${units.length}个）`, [
          plain(lines(units, unitsListed).join('\n')),
        ]),
      ]
