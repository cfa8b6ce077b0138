/** 年终核验, 归档, 新建下年计划. */
import { nextYearCard } from '../next-year.ts'
import { planTurnCard, planTurnedCard } from '../plan-turn.ts'
import type { Exhibit } from './exhibit.ts'
import * as sample from './samples.ts'

const { hostile, hostileLong } = sample

const turn = {
  planId: sample.idOf(901),
  version: 3,
  code: 'QL26',
  title: sample.planTitle,
  at: sample.asOf,
  tasks: 42,
  unfinished: 7,
  pending: 3,
} as const

const nextYear = {
  ...turn,
  nextYear: 2027,
  nextCode: 'QL27',
  unfinished: sample.many(7, (n) => sample.ref(n)),
}

export const turns: readonly Exhibit[] = [
  { name: 'turn-next-year', card: nextYearCard(nextYear) },
  {
    name: 'turn-next-year-60-hostile',
    card: nextYearCard({
      ...nextYear,
      code: hostile,
      title: hostileLong,
      unfinished: sample.many(60, (n) => sample.hostileRef(n)),
    }),
  },
  {
    name: 'turn-next-year-300',
    card: nextYearCard({ ...nextYear, unfinished: sample.many(300, (n) => sample.ref(n)) }),
  },
  { name: 'turn-check', card: planTurnCard({ ...turn, to: 'year_end_check' }) },
  {
    name: 'turn-archive',
    card: planTurnCard({ ...turn, to: 'archived', unfinished: 0, pending: 0 }),
  },
  {
    name: 'turn-archive-hostile',
    card: planTurnCard({ ...turn, to: 'archived', code: hostile, title: hostileLong }),
  },
  { name: 'turned-check', card: planTurnedCard({ ...turn, to: 'year_end_check' }) },
  { name: 'turned-archive', card: planTurnedCard({ ...turn, to: 'archived' }) },
]
