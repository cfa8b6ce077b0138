/** 指标: what a task is measured by, and what was proposed from the words of a plan. */
import { type IndicatorsView, indicatorsCard } from '../tasks/indicators.ts'
import type { Exhibit } from './exhibit.ts'
import { asOf, hostile, hostileLong, hostileRef, idOf, many, planTitle, ref } from './texts.ts'

export const proposed: IndicatorsView = {
  scope: 'task',
  id: idOf(14),
  called: 'QL26-14',
  planTitle,
  at: asOf,
  proposals: 3,
  page: 1,
  pages: 1,
  rows: [
    { ...ref(14), indicatorId: idOf(201), number: 1, name: '新建公园', target: '≥ 5个', item: '' },
    {
      ...ref(14),
      indicatorId: idOf(202),
      number: 2,
      name: '新增泊位',
      target: '≥ 800个',
      item: '云栖片区',
    },
    {
      ...ref(14),
      indicatorId: idOf(203),
      number: 3,
      name: '万元产值能耗',
      target: '≤ 0.4吨',
      item: '',
    },
  ],
  settled: ['改造老旧小区 ≥ 12个', '加装电梯 ≥ 30台'],
  mayDecide: true,
}

export const indicators: readonly Exhibit[] = [
  { name: 'indicators-task', card: indicatorsCard(proposed) },
  {
    name: 'indicators-task-seen-by-unit',
    card: indicatorsCard({ ...proposed, settled: [], mayDecide: false }),
  },
  { name: 'indicators-settled', card: indicatorsCard({ ...proposed, proposals: 0, rows: [] }) },
  {
    name: 'indicators-plan',
    card: indicatorsCard({
      ...proposed,
      scope: 'plan',
      id: idOf(1),
      called: 'QL26',
      proposals: 37,
      pages: 7,
      rows: many(6, (n) => ({
        ...ref(n),
        indicatorId: idOf(300 + n),
        number: 1,
        name: '新建公园',
        target: '≥ 5个',
        item: '',
      })),
      settled: [],
    }),
  },
  {
    name: 'indicators-plan-empty',
    card: indicatorsCard({
      ...proposed,
      scope: 'plan',
      called: 'QL26',
      proposals: 0,
      rows: [],
      settled: [],
    }),
  },
  {
    name: 'indicators-hostile',
    card: indicatorsCard({
      ...proposed,
      scope: 'plan',
      called: hostile,
      planTitle: hostileLong,
      rows: many(20, (n) => ({
        ...hostileRef(n),
        indicatorId: idOf(300 + n),
        number: n,
        name: hostileLong,
        target: hostile,
        item: hostileLong,
      })),
      settled: many(99, () => hostileLong),
    }),
  },
]
