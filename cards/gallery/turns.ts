/** 年终核验, 归档, 新建下年计划. */
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

export const turns: readonly Exhibit[] = [
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
