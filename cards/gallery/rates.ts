/** 完成率: of a task and how it came about, of a plan and a unit, and what the office sets by hand. */
import { type GroupRateView, groupRateCard } from '../rates/group-rate.ts'
import {
  type IndicatorFacts,
  type PartFacts,
  type SetRateView,
  setRateCard,
  type TaskRateView,
  taskRateCard,
} from '../rates/task-rate.ts'
import type { Exhibit } from './exhibit.ts'
import { asOf, hostile, hostileLong, hostileRef, idOf, many, planTitle, ref } from './texts.ts'

const indicator = (with_: Partial<IndicatorFacts> = {}): IndicatorFacts => ({
  name: '生猪存栏数',
  unit: '万头',
  basis: null,
  shown: '68.76',
  formula: '83.2 ÷ 121 × 100 = 68.76',
  source: '5月数据，叶疏桐6月4日填报',
  handSet: null,
  printed: null,
  ...with_,
})

const part = (place: number, with_: Partial<PartFacts> = {}): PartFacts => ({
  place,
  title: '年末实现生猪存栏121万头',
  shown: '68.76',
  formula: '（68.7603）÷ 1 = 68.76',
  handSet: null,
  printed: null,
  indicators: [indicator()],
  isContinued: false,
  ...with_,
})

export const explained: TaskRateView = {
  ...ref(14),
  asOf,
  planTitle,
  shown: '73.25',
  formula: '（68.76 + 66.67 + 57.56 + 100）÷ 4 = 73.25',
  handSet: null,
  printed: { rate: '73.08', why: '下级的印制数与公式不同，按印制数平均则相符' },
  profile: 'default',
  page: 1,
  pages: 1,
  parts: 4,
  rows: [
    part(1),
    part(2, {
      title: '建立35个以上粮食基地，全年调入粮食超过20万吨',
      shown: '66.67',
      formula: '（100 + 100 + 0）÷ 3 = 66.67',
      printed: { rate: '66', why: '按现有数字算不出' },
      indicators: [
        indicator({ name: '粮食基地数', unit: '个', shown: '100', formula: '35 ÷ 35 × 100 = 100' }),
        indicator({
          name: '粮食调入量',
          unit: '万吨',
          shown: '0',
          formula: '0 ÷ 20 × 100 = 0',
          basis: '以入库单为准',
          source: '3月数据，随文件导入（顾清越4月7日确认）',
        }),
        indicator({
          name: '质量达标率',
          unit: '%',
          shown: null,
          formula: '未公布',
          source: '原文“待省里公布”，5月数据，叶疏桐6月4日填报',
        }),
      ],
    }),
    part(3, {
      title: '巩固粮食生产功能区',
      shown: '90',
      formula: '人工核定 90（功能区已验收，面积以省批复为准）；按公式为 57.56',
      handSet: { reason: '功能区已验收，面积以省批复为准', by: '顾清越', at: asOf },
      indicators: [
        indicator({
          name: '播种面积',
          unit: '万亩',
          shown: '103.95',
          formula: '142.1 ÷ 136.7 × 100 = 103.95',
        }),
      ],
    }),
    part(4, { title: '任务整体', indicators: [], shown: '100', formula: '节点 2 ÷ 2 × 100 = 100' }),
  ],
  nodes: { done: 2, due: 3, rate: '66.67' },
  pending: ['生猪存栏数 90万头（叶疏桐6月24日填）'],
  maySet: true,
}

export const group: GroupRateView = {
  asOf,
  planId: idOf(1),
  planVersion: 3,
  code: 'QL26',
  planTitle,
  of: 'plan',
  name: '全部任务',
  shown: '81.26',
  counted: 40,
  all: 42,
  nodes: { done: 30, due: 36, rate: '83.33' },
  profile: 'compilation',
  sections: [
    { name: '现代产业提质行动', shown: '84.5', tasks: 20 },
    { name: '民生实事', shown: '79.02', tasks: 14 },
    { name: '平安建设', shown: null, tasks: 8 },
  ],
  units: many(12, (n) => ({ name: `区第${n}局`, shown: String(60 + n), tasks: n })),
  page: 1,
  pages: 5,
  rows: many(10, (n) => ({ ...ref(n), shown: String(40 + n * 5), isHandSet: n === 3 })),
  mayChoose: true,
}

