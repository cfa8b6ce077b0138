/** 分解, 改, 立项: what a unit enters and the office changes. */
import { breakdownFormCard } from '../tasks/breakdown.ts'
import { filedCard, filingFormCard } from '../tasks/filing.ts'
import { changeFormCard, editDoneCard, editFormCard, editMenuCard } from '../tasks/task-edit.ts'
import { type Exhibit, states } from './exhibit.ts'
import * as sample from './samples.ts'

const { hostileLong, hostileRef, idOf, many, ref } = sample

const breakdown = {
  ...ref(14),
  text: '文化客厅建设。年内建成文化客厅6个，免费开放。',
  at: sample.asOf,
  nodes: [],
  indicators: [],
  liaison: '',
  returned: null,
}

const node = (n: number) => ({ dueOn: sample.day(n), text: sample.milestone(n).text })

const values = {
  title: '文化客厅建设',
  target: '年内建成文化客厅6个，免费开放。',
  lead_unit: '区教育局',
  lead_leader: '沈知岚',
  co_unit: '云栖镇',
  owner: '陆闻笙',
  liaison: '',
  node: '4 个',
} as const

const form = {
  ...ref(14),
  version: 3,
  at: sample.asOf,
  nodes: many(3, (n) => ({ ...node(n), id: idOf(n) })),
}

const done = {
  ...ref(14),
  field: 'target',
  before: '年内建成文化客厅8个。',
  after: '年内建成文化客厅6个，免费开放。',
  reason: '选址调整',
  reference: '青禾区政府常务会议纪要第3号',
  at: sample.asOf,
  isReassigned: false,
} as const

export const officeActs: readonly Exhibit[] = [
  { name: 'breakdown-form', card: breakdownFormCard(breakdown) },
  {
    name: 'breakdown-form-returned',
    card: breakdownFormCard({
      ...breakdown,
      nodes: many(8, node),
      indicators: ['开放场次 120场'],
      liaison: '陆闻笙',
      returned: '节点请写明个数。',
    }),
  },
  {
    name: 'breakdown-form-hostile',
    card: breakdownFormCard({
      ...breakdown,
      ...hostileRef(14),
      text: hostileLong,
      nodes: many(60, (n) => ({ ...node(n), text: hostileLong })),
      indicators: many(60, () => hostileLong),
      liaison: hostileLong,
      returned: hostileLong,
    }),
  },
  {
    name: 'edit-menu',
    card: editMenuCard({
      ...ref(14),
      at: sample.asOf,
      values,
      changes: ['suspended', 'withdrawn', 'merged'],
    }),
  },
  ...states('edit-form', ['title', 'target', 'lead_unit', 'owner', 'node'], (field) =>
    editFormCard({
      ...form,
      field,
      value: values[field],
      needsDecision: field === 'target' || field === 'lead_unit',
    }),
  ),
  {
    name: 'edit-form-hostile',
    card: editFormCard({
      ...form,
      ...hostileRef(14),
      field: 'node',
      value: hostileLong,
      nodes: many(90, (n) => ({ ...node(n), id: idOf(n), text: hostileLong })),
      needsDecision: true,
    }),
  },
  { name: 'edit-done', card: editDoneCard(done) },
  {
    name: 'edit-done-reassigned',
    card: editDoneCard({
      ...done,
      field: 'lead_unit',
      before: '区教育局（陆闻笙）',
      after: '区文旅局',
      isReassigned: true,
    }),
  },
  {
    name: 'edit-done-hostile',
    card: editDoneCard({
      ...done,
      ...hostileRef(14),
      before: hostileLong,
      after: hostileLong,
      reason: hostileLong,
      reference: hostileLong,
    }),
  },
  ...states('change-form', ['suspended', 'merged'], (change) =>
    changeFormCard(ref(14), change, sample.asOf),
  ),
  {
    name: 'filing-form',
    card: filingFormCard({
      at: sample.asOf,
      plans: [{ id: idOf(900), code: 'QL26', title: '青禾区2026年重点工作任务分解表' }],
    }),
  },
  {
    name: 'filing-form-hostile',
    card: filingFormCard({
      at: sample.asOf,
      plans: many(60, (n) => ({ id: idOf(n), code: hostileLong, title: hostileLong })),
    }),
  },
  {
    name: 'filed',
    card: filedCard({
      ...ref(1),
      at: sample.asOf,
      source: '会议纪要',
      number: '青府纪要〔2026〕3号',
      leadUnit: '区住建局',
      dueOn: '2026-07-16',
      planTitle: '2026年立项督办事项',
    }),
  },
]
