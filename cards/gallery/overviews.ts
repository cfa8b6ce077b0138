/** 总览. */
import { type OverviewView, overviewCard } from '../overview.ts'
import type { Exhibit } from './exhibit.ts'
import * as sample from './samples.ts'

const { hostileLong, many } = sample

const row = (name: string, n: number) => ({
  name,
  total: 4 + n,
  closed: n % 3,
  overdue: n % 2,
  waiting: n % 4,
})

const view: OverviewView = {
  code: 'QL26',
  title: '青禾区2026年重点工作任务分解表',
  asOf: sample.asOf,
  page: 1,
  pages: 1,
  overview: {
    all: { name: '', total: 12, closed: 1, overdue: 2, waiting: 3 },
    sections: [row('产业提升行动', 0), row('城乡建设行动', 1), row('民生实事项目', 2)],
    units: [row('区水利局', 1), row('区住建局', 2)],
  },
}

export const overviews: readonly Exhibit[] = [
  { name: 'overview', card: overviewCard(view) },
  {
    name: 'overview-hostile',
    card: overviewCard({
      ...view,
      code: hostileLong,
      title: hostileLong,
      page: 2,
      pages: 5,
      overview: {
        ...view.overview,
        sections: many(90, (n) => row(hostileLong, n)),
        units: many(200, (n) => row(hostileLong, n)),
      },
    }),
  },
]
