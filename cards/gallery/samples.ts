/** What the gallery shows, with invented people: views from a file to 绑定, and all the other samples. */

import type { BindingOfferView, BindingRequestView } from '../binding.ts'
import type { ImportPreviewView } from '../imports/import-preview.ts'
import type { DispatchConfirmView, ImportSummaryView } from '../imports/import-summary.ts'
import type { AssignedTask, AssignmentView } from '../tasks/assignment.ts'
import { idOf, imported, many, planTitle, ref } from './texts.ts'

export * from './samples-desks.ts'
export * from './samples-pushes.ts'
export * from './samples-reports.ts'
export * from './samples-tasks.ts'
export * from './texts.ts'

const nodes = (count: number) =>
  many(count, (n) => ({
    dueOn: `2026-${String(n + 2).padStart(2, '0')}-28`,
    text: `完成第${n}标段`,
  }))

export const preview: ImportPreviewView = {
  state: 'waiting',
  importId: idOf(900),
  at: imported,
  fileName: '青岚区2026年重点工作任务分解表.docx',
  plan: {
    title: planTitle,
    code: 'QL26',
    issuer: '青岚区人民政府办公室',
    docNo: '青政办〔2026〕3号',
    issuedOn: '2026-02-27',
    effectiveOn: '2026-02-27',
    kind: 'decomposition',
  },
  counts: { tasks: 42, milestones: 137, units: 31, persons: 58, indicators: 0, proposals: 37 },
  sections: [
    { name: '现代产业提质行动', tasks: 11 },
    { name: '城乡建设管理行动', tasks: 17 },
    { name: '民生实事', tasks: 14 },
  ],
  doubts: [
    {
      kind: 'target_vs_node',
      taskSeq: 7,
      text: '目标为新增泊位800个，最后一个节点为700个',
      source: '年内新增泊位800个……12月底前累计完成700个',
    },
    { kind: 'seq_restored', taskSeq: 19, text: '序号缺失，按位置补为19', source: '文化客厅建设' },
  ],
  doubtsInAll: 2,
  leftovers: [],
  repairs: [{ kind: 'bracketed_pinyin', count: 12 }],
  repairsOff: [],
  mayReread: true,
  remarks: [],
  reach: {
    receivers: 55,
    unbound: ['顾清越', '程予墨', '叶疏桐'],
    firstReminderOn: '2026-04-01',
  },
  samples: [
    {
      seq: 1,
      title: '智慧交通提升工程',
      leadUnit: '区交通局',
      persons: ['陆闻笙'],
      milestones: nodes(4),
    },
    {
      seq: 21,
      title: '河道综合整治',
      leadUnit: '区水务局',
      persons: ['程予墨'],
      milestones: nodes(8),
    },
    { seq: 42, title: '养老服务设施提升', leadUnit: null, persons: [], milestones: [] },
  ],
}

export const summary: ImportSummaryView = {
  state: 'draft',
  planId: idOf(901),
  version: 1,
  code: 'QL26',
  title: preview.plan.title,
  effectiveOn: '2026-02-27',
  at: imported,
  counts: preview.counts,
  receivers: [
    { name: '沈知岚', tasks: 9, leading: 9, owned: 0, firstOn: null },
    { name: '陆闻笙', tasks: 4, leading: 0, owned: 3, firstOn: '2026-04-01' },
  ],
  unbound: ['顾清越', '程予墨', '叶疏桐'],
  firstReminderOn: '2026-04-01',
}

export const confirm: DispatchConfirmView = {
  planId: summary.planId,
  version: 1,
  code: 'QL26',
  title: summary.title,
  at: imported,
  tasks: 42,
  receivers: 55,
  unbound: summary.unbound,
  firstReminderOn: '2026-04-01',
}

export const assigned = (seq: number, isAcknowledged = false): AssignedTask => ({
  ...ref(seq),
  version: 1,
  role: seq % 3 === 0 ? 'lead_leader' : 'owner',
  next: seq % 4 === 0 ? null : { dueOn: '2026-04-30', text: '完成方案编制并开工' },
  isAcknowledged,
  isToBreakDown: false,
})

export const assignment: AssignmentView = {
  planId: summary.planId,
  code: 'QL26',
  title: summary.title,
  at: imported,
  tasks: [assigned(7), assigned(14), assigned(21, true)],
}

export const offer: BindingOfferView = {
  state: 'open',
  offerId: idOf(902),
  name: '陆闻笙',
  units: ['区交通局'],
  tasks: 4,
  part: 'owner',
  at: imported,
}

export const request: BindingRequestView = {
  state: 'open',
  requestId: idOf(903),
  realName: '程予墨',
  department: '区水务局办公室',
  reason: 'several',
  said: '我是 区水务局 联络员',
  candidates: [
    { personId: idOf(1), name: '程予墨', units: ['区水务局'], tasks: 3, isBound: true },
    { personId: idOf(2), name: '程予墨', units: ['区文旅局', '云栖镇'], tasks: 1, isBound: false },
  ],
  assignedTo: null,
  at: imported,
}
