/** 误传清除. */
import { type PurgeView, purgeCard, purgeChoiceCard } from '../purge.ts'
import { type Exhibit, states } from './exhibit.ts'
import * as sample from './samples.ts'

const { hostileLong, idOf, many } = sample

const view: PurgeView = {
  purgeId: idOf(1),
  about: 'QL26-14 6月25日18时的填报',
  state: 'open',
  by: '林督查',
  at: sample.asOf,
  places: ['填报 1处', '发出的消息 3处', '痕迹 1处'],
  decidedBy: null,
  decidedAt: null,
  since: sample.asOf - 86_400_000,
  backups: [],
  unpatched: 0,
  told: 0,
}

const decided = { decidedBy: '周督查', decidedAt: sample.asOf + 600_000 }

export const purges: readonly Exhibit[] = [
  ...states('purge', ['open', 'done', 'refused'], (state) =>
    purgeCard({ ...view, ...(state === 'open' ? {} : decided), state }),
  ),
  {
    name: 'purge-done-hostile',
    card: purgeCard({
      ...view,
      ...decided,
      state: 'done',
      about: hostileLong,
      by: hostileLong,
      places: many(20, (n) => `发出的消息 ${n}处`),
      backups: many(40, (n) => ({ at: sample.asOf + n, fileName: hostileLong })),
      unpatched: 12,
      told: 3,
    }),
  },
  {
    name: 'purge-choice',
    card: purgeChoiceCard({
      of: 'QL26-14',
      at: sample.asOf,
      choices: [
        { what: 'report', id: idOf(1), about: '6月25日18时 陶然的填报' },
        { what: 'directive', id: idOf(2), about: '6月20日9时 苏敬之的工作要求' },
      ],
    }),
  },
  {
    name: 'purge-choice-hostile',
    card: purgeChoiceCard({
      of: hostileLong,
      at: sample.asOf,
      choices: many(40, (n) => ({ what: 'report', id: idOf(n), about: hostileLong })),
    }),
  },
  {
    name: 'purge-choice-empty',
    card: purgeChoiceCard({ of: 'QL26-14', at: sample.asOf, choices: [] }),
  },
]
