/** What the gallery shows of 更新计划, 录入进展 and 作废, with invented people. */

import type { PurposeView, RepairsView } from '../imports/import-choices.ts'
import type { ColumnsView } from '../imports/import-columns.ts'
import type { ImportProgressView } from '../imports/import-progress.ts'
import type { ImportUpdateView } from '../imports/import-update.ts'
import type { PlanEndView } from '../plan-end.ts'
import { confirm, preview } from './samples.ts'
import { idOf, imported, many, planTitle } from './texts.ts'

export * from './samples-doubts.ts'

const { importId, fileName, doubts, doubtsInAll } = preview

export const update: ImportUpdateView = {
  importId,
  doubts,
  doubtsInAll,
  state: 'waiting',
  planId: confirm.planId,
  planVersion: 3,
  code: 'QL26',
  title: planTitle,
  fileName,
  at: imported,
  counts: { added: 1, restored: 1, changed: 2, removed: 1 },
  isReordered: true,
  planChanges: [
    { field: 'docNo', before: '青政办〔2026〕3号', after: '青政办〔2026〕9号' },
    { field: 'issuedOn', before: null, after: '2026-05-06' },
  ],
  page: 1,
  pages: 2,
  rows: [
    {
      kind: 'removed',
      seq: 12,
      title: '农贸市场改造',
      changes: [],
      isReassigned: false,
      isReported: true,
    },
    {
      kind: 'added',
      seq: 43,
      title: '低空经济试点',
      changes: [],
      isReassigned: false,
      isReported: false,
    },
    {
      kind: 'restored',
      seq: 18,
      title: '口袋公园建设',
      changes: [],
      isReassigned: false,
      isReported: true,
    },
    {
      kind: 'changed',
      seq: 7,
      title: '智慧停车行动',
      changes: [
        { field: 'seq', before: 6, after: 7 },
        {
          field: 'text',
          before: '智慧停车行动。在老城区推进公共停车场建设，年内新增泊位800个。',
          after: '智慧停车行动。在老城区推进公共停车场建设，年内新增泊位900个。',
        },
        { field: 'lead_unit', before: ['区住建局'], after: ['区城管局'] },
        { field: 'forms', before: [], after: ['每月督查通报'] },
        { field: 'order', before: ['甲', '乙'], after: ['乙', '甲'] },
      ],
      isReassigned: true,
      isReported: true,
    },
    {
      kind: 'changed',
      seq: 21,
      title: '河道综合整治',
      changes: [
        {
          field: 'milestone',
          before: { item: '望溪河', dueOn: '2026-09-30', text: '完成清淤' },
          after: { item: '望溪河', dueOn: '2026-11-30', text: '完成清淤' },
        },
        {
          field: 'milestone',
          before: null,
          after: { item: null, dueOn: '2027-01-31', text: '通过验收' },
        },
        {
          field: 'milestone',
          before: { item: null, dueOn: '2026-06-30', text: '完成招标' },
          after: null,
        },
      ],
      isReassigned: false,
      isReported: false,
    },
  ],
  hasProgress: true,
  mayReread: true,
  toTell: 0,
}

export const progress: ImportProgressView = {
  importId,
  doubts: [],
  doubtsInAll: 0,
  state: 'waiting',
  code: 'QL26',
  title: planTitle,
  fileName: '2026年上半年重点工作进展情况.xlsx',
  at: imported,
  issuedOn: '2026-07-06',
  counts: { matched: 39, unmatched: 1, newer: 1, ended: 0, empty: 1 },
  page: 1,
  pages: 5,
  rows: [
    {
      verdict: 'unmatched',
      place: '第58行',
      seq: 41,
      title: '未来社区创建',
      task: null,
      percent: '60',
      percentBefore: null,
      progress: '已完成方案评审。',
      problems: '',
    },
    {
      verdict: 'newer',
      place: '第12行',
      seq: 3,
      title: '科创平台建设',
      task: { seq: 3, title: '科创平台建设' },
      percent: '50',
      percentBefore: '55',
      progress: '完成园区一期验收。',
      problems: '',
    },
    {
      verdict: 'matched',
      place: '第14行',
      seq: 4,
      title: '智慧停车',
      task: { seq: 7, title: '智慧停车行动' },
      percent: '66.67',
      percentBefore: null,
      progress: '累计新增泊位530个。',
      problems: '两处地块尚未交付。',
    },
    {
      verdict: 'matched',
      place: '第16行',
      seq: 8,
      title: '河道综合整治',
      task: { seq: 21, title: '河道综合整治' },
      percent: null,
      percentBefore: '40',
      progress: '清淤进场。',
      problems: '',
    },
  ],
}

export const purpose: PurposeView = {
  importId,
  code: 'QL26',
  title: planTitle,
  at: imported,
  purpose: 'plan',
  plans: many(2, (n) => ({
    planId: idOf(900 + n),
    code: n === 1 ? 'QL26' : 'QL26B',
    title: n === 1 ? planTitle : '青岚区2026年民生实事清单',
    takesReports: n === 1,
  })),
}

export const repairs: RepairsView = {
  importId,
  code: 'QL26',
  title: planTitle,
  at: imported,
  repairs: [
    { kind: 'bracketed_pinyin', count: 1079, isOff: false },
    { kind: 'traditional_characters', count: 0, isOff: true },
  ],
}

export const columns: ColumnsView = {
  questionId: idOf(905),
  fileName: '青岚区2026年督办事项.xlsx',
  at: imported,
  state: 'waiting',
  page: 1,
  pages: 2,
  rows: 37,
  total: 7,
  columns: [
    { number: 1, header: '号', samples: ['1', '2', '3'], chosen: 'seq' },
    { number: 2, header: '要办的事', samples: ['完成河道清淤', '新建口袋公园'], chosen: 'other' },
    { number: 3, header: '', samples: [], chosen: 'other' },
    { number: 4, header: '谁来办', samples: ['区水务局', '区园林局'], chosen: 'lead_units' },
    { number: 5, header: '何时办成', samples: ['6月底前'], chosen: 'nodes' },
  ],
  isAgain: false,
}

export const planEnd: PlanEndView = {
  planId: confirm.planId,
  version: 1,
  code: 'QL26',
  title: planTitle,
  at: imported,
  tasks: 42,
  reports: 17,
}
