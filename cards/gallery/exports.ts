/** 导出. */
import { exportChoiceCard } from '../exports/export-choice.ts'
import type { Exhibit } from './exhibit.ts'
import { hostile, hostileLong, idOf, many } from './samples.ts'

const at = Date.parse('2026-06-25T18:00:00+08:00')
const kinds = ['decomposition', 'compilation', 'progress_list'] as const

const plans = many(3, (n) => ({
  planId: idOf(n),
  code: `QL${24 + n}`,
  title: `青岚区${2024 + n}年重点工作任务`,
  kind: kinds[n % 3] ?? ('decomposition' as const),
  tasks: 30 + n,
}))

export const prints: readonly Exhibit[] = [
  { name: 'export-choice', card: exportChoiceCard({ at, form: null, plans }) },
  {
    name: 'export-choice-hostile',
    card: exportChoiceCard({
      at,
      form: 'leader_list',
      plans: many(99, (n) => ({
        planId: idOf(n),
        code: hostile,
        title: hostileLong,
        kind: 'custom',
        tasks: 20_000,
      })),
    }),
  },
]