export const settingRate: SetRateView = {
  ...ref(14),
  at: asOf,
  version: 3,
  shown: '73.25',
  items: [
    { id: idOf(101), title: '年末实现生猪存栏121万头', shown: '68.76' },
    { id: idOf(102), title: '建立35个以上粮食基地', shown: null },
  ],
}

export const rates: readonly Exhibit[] = [
  { name: 'rate-task', card: taskRateCard(explained) },
  {
    name: 'rate-task-by-hand',
    card: taskRateCard({
      ...explained,
      shown: '90',
      formula: '人工核定 90（专项验收）；按公式为 73.25',
      handSet: { reason: '专项验收', by: '顾清越', at: asOf },
      printed: null,
      pending: [],
      maySet: false,
      nodes: { done: 0, due: 0, rate: null },
    }),
  },
  {
    name: 'rate-task-nodes',
    card: taskRateCard({
      ...explained,
      shown: '60',
      formula: '（60）÷ 1 = 60',
      printed: null,
      parts: 1,
      rows: [
        part(1, {
          title: '任务整体',
          indicators: [],
          shown: '60',
          formula: '节点 3 ÷ 5 × 100 = 60',
        }),
      ],
      pending: [],
      maySet: false,
    }),
  },
  {
    name: 'rate-task-nothing',
    card: taskRateCard({
      ...explained,
      shown: null,
      formula: '没有可以计算的数',
      printed: null,
      parts: 1,
      rows: [
        part(1, {
          title: '任务整体',
          indicators: [],
          shown: null,
          formula: '没有指标和节点，也未填报百分比',
        }),
      ],
      nodes: { done: 0, due: 0, rate: null },
      pending: [],
      maySet: false,
    }),
  },
  {
    name: 'rate-task-hostile',
    card: taskRateCard({
      ...explained,
      ...hostileRef(14),
      planTitle: hostileLong,
      formula: hostileLong,
      handSet: { reason: hostileLong, by: hostile, at: asOf },
      printed: { rate: hostile, why: hostileLong },
      page: 2,
      pages: 3,
      rows: many(6, (n) =>
        part(n, {
          title: hostileLong,
          formula: hostileLong,
          isContinued: n === 1,
          handSet: { reason: hostileLong, by: hostile, at: asOf },
          indicators: many(8, () =>
            indicator({
              name: hostileLong,
              unit: hostile,
              basis: hostileLong,
              formula: hostileLong,
              source: hostileLong,
              printed: { rate: '66', why: hostileLong },
            }),
          ),
        }),
      ),
      pending: many(100, () => hostileLong),
    }),
  },
  {
    name: 'rate-set-form',
    card: setRateCard(settingRate),
  },
  {
    name: 'rate-set-form-hostile',
    card: setRateCard({
      ...hostileRef(14),
      at: asOf,
      version: 3,
      shown: null,
      items: many(60, (n) => ({ id: idOf(n), title: hostileLong, shown: '68.76' })),
    }),
  },
  { name: 'rate-plan', card: groupRateCard(group) },
  {
    name: 'rate-unit',
    card: groupRateCard({
      ...group,
      of: 'unit:区农业农村局',
      name: '区农业农村局',
      shown: '70.2',
      counted: 2,
      all: 2,
      nodes: { done: 0, due: 0, rate: null },
      profile: 'default',
      sections: [],
      units: [],
      page: 1,
      pages: 1,
      rows: [
        { ...ref(14), shown: '66.4', isHandSet: false },
        { ...ref(3), shown: '74', isHandSet: true },
      ],
      mayChoose: false,
    }),
  },
  {
    name: 'rate-plan-hostile',
    card: groupRateCard({
      ...group,
      code: hostile,
      planTitle: hostileLong,
      name: hostileLong,
      sections: many(100, () => ({ name: hostileLong, shown: '50', tasks: 3 })),
      units: many(300, () => ({ name: hostileLong, shown: null, tasks: 3 })),
      rows: many(10, (n) => ({ ...hostileRef(n), shown: '50', isHandSet: true })),
    }),
  },
]
